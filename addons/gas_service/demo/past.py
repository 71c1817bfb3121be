# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Time of the demo company: actions stamp "now", so now is moved to when things happened."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

import pytz


class _AnyDatetime(type):
    def __instancecheck__(cls, value):
        return isinstance(value, datetime)


class Past(datetime, metaclass=_AnyDatetime):
    """`datetime` with another now: `moment`, naive UTC."""

    moment = None
    strptime = staticmethod(datetime.strptime)
    combine = staticmethod(datetime.combine)

    @classmethod
    def now(cls, tz=None):
        return pytz.utc.localize(cls.moment).astimezone(tz) if tz else cls.moment


@contextmanager
def living_in_the_past(env):
    """Make the ORM and the database's stamps read `Past.moment`, and let nothing commit."""
    with (
        patch("odoo.orm.fields_temporal.datetime", Past),
        patch.object(type(env.cr), "now", lambda cr: Past.moment),
        patch.object(type(env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 1),
    ):
        yield


class Almanac:
    """Turns what the story says about times into moments, so that they fit any day it is told on.

    Working days are counted from the current one: that whose close of business is next. All of
    "-1" and before has passed but for evenings.
    """

    def __init__(self, timeline, now):
        self.timeline = timeline
        self.now = now
        self.zone = pytz.timezone("Asia/Shanghai")
        today = timeline.local_date(now)
        if not timeline.is_working_day(today) or timeline.closing(today) <= now:
            today = timeline.add_days(today, 1)
        self.today = today
        self._holiday = None

    def day(self, text):
        """Return the local date of "-3", "+2" (working days from the current one) or "H-1" (see holiday)."""
        base = self.today
        if text.startswith("H"):
            base, text = self.holiday, text[1:]
        return self.timeline.add_days(base, int(text)) if int(text) else base

    def moment(self, text):
        """Return naive UTC of "-3 09:20", "H+0 16:30", or "2.5h" (so many working hours ago)."""
        if text.endswith("h"):
            return self.timeline.sub_hours(self.now, float(text[:-1])).replace(microsecond=0)
        day, time = text.split()
        return self.at(self.day(day), time)

    def at(self, day, time):
        """Return naive UTC of a local date and time ("09:20")."""
        local = datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M")
        return self.zone.localize(local).astimezone(pytz.utc).replace(tzinfo=None)

    def openings(self):
        """Return the first working days of the last two months that have begun to work, the older one first."""
        last = self.today.replace(day=1)
        days = []
        while len(days) < 2:
            day = self.timeline.add_days(last - timedelta(days=1), 1)
            if self.at(day, "08:40") < self.now:
                days.insert(0, day)
            last = self.month_before(last)
        return days

    @staticmethod
    def month_before(day):
        """Return the first day of the month before that of a date."""
        return (day.replace(day=1) - timedelta(days=1)).replace(day=1)

    @property
    def holiday(self):
        """The last working day whose three days lead across a public holiday and a make-up day."""
        if not self._holiday:
            for back in range(10, 400):
                day = self.timeline.add_days(self.today, -back)
                noon = self.zone.localize(datetime(day.year, day.month, day.day, 12)).astimezone(pytz.utc)
                dates = self.timeline.explain_days(noon.replace(tzinfo=None), 3)
                if any(date["kind"] == "holiday" for date in dates) and any(date.get("makeup") for date in dates):
                    self._holiday = day
                    break
            else:
                # a calendar without make-up days: any quiet week
                self._holiday = self.timeline.add_days(self.today, -20)
        return self._holiday

    def alert_times(self):
        """Return when the scheduled action of the alerts looks in: thrice a working day, and now."""
        times = [self.moment(f"-{back} {time}") for back in range(50, 0, -1) for time in ("08:31", "13:05", "17:01")]
        first = self.moment("-1 17:01")
        while first + timedelta(hours=4) < self.now:
            first += timedelta(hours=4)
            times.append(first)
        return [at for at in times if at < self.now] + [self.now]
