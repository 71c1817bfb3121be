# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Due dates of 10,000 random starts, against Odoo's planner on the same calendar.

Both are asked through their public methods, datetimes in and out. Odoo's planner knows neither
pauses nor make-up days and is far slower, so it gets a sample, in the peer's database where nothing
of ours slows it down; what is compared is the time of one due date.
"""

import random
from datetime import datetime, timedelta

from companies import YEAR, add_holidays, office_calendar
from measuring import at_most, faster, in_turn, take

DAYS, HOURS = 3, 2
SAMPLE = 100


def run(ours, peer, scale):
    count = max(int(10_000 * scale), 100)
    rng = random.Random(20260916)
    starts = [datetime(YEAR - 1, 1, 1) + timedelta(seconds=rng.randrange(86400 * 700)) for _ in range(count)]
    with ours.setup() as env:
        ours.ids["due_dates"] = office_calendar(env).id
        env["resource.calendar"].browse(ours.ids["due_dates"])._gas_import_holidays(YEAR - 1)
        env["resource.calendar"].browse(ours.ids["due_dates"])._gas_import_holidays(YEAR)
    with peer.setup() as env:
        calendar = office_calendar(env)
        peer.ids["due_dates"] = calendar.id
        for year in (YEAR - 1, YEAR):
            add_holidays(calendar, year)
    rows = []
    for name, items, method, number in _cases(starts, rng):
        mine, theirs = in_turn(
            5,
            lambda i=items: take(ours, lambda env: _calendar(ours, env).plan_due_dates(i)),
            lambda m=method, n=number: take(peer, lambda env: _plan(_calendar(peer, env), m, n, starts[:SAMPLE])),
        )
        rows.append(faster(f"due date, {name}", mine.seconds / count, theirs.seconds / min(SAMPLE, count), 300))
    few = take(ours, lambda env: _calendar(ours, env).plan_due_dates(items[:1])).queries
    rows.append(at_most(f"queries of a batch: {count:,} due dates against 1", mine.queries, few, 1))
    return rows


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


def _pauses(start, rng):
    """One or two pauses of some days, around the start."""
    result = []
    for _number in range(rng.randint(1, 2)):
        begin = start.date() + timedelta(days=rng.randint(0, 5))
        result.append((begin, begin + timedelta(days=rng.randint(0, 20))))
    return result


def _calendar(side, env):
    return env["resource.calendar"].browse(side.ids["due_dates"])


def _plan(calendar, method, number, starts):
    plan = getattr(calendar, method)
    for start in starts:
        plan(number, start, compute_leaves=True)
