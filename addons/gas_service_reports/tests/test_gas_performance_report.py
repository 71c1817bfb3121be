# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .appraisal_common import GasAppraisalCase
from .report_common import ReportPrinting


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestPerformanceReport(ReportPrinting, GasAppraisalCase):
    """FI-14.3, CB-10: a year of an employee, of a department."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_live_date = "2025-01-01"
        cls.make_scheme()
        cls.make_scheme(period="year", paid=False)
        cls.make_scheme(period="year", paid=False, subject="department")
        cls.report = cls.env["gas.performance.report"]
        cls.open_month("2026-07-01")
        cls.open_month("2026-08-01")
        for period, start in (("year", "2026-01-01"), ("year", "2025-01-01")):
            cls.env["gas.appraisal"]._open(cls.company, period, fields.Date.to_date(start))
        appraisals = cls.env["gas.appraisal"].search([("employee_id", "=", cls.person.id)])
        for one in appraisals:
            score = {"2026-07-01": 80, "2026-08-01": 91, "2026-01-01": 85.5}.get(str(one.date_from))
            one._write_guarded({"score": score or 0, "has_score": bool(score)})

    def row(self, employee, year="2026-01-01"):
        return self.report.search([("employee_id", "=", employee.id), ("year", "=", year)])

    def chosen(self, employee):
        return self.choose("gas.performance.report", employee, date_from="2026-01-01", date_to="2026-12-31")

    def test_year(self):
        """FI-14.3: the mean of the months that have a score, beside the annual appraisal."""
        row = self.row(self.person)
        self.assertEqual((row.month_count, row.month_score, row.year_score), (2, 85.5, 85.5))
        self.assertEqual((row.appraisal_id.period, row.has_year_score), ("year", True))
        self.assertFalse(self.row(self.person, "2025-01-01").has_year_score)
        [found] = [one for one in self.rows(self.chosen(self.general), "Employees") if one["Employee"] == "person"]
        self.assertEqual((found["Months"], found["Mean of the Months"], found["Score of the Year"]), (2, 85.5, 85.5))
        departments = self.rows(self.chosen(self.general), "Departments")
        self.assertIn("Market Engineering", [one["Department"] for one in departments])
        self.assertEqual(len(row.action_open_appraisals()["domain"]), 5)
        opened = self.env["gas.appraisal"].search(row.action_open_appraisals()["domain"])
        self.assertEqual(len(opened), 3)

    def test_rewards_and_penalties(self):
        """FI-14.3: executed decisions of the year stand beside the score, as far as the reader may see them."""
        self.executed(self.make_case(self.person))
        row = self.row(self.person)
        self.assertEqual((row.reward_count, row.penalty_count), (0, 1))
        of_manager = row.with_user(self.market_manager.user_id)
        self.assertEqual(of_manager.penalty_count, 1)
        integrity = self.executed(self.make_case(self.person, by=self.supervision, kind="integrity"))
        self.assertEqual(integrity.state, "executed")
        self.env.invalidate_all()
        self.assertEqual(of_manager.penalty_count, 1)
        self.assertEqual(row.with_user(self.supervision.user_id).penalty_count, 2)

    def test_manager_has_his_department_only(self):
        seen = self.report.with_user(self.market_manager.user_id).search([])
        self.assertEqual(seen.department_id, self.market)
        rows = self.rows(self.chosen(self.market_manager), "Employees")
        self.assertEqual({row["Department"] for row in rows}, {"Market Engineering"})
        self.assertEqual(self.report.with_user(self.manager.user_id).search([]).department_id, self.service)
        self.assertIn("Supervision", {row["Department"] for row in self.rows(self.chosen(self.general), "Employees")})
        with self.assertRaises(AccessError):
            self.report.with_user(self.handler.user_id).search([])

    def test_change_of_department(self):
        """Who changed the department has a row in each, and each manager sees his own alone."""
        self.person.department_id = self.service
        self.open_month("2026-10-01")
        rows = self.row(self.person)
        self.assertEqual(rows.department_id, self.market | self.service)
        mine = self.report.with_user(self.manager.user_id).search([("employee_id", "=", self.person.id)])
        self.assertEqual(mine.department_id, self.service)
        self.assertEqual(mine.month_count, 0)
