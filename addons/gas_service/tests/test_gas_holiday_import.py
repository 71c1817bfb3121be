# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from ..tools import chinese_holidays
from .common_time import WorkingTimeCase, local


@tagged("post_install", "-at_install")
class TestHolidayImport(WorkingTimeCase):
    """The public holidays of 2026 on a calendar in Shanghai."""

    def leaves(self, calendar=None):
        calendar = calendar or self.calendar
        leaves = self.env["resource.calendar.leaves"].search([("calendar_id", "=", calendar.id)], order="date_from")
        return [(leave.name, leave.date_from, leave.date_to) for leave in leaves]

    def makeup_dates(self):
        return [f"{day.date:%m-%d}" for day in self.calendar.gas_makeup_day_ids.sorted("date")]

    def test_dates(self):
        self.calendar._gas_import_holidays(2026)
        names = [name for name, _begin, _end in self.leaves()]
        self.assertEqual(names, ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"])
        self.assertEqual(
            self.leaves()[-1],
            ("国庆节", local("2026-10-01 00:00:00"), local("2026-10-07 23:59:59")),
        )
        self.assertIn("国庆节调休上班", self.calendar.gas_makeup_day_ids.mapped("name"))
        self.assertEqual(self.makeup_dates(), ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"])
        self.assertEqual(self.calendar._gas_years(), {2026})

    def test_due_dates(self):
        """FI-8.2a, FI-8.3: the examples, counted on what was imported."""
        self.calendar._gas_import_holidays(2026)
        for start, due in [
            ("2026-09-18", "2026-09-22"),
            ("2026-09-25", "2026-09-30"),
            ("2026-09-29", "2026-10-09"),
            ("2026-09-30", "2026-10-10"),
            ("2026-02-13", "2026-02-25"),
        ]:
            with self.subTest(start):
                self.assertDue(f"{start} 10:00", 3, f"{due} 17:00")
        friday = local("2026-09-18 20:00")
        self.assertEqual(self.calendar._gas_timeline().due_hours(friday, 2), local("2026-09-20 10:30"))

    def test_every_day_of_the_known_years(self):
        """Nothing is lost between the notice, the records and the timeline."""
        years = [2019, 2024, 2025, 2026]  # 2018-12-31 came with the notice of 2019
        for year in years:
            self.calendar._gas_import_holidays(year)
        timeline = self.calendar._gas_timeline()
        for year in years:
            off = chinese_holidays.public_holidays(year)
            worked = chinese_holidays.makeup_days(year)
            for number in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
                day = date.fromordinal(number)
                expected = day in worked or (day.weekday() < 5 and day not in off)
                self.assertEqual(timeline.is_working_day(day), expected, day)
        self.assertFalse(timeline.is_working_day(date(2018, 12, 31)))

    def test_zone_of_the_user(self):
        """hr_holidays moves a holiday entered by a user of another zone; not these."""
        self.assertIn("holiday_id", self.env["resource.calendar.leaves"]._fields, "needs hr_holidays")
        for zone in ("America/Los_Angeles", "UTC", False):
            with self.subTest(zone):
                calendar = self.make_calendar(str(zone))
                self.env.user.tz = zone
                calendar._gas_import_holidays(2026)
                self.assertEqual(
                    self.leaves(calendar)[-1],
                    ("国庆节", local("2026-10-01 00:00:00"), local("2026-10-07 23:59:59")),
                )

    def test_repeated(self):
        self.calendar._gas_import_holidays(2026)
        before = self.leaves(), self.makeup_dates()
        report = self.calendar._gas_import_holidays(2026)[self.calendar]
        self.assertFalse(any(report.values()), report)
        self.assertEqual((self.leaves(), self.makeup_dates()), before)

    def test_years_that_share_december(self):
        """2018-12-30 to 2019-01-01 in either order: each day once."""
        for years in ((2018, 2019), (2019, 2018)):
            calendar = self.make_calendar(str(years))
            for year in years:
                calendar._gas_import_holidays(year)
            days = [
                day
                for leave in self.env["resource.calendar.leaves"].search([("calendar_id", "=", calendar.id)])
                for day in calendar._gas_days_of(leave)
            ]
            self.assertEqual(len(days), len(set(days)))
            self.assertIn(date(2018, 12, 31), days)
            self.assertIn(date(2019, 1, 1), days)

    def test_keeps_what_a_person_entered(self):
        self.make_leave("2026-10-01", "2026-10-02", name="厂庆")
        self.make_makeup_day("2026-10-05", name="值班")
        self.make_makeup_day("2026-10-10", pattern_date=date(2026, 10, 8), name="own")
        report = self.calendar._gas_import_holidays(2026)[self.calendar]
        national = [leave for leave in self.leaves() if leave[0] == "国庆节"]
        self.assertEqual(
            national,
            [
                ("国庆节", local("2026-10-03 00:00:00"), local("2026-10-04 23:59:59")),
                ("国庆节", local("2026-10-06 00:00:00"), local("2026-10-07 23:59:59")),
            ],
        )
        kept = self.calendar.gas_makeup_day_ids.filtered(lambda day: day.name == "own")
        self.assertEqual(kept.pattern_date, date(2026, 10, 8))
        self.assertEqual(len(report["kept"]), 4, report["kept"])
        self.assertTrue(self.calendar._gas_timeline().is_working_day(date(2026, 10, 5)))

    def test_keeps_what_a_person_changed(self):
        self.calendar._gas_import_holidays(2026)
        leave = self.env["resource.calendar.leaves"].search(
            [("calendar_id", "=", self.calendar.id), ("name", "=", "国庆节")]
        )
        leave.date_to = local("2026-10-08 23:59:59")
        makeup = self.calendar.gas_makeup_day_ids.filtered(lambda day: day.date == date(2026, 10, 10))
        makeup.date = date(2026, 10, 11)
        self.calendar._gas_import_holidays(2026)
        self.assertEqual(leave.date_to, local("2026-10-08 23:59:59"))
        self.assertEqual(makeup.date, date(2026, 10, 11))

    def test_follows_a_changed_notice(self):
        """In 2020 the Spring Festival was prolonged after the notice."""
        self.calendar._gas_import_holidays(2026)
        holidays = chinese_holidays.public_holidays(2026)
        holidays[date(2026, 5, 6)] = "劳动节"
        del holidays[date(2026, 10, 7)]
        makeup = chinese_holidays.makeup_days(2026)
        del makeup[date(2026, 10, 10)]
        with (
            patch.object(chinese_holidays, "public_holidays", lambda year: dict(holidays)),
            patch.object(chinese_holidays, "makeup_days", lambda year: dict(makeup)),
        ):
            report = self.calendar._gas_import_holidays(2026)[self.calendar]
        self.assertEqual(report["added"], ["2026-05-06 劳动节", "2026-10-01 – 2026-10-06 国庆节"])
        self.assertEqual(report["removed"], ["2026-10-01 – 2026-10-07 国庆节", "2026-10-10 国庆节调休上班"])
        timeline = self.calendar._gas_timeline()
        days = [date(2026, 5, 6), date(2026, 10, 6), date(2026, 10, 7), date(2026, 10, 10)]
        self.assertEqual([timeline.is_working_day(day) for day in days], [False, False, True, False])

    def test_time_off_on_a_makeup_day_is_reported(self):
        self.make_leave("2026-10-10", name="台风")
        report = self.calendar._gas_import_holidays(2026)[self.calendar]
        self.assertEqual(report["closed"], ["2026-10-10: 台风"])
        self.assertFalse(self.calendar._gas_timeline().is_working_day(date(2026, 10, 10)))

    def test_not_announced(self):
        with self.assertRaisesRegex(UserError, "2099"):
            self.calendar._gas_import_holidays(2099)
        self.assertFalse(self.leaves())

    def test_provisional_until_announced(self):
        self.calendar._gas_import_holidays(2025)
        start = local("2025-12-31 10:00")
        timeline = self.calendar._gas_timeline()
        self.assertTrue(timeline.is_provisional(timeline.due_days(start, 3)))
        version = self.calendar.timeline_version
        self.calendar._gas_import_holidays(2026)
        self.assertGreater(self.calendar.timeline_version, version)
        timeline = self.calendar._gas_timeline()
        self.assertFalse(timeline.is_provisional(timeline.due_days(start, 3)))
        self.calendar.gas_announced_years = "2025"
        self.assertTrue(self.calendar._gas_timeline().is_provisional(local("2026-01-05 10:00")))
        with self.assertRaises(ValidationError):
            self.calendar.gas_announced_years = "next year"

    def test_wizard(self):
        """An administrator of ours, without any right of hr or settings."""
        user = new_test_user(self.env, "holidays", groups="base.group_user,gas_service.group_admin")
        clerk = new_test_user(self.env, "no_holidays")
        wizard = Form(self.env["gas.holiday.import"].with_user(user))
        wizard.first_year, wizard.last_year = 2025, 2026
        wizard.calendar_ids.clear()
        wizard.calendar_ids.add(self.calendar)
        wizard = wizard.save()
        action = wizard.action_import()
        self.assertEqual(action["res_id"], wizard.id)
        self.assertIn("国庆节", wizard.result)
        self.assertEqual(self.calendar._gas_years(), {2025, 2026})
        with self.assertRaises(AccessError):
            self.env["gas.holiday.import"].with_user(clerk).create({"first_year": 2026, "last_year": 2026})
        with self.assertRaises(AccessError):
            self.calendar.with_user(clerk)._gas_import_holidays(2024)

    def test_wizard_offers_the_next_year_when_it_is_known(self):
        for today, year in [("2025-06-01", 2026), ("2098-06-01", 2098)]:
            with freeze_time(today):
                self.assertEqual(self.env["gas.holiday.import"].new({}).first_year, year)

    def test_wizard_leaves_out_another_zone(self):
        """Holidays of a calendar in UTC would begin at eight in the morning."""
        company = self.env["res.company"].create({"name": "Wizard"})
        office, default = company.gas_calendar_id, company.resource_calendar_id
        default.tz = "UTC"
        self.assertEqual(self.env["gas.holiday.import"].new({"company_id": company.id}).calendar_ids._origin, office)
        default.tz = office.tz
        wizard = self.env["gas.holiday.import"].new({"company_id": company.id})
        self.assertEqual(wizard.calendar_ids._origin, office | default)
