# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-08 02:00:00")
class TestCallbackIndustrial(GasCallbackCase):
    """CB-1: industrial customers are called back on demand; that it was decided is on record each quarter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quarter = fields.Date.to_date("2026-07-01")
        cls.accounts = cls.make_accounts(4, "I", category="industrial")
        for account, day in zip(cls.accounts, ("2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01"), strict=True):
            cls.serve(account, "inspection_repair", date=day)
        cls.serve(cls.make_accounts(3, "R"), date="2026-08-12")
        cls.decisions = cls.env["gas.callback.industrial"]

    def open(self):
        self.decisions._cron_open()
        return self.decisions.search([("company_id", "=", self.company.id), ("quarter", "=", self.quarter)])

    def test_opened_on_the_first_working_day(self):
        """CB-1: one decision per department that served industrial customers, asked for once, brought up every week."""
        with freeze_time("2026-10-07 02:00:00"):  # National Day week
            self.assertFalse(self.open())
        decision = self.open()
        self.assertEqual((decision.department_id, decision.state), (self.service, "open"))
        self.assertEqual(decision.customer_count, 2)
        self.assertEqual(decision.activity_ids.user_id, self.manager.user_id)
        first = decision.activity_ids
        self.assertEqual(self.open().activity_ids, first)
        with freeze_time("2026-10-15 02:00:00"):
            self.assertEqual(self.open(), decision)
            self.assertNotEqual(decision.activity_ids, first)
            self.assertEqual(len(decision.activity_ids), 1)

    def test_yes_opens_a_plan_of_the_quarter(self):
        """CB-1: industrial customers of the whole quarter and no others, outside the monthly figures."""
        decision = self.open().with_user(self.manager.user_id)
        with self.assertRaises(UserError):
            decision.action_decide(True, "")
        decision.action_decide(True, "Prices have changed")
        plan = decision.plan_id.sudo()
        self.assertEqual((plan.kind, plan.month, plan.state), ("industrial", self.quarter, "approval"))
        self.assertEqual(plan.name, "Customer Service 2026-Q3")
        population = plan.round_ids.candidate_ids.filtered(lambda one: one.stratum == "total")
        self.assertEqual(population.account_id, self.accounts[1:3])
        self.assertTrue(plan.round_ids.action_check()["ok"])
        self.assertEqual(self.clock(plan, "CB-CALLS").limit_date, fields.Date.to_date("2026-11-10"))
        self.assertFalse(self.clock(plan, "CB-ANALYSIS"))
        self.assertFalse(decision.activity_ids)
        self.assertEqual((decision.decided_by, decision.reason), (self.manager.user_id, "Prices have changed"))
        with self.assertRaises(UserError):
            decision.action_decide(False, "x")
        # a monthly plan of the same month is another thing
        july = self.env["gas.callback.plan"]._open_month(self.company, fields.Date.to_date("2026-08-01"))
        self.assertEqual(july.kind, "monthly")
        self.approve(plan)
        callback = self.pull()
        callback.action_complete(self.answers(callback))
        plan.with_user(self.manager.user_id).action_end_calls("Enough")
        self.assertEqual(self.clock(plan, "CB-ANALYSIS").due_at, self.china("2026-10-28 17:00"))

    def test_no(self):
        decision = self.open().with_user(self.supervisor.user_id)
        decision.action_decide(False, "Nothing has changed")
        self.assertEqual((decision.state, decision.plan_id.id), ("no", False))
        self.open()
        self.assertFalse(decision.activity_ids)

    def test_nobody_to_call(self):
        """An automatic reading counts for nobody: there is nothing to draw from, and the question stays open."""
        self.serve(
            self.make_accounts(2, "M", category="industrial"),
            employee=self.market_handler,
            date="2026-09-03",
            mode="automatic",
        )
        decision = self.open().filtered(lambda one: one.department_id == self.market)
        with self.assertRaisesRegex(UserError, "no industrial customer"):
            decision.with_user(self.market_manager.user_id).action_decide(True, "x")
        self.assertEqual(decision.state, "open")

    def test_who_decides(self):
        decision = self.open()
        for employee in (self.market_manager, self.handler, self.agent, self.supervision):
            with self.subTest(user=employee.name), self.assertRaises(AccessError):
                decision.with_user(employee.user_id).action_decide(False, "x")
        for employee, sees in (
            (self.manager, True),
            (self.supervision, True),
            (self.agent, False),
            (self.market_manager, False),
        ):
            with self.subTest(reader=employee.name):
                found = self.decisions.with_user(employee.user_id).search([("id", "=", decision.id)])
                self.assertEqual(bool(found), sees)

    def test_asked_by_a_manager(self):
        """CB-1: according to need, also while the quarter runs; not for other departments nor the future."""
        decisions = self.decisions.with_user(self.manager.user_id)
        decision = decisions.create({"department_id": self.service.id, "quarter": "2026-10-08"})
        self.assertEqual(decision.quarter, fields.Date.to_date("2026-10-01"))
        decision.action_decide(True, "A new tariff")
        self.assertEqual(decision.plan_id.sudo().callback_ids.account_id, self.accounts[3])
        with self.assertRaises(ValidationError):
            decisions.create({"department_id": self.service.id, "quarter": "2027-01-01"})
        with self.assertRaises(AccessError):
            decisions.create({"department_id": self.market.id})
        decision = decisions.create(
            {"department_id": self.service.id, "quarter": "2026-04-01", "state": "no", "reason": "x", "decided_by": 1}
        )
        self.assertEqual((decision.state, decision.reason, decision.decided_by.id), ("open", False, False))
        with self.assertRaises(UserError):
            decision.state = "no"

    def test_counts_cost_one_query_a_quarter(self):
        decision = self.open()
        departments = [self.make_department(f"D{number}") for number in range(10)]
        more = self.decisions._create_guarded(
            [{"company_id": self.company.id, "department_id": one.id, "quarter": self.quarter} for one in departments]
        )
        self.env.flush_all()

        def cost(decisions):
            decisions.invalidate_recordset()
            decisions.mapped("quarter")
            start = self.env.cr.sql_log_count
            decisions.mapped("customer_count")
            return self.env.cr.sql_log_count - start

        self.assertEqual(cost(decision), cost(decision | more))
