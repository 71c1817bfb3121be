# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common_time import WorkingTimeCase


@tagged("post_install", "-at_install")
class TestMakeupDayLeaves(WorkingTimeCase):
    """Requests of hr_holidays over a worked Saturday, 2026-10-10, count it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # a test that passes because nothing was there to look at would be worth nothing
        assert "hr.leave" in cls.env, "needs hr_holidays (comes with gas_service_reports)"
        cls.employee = cls.env["hr.employee"].create(
            {"name": "Worker", "resource_calendar_id": cls.calendar.id, "tz": "Asia/Shanghai"}
        )
        cls.type = cls.env["hr.leave.type"].create(
            {"name": "Unpaid", "requires_allocation": False, "leave_validation_type": "no_validation"}
        )

    def request(self, first="2026-10-09", last="2026-10-12"):
        """Friday to Monday."""
        return self.env["hr.leave"].create(
            {
                "name": "request",
                "employee_id": self.employee.id,
                "holiday_status_id": self.type.id,
                "request_date_from": first,
                "request_date_to": last,
            }
        )

    def test_duration(self):
        self.make_makeup_day("2026-10-10")
        leave = self.request()
        self.assertEqual((leave.number_of_days, leave.number_of_hours), (3, 22.5))

    def test_the_day_alone(self):
        self.make_makeup_day("2026-10-10")
        leave = self.request("2026-10-10", "2026-10-10")
        self.assertEqual((leave.number_of_days, leave.number_of_hours), (1, 7.5))

    def test_counted_again(self):
        """Requests that were there first follow the make-up day, its move and its end."""
        leave = self.request()
        self.assertEqual(leave.number_of_days, 2)
        makeup = self.make_makeup_day("2026-10-10")
        self.assertEqual(leave.number_of_days, 3)
        self.assertEqual(leave.state, "validate")
        makeup.date = "2026-10-17"
        self.assertEqual(leave.number_of_days, 2)
        makeup.date = "2026-10-11"
        self.assertEqual(leave.number_of_days, 3)
        makeup.unlink()
        self.assertEqual(leave.number_of_days, 2)

    def test_everyone_off(self):
        self.make_makeup_day("2026-10-10")
        self.make_leave("2026-10-10")
        self.assertEqual(self.request().number_of_days, 2)
