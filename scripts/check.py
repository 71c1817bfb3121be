# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Run in Odoo's shell by check.sh: every invariant with what contradicts it; fails if anything does."""

import time

SHOWN, MOST = 20, 1000

env = globals()["env"]  # given by the shell
checks = env["gas.check"].with_context(lang=env.ref("base.user_admin").lang or "en_US")

total = 0
for key, title in checks._invariants().items():
    start = time.perf_counter()
    found = checks._run(key, MOST)
    print(f"{'✗' if found else '✓'} {title} [{key}, {time.perf_counter() - start:.1f} s]", flush=True)
    for record, message in found[:SHOWN]:
        print(f"    {checks._name_of(record)} ({record._name},{record.id}): {message}")
    if len(found) > SHOWN:
        print(f"    ... {len(found)}{' or more' if len(found) == MOST else ''} in all")
    total += len(found)
    # what was read is not needed any more
    env.cr.rollback()
if total:
    raise SystemExit(1)
