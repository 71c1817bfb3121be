# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from pytz import timezone

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tools import mute_logger

from .common_time import OFFICE, WorkingTimeCase, local


class TestMakeupDay(WorkingTimeCase):
    """Odoo's own computations agree on a worked Sunday: 2026-09-20, with the hours of a Monday."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.makeup = cls.make_makeup_day("2026-09-20")

    def spans(self, begin, end, resources=None, calendar=None, **options):
        calendar = self.calendar if calendar is None else calendar
        result = calendar._attendance_intervals_batch(self.aware(begin), self.aware(end), resources, **options)
        return {
            resource_id: [(f"{start:%d %H:%M}", f"{stop:%H:%M}") for start, stop, _line in intervals]
            for resource_id, intervals in result.items()
        }

    def test_default_pattern(self):
        """A Sunday takes the Monday after it, a Saturday the Friday before."""
        self.assertEqual(self.makeup.pattern_date, date(2026, 9, 21))
        self.assertEqual(self.make_makeup_day("2026-10-10").pattern_date, date(2026, 10, 9))

    def test_intervals(self):
        expected = [("20 08:30", "12:00"), ("20 13:00", "17:00"), ("21 08:30", "12:00")]
        self.assertEqual(self.spans("2026-09-19 00:00", "2026-09-21 12:00")[False], expected)

    def test_intervals_are_cut_to_the_question(self):
        expected = [("20 11:00", "12:00"), ("20 13:00", "14:00")]
        self.assertEqual(self.spans("2026-09-20 11:00", "2026-09-20 14:00")[False], expected)

    def test_payload_is_real(self):
        """Without lines of the calendar the number of days could not be computed."""
        intervals = self.calendar._attendance_intervals_batch(
            self.aware("2026-09-20 00:00"), self.aware("2026-09-21 00:00")
        )[False]
        lines = self.env["resource.calendar.attendance"].union(*(line for _a, _b, line in intervals))
        monday = self.calendar.attendance_ids.filtered(lambda line: line.dayofweek == "0")
        self.assertEqual(lines, monday)

    def test_lunch_and_domain(self):
        self.calendar.attendance_ids = [
            Command.create({**self.line(0, 12, 13), "day_period": "lunch"}),
        ]
        day = ("2026-09-20 00:00", "2026-09-21 00:00")
        self.assertEqual(self.spans(*day, lunch=True)[False], [("20 12:00", "13:00")])
        morning = [("day_period", "=", "morning")]
        self.assertEqual(self.spans(*day, domain=morning)[False], [("20 08:30", "12:00")])

    def test_resources_in_their_own_zone(self):
        """The local date counts, per resource."""
        shanghai, tokyo, free, flexible = self.env["resource.resource"].create(
            [
                {"name": "a", "tz": "Asia/Shanghai", "calendar_id": self.calendar.id},
                {"name": "b", "tz": "Asia/Tokyo", "calendar_id": self.calendar.id},
                {"name": "c", "tz": "Asia/Shanghai", "calendar_id": False},
                {
                    "name": "d",
                    "tz": "Asia/Shanghai",
                    "calendar_id": self.make_calendar("f", schedule_type="flexible").id,
                },
            ]
        )
        everyone = shanghai | tokyo | free | flexible
        bounds = ("2026-09-20 00:00", "2026-09-21 00:00")
        without = self.make_calendar("without make-up day")
        before = self.spans(*bounds, everyone, without)
        spans = self.spans(*bounds, everyone)
        worked = [("20 08:30", "12:00"), ("20 13:00", "17:00")]
        self.assertEqual(spans[shanghai.id], worked)
        self.assertEqual(spans[tokyo.id], worked)  # at its own half past eight
        self.assertEqual(spans[False], worked)
        for resource in free, flexible:
            self.assertEqual(spans[resource.id], before[resource.id])
        # neither the hours nor the lines behind them: these count as days
        whole = self.calendar._attendance_intervals_batch(
            self.aware("2026-09-19 00:00"), self.aware("2026-09-21 00:00"), free
        )[free.id]
        self.assertEqual([len(lines) for _start, _stop, lines in whole], [1])
        tokyo_only = self.spans(*bounds, shanghai, tz=timezone("Asia/Tokyo"))
        self.assertEqual(tokyo_only[shanghai.id], worked)

    def test_day_with_own_hours_is_replaced(self):
        calendar = self.make_calendar("Saturday evenings", [*OFFICE, (5, 18, 20)])
        day = ("2026-10-10 00:00", "2026-10-11 00:00")
        self.assertEqual(self.spans(*day, calendar=calendar)[False], [("10 18:00", "20:00")])
        self.make_makeup_day("2026-10-10", calendar)
        expected = [("10 08:30", "12:00"), ("10 13:00", "17:00")]
        self.assertEqual(self.spans(*day, calendar=calendar)[False], expected)

    def test_two_week_calendar(self):
        """The week of the pattern date decides, not that of the make-up day."""
        lines = [(0, 8, 10, "0"), (0, 14, 18, "1")]
        calendar = self.make_calendar("two weeks", lines, two_weeks_calendar=True)
        parity = self.env["resource.calendar.attendance"].get_week_type(date(2026, 9, 21))
        other = date(2026, 9, 28)
        makeup = self.make_makeup_day("2026-09-19", calendar, pattern_date=date(2026, 9, 21))
        hours = [("19 08:00", "10:00")], [("19 14:00", "18:00")]
        day = ("2026-09-19 00:00", "2026-09-20 00:00")
        self.assertEqual(self.spans(*day, calendar=calendar)[False], hours[parity])
        makeup.pattern_date = other
        self.assertEqual(self.spans(*day, calendar=calendar)[False], hours[1 - parity])
        opening = calendar._gas_timeline().next_opening(local("2026-09-19 00:00"))
        self.assertEqual(opening, local("2026-09-19 14:00" if parity == 0 else "2026-09-19 08:00"))

    def test_durations_and_plans(self):
        begin, end = local("2026-09-18 17:00"), local("2026-09-21 17:00")
        data = self.calendar.get_work_duration_data(begin, end)
        self.assertEqual((data["days"], data["hours"]), (2, 15))
        self.assertEqual(self.calendar.get_work_hours_count(begin, end), 15)
        friday = local("2026-09-18 20:00")
        due = self.calendar.plan_hours(2, friday, compute_leaves=True)
        self.assertEqual(due, local("2026-09-20 10:30"))
        day = self.calendar.plan_days(2, friday, compute_leaves=True)
        self.assertEqual(day.date(), date(2026, 9, 21))

    def test_other_questions(self):
        calendar, sunday = self.calendar, date(2026, 9, 20)
        self.assertTrue(calendar._works_on_date(sunday))
        self.assertFalse(calendar._works_on_date(date(2026, 9, 27)))
        self.assertEqual(calendar._get_hours_for_date(sunday), (8.5, 17))
        calendar.attendance_ids.filtered(lambda line: line.dayofweek == "0" and line.hour_to == 17).hour_to = 15
        self.assertEqual(calendar._get_hours_for_date(sunday), (8.5, 15))
        unusual = calendar._get_unusual_days(self.aware("2026-09-19 12:00"), self.aware("2026-09-21 12:00"))
        self.assertEqual(list(unusual.values()), [True, False, False])
        self.makeup.unlink()
        self.assertFalse(calendar._works_on_date(sunday))

    def test_works_on_date_follows_the_hours(self):
        """Odoo keeps the answer for ever; the version makes it follow."""
        saturday = date(2026, 9, 19)
        self.assertFalse(self.calendar._works_on_date(saturday))
        self.calendar.attendance_ids = [Command.create(self.line(5, 9, 12))]
        self.assertTrue(self.calendar._works_on_date(saturday))

    def test_flexible_calendars_are_left_alone(self):
        calendar = self.make_calendar("flexible")
        makeup = self.make_makeup_day("2026-09-20", calendar, pattern_date=date(2026, 9, 22))
        calendar.schedule_type = "flexible"
        day = ("2026-09-20 00:00", "2026-09-21 00:00")
        with_day = self.spans(*day, calendar=calendar)
        makeup.unlink()
        self.assertEqual(with_day, self.spans(*day, calendar=calendar))

    def test_time_off_wins(self):
        """Everyone is off on a make-up day: nobody works, and the make-up day says so."""
        self.assertFalse(self.makeup.closed_by)
        self.make_leave("2026-09-20", name="台风")
        self.makeup.invalidate_recordset()
        self.assertEqual(self.makeup.closed_by, "台风")
        self.assertFalse(
            self.calendar._work_intervals_batch(self.aware("2026-09-20 00:00"), self.aware("2026-09-21 00:00"))[False]
        )
        self.assertDue("2026-09-18 10:00", 1, "2026-09-21")

    def test_pattern_must_be_worked(self):
        with self.assertRaises(ValidationError):
            self.makeup.pattern_date = date(2026, 9, 19)

    def test_one_a_date(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception):  # noqa: B017
            with self.env.cr.savepoint():
                self.make_makeup_day("2026-09-20")
