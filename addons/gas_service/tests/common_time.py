# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta

import pytz

from odoo import Command
from odoo.tests import TransactionCase

OFFICE = [(day, *span) for day in range(5) for span in ((8.5, 12), (13, 17))]


def local(text, zone="Asia/Shanghai"):
    """Naive UTC of a local time."""
    at = pytz.timezone(zone).localize(datetime.fromisoformat(text))
    return at.astimezone(pytz.utc).replace(tzinfo=None)


class WorkingTimeCase(TransactionCase):
    """Builders of calendars, leaves and make-up days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.calendar = cls.make_calendar()

    @classmethod
    def make_calendar(cls, name="Office", week=OFFICE, tz="Asia/Shanghai", **values):
        """A calendar of (weekday, hour_from, hour_to) or (weekday, from, to, week_type)."""
        return cls.env["resource.calendar"].create(
            {
                "name": name,
                "tz": tz,
                "company_id": cls.company.id,
                "attendance_ids": [Command.create(cls.line(*line)) for line in week],
                "global_leave_ids": [],
                **values,
            }
        )

    @staticmethod
    def line(weekday, hour_from, hour_to, week_type=False):
        return {
            "name": "shift",
            "dayofweek": str(weekday),
            "hour_from": hour_from,
            "hour_to": hour_to,
            "day_period": "morning" if hour_from < 12 else "afternoon",
            "week_type": week_type,
        }

    @classmethod
    def make_leave(cls, begin, end=None, calendar=None, **values):
        """Everyone's time off from one local date to another, both included."""
        calendar = cls.calendar if calendar is None else calendar
        zone = calendar.tz or "Asia/Shanghai"
        # the calendar goes through the context, or hr_holidays shifts the times
        return (
            cls.env["resource.calendar.leaves"]
            .with_context(default_calendar_id=calendar.id)
            .create(
                {
                    "name": "closed",
                    "date_from": local(f"{begin} 00:00:00", zone),
                    "date_to": local(f"{end or begin} 23:59:59", zone),
                    "time_type": "leave",
                    **values,
                }
            )
            .with_context(default_calendar_id=None)
        )

    @classmethod
    def make_makeup_day(cls, day, calendar=None, **values):
        calendar = cls.calendar if calendar is None else calendar
        return cls.env["resource.calendar.makeup.day"].create(
            {"calendar_id": calendar.id, "date": day, "name": "调休上班", **values}
        )

    def aware(self, text, zone="Asia/Shanghai"):
        return pytz.utc.localize(local(text, zone))

    def assertDue(self, start, days, expected, calendar=None):
        """Working days from a local time to a local date or time (Asia/Shanghai)."""
        timeline = (self.calendar if calendar is None else calendar)._gas_timeline()
        due = timeline.due_days(local(start), days) + timedelta(hours=8)
        self.assertEqual(str(due)[: len(expected)], expected)
