# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a deadline promises, in plain Python: planning, light, alerts. No Odoo here.

Datetimes are naive UTC; `now`, `due`, `yellow` and `red` may be None where there is no such moment.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

LEVELS = ("yellow", "red", "late")
_SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1)


class Promise(NamedTuple):
    """The snapshot of a policy a clock keeps. `limit_date` serves unit "date" only."""

    unit: str  # days, hours or date
    limit: float
    limit_date: object = None
    yellow_hours: float = 0.0
    red_hours: float = 0.0


class Plan(NamedTuple):
    """`due_at` is None while a pause is open; then the other moments are None too."""

    due_at: object
    yellow_at: object
    red_at: object
    provisional: bool


NO_PLAN = Plan(None, None, None, False)


def plan(timeline, promise, started_at, pauses=()):
    """Return the Plan of a promise that started at `started_at`.

    `pauses` are (pause date, resume date or None) in local dates; they matter for working days only.
    Warnings are never before the start. Moments are cut to the second, as the database keeps them.
    """
    if promise.unit == "hours":
        due = timeline.due_hours(started_at, promise.limit)
    elif promise.unit == "days":
        due = timeline.due_days(started_at, int(promise.limit), pauses)
    else:
        # of the next working day where nothing is worked on that date
        due = timeline.closing(promise.limit_date)
    if due is None:
        return NO_PLAN
    due = due.replace(microsecond=0)
    yellow = _warning(timeline, due, promise.yellow_hours, started_at)
    red = _warning(timeline, due, promise.red_hours, started_at)
    return Plan(due, yellow, red, timeline.is_provisional(due))


def _warning(timeline, due, hours, started_at):
    if not hours:
        return None
    return min(max(timeline.sub_hours(due, hours).replace(microsecond=0), started_at), due)


def light(now, due, yellow, red):
    """Return the light at `now`: late is strictly after the due moment, a warning begins at its moment."""
    if due is None:
        return "none"
    if due < now:
        return "late"
    if red is not None and red <= now:
        return "red"
    if yellow is not None and yellow <= now:
        return "yellow"
    return "green"


def level_reached(now, due, yellow, red):
    """Return the highest alert level whose moment has come, or None."""
    reached = light(now, due, yellow, red)
    return reached if reached in LEVELS else None


def first_alert(due, yellow, red, now):
    """Return when a newly started clock alerts first; None when it is late already.

    Records imported long after they ended must not send anybody anything.
    """
    if due is None or due < now:
        return None
    return min(moment for moment in (yellow, red, late_moment(due)) if moment is not None)


def next_alert(due, yellow, red, now):
    """Return the first level's moment after `now`, None when all have passed."""
    if due is None:
        return None
    return min(
        (moment for moment in (yellow, red, late_moment(due)) if moment is not None and moment > now),
        default=None,
    )


def late_moment(due):
    """A clock is late strictly after its due moment: one second later, as time is kept to the second."""
    return due + _SECOND


def rearmed_alert(old_due, new, old_alert, now):
    """Return when a clock alerts next after it was re-planned from `old_due` to the Plan `new`.

    Moments of an unchanged due date that were alerted already stay silent, and so does a clock
    that was imported late (it has no next alert) unless its new due date is still to come.
    """
    if new.due_at is None:
        return None
    if new.due_at != old_due:
        if old_due is not None and old_alert is None and new.due_at < now:
            return None
        return min(moment for moment in (new.yellow_at, new.red_at, late_moment(new.due_at)) if moment is not None)
    if old_alert is None or old_alert <= now:
        return old_alert
    return next_alert(new.due_at, new.yellow_at, new.red_at, now) or old_alert


def opening(timeline, day):
    """Return when a local working day begins (naive UTC)."""
    return timeline.next_opening(timeline.closing(timeline.add_days(day, -1)) + _SECOND)


def explain_date(timeline, started_at, limit_date):
    """Explain a promise by date, as `explain_days` does: every date from the start to the due day."""
    first, due_day = timeline.local_date(started_at), timeline.local_date(timeline.closing(limit_date))
    count = 0
    while timeline.add_days(first, count) < due_day:
        count += 1
    if count:
        return timeline.explain_days(started_at, count)
    return [{**timeline.explain_days(started_at, 1)[0], "due": True}]


def remaining_table(timeline, now, days=400):
    """Return working time around `now` as three lists for a bisection elsewhere (PostgreSQL's).

    `marks`: seconds since 1970 at which an interval of work begins; `worked`: working seconds from
    `now` to it (negative before); `lengths`: its seconds. A mark far back comes first, so that
    every moment is found in an interval.
    """
    begin, end = now - timedelta(days=days), now + timedelta(days=days)
    marks, worked, lengths = [-1e12], [timeline.hours_between(now, begin) * 3600], [0.0]
    for start, stop in timeline.intervals(begin, end):
        marks.append((start - _EPOCH).total_seconds())
        worked.append(round(timeline.hours_between(now, start) * 3600, 3))
        lengths.append((stop - start).total_seconds())
    return marks, worked, lengths
