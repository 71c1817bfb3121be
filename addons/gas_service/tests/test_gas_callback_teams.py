# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackTeams(GasCallbackCase):
    """CB-1: a department calls the customers of its teams, in one plan."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls.make_department("Meter Team", parent_id=cls.service.id, gas_calls_back=False)
        cls.reader = cls.make_employee("reader", cls.meter, "gas_service.group_handler,gas_service.group_hotline")

    def test_one_plan(self):
        """CB-1, CB-3: whom both served is one customer; who served in the team does not call him."""
        accounts = self.make_accounts(3)
        self.serve(accounts[:2])
        self.serve(accounts[1:], "inspection_repair", employee=self.reader)
        plan = self.open_plans()
        self.assertEqual(plan.department_id, self.service)
        self.assertEqual(
            {line.stratum: line.population for line in plan.stratum_ids},
            {"meter_billing": 2, "inspection_repair": 2, "total": 3},
        )
        self.assertTrue(plan.round_ids.action_check()["ok"])
        self.assertFalse(plan.round_ids.action_check()["missing"])
        self.approve(plan)
        repaired = plan.callback_ids.filtered(lambda call: "inspection_repair" in call._served_types()[call])
        self.assertEqual(repaired.server_ids - self.handler, self.reader)
        self.assertIn(self.meter, repaired[:1]._services().department_id)
        with self.assertRaises(UserError):
            # whom he did not serve he may call, and nobody else
            while True:
                call = self.pull(self.reader)
                self.assertNotIn(self.reader, call.server_ids)
                self.answer(call)

    def test_team_of_its_own(self):
        """CB-1: a team that has plans of its own has its own."""
        self.meter.gas_calls_back = True
        self.serve(self.make_accounts(2), employee=self.reader)
        self.assertEqual(self.open_plans().department_id, self.meter)

    def test_audit_asks_the_department(self):
        """CB-8: services of a team without a plan are held against the department that should have one."""
        self.serve(self.make_accounts(2), employee=self.reader)
        self.serve(self.make_accounts(1, "B"))
        audit = self.env["gas.callback.audit"]._open(self.company, self.month.replace(month=7))
        self.assertEqual(audit.line_ids.department_id, self.service)
        missing = audit.line_ids.check_ids.filtered(lambda check: "missing" in (check.facts or {}))
        self.assertEqual(missing[:1].facts["missing"], 3)

    def test_industrial(self):
        """CB-1: the decision is the department's; whom two teams served is one customer."""
        accounts = self.make_accounts(1, category="industrial")
        self.serve(accounts, employee=self.reader, date="2026-05-12")
        self.serve(accounts, "inspection_repair", date="2026-05-13")
        decision = self.env["gas.callback.industrial"]._open_quarter(self.company, self.month.replace(month=4))
        self.assertEqual((decision.department_id, decision.customer_count), (self.service, 1))
