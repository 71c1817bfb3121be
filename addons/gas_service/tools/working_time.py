# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Due dates in working days and working hours. Plain Python, no Odoo.

Instants are naive UTC datetimes, in and out; dates are local dates of the
schedule's time zone. Hours are hours of work (float). What is asked beyond the
years at hand makes the timeline compile more of them, so answers never depend on
when it was built.
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import pytz

from .timeline_explanation import TimelineExplanation
from .timeline_window import Schedule, Window, merge_leaves

FIRST_YEAR, LAST_YEAR = 1970, 2100
HOUR = timedelta(hours=1)


class WorkingTimeline(TimelineExplanation):
    """Working time of one calendar. Immutable; safe to share between threads.

    :param str tz: name of the only time zone of the calendar
    :param week: iterable of (week_type, weekday, hour_from, hour_to): week_type None
        for every week, else 0 or 1 by `(date.toordinal() - 1) // 7 % 2`; weekday 0 is
        Monday; hours are local floats from 0 to 24 and are rounded to the minute
    :param leaves: iterable of (from, to, name), naive UTC: time nobody works; it wins
        over everything else; an end at second 59 means the end of that minute
    :param makeup_days: iterable of (date, pattern date, name): on that date the hours
        of the pattern date's week day are worked instead of its own
    :param announced_years: years whose public holidays are known
    :param first_year, last_year: years compiled at once (more on demand)
    :raise ValueError: there is no working hour in `week`
    """

    def __init__(
        self,
        tz,
        week,
        leaves=(),
        makeup_days=(),
        announced_years=(),
        first_year=2024,
        last_year=2028,
    ):
        leaves, makeup_days = list(leaves), list(makeup_days)
        self.announced_years = frozenset(announced_years)
        self._leaves = sorted((begin, end, name or "") for begin, end, name in leaves)
        self._makeup = {day: name for day, _pattern, name in makeup_days}
        self._schedule = Schedule(
            tz=pytz.timezone(tz),
            week=self._week_minutes(week),
            leaves=merge_leaves((begin, end) for begin, end, _name in leaves),
            makeup={day.toordinal(): to.toordinal() for day, to, _name in makeup_days},
        )
        self._window = Window(self._schedule, first_year, last_year)

    @staticmethod
    def _week_minutes(week):
        spans = {}
        for week_type, weekday, hour_from, hour_to in week:
            minutes = round(hour_from * 60), round(hour_to * 60)
            if not 0 <= minutes[0] <= minutes[1] <= 24 * 60:
                raise ValueError(f"not hours of a day: {hour_from} to {hour_to}")
            if minutes[0] < minutes[1]:
                for parity in (0, 1) if week_type is None else (week_type,):
                    spans.setdefault((parity, weekday), []).append(minutes)
        if not spans:
            raise ValueError("the week has no working hours")
        return {key: tuple(sorted(value)) for key, value in spans.items()}

    # -- due moments ---------------------------------------------------------

    def due_days(self, start, n, pauses=()):
        """Close of business of the nth working day after the local date of `start`.

        The day of the start is not counted (Civil Code art. 201), the last day ends at
        the close of business (art. 203; hours up to 24:00 end at 23:59:59).

        :param int n: 1 or more
        :param pauses: iterable of (pause_date, resume_date or None), local dates: a working
            day d after the start day with pause_date <= d < resume_date is not counted;
            overlaps count once; a pause beginning after the due day has no effect
        :return: naive UTC datetime; None while a pause that matters is open
        :raise ValueError: n below 1, or no such day up to the year 2100
        """
        window = self._window
        if not window.first <= start < window.last:
            window = self._cover(start)
        index = window.day_index(start)
        rank = window.worked[index + 1] + n
        if n < 1:
            raise ValueError("at least one working day")
        try:
            if pauses:
                pauses = sorted(pauses, key=_pause_key)
                rank = self._skip_paused(window, index, rank, pauses)
                if rank is None:
                    return None
            return window.closes[rank - 1]
        except IndexError:
            self._extend_forward(window)
        return self.due_days(start, n, pauses)

    @staticmethod
    def _skip_paused(window, index, rank, pauses):
        """Move a rank among the work days past those that sorted pauses cover."""
        after = window.base + index + 1
        for pause, resume in pauses:
            first = max(pause.toordinal(), after)
            if first > window.work_days[rank - 1]:
                break
            if resume is None:
                return None
            last = resume.toordinal()
            if last > first:
                rank += window.worked[last - window.base] - window.worked[first - window.base]
                after = last
        return rank

    def due_hours(self, start, hours):
        """The moment `hours` working hours after `start`.

        Outside working hours they begin at the next opening; when they are over exactly
        at the end of an interval, that end is due and not the next opening (FI-8.3).

        :raise ValueError: `hours` not above 0, or no such moment up to the year 2100
        """
        if not hours > 0:
            raise ValueError("more than zero working hours")
        window = self._window
        if not window.first <= start < window.last:
            window = self._cover(start)
        wanted = self._position(window, start) + timedelta(hours=hours)
        cum = window.cum
        index = bisect_left(cum, wanted) - 1
        if wanted > cum[-1]:
            self._extend_forward(window)
            return self.due_hours(start, hours)
        return window.starts[index] + (wanted - cum[index])

    def add_hours(self, at, hours):
        """Like `due_hours`, for any number: 0 gives `at`, negative goes backward."""
        if hours > 0:
            return self.due_hours(at, hours)
        return self.sub_hours(at, -hours) if hours < 0 else at

    def sub_hours(self, at, hours):
        """The moment from which `hours` working hours lead to `at`, the latest but for
        one case: it is the start of an interval rather than the end of the one before.
        """
        if hours <= 0:
            return self.add_hours(at, -hours)
        window = self._window
        if not window.first <= at < window.last:
            window = self._cover(at)
        wanted = self._position(window, at) - timedelta(hours=hours)
        if wanted < window.cum[0]:
            self._extend_backward(window)
            return self.sub_hours(at, hours)
        index = bisect_right(window.cum, wanted) - 1
        return window.starts[index] + (wanted - window.cum[index])

    def hours_between(self, begin, end):
        """Working hours from `begin` to `end`; negative when `end` is earlier."""
        window = self._window
        for at in (begin, end):
            if not window.first <= at < window.last:
                window = self._cover(at)
        return (self._position(window, end) - self._position(window, begin)) / HOUR

    def minutes_from(self, begin):
        """A function that gives the working minutes (int) from `begin` to an instant: for many of them."""
        window = self._cover(begin)
        first, last, starts, cum = window.first, window.last, window.starts, window.cum
        base, minute = self._position(window, begin), timedelta(minutes=1)

        def minutes(at):
            index = bisect_right(starts, at) - 1
            if index < 0 or not first <= at < last:
                return round(self.hours_between(begin, at) * 60)
            return round((min(cum[index] + (at - starts[index]), cum[index + 1]) - base) / minute)

        return minutes

    # -- dates and opening hours ---------------------------------------------

    def local_date(self, at):
        """Local date of an instant."""
        window = self._window
        if not window.first <= at < window.last:
            window = self._cover(at)
        return date.fromordinal(window.base + window.day_index(at))

    def is_working_day(self, day):
        """Whether anything is left to work on a local date."""
        window = self._window_of_date(day)
        index = day.toordinal() - window.base
        return window.worked[index + 1] > window.worked[index]

    def closing(self, day):
        """Close of business of a local date; if it is not worked, of the next working
        day (Civil Code art. 203).
        """
        return self._nth(day, 0 if self.is_working_day(day) else 1)[1]

    def add_days(self, day, n):
        """The nth working day after a local date; before it when negative; 0: the date."""
        return self._nth(day, n)[0] if n else day

    def next_opening(self, at):
        """`at` itself inside working hours, else the next moment that is."""
        window = self._window
        if not window.first <= at < window.last:
            window = self._cover(at)
        index = bisect_right(window.ends, at)
        if index == len(window.ends):
            self._extend_forward(window)
            return self.next_opening(at)
        return max(at, window.starts[index])

    def intervals(self, begin, end):
        """Intervals of work that overlap with two instants, as (from, to), not cut to them."""
        self._cover(begin)
        window = self._cover(end)
        first, last = bisect_right(window.ends, begin), bisect_left(window.starts, end)
        return list(zip(window.starts[first:last], window.ends[first:last], strict=True))

    def is_provisional(self, at):
        """Whether an instant lies in a year whose public holidays are not announced."""
        return self.local_date(at).year not in self.announced_years

    def _nth(self, day, n):
        """(date, closing) of a work day; n = 0 is the last one not after `day`."""
        window = self._window_of_date(day)
        rank = window.worked[day.toordinal() - window.base + 1] + n - 1
        if n < 0 and self.is_working_day(day):
            rank -= 1
        if n < 0:
            rank += 1
        if rank < 0:
            self._extend_backward(window)
            return self._nth(day, n)
        if rank >= len(window.closes):
            self._extend_forward(window)
            return self._nth(day, n)
        return date.fromordinal(window.work_days[rank]), window.closes[rank]

    # -- the years at hand ---------------------------------------------------

    @staticmethod
    def _position(window, at):
        """Working time from the window's beginning to an instant."""
        index = bisect_right(window.starts, at) - 1
        if index < 0:
            return window.cum[0]
        return min(window.cum[index] + (at - window.starts[index]), window.cum[index + 1])

    def _cover(self, at):
        """A window with the year of an instant and one on either side."""
        window = self._window
        if not window.first <= at < window.last:
            window = self._grow(min(at.year - 1, window.first_year), max(at.year + 1, window.last_year))
        return window

    def _window_of_date(self, day):
        window = self._window
        if not window.first_year < day.year < window.last_year:
            window = self._grow(min(day.year - 1, window.first_year), max(day.year + 1, window.last_year))
        return window

    def _extend_forward(self, window):
        """Twice as many years; the window is the one that turned out too short."""
        if window.last_year >= LAST_YEAR:
            raise ValueError(f"no such working time before the end of {LAST_YEAR}")
        years = window.last_year - window.first_year + 1
        self._grow(window.first_year, min(window.last_year + years, LAST_YEAR))

    def _extend_backward(self, window):
        if window.first_year <= FIRST_YEAR:
            raise ValueError(f"no such working time since {FIRST_YEAR}")
        years = window.last_year - window.first_year + 1
        self._grow(max(window.first_year - years, FIRST_YEAR), window.last_year)

    def _grow(self, first_year, last_year):
        if first_year < FIRST_YEAR or last_year > LAST_YEAR:
            raise ValueError(f"only between {FIRST_YEAR} and {LAST_YEAR}")
        current = self._window
        # another thread may have replaced the window: never lose years it added
        first_year = min(first_year, current.first_year)
        last_year = max(last_year, current.last_year)
        if (first_year, last_year) != (current.first_year, current.last_year):
            self._window = Window(self._schedule, first_year, last_year)
        return self._window


def _pause_key(pause):
    return pause[0].toordinal(), pause[1] is None
