# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Some years of a work schedule as sorted arrays, for `WorkingTimeline`.

Every instant is a naive UTC datetime. Time zones are only dealt with here, once
per calendar day, with the rules of Odoo's own planner (pytz, standard time where
a local time occurs twice).
"""

from collections import namedtuple
from datetime import date, datetime, time, timedelta

import pytz

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MINUTES_A_DAY = 24 * 60

# What a calendar says, as plain data:
#   tz: pytz time zone; week: {(week_type, weekday): ((minute_from, minute_to), ...)};
#   leaves: sorted disjoint [(from, to)]; makeup: {ordinal: ordinal of the pattern date}
Schedule = namedtuple("Schedule", "tz week leaves makeup")


def week_type(ordinal):
    """Parity (0 or 1) of the week of a proleptic ordinal, as Odoo counts it."""
    return (ordinal - 1) // 7 % 2


def merge_leaves(leaves):
    """Sort leaves (from, to) and join those that touch.

    People and Odoo's forms end a day off at 23:59:59; the second that is missing
    must not become working time of a shift that runs to midnight.
    """
    merged = []
    for begin, end in sorted(leaves):
        if end.second == 59:
            end = end.replace(microsecond=0) + SECOND
        if end <= begin:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([begin, end])
    return [tuple(leave) for leave in merged]


def local_to_utc(tz, ordinal, minute=0):
    """UTC instant of a local time given as day and minute of the day (0 to 1440)."""
    local = datetime.combine(date.fromordinal(ordinal), time.min) + timedelta(minutes=minute)
    return tz.localize(local).astimezone(pytz.utc).replace(tzinfo=None)


def _midnight(tz, ordinal):
    """First instant of a local date, also where midnight occurs twice."""
    local = datetime.combine(date.fromordinal(ordinal), time.min)
    standard, summer = tz.localize(local), tz.localize(local, is_dst=True)
    if summer < standard and tz.normalize(summer).date() == local.date():
        standard = summer
    return standard.astimezone(pytz.utc).replace(tzinfo=None)


class Window:
    """The days of `first_year` to `last_year`; never changed once it is built."""

    __slots__ = (
        "base",  # ordinal of the first day
        "closes",  # closing instant of each work day
        "cum",  # working time before each interval; one more at the end
        "day_first",  # number of the first interval of each day; one more at the end
        "ends",  # end of each interval
        "first",  # first instant
        "first_year",
        "last",  # first instant after the last day
        "last_year",
        "midnights",  # first instant of each day, `last`, and a sentinel
        "starts",  # start of each interval
        "work_days",  # ordinal of each work day
        "worked",  # number of work days before each day; one more at the end
    )

    def __init__(self, schedule, first_year, last_year):
        self.first_year, self.last_year = first_year, last_year
        self.base = date(first_year, 1, 1).toordinal()
        days = date(last_year, 12, 31).toordinal() - self.base + 1
        self._set_midnights(schedule.tz, days)
        self._set_intervals(schedule, days)

    def _set_midnights(self, tz, days):
        midnights = []
        for ordinal in range(self.base, self.base + days + 1):
            at = _midnight(tz, ordinal)
            # a date that a zone skipped (Samoa, 2011) is an empty day
            midnights.append(max(at, midnights[-1]) if midnights else at)
        self.first, self.last = midnights[0], midnights[-1]
        midnights.append(datetime.max)
        self.midnights = midnights

    def _set_intervals(self, schedule, days):
        starts, ends, cum = [], [], [timedelta(0)]
        day_first, worked, closes, work_days = [], [], [], []
        leaves = iter([*schedule.leaves, (datetime.max, datetime.max)])
        off_from, off_to = next(leaves)
        previous = self.first
        for index in range(days):
            day_first.append(len(starts))
            worked.append(len(work_days))
            for begin, end in self._day_intervals(schedule, index):
                # a change of the clock may push an interval into its neighbour
                begin = max(begin, previous)
                while begin < end:
                    while off_to <= begin:
                        off_from, off_to = next(leaves)
                    stop = min(end, off_from)
                    if begin < stop:
                        starts.append(begin)
                        ends.append(stop)
                        cum.append(cum[-1] + (stop - begin))
                    begin = off_to if off_from < end else end
                previous = max(previous, end)
            if len(starts) > day_first[-1]:
                work_days.append(self.base + index)
                # hours up to 24:00 close in the last second of their own date
                closes.append(min(ends[-1], self.midnights[index + 1] - SECOND))
        day_first.append(len(starts))
        worked.append(len(work_days))
        self.starts, self.ends, self.cum = starts, ends, cum
        self.day_first, self.worked = day_first, worked
        self.closes, self.work_days = closes, work_days

    def _day_intervals(self, schedule, index):
        """Intervals of a day by the week's pattern and its make-up day, no leaves."""
        ordinal = self.base + index
        pattern = schedule.makeup.get(ordinal, ordinal)
        spans = schedule.week.get((week_type(pattern), (pattern - 1) % 7), ())
        if not spans:
            return
        midnight = self.midnights[index]
        if self.midnights[index + 1] - midnight == DAY:
            for begin, end in spans:
                yield midnight + timedelta(minutes=begin), midnight + timedelta(minutes=end)
        else:  # the clock changes on this day
            for begin, end in spans:
                yield (
                    local_to_utc(schedule.tz, ordinal, begin),
                    local_to_utc(schedule.tz, ordinal, end),
                )

    def day_index(self, at):
        """Index of the local date of an instant inside the window."""
        # a zone is less than a day from UTC: the guess is off by one day at most
        index = at.toordinal() - self.base
        midnights = self.midnights
        while at >= midnights[index + 1]:
            index += 1
        while at < midnights[index]:
            index -= 1
        return index
