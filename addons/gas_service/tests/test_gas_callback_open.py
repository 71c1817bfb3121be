# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models import gas_callback_plan_open
from .callback_common import GasCallbackCase

LOGGER = gas_callback_plan_open.__name__


@tagged("post_install", "-at_install")
class TestCallbackOpen(GasCallbackCase):
    """Plans open by themselves, on time and once (CB-1)."""

    def run_at(self, moment):
        """Run the scheduled action at a local time; return all plans there are."""
        with freeze_time(self.china(moment)):
            self.env["gas.callback.plan"]._cron_open()
        return self.env["gas.callback.plan"].search([])

    def test_first_working_day(self):
        """CB-1: the first working day of a month opens the plans of the month before; holidays are none."""
        self.serve(self.make_accounts(3), date="2026-09-30")
        for moment in ("2026-10-01 09:00", "2026-10-07 23:59"):
            self.assertFalse(self.run_at(moment))
        plan = self.run_at("2026-10-08 00:01")
        self.assertEqual((plan.month, plan.department_id, plan.kind), (date(2026, 9, 1), self.service, "monthly"))
        self.assertEqual(plan.name, "Customer Service 2026-09")
        self.assertEqual(plan.round_ids.drawn_at, self.china("2026-10-08 00:01"))
        self.assertEqual(plan.callback_ids.drawn_on, date(2026, 10, 8))

    def test_weekend(self):
        """CB-1: a month that begins on a Saturday begins on Monday."""
        self.serve(self.make_accounts(1), date="2026-07-01")
        self.assertFalse(self.run_at("2026-08-02 12:00"))
        self.assertTrue(self.run_at("2026-08-03 00:30"))

    def test_once(self):
        """CB-1: one plan a department and month, however often the action runs; who served late gets his later."""
        self.serve(self.make_accounts(3))
        plan = self.run_at("2026-09-01 09:00")
        self.assertEqual(self.run_at("2026-09-01 10:00"), plan)
        self.serve(self.make_accounts(2, "B"), employee=self.market_handler)
        both = self.run_at("2026-09-02 09:00")
        self.assertEqual(both.department_id, self.service | self.market)
        self.assertEqual(self.run_at("2026-09-30 09:00"), both)
        self.assertEqual(len(plan.round_ids), 1)

    def test_missed_days(self):
        """CB-1: where the action did not run on the first day, it opens the plan on a later one."""
        self.serve(self.make_accounts(3))
        self.assertEqual(self.run_at("2026-09-20 09:00").month, self.month)

    def test_deadlines(self):
        """CB-1, CB-7: calls by the 10th, analysis by the 15th working day, both advisory, both the manager's."""
        self.serve(self.make_accounts(3), date="2026-09-02")
        plan = self.run_at("2026-10-08 09:00")
        calls, analysis = self.clock(plan, "CB-CALLS"), self.clock(plan, "CB-ANALYSIS")
        self.assertEqual(calls.due_at, self.china("2026-10-10 17:00"))
        self.assertEqual(analysis.due_at, self.china("2026-10-27 17:00"))
        self.assertFalse(calls.binding or analysis.binding)
        self.assertEqual(calls.employee_id | analysis.employee_id, self.manager)

    def test_approval_comes_first(self):
        """CB-4: the supervisor is asked at once; nobody is called before he approved."""
        self.serve(self.make_accounts(3))
        plan = self.run_at("2026-09-01 09:00")
        self.assertEqual((plan.state, plan.approval_approver_ids), ("approval", self.supervisor.user_id))
        with self.assertRaises(UserError):
            self.pull()
        self.approve(plan)
        self.assertEqual(plan.state, "calling")
        self.assertTrue(self.pull())

    def test_rejected_and_launched_again(self):
        """CB-4: a plan that was rejected waits as it was drawn, until its manager asks again."""
        self.serve(self.make_accounts(3))
        plan = self.run_at("2026-09-01 09:00")
        plan.with_user(self.supervisor.user_id).action_reject("Say who calls")
        self.assertEqual(plan.state, "draft")
        plan.with_user(self.manager.user_id).note = "The two agents, in the afternoon"
        plan.with_user(self.manager.user_id).action_launch_approval()
        self.assertEqual((plan.state, len(plan.round_ids)), ("approval", 1))

    def test_nobody_to_approve(self):
        """CB-4: without an approver the plan waits as drawn, and its manager has something to do."""
        self.supervisor.user_id.group_ids -= self.env.ref("gas_service.group_supervisor")
        self.env.ref("gas_service.gas_approval_rule_callback").fallback_group_id = self.env.ref(
            "gas_service.group_supervision"
        )
        self.supervision.user_id.active = False
        self.serve(self.make_accounts(3))
        with self.assertLogs(LOGGER, "WARNING"):
            plan = self.run_at("2026-09-01 09:00")
        self.assertEqual(plan.state, "draft")
        self.assertEqual(plan.activity_ids.user_id, self.manager.user_id)

    def test_no_rule(self):
        """CB-2: without a rule or a question set for the month nothing is opened, and the message says what to do."""
        self.serve(self.make_accounts(3), date="2023-05-10")
        with self.assertRaisesRegex(UserError, "no callback rule for that month: make one first"):
            self.open_plans(date(2023, 5, 1))
        self.make_rule(month="2023-05-01")
        with self.assertRaisesRegex(UserError, "no question set for that month: release one first"):
            self.open_plans(date(2023, 5, 1))

    def test_a_company_without_rule_does_not_stop_the_others(self):
        other = self.env["res.company"].create({"name": "Other Gas"})
        self.env["gas.callback.rule"].search([]).company_id = other
        self.serve(self.make_accounts(3))
        department = self.env["hr.department"].create({"name": "Elsewhere", "company_id": other.id})
        self.serve_other("elsewhere", customer_name="Li Si", company_id=other.id, department_id=department.id)
        with self.assertLogs(LOGGER, "WARNING") as logged:
            plan = self.run_at("2026-09-01 09:00")
        self.assertEqual(plan.company_id, other)
        self.assertIn(f"{self.company.name} has no callback rule for that month", "\n".join(logged.output))

    def test_own_rule_before_the_shared_one(self):
        """CB-2: a company's own version comes before the one for all."""
        own = self.make_rule(month="2023-01-01", company_id=self.company.id, ratio=10)
        self.make_rule(month="2026-08-01", ratio=20)
        self.serve(self.make_accounts(30))
        plan = self.run_at("2026-09-01 09:00")
        self.assertEqual((plan.rule_id, len(plan.callback_ids)), (own, 3))
