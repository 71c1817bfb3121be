# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A year of a gas company, from a seed: `make simulate` (see README.md)."""

import argparse
import importlib
import os
import sys
import time
from datetime import date

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

# what happens once, and what happens for each month, in this order; with what it takes at scale 1 (seconds)
ONCE = [("people", "hire", 40), ("customers", "move_in", 20)]
MONTHLY = [
    ("customers", "serve", 4),
    ("tickets", "handle", 28),
    ("sample", "act", 20),
    ("projects", "connect", 4),
    ("conduct", "hold", 5),
    ("archive", "hand_over", 5),
    ("callbacks", "call", 6),
    ("pay", "appraise", 10),
    ("pay", "pay", 3),
]
_DONE = "gas_simulate.done"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", required=True, help="Odoo's data folder")
    parser.add_argument("--database", required=True, help="with our addons, without demo data")
    parser.add_argument("--scale", type=float, default=float(os.environ.get("SCALE") or 1), help="0.01: a quick one")
    parser.add_argument("--seed", default=os.environ.get("SEED") or "gas", help="the same seed makes the same year")
    parser.add_argument("--until", type=date.fromisoformat, default=date.today(), help="last day, default today")
    options = parser.parse_args()
    config.parse_config(
        ["--config=odoo.conf", f"--data-dir={options.data_dir}", "--log-level=error"], setup_logging=True
    )
    # what imports our addons needs Odoo's configuration first
    world = importlib.import_module("world")
    registry = Registry(options.database)
    with registry.cursor() as cr:
        params = api.Environment(cr, SUPERUSER_ID, {})["ir.config_parameter"]
        # a run that goes on where another stopped lives the same year
        given = [str(options.scale), options.seed, options.until.isoformat()]
        scale, seed, until = (params.get_param("gas_simulate.options") or ",".join(given)).split(",")
        params.set_param("gas_simulate.options", f"{scale},{seed},{until}")
        done = set((params.get_param(_DONE) or "").split())
    settings = world.Settings(float(scale), seed, date.fromisoformat(until))
    run(registry, settings, world, done)


def run(registry, settings, world, done):
    """Live through every stage that was not lived through before, each in a transaction of its own."""
    stages = [("once", *stage) for stage in ONCE]
    stages += [(f"{month:%Y-%m}", *stage) for month in settings.months() for stage in MONTHLY]
    bar = Progress(sum(cost for *_names, cost in stages))
    for when, module, name, cost in stages:
        key = f"{when}:{module}.{name}"
        if key not in done:
            bar.say(key)
            with registry.cursor() as cr, world.World.open(cr, settings, key) as lived:
                getattr(importlib.import_module(module), name)(lived, *settings.month_of(when))
                params = lived.env["ir.config_parameter"]
                params.set_param(_DONE, f"{params.get_param(_DONE) or ''} {key}")
        bar.advance(cost, key in done)
    bar.end()


class Progress:
    """A bar with the time left; one line a stage where nobody looks at a terminal."""

    def __init__(self, total):
        self.total, self.passed, self.lived = total, 0, 0
        self.start = self.stage_start = time.monotonic()
        self.terminal = sys.stderr.isatty()

    def say(self, stage):
        self.stage_start = time.monotonic()
        self.stage = stage
        if self.terminal:
            share = self.passed / self.total
            elapsed = time.monotonic() - self.start
            left = f", {elapsed / self.lived * (self.total - self.passed) / 60:.0f} min left" if self.lived else ""
            bar = "#" * int(40 * share) + "." * (40 - int(40 * share))
            print(f"\r[{bar}] {100 * share:3.0f} %  {stage}{left}\x1b[K", end="", file=sys.stderr, flush=True)

    def advance(self, cost, skipped):
        self.passed += cost
        if not skipped:
            self.lived += cost
            if not self.terminal:
                seconds = time.monotonic() - self.stage_start
                print(
                    f"{100 * self.passed / self.total:3.0f} %  {self.stage}  {seconds:.1f} s",
                    file=sys.stderr,
                    flush=True,
                )

    def end(self):
        print(f"\n{time.monotonic() - self.start:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
