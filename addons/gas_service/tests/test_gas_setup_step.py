# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .common import GasServiceCase

NUMBERS = {
    "gas_hotline": "95777",
    "gas_emergency_phone": "0451-50009119",
    "gas_privacy_officer": "General Management, 95777",
    "gas_live_date": "2026-01-01",
}


class GasSetupCase(GasServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steps = cls.env["gas.setup.step"].search([])

    def step(self, code, user=None):
        step = self.steps.filtered(lambda step: step.code == code).with_user(user or self.env.user)
        step.invalidate_recordset()
        return step

    def fill_company(self, **values):
        names = ("service", "emergency", "supervision", "general", "market")
        self.company.write({**{f"gas_{name}_department_id": self.service.id for name in names}, **NUMBERS, **values})


@tagged("post_install", "-at_install")
@freeze_time("2026-09-14 02:00:00")
class TestSetupStep(GasSetupCase):
    """The administrator's first day: what is missing is read off the data and named."""

    def test_company(self):
        self.fill_company(gas_hotline=False, gas_market_department_id=False)
        step = self.step("company")
        self.assertEqual((step.done, step.missing.split("\n")), (False, ["Service Hotline", "Market Department"]))
        self.fill_company()
        step = self.step("company")
        self.assertEqual((step.done, step.missing), (True, ""))

    def test_departments(self):
        """A manager without a login gets no notice; one above does."""
        self.env["hr.department"].search([("manager_id", "=", False)]).manager_id = self.manager
        self.assertTrue(self.step("departments").done)
        self.market_manager.user_id.active = False
        self.assertIn("Market Engineering", self.step("departments").missing)
        self.market.parent_id = self.service
        self.assertTrue(self.step("departments").done)

    def test_departments_are_not_all_named(self):
        for number in range(9):
            self.make_department(f"New {number}")
        self.assertRegex(self.step("departments").missing, r"… \(\d+\)$")

    def test_roles(self):
        for role in ("hotline", "supervisor", "leader", "general", "developer"):
            self.make_employee(f"the_{role}", self.service, f"gas_service.group_{role}")
        self.assertNotIn("the_", self.step("roles").missing)
        new_test_user(self.env, "stranger", groups="base.group_user,gas_service.group_leader")
        self.assertIn("stranger", self.step("roles").missing)
        self.assertNotIn("Nobody has the role", self.step("roles").missing)
        self.supervision.user_id.active = False
        self.assertIn("Nobody has the role: Supervision", self.step("roles").missing)

    def test_roster(self):
        """FI-3: a duty officer, or the manager of customer service."""
        self.company.gas_service_department_id = False
        self.env["gas.duty.roster"].search([]).sudo().unlink()
        self.assertIn("Nobody receives", self.step("roster").missing)
        self.company.gas_service_department_id = self.service
        self.assertTrue(self.step("roster").done)
        self.company.gas_service_department_id = False
        self.env["gas.duty.roster"].create({"date": "2026-09-14", "employee_id": self.clerk.id})
        self.assertTrue(self.step("roster").done)

    def test_holidays(self):
        """FI-8.3: in December the next year is missing."""
        self.assertTrue(self.step("holidays").done)
        self.company.gas_calendar_id.gas_announced_years = "2026"
        with freeze_time("2026-12-01 02:00:00"):
            self.assertEqual(self.step("holidays").missing, "Public holidays of 2027")

    def test_what_ships_is_looked_at(self):
        """Defaults are done when somebody said that they fit, in each company for itself."""
        other = self.env["res.company"].create({"name": "Other"})
        for code in ("calendar", "messages", "policies", "approvals", "callbacks", "questions"):
            with self.subTest(code):
                step = self.step(code)
                self.assertEqual((step.done, step.missing), (False, ""))
                step.action_confirm()
                self.assertTrue(self.step(code).done)
                self.assertFalse(self.step(code).with_company(other).done)
                step.action_reopen()
                self.assertFalse(self.step(code).done)

    def test_approvals(self):
        """A kind without an active rule cannot be approved: that is no default to confirm."""
        self.env["gas.approval.rule"].search([("kind", "=", "budget")]).active = False
        step = self.step("approvals")
        self.assertIn("Project Budget", step.missing)
        with self.assertRaisesRegex(UserError, "Project Budget"):
            step.action_confirm()

    def test_policies(self):
        self.env["gas.sla.policy"].search([("code", "=", "FI-REPLY")]).active = False
        self.assertIn("Contact the Customer", self.step("policies").missing)

    def test_articles(self):
        """FI-14.2"""
        self.env["gas.violation.type"].search([]).active = False
        self.assertIn("none can be decided", self.step("articles").missing)
        self.env["gas.violation.type"].create(
            {
                "name": "Neglect of duty",
                "article": "17",
                "version": "2024",
                "sanction": "deduction",
                "amount_max": 500,
                "adopted_on": "2024-01-10",
                "published_on": "2024-02-01",
                "valid_from": "2024-02-01",
            }
        )
        self.assertTrue(self.step("articles").done)

    def test_accounts(self):
        self.make_account("SZ-1", "Li Ping")
        self.assertTrue(self.step("accounts").done)

    def test_search(self):
        """The filters show what the cards show."""
        self.fill_company()
        done = self.steps.search([("done", "=", True)])
        self.assertEqual(done, self.steps.filtered("done"))
        self.assertIn(self.step("company"), done)
        self.assertEqual(self.steps.search([("done", "=", False)]), self.steps - done)

    def test_every_step_leads_somewhere(self):
        """For who may see it: settings are the system administrator's."""
        user = new_test_user(self.env, "our_admin", groups="base.group_user,gas_service.group_admin")
        for step in self.steps.with_user(user):
            with self.subTest(step.code):
                action = step.action_open()
                self.assertEqual(step.may_open, action["res_model"] != "res.config.settings")
                self.assertIsInstance(step.missing, str)  # worked out with his own rights
                if step.may_open:
                    views = [(False, mode) for mode in action["view_mode"].split(",")]
                    self.assertTrue(self.env[action["res_model"]].with_user(user).get_views(views)["views"])

    def test_access(self):
        with self.assertRaises(AccessError):
            self.step("policies", self.manager.user_id).action_confirm()
        with self.assertRaises(AccessError):
            self.step("policies", self.manager.user_id).action_reopen()
        user = new_test_user(self.env, "our_admin", groups="base.group_user,gas_service.group_admin")
        with self.assertRaises(AccessError):
            self.step("policies", user).write({"review": False})


@tagged("post_install", "-at_install")
class TestSetupTour(HttpCase, GasSetupCase):
    def test_first_day(self):
        self.fill_company(gas_hotline=False)
        groups = "base.group_system,gas_service.group_admin"
        new_test_user(self.env, "tour_admin", groups=groups, company_id=self.company.id)
        self.start_tour("/odoo/gas-getting-started", "gas_service_setup", login="tour_admin")
        self.assertEqual(self.company.gas_hotline, "95777")
        self.assertIn(self.company, self.step("calendar").confirmed_company_ids)
