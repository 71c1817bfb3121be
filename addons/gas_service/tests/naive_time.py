# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A slow model of working time to compare `WorkingTimeline` with, and random calendars.

It walks through UTC in quarters of an hour and asks of each one: which local time is
it, is that in the pattern of its date, is anyone on leave? No prefix sums, no bisection,
no conversion from local time. Everything random lies on quarters, but for the starts.
"""

from datetime import date, datetime, time, timedelta

import pytz
from hypothesis import strategies as st

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


class NaiveTime:
    def __init__(self, tz, week, leaves=(), makeup_days=()):
        self.tz, self.week = pytz.timezone(tz), list(week)
        self.leaves = [(begin, end) for begin, end, _name in leaves]
        self.makeup = {day: pattern for day, pattern, _name in makeup_days}
        self._days = {}

    def local(self, at):
        return pytz.utc.localize(at).astimezone(self.tz).replace(tzinfo=None)

    def is_work(self, at, local):
        """Whether the quarter that begins at `at`, locally `local`, is worked."""
        day = self.makeup.get(local.date(), local.date())
        hour = local.hour + local.minute / 60
        parity = (day.toordinal() - 1) // 7 % 2
        return any(
            weekday == day.weekday() and week_type in (None, parity) and begin <= hour < end
            for week_type, weekday, begin, end in self.week
        ) and not any(begin <= at < end for begin, end in self.leaves)

    def quarters(self, day):
        """Beginnings of the worked quarters of a local date."""
        if day not in self._days:
            # local dates begin up to 14 hours before and end up to 12 hours after those of UTC
            first = datetime.combine(day, time.min) - 14 * 4 * QUARTER
            walk = ((at, self.local(at)) for at in (first + n * QUARTER for n in range(4 * 50)))
            self._days[day] = [at for at, local in walk if local.date() == day and self.is_work(at, local)]
        return self._days[day]

    def due_days(self, start, n, pauses=()):
        day, count = self.local(start).date(), 0
        while count < n:
            day += DAY
            if not self.quarters(day):
                continue
            covering = [p for p in pauses if p[0] <= day and (p[1] is None or day < p[1])]
            if any(resume is None for _pause, resume in covering):
                return None
            if not covering:
                count += 1
        close = self.quarters(day)[-1] + QUARTER
        return close - SECOND if self.local(close).date() > day else close

    def due_hours(self, start, hours):
        left, at = timedelta(hours=hours), start
        while True:
            quarter = at - (at - datetime.min) % QUARTER
            step = quarter + QUARTER - at
            if self.is_work(quarter, self.local(quarter)):
                if left <= step:
                    return at + left
                left -= step
            at = quarter + QUARTER


ZONES = ["Asia/Shanghai", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
# Hours that begin or end while clocks change are Odoo's business: compared with Odoo.
SHIFTS = [
    ((8.5, 12), (13, 17)),
    ((9, 17.5),),
    ((8, 12), (12, 16)),
    ((0, 6), (22, 24)),
    ((6, 14), (14.25, 21.75)),
    ((0, 24),),
]


@st.composite
def weeks(draw):
    shift = st.sampled_from(SHIFTS)
    days = draw(st.sampled_from([range(5), range(6), range(7), (0, 2), (6,)]))
    if draw(st.booleans()):
        same = draw(shift)
        return [(None, day, *span) for day in days for span in same]
    # two weeks that differ, the second possibly free
    week = [(0, day, *span) for day in days for span in draw(shift)]
    if draw(st.booleans()):
        week += [(1, day, *span) for day in days if day for span in draw(shift)]
    return week


YEAR = (date(2026, 1, 1), date(2026, 12, 31))
dates = st.dates(*YEAR)
starts = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(microsecond=0))


@st.composite
def leaves(draw):
    begin = datetime.combine(draw(dates), time.min) + draw(st.integers(0, 95)) * QUARTER
    end = begin + draw(st.one_of(st.integers(1, 32), st.integers(1, 12).map((96).__mul__))) * QUARTER
    return (begin, end - draw(st.sampled_from([SECOND, timedelta(0)])), "leave")


@st.composite
def calendars(draw):
    """Arguments of both models."""
    makeup = draw(st.lists(st.tuples(dates, dates), max_size=4, unique_by=lambda pair: pair[0]))
    return {
        "tz": draw(st.sampled_from(ZONES)),
        "week": draw(weeks()),
        "leaves": draw(st.lists(leaves(), max_size=6)),
        "makeup_days": [(day, pattern, "makeup") for day, pattern in makeup],
    }


@st.composite
def pause_lists(draw, start):
    """Pauses before, around and after a start: open, overlapping, empty."""
    result = []
    for begin, length in draw(st.lists(st.tuples(st.integers(-5, 60), st.integers(-1, 25)), max_size=4)):
        pause = start.date() + timedelta(days=begin)
        result.append((pause, None if length < 0 else pause + timedelta(days=length)))
    return result
