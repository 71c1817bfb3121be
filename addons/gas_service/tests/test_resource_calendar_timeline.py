# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user

from .common_time import OFFICE, WorkingTimeCase, local


class TestTimeline(WorkingTimeCase):
    """What moves a calendar's version, and that no answer outlives it."""

    def setUp(self):
        super().setUp()
        self.changes = []
        hook = type(self.env["resource.calendar"])._gas_timeline_changed

        def record(calendars):
            self.changes.append(calendars)
            return hook(calendars)

        patcher = patch.object(type(self.env["resource.calendar"]), "_gas_timeline_changed", record)
        self.startPatcher(patcher)

    def assertChanges(self, *calendars, times=1):
        """Each of the calendars was reported as often as given, and nothing else."""
        reported = [calendar for change in self.changes for calendar in change]
        self.assertEqual(set(reported), set(calendars))
        self.assertEqual(len(self.changes), times if calendars else 0)
        self.changes.clear()

    def test_hours(self):
        self.assertDue("2026-09-16 10:00", 3, "2026-09-21")
        self.calendar.attendance_ids = [Command.create(self.line(5, 9, 12))]
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 3, "2026-09-19 12:00")
        line = self.calendar.attendance_ids.filtered(lambda line: line.dayofweek == "5")
        line.hour_to = 11
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 3, "2026-09-19 11:00")
        line.unlink()
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 3, "2026-09-21")

    def test_line_moves_to_another_calendar(self):
        other = self.make_calendar("other", [*OFFICE, (5, 9, 12)])
        self.changes.clear()
        other.attendance_ids[-1].calendar_id = self.calendar
        self.assertChanges(self.calendar, other)
        self.assertDue("2026-09-16 10:00", 3, "2026-09-19")
        self.assertDue("2026-09-16 10:00", 3, "2026-09-21", other)

    def test_zone(self):
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17 17:00")
        self.calendar.tz = "Asia/Tokyo"
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17 16:00")

    def test_makeup_day(self):
        self.assertDue("2026-09-18 10:00", 1, "2026-09-21")
        makeup = self.make_makeup_day("2026-09-20")
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-18 10:00", 1, "2026-09-20 17:00")
        makeup.date = "2026-09-19"
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-18 10:00", 1, "2026-09-19")
        makeup.unlink()
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-18 10:00", 1, "2026-09-21")

    def test_leave(self):
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")
        leave = self.make_leave("2026-09-17")
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-18")
        leave.date_to = local("2026-09-18 12:00")
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-18 17:00")
        leave.time_type = "other"
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")
        leave.time_type = "leave"
        self.changes.clear()
        leave.unlink()
        self.assertChanges(self.calendar)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")

    def test_leave_of_the_company(self):
        """Without a calendar it holds for all of its company and for none of another."""
        company = self.env["res.company"].create({"name": "Other company"})
        office = self.env["resource.calendar"].with_context(active_test=False)
        own = office.search([("company_id", "=", self.company.id)])
        others = office.search([("company_id", "=", company.id)])
        shared = self.make_calendar("shared", company_id=False)
        self.changes.clear()
        nothing = self.env["resource.calendar"]
        values = {"date_from": local("2026-09-17 00:00"), "date_to": local("2026-09-17 23:59:59")}
        leave = self.make_leave("2026-09-17", calendar=nothing, company_id=self.company.id, **values)
        self.assertEqual(leave.company_id, self.company)
        self.assertChanges(*own)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-18")
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17", company.gas_calendar_id)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17", shared)
        leave.with_context(allowed_company_ids=[company.id]).company_id = company
        self.assertChanges(*own, *others)
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")
        self.assertDue("2026-09-16 10:00", 1, "2026-09-18", company.gas_calendar_id)

    def test_leave_of_one_person(self):
        """Nobody's holiday moves the company's deadlines, also not when he is deleted."""
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")
        resource = self.env["resource.resource"].create({"name": "a", "calendar_id": self.calendar.id})
        leave = self.make_leave("2026-09-17", resource_id=resource.id)
        self.assertEqual(leave.resource_id, resource)
        self.assertChanges()
        # nor when the calendar is compiled anew for another reason
        self.assertTrue(self.calendar._gas_build_timeline().is_working_day(date(2026, 9, 17)))
        resource.unlink()
        self.assertFalse(leave.exists())
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")

    def test_unrelated(self):
        self.calendar.name = "Another name"
        self.assertChanges()

    def test_one_change_for_many(self):
        with self.env["resource.calendar"]._gas_timeline_changing():
            self.make_leave("2026-09-17")
            self.make_leave("2026-09-18")
            self.make_makeup_day("2026-09-20")
            # inside, everything written so far counts already
            self.assertDue("2026-09-16 10:00", 1, "2026-09-20")
        self.assertChanges(self.calendar)

    def test_hook_sees_the_new_time(self):
        seen = []

        def look(calendars):
            seen.append(calendars._gas_timeline().add_days(date(2026, 9, 16), 1))

        with patch.object(type(self.env["resource.calendar"]), "_gas_timeline_changed", look):
            self.make_leave("2026-09-17")
        self.assertEqual(seen, [date(2026, 9, 18)])

    def test_rolled_back(self):
        """A version seen with a content that was rolled back never returns with another."""
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")
        with self.env.cr.savepoint() as savepoint:
            self.make_leave("2026-09-17")
            self.assertDue("2026-09-16 10:00", 1, "2026-09-18")
            savepoint.rollback()
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")
        self.make_leave("2026-09-16")
        self.assertDue("2026-09-16 10:00", 1, "2026-09-17")

    def test_version_cannot_be_written(self):
        """An old number would bring back an old timeline."""
        version = self.calendar.timeline_version
        self.assertGreater(version, 0)
        with self.assertRaises(UserError):
            self.calendar.timeline_version = 1
        copy = self.env["resource.calendar"].create({"name": "x", "timeline_version": version})
        self.assertGreater(copy.timeline_version, version)

    def test_kept_in_the_process(self):
        timeline = self.calendar._gas_timeline()
        self.env.invalidate_all()
        self.assertIs(self.calendar._gas_timeline(), timeline)

    def test_one_query_for_all_versions(self):
        for number in (10, 100):
            calendars = self.env["resource.calendar"]
            for _i in range(number):
                calendars |= self.calendar.copy()
            # more calendars than the process keeps: build them first, read versions only
            self.env.invalidate_all()
            with patch.object(type(calendars), "_gas_build_timeline", lambda calendar: object()):
                before = self.env.cr.sql_log_count
                self.assertEqual(len(calendars._gas_timelines()), number)
                self.assertEqual(self.env.cr.sql_log_count - before, 1)

    def test_refused(self):
        self.calendar.schedule_type = "flexible"
        with self.assertRaisesRegex(UserError, "flexible"):
            self.calendar._gas_timeline()
        self.calendar.write({"schedule_type": "fully_fixed", "attendance_ids": [Command.clear()]})
        with self.assertRaisesRegex(UserError, "no working hours"):
            self.calendar._gas_timeline()

    def test_same_for_everyone(self):
        """Who may not read a leave counts with it all the same."""
        user = new_test_user(self.env, "reader")
        self.make_leave("2026-09-17")
        timeline = self.calendar.with_user(user)._gas_timeline()
        self.assertEqual(timeline.add_days(date(2026, 9, 16), 1), date(2026, 9, 18))
