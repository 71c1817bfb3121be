# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestPayslip(GasPayCase):
    """What a payslip takes, holds and pays."""

    def test_without_orders(self):
        slip = self.computed()
        self.assertEqual(
            {line.code: line.total for line in slip.line_ids}, {"BASIC": 5000, "PERF": 1000, "GROSS": 6000, "NET": 6000}
        )
        self.assertFalse(slip.gas_allocation_ids)
        slip.action_payslip_done()
        self.assertEqual(slip.state, "done")

    def test_from_case_to_net(self):
        """FI-14.4: the amount of a decision gets into the payslip of the month in which it became final."""
        case = self.executed(self.make_case(self.person, event_date="2026-09-10"))
        order = case.sudo().order_ids
        self.assertEqual(str(order.pay_month), "2026-10-01")  # after the cut-off
        early = self.computed(month="2026-09-01")
        self.assertIsNone(self.line(early, "GASDED"))
        slip = self.confirmed(month="2026-10-01")
        self.assertEqual(self.line(slip, "GASDED"), -200)
        self.assertEqual(self.line(slip, "NET"), 5800)
        self.assertOrder(order, paid=200)

    def test_rewards_have_no_limit(self):
        """FI-14.1: a reward is paid in full and does not widen what may be deducted."""
        order = self.make_order(9000, kind="reward")
        deduction = self.make_order(1200)
        slip = self.confirmed()
        self.assertEqual((self.line(slip, "GASREW"), self.line(slip, "GASDED")), (9000, -1000))
        self.assertEqual(self.line(slip, "NET"), 14000)
        self.assertOrder(order, paid=9000)
        self.assertOrder(deduction, paid=1000, lapsed=200)

    def test_oldest_first(self):
        first, second, third = (self.make_order(amount) for amount in (600.01, 500, 300))
        slip = self.computed()
        self.assertEqual(self.rows(slip), [(600.01, 600.01, 0, "held"), (500, 399.99, 0, "held"), (300, 0, 0, "held")])
        self.assertOrder(second, open=500)
        self.assertEqual(second.held_amount, 500)
        slip.action_payslip_done()
        self.assertOrder(first, paid=600.01)
        self.assertOrder(second, paid=399.99, lapsed=100.01)
        self.assertOrder(third, lapsed=300)

    def test_carried_over(self):
        """With the setting, what a month could not take waits for the next, not for its second payslip."""
        self.company.gas_deduction_carry_over = True
        order = self.make_order(2500)
        self.confirmed()
        self.assertOrder(order, paid=1000, open=1500)
        self.assertIsNone(self.line(self.confirmed(), "GASDED"))
        self.confirmed(month="2026-10-01")
        self.assertOrder(order, paid=2000, open=500)
        slip = self.confirmed(month="2026-11-01")
        self.assertEqual(self.line(slip, "GASDED"), -500)
        self.assertOrder(order, paid=2500)

    def test_only_what_was_executed(self):
        """FI-14.4: nothing before general management has executed it, nor before its month."""
        self.make_order(100, executed=False)
        self.make_order(100, month="2026-10-01")
        self.make_order(100, employee=self.handler)
        self.assertIsNone(self.line(self.computed(), "GASDED"))

    def test_before_going_live(self):
        """FI-15: what happened before the measures were kept becomes no case, hence no order, hence no line."""
        with self.assertRaises(ValidationError):
            self.make_case(self.person, event_date="2026-07-31")
        self.assertIsNone(self.line(self.computed(), "GASDED"))

    def test_past_months_too(self):
        """An order whose month went by without a payslip is taken by the next one."""
        self.make_order(100, month="2026-08-01")
        self.assertEqual(self.line(self.computed(), "GASDED"), -100)

    def test_without_minimum_wage(self):
        """FI-14.2: nobody is deducted anything while it is not known what he must keep."""
        self.company.gas_minimum_wage = 0
        self.confirmed(self.make_paid("somebody"))
        self.make_order(100)
        with self.assertRaisesRegex(UserError, "minimum wage|最低工资"):
            self.computed()

    def test_confirmed_is_not_computed_again(self):
        order = self.make_order(100)
        slip = self.confirmed()
        with self.assertRaises(UserError):
            slip.compute_sheet()
        self.assertEqual((slip.state, self.line(slip, "GASDED")), ("done", -100))
        with self.assertRaises(UserError):
            slip.action_payslip_done()
        self.set_param("allow_cancel_payslips")
        slip.action_payslip_cancel()
        with self.assertRaises(UserError):
            slip.compute_sheet()
        self.assertOrder(order, open=100)

    def test_computed_again(self):
        """However often it is computed, it asks once: the input is one, the allocation is one."""
        order = self.make_order(100)
        slip = self.computed()
        self.make_order(50)
        slip.compute_sheet()
        slip.compute_sheet()
        self.assertEqual(self.line(slip, "GASDED"), -150)
        self.assertEqual(slip.input_line_ids.mapped("amount"), [150])
        self.assertEqual(self.rows(slip), [(100, 100, 0, "held"), (50, 50, 0, "held")])
        order.sudo()._reverse()
        slip.compute_sheet()
        self.assertEqual(self.line(slip, "GASDED"), -50)
        self.assertEqual(self.rows(slip), [(100, 100, 0, "released"), (50, 50, 0, "held")])

    def test_another_structure(self):
        """A payslip whose structure has no such rules leaves the orders to another one."""
        structure = self.env["hr.payroll.structure"].create(
            {"name": "Year end", "code": "YE", "rule_ids": [(4, self.ref("gas_service_reports.hr_salary_rule_basic"))]}
        )
        order = self.make_order(100)
        slip = self.confirmed(struct_id=structure.id)
        self.assertEqual(slip.line_ids.mapped("code"), ["BASIC"])
        self.assertFalse(slip.input_line_ids)
        self.assertOrder(order, open=100)
        both = self.make_slip(struct_id=structure.id) | self.make_slip()
        both.compute_sheet()
        self.assertEqual([self.line(one, "GASDED") for one in both], [None, -100])

    def test_contract_is_needed(self):
        """Without one, every contract of the month would pay the inputs again."""
        order = self.make_order(100)
        slip = self.computed(contract_id=False)
        self.assertEqual(slip.contract_id, self.person.version_id)
        self.assertEqual(self.line(slip, "GASDED"), -100)
        slip.action_payslip_cancel()
        self.person.version_id.contract_date_end = "2026-09-15"
        self.person.create_version({"date_version": "2026-09-16", "contract_date_start": "2026-09-16"})
        slip = self.make_slip(contract_id=False)
        with self.assertRaisesRegex(UserError, "2"):
            slip.compute_sheet()
        self.assertOrder(order, open=100)
