# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from .common_time import WorkingTimeCase, local


@tagged("post_install", "-at_install")
class TestCompanyCalendar(WorkingTimeCase):
    """Every company counts deadlines on an office calendar, and is told of missing holidays."""

    def make_company(self, today="2026-06-01 04:00:00"):
        with freeze_time(today):
            return self.env["res.company"].create({"name": "New company"})

    def test_install(self):
        """The company that was there at the install."""
        calendar = self.company.gas_calendar_id
        self.assertEqual(calendar.tz, "Asia/Shanghai")
        self.assertTrue(calendar._gas_timeline().announced_years)

    def test_new_company(self):
        """FI-8.3: it counts rightly from its first day."""
        company = self.make_company()
        calendar = company._gas_calendar()
        self.assertEqual(calendar, company.gas_calendar_id)
        self.assertEqual((calendar.tz, calendar.company_id), ("Asia/Shanghai", company))
        self.assertEqual(calendar._gas_years(), {2023, 2024, 2025, 2026})
        self.assertDue("2026-09-29 10:00", 3, "2026-10-09 17:00", calendar)
        due = calendar._gas_timeline().due_hours(local("2026-10-09 16:30"), 2)
        self.assertEqual(due, local("2026-10-10 10:00"))
        self.assertEqual(calendar.hours_per_day, 7.5)

    def test_own_calendar_is_kept(self):
        calendar = self.make_calendar("mine", company_id=False)
        company = self.env["res.company"].create({"name": "x", "gas_calendar_id": calendar.id})
        self.assertEqual(company._gas_calendar(), calendar)

    def test_fallback(self):
        company = self.make_company()
        company.gas_calendar_id = False
        self.assertEqual(company._gas_calendar(), company.resource_calendar_id)
        company.resource_calendar_id = False
        with self.assertRaisesRegex(UserError, "New company"):
            company._gas_calendar()

    def test_for_everyone(self):
        user = new_test_user(self.env, "no_rights")
        self.assertEqual(self.company.with_user(user)._gas_calendar(), self.company.gas_calendar_id)

    def test_settings(self):
        with Form(self.env["res.config.settings"]) as settings:
            settings.gas_calendar_id = self.calendar
        settings.record.execute()
        self.assertEqual(self.company.gas_calendar_id, self.calendar)

    def remind(self, today):
        with freeze_time(today):
            self.env["res.company"]._cron_remind_holidays()

    def test_reminder(self):
        """In December, once for each administrator, gone with the import."""
        company = self.make_company("2025-06-01 04:00:00")
        company.gas_calendar_id.gas_announced_years = "2025"
        groups = "base.group_user,gas_service.group_admin"
        values = {"company_id": company.id, "company_ids": [Command.set(company.ids)]}
        admin = new_test_user(self.env, "reminded", groups=groups, **values)
        clerk = new_test_user(self.env, "not_reminded", **values)
        elsewhere = new_test_user(self.env, "other_company", groups=groups)
        self.remind("2025-11-30 04:00:00")
        self.assertFalse(company._gas_holiday_activities())
        for _twice in range(2):
            self.remind("2025-12-01 04:00:00")
            self.assertEqual(len(company._gas_holiday_activities(admin)), 1)
        self.assertIn("2026", company._gas_holiday_activities(admin).summary)
        self.assertFalse(company._gas_holiday_activities(clerk | elsewhere))
        with freeze_time("2025-12-02 04:00:00"):
            company.gas_calendar_id._gas_import_holidays(2026)
            self.assertFalse(company._gas_holiday_activities())
        self.remind("2025-12-03 04:00:00")
        self.assertFalse(company._gas_holiday_activities())

    def test_reminder_goes_on(self):
        """The year has come and is still missing."""
        company = self.make_company("2025-06-01 04:00:00")
        company.gas_calendar_id.gas_announced_years = "2025"
        values = {"company_id": company.id, "company_ids": [Command.set(company.ids)]}
        groups = "base.group_user,gas_service.group_admin"
        admin = new_test_user(self.env, "reminded_again", groups=groups, **values)
        self.remind("2026-03-01 04:00:00")
        self.assertEqual(len(company._gas_holiday_activities(admin)), 1)
