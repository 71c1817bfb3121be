# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from freezegun import freeze_time

from odoo.tests import tagged

from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestPayExplain(GasPayCase):
    """Every amount on a payslip can be explained to the person concerned, and leads to what it came from."""

    def explanation(self, order, reader=None):
        row = order.allocation_ids.sorted("id")[-1]
        text = row.with_user((reader or self.person).user_id).explanation
        symbol = re.escape(self.company.currency_id.symbol)
        return re.sub(rf"{symbol}\u00a0?|\u00a0?{symbol}|\u200b", "", text).replace("\u00a0", " ")

    def test_in_full(self):
        order = self.make_order(100)
        self.confirmed()
        self.assertEqual(self.explanation(order), "All of it is taken.")

    def test_bonus(self):
        order = self.make_order(1200.5)
        slip = self.computed()
        self.assertIn("performance bonus", self.explanation(order))
        self.assertIn("1,000.00", self.explanation(order))
        self.assertIn("200.50 lapses when", self.explanation(order))
        slip.action_payslip_done()
        self.assertIn("200.50 lapsed", self.explanation(order))

    def test_share(self):
        """20 % of the month's wage, with its figures."""
        self.person.version_id.write({"wage": 3000, "gas_performance_base": 1000})
        order = self.make_order(900)
        self.confirmed()
        self.assertOrder(order, paid=800, lapsed=100)
        self.assertEqual(order.allocation_ids.cap, "share")
        for part in "20 %", "4,000.00", "800.00", "100.00":
            self.assertIn(part, self.explanation(order))

    def test_share_of_the_company(self):
        self.company.gas_deduction_share = 12.5
        order = self.make_order(900)
        self.confirmed()
        self.assertOrder(order, paid=750, lapsed=150)
        self.assertIn("12.5 %", self.explanation(order))

    def test_minimum_wage(self):
        self.person.version_id.write({"wage": 1800, "gas_performance_base": 500})
        order = self.make_order(400)
        self.confirmed()
        self.assertOrder(order, paid=300, lapsed=100)
        self.assertEqual(order.allocation_ids.cap, "minimum")
        for part in "2,300.00", "2,000.00":
            self.assertIn(part, self.explanation(order))

    def test_other_deductions_come_first(self):
        """The minimum wage is kept of what social insurance and the like have left."""
        rule = self.env["hr.salary.rule"].create(
            {
                "name": "Social insurance",
                "code": "SOCIAL",
                "sequence": 150,
                "category_id": self.ref("gas_service_reports.hr_salary_rule_category_deduction"),
                "amount_select": "code",
                "amount_python_compute": "result = -round(GROSS * 0.105, 2)",
            }
        )
        tax = rule.copy({"code": "TAX", "sequence": 195, "amount_python_compute": "result = -300"})
        self.company.gas_structure_id.rule_ids |= rule | tax
        self.person.version_id.write({"wage": 2000, "gas_performance_base": 500})
        order = self.make_order(400)
        slip = self.confirmed()
        self.assertOrder(order, paid=237.5, lapsed=162.5)
        self.assertEqual(self.line(slip, "NET"), 1700)  # what comes after the deduction is not its matter
        self.assertIn("2,237.50", self.explanation(order))

    def test_older_orders(self):
        self.make_order(900)
        order = self.make_order(300)
        self.confirmed()
        self.assertIn("1,200.00 was asked in all and 1,000.00 could be taken", self.explanation(order))

    def test_other_payslips(self):
        self.make_order(900)
        self.computed()
        order = self.make_order(300)
        self.computed()
        self.assertIn("Other payslips of the month have taken 900.00", self.explanation(order))

    def test_carried_over(self):
        self.company.gas_deduction_carry_over = True
        order = self.make_order(1100)
        slip = self.computed()
        self.assertIn("waits for the next month", self.explanation(order))
        slip.action_payslip_done()
        self.assertIn("waits for the next month", self.explanation(order))

    def test_taken_out(self):
        order = self.make_order(100)
        slip = self.computed()
        slip.action_payslip_cancel()
        self.assertIn("does not take it any more", self.explanation(order))
        slip = self.confirmed()
        slip.refund_sheet()
        self.assertIn("was refunded", self.explanation(order))

    def test_figures_are_for_payroll_and_the_person(self):
        """FI-12: general management reads person and amount, not what somebody earns."""
        order = self.make_order(1200)
        self.confirmed()
        self.assertIn("1,000.00", self.explanation(order, self.person))
        self.assertEqual(self.explanation(order, self.general).count("1,000.00"), 0)
        self.assertIn("Performance bonus", self.explanation(order, self.general))
        with self.with_user("officer"):
            row = self.env["gas.pay.allocation"].browse(order.allocation_ids.id)
            self.assertIn("1,000.00", row.explanation)

    def test_from_line_to_case(self):
        """From the payslip line to the order, and on to the case for those who may see it."""
        case = self.executed(self.make_case(self.person))
        order = case.sudo().order_ids
        slip = self.confirmed(month="2026-10-01")
        line = slip.line_ids.filtered(lambda line: line.code == "GASDED")
        rows = self.env["gas.pay.allocation"].search(line.action_gas_explain()["domain"])
        self.assertEqual(rows.order_id, order)
        self.assertEqual(self.env["gas.pay.allocation"].search(slip.action_gas_allocations()["domain"]), rows)
        self.assertEqual(slip.gas_allocation_count, 1)
        self.assertEqual(rows.action_open_order()["res_id"], order.id)
        self.assertTrue(order.with_user(self.supervision.user_id).case_readable)
        self.assertEqual(order.with_user(self.supervision.user_id).action_open_case()["res_id"], case.id)
