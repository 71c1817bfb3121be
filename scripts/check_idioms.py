#!/usr/bin/env python3
# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Finds what the other linters let through: Odoo of before 19, marks of unfinished work, this machine."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDONS, TEXT = "addons/", ""

# (where, in files like, pattern, what to do instead)
IDIOMS = [
    (ADDONS, r"\.xml$", r"<tree\b|</tree>", "<list>"),
    (ADDONS, r"\.xml$", r"\b(attrs|states)=[\"']", "invisible=, readonly=, required= with an expression"),
    (ADDONS, r"\.xml$", r"kanban-box", '<t t-name="card">'),
    (ADDONS, r"\.xml$", r"\bt-(esc|raw)=", "t-out"),
    (ADDONS, r"\.xml$", r"<group[^>]*\b(expand|string)=[^>]*>\s*<filter", "a bare <group> in search views"),
    (ADDONS, r"\.py$", r"\b_sql_constraints\b", "models.Constraint"),
    (ADDONS, r"\.py$", r"osv\b.*\bexpression\b|\bexpression\.(AND|OR)\b", "Domain"),
    (ADDONS, r"\.py$", r"\.read_group\(", "_read_group or formatted_read_group"),
    (ADDONS, r"\.py$", r"\bcheck_access_(rights|rule)\(", "check_access, has_access"),
    (ADDONS, r"\.py$", r"\bgroup_operator=", "aggregator="),
    (ADDONS, r"\.py$", r"\bauto_join=", "bypass_search_access="),
    (ADDONS, r"\.py$", r"type=[\"']json[\"']", "type='jsonrpc'"),
    (ADDONS, r"\.py$", r"\b_notify_progress\b", "_commit_progress"),
    (ADDONS, r"\.(py|xml|csv)$", r"\bhr\.contract\b", "hr.version"),
    # what Odoo would not find to translate
    (ADDONS, r"\.js$", r"`[^`]*\$\{_t\(", "_t outside of the template string"),
    (ADDONS, r"\.py$", r"\blambda self: .*\]\.selection\b", "same_as of tools/selection.py"),
    (TEXT, r"", r"\b(TODO|FIXME|XXX)\b", "the thing itself"),
    (TEXT, r"", r"(?<![\w$}{.])/(root|mnt)/|(?<![\w.$}])/home/\w", "a path that others have too"),
    (TEXT, r"", r"\b(deb\.debian|pypi|files\.pythonhosted|registry\.npmjs)\.org\b", "what the machine is set to"),
]
# Texts that name the patterns themselves, or aren't ours.
EXEMPT = {"scripts/check_idioms.py", "tests/test_check_idioms.py", "LICENSE"}


def complaints(name, text):
    """Return (line, found, instead) for all that is wrong in the text of the file of that name."""
    for where, like, pattern, instead in IDIOMS:
        if name.startswith(where) and re.search(like, name):
            for match in re.finditer(pattern, text):
                yield text.count("\n", 0, match.start()) + 1, match[0], instead


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, text=True, capture_output=True, check=True,
    )  # fmt: skip
    return [name for name in listed.stdout.splitlines() if name not in EXEMPT]


def main():
    found = 0
    for name in tracked():
        path = ROOT / name
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        for line, what, instead in complaints(name, text):
            print(f"{name}:{line}: {what.strip()!r}, use {instead}")
            found += 1
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
