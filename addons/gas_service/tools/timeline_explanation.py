# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Why a due moment is what it is, date by date, as plain data.

One dict per local date from the start to the due date, in order:

    date   "2026-10-01"
    kind   "start"    the day of the start (days: never counted)
           "counted"  counted towards the limit
           "paused"   a working day inside a pause
           "holiday"  nobody works because of a leave (public holiday)
           "off"      nobody works by the weekly pattern
    count  days: 1..N on counted days; otherwise None
    name   name of the holiday or of the make-up day, else ""
    hours  days: the working hours of that date; hours: those that counted
    spans  the same as local times: [["08:30", "12:00"], ["13:00", "17:00"]]
    makeup True on a make-up day that is worked, else absent
    open   True on the day an open pause begins (the last one listed), else absent
    due    True on the day that is due, else absent
"""

from bisect import bisect_right
from datetime import date, timedelta

import pytz

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class TimelineExplanation:
    """The explaining half of `WorkingTimeline`."""

    def explain_days(self, start, n, pauses=()):
        """Explain `due_days`; up to the day an open pause begins when nothing is due."""
        pauses = list(pauses)
        due = self.due_days(start, n, pauses)
        day, count, result = self.local_date(start), 0, []
        while True:
            entry = self._explain_date(day)
            worked = bool(entry["spans"])
            if not result:
                entry["kind"] = "start"
            elif worked and any(_paused(day, pause) for pause in pauses):
                entry["kind"] = "paused"
            elif worked:
                count += 1
                entry.update(kind="counted", count=count)
            result.append(entry)
            if due is not None and count == n:
                entry["due"] = True
                return result
            if due is None and len(result) > 1 and self._pause_opens(day, result, pauses):
                entry["open"] = True
                return result
            day += DAY

    @staticmethod
    def _pause_opens(day, result, pauses):
        after_start = date.fromisoformat(result[1]["date"])
        return any(resume is None and day >= max(pause, after_start) for pause, resume in pauses)

    def explain_hours(self, start, hours):
        """Explain `due_hours`."""
        due = self.due_hours(start, hours)
        day, last, result = self.local_date(start), self._date_of_end(due), []
        while day <= last:
            entry = self._explain_date(day, start, due)
            if not result:
                entry["kind"] = "start"
            elif entry["spans"]:
                entry["kind"] = "counted"
            result.append(entry)
            day += DAY
        result[-1]["due"] = True
        return result

    def _date_of_end(self, at):
        """Local date of the end of an interval: midnight belongs to the day before."""
        return self.local_date(at - timedelta(microseconds=1))

    def _explain_date(self, day, begin=None, end=None):
        """A date without regard to counting, its hours cut to [begin, end]."""
        window = self._window_of_date(day)
        index = day.toordinal() - window.base
        first, last = window.day_first[index], window.day_first[index + 1]
        hours, spans = timedelta(0), []
        for number in range(first, last):
            start = max(window.starts[number], begin) if begin else window.starts[number]
            stop = min(window.ends[number], end) if end else window.ends[number]
            if start < stop:
                hours += stop - start
                spans.append([self._clock(start, day), self._clock(stop, day)])
        leave = self._leave_name(window.midnights[index], window.midnights[index + 1])
        entry = {
            "date": day.isoformat(),
            "kind": "worked" if last > first else "off" if leave is None else "holiday",
            "count": None,
            "name": leave or "",
            "hours": round(hours / HOUR, 4),
            "spans": spans,
        }
        if last > first and day in self._makeup:
            entry.update(makeup=True, name=self._makeup[day] or leave or "")
        return entry

    def _clock(self, at, day):
        local = pytz.utc.localize(at).astimezone(self._schedule.tz)
        return "24:00" if local.date() > day else local.strftime("%H:%M")

    def _leave_name(self, midnight, next_midnight):
        """Name of the first leave that covers a part of the day; None without one."""
        for begin, end, name in self._leaves[: bisect_right(self._leaves, (next_midnight,))]:
            if begin < next_midnight and end > midnight:
                return name or ""
        return None


def _paused(day, pause):
    return pause[0] <= day and (pause[1] is None or day < pause[1])
