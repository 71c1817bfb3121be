# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Measure ours and the peer's in one run, and print the ratios: `make bench` (see README.md)."""

import argparse
import importlib
import os
import platform
import re
from datetime import date
from pathlib import Path

from measuring import Side, say

from odoo.tools import config

HERE = Path(__file__).resolve().parent
CASES = (
    "due_dates",
    "creation",
    "replan",
    "reading",
    "alerts",
    "leads",
    "callbacks",
    "board",
    "project_board",
    "payslips",
    "reports",
)
README = HERE / "README.md"
MARKS = ("<!-- table -->", "<!-- end of table -->")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", required=True, help="Odoo's data folder")
    parser.add_argument("--ours", required=True, help="fresh database with our addons")
    parser.add_argument("--peer", required=True, help="fresh database with the peer's")
    parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1), help="0.1: a quick run")
    parser.add_argument("--only", choices=CASES, nargs="*", default=CASES, help="some of the cases")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    options = parser.parse_args()
    config.parse_config(
        ["--config=odoo.conf", f"--data-dir={options.data_dir}", "--log-level=error"], setup_logging=True
    )
    table = measure(options)
    print(table)
    if options.write:
        before, rest = README.read_text().split(MARKS[0])
        after = rest.split(MARKS[1])[1]
        README.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}")


def measure(options):
    ours, peer = Side(options.ours), Side(options.peer)
    # what imports our addons needs Odoo's configuration first
    companies = importlib.import_module("companies")
    companies.make_ours(ours)
    companies.make_peer(peer)
    rows = []
    for name in options.only:
        say(f"{name} ...")
        rows += importlib.import_module(name).run(ours, peer, options.scale)
    return "\n".join([*head(options.scale), *map(line, rows)])


def head(scale):
    python = platform.python_version()
    machine = f"{date.today()}, {cpu()}, {os.cpu_count()} cores, {memory()}, Python {python}"
    if scale != 1:
        machine += f", scale {scale:g}"
    return [machine, "", "| case | ours | compared with | ratio | target | |", "|---|---:|---:|---:|---:|---|"]


def line(row):
    ratio = f"{row.ratio:.3g}" if row.ratio < 1000 else f"{row.ratio:,.0f}"
    target = f"{'≤' if row.most else '≥'} {row.target:g}"
    return f"| {row.name} | {row.ours} | {row.peer} | {ratio} | {target} | {'ok' if row.reached else 'MISSED'} |"


def cpu():
    names = re.findall(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return " ".join(names[0].split()) if names else platform.processor()


def memory():
    kilobytes = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1])
    return f"{kilobytes / 2**20:.0f} GB"


if __name__ == "__main__":
    main()
