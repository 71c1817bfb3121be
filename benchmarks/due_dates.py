# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Due dates of 10,000 random starts, against Odoo's planner on the same calendar.

Both are asked through their public methods, datetimes in and out. Odoo's planner knows no
pauses and is far slower, so it gets a sample; what is compared is the time of one due date.
"""

import random
import statistics
import time
from datetime import datetime, timedelta
from functools import partial

from odoo import Command

STARTS, SAMPLE, ROUNDS = 10_000, 150, 5
DAYS, HOURS = 3, 2


def _seconds(call):
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def _calendar(env):
    """Office hours in Shanghai, with the holidays and make-up days of two years."""
    calendar = env["resource.calendar"].create(
        {
            "name": "Benchmark",
            "tz": "Asia/Shanghai",
            "attendance_ids": [
                Command.create({"name": "x", "dayofweek": str(day), "hour_from": begin, "hour_to": end})
                for day in range(5)
                for begin, end in ((8.5, 12), (13, 17))
            ],
            "global_leave_ids": [],
        }
    )
    for year in (2025, 2026):
        calendar._gas_import_holidays(year)
    return calendar


def _pauses(start, rng):
    """One or two pauses of some days, around the start."""
    result = []
    for _number in range(rng.randint(1, 2)):
        begin = start.date() + timedelta(days=rng.randint(0, 5))
        result.append((begin, begin + timedelta(days=rng.randint(0, 20))))
    return result


def _cases(starts, rng):
    """(name, items for us, name of the planner's method, its number)."""
    return [
        (f"{DAYS} working days", [{"start": start, "days": DAYS} for start in starts], "plan_days", DAYS),
        (
            f"{DAYS} working days, with pauses",
            [{"start": start, "days": DAYS, "pauses": _pauses(start, rng)} for start in starts],
            "plan_days",
            DAYS,
        ),
        (f"{HOURS} working hours", [{"start": start, "hours": HOURS} for start in starts], "plan_hours", HOURS),
    ]


def _measure_ours(calendar, items):
    """µs a due date; the calendar is compiled before, as it is once a version."""
    calendar.plan_due_dates(items[:10])
    seconds = statistics.median(_seconds(partial(calendar.plan_due_dates, items)) for _ in range(ROUNDS))
    return 1e6 * seconds / len(items)


def _measure_peer(calendar, items, method, number):
    plan = getattr(calendar, method)
    plan(number, items[0]["start"], compute_leaves=True)
    seconds = _seconds(lambda: [plan(number, item["start"], compute_leaves=True) for item in items])
    return 1e6 * seconds / len(items)


def run(env):
    """Measure in an Odoo environment; what is created is rolled back.

    :return: list of dict(name, ours, peer, ratio, target); ours and peer in µs a due date
    """
    rng = random.Random(20260916)
    starts = [datetime(2025, 1, 1) + timedelta(seconds=rng.randrange(86400 * 700)) for _ in range(STARTS)]
    results = []
    with env.cr.savepoint() as savepoint:
        calendar = _calendar(env)
        cases = _cases(starts, rng)
        compiled = _seconds(calendar._gas_build_timeline)
        ours = [_measure_ours(calendar, items) for _name, items, _method, _number in cases]
        # Odoo's planner does without make-up days: the ones we teach it would only slow it down
        calendar.gas_makeup_day_ids.unlink()
        for (name, items, method, number), mine in zip(cases, ours, strict=True):
            peer = _measure_peer(calendar, items[:SAMPLE], method, number)
            results.append(
                {"name": f"due date, {name} (µs)", "ours": mine, "peer": peer, "ratio": peer / mine, "target": 300}
            )
        savepoint.rollback()
    for result in results:
        print("{name}: {ours:.2f}, Odoo {peer:.0f}, {ratio:.0f} times".format(**result))
    print(f"compiling a calendar, once a version: {1e3 * compiled:.0f} ms")
    return results
