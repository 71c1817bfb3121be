# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestPayslipForgery(GasPayCase):
    """FI-14.4: nobody gets an amount into or out of a payslip by hand, not even payroll or the administrator."""

    def setUp(self):
        super().setUp()
        self.order = self.make_order(100)
        self.slip = self.computed()

    def test_inputs(self):
        line = self.slip.input_line_ids
        values = {"name": "x", "payslip_id": self.slip.id, "contract_id": self.slip.contract_id.id, "amount": 5}
        with self.assertRaises(UserError):
            line.create({**values, "code": "GASDED"})
        with self.assertRaises(UserError):
            line.with_context(default_code="GASREW").create(values)
        with self.assertRaises(UserError):
            line.with_context(gas_pay_run=True).create({**values, "code": "GASREW"})
        with self.assertRaises(UserError):
            line.write({"amount": 1})
        with self.assertRaises(UserError):
            line.sudo().write({"amount": 1})
        other = line.create({**values, "code": "BONUS"})
        with self.assertRaises(UserError):
            other.write({"code": "GASREV"})
        with self.assertRaises(UserError):
            self.make_slip(
                input_line_ids=[
                    Command.create(
                        {"name": "x", "code": "GASREW", "amount": 9, "contract_id": self.slip.contract_id.id}
                    )
                ]
            )

    def test_deleted_input_comes_back(self):
        self.slip.input_line_ids.unlink()
        self.slip.compute_sheet()
        self.assertEqual(self.slip.input_line_ids.amount, 100)
        self.assertEqual(self.line(self.slip, "GASDED"), -100)

    def test_lines(self):
        line = self.slip.line_ids.filtered(lambda line: line.code == "GASDED")
        for write in {"amount": -1}, {"code": "OTHER"}, {"slip_id": self.slip.copy().id}:
            with self.subTest(write), self.assertRaises(UserError):
                line.write(write)
        with self.assertRaises(UserError):
            line.unlink()
        with self.assertRaises(UserError):
            line.copy()
        net = self.slip.line_ids.filtered(lambda line: line.code == "NET")
        with self.assertRaises(UserError):
            net.write({"code": "GASREW"})
        self.slip.action_payslip_done()
        with self.assertRaises(UserError):
            line.write({"quantity": 0})
        with self.assertRaises(UserError):
            self.slip.write({"line_ids": [Command.delete(line.id)]})
        with self.assertRaises(UserError):
            self.slip.write({"line_ids": [Command.clear()]})

    def test_widened_limit(self):
        """Lines that payroll may edit don't widen what may be deducted: less bonus, less deduction."""
        self.set_param("prevent_compute_on_confirm")
        self.slip.line_ids.filtered(lambda line: line.code == "PERF").write({"amount": 50})
        with self.assertRaises(UserError):
            self.slip.action_payslip_done()

    def test_salary_rule_takes_too_much(self):
        rule = self.env.ref("gas_service_reports.hr_salary_rule_deduction")
        rule.amount_python_compute = "result = -inputs.GASDED.amount * 1.01"
        with self.assertRaises(UserError):
            self.slip.compute_sheet()
        rule.amount_python_compute = "result = inputs.GASDED.amount"
        with self.assertRaises(UserError):
            self.slip.compute_sheet()
        self.env.ref("gas_service_reports.hr_salary_rule_reward").amount_python_compute = "result = 1"
        self.order.sudo()._reverse()
        self.make_order(7, kind="reward")
        with self.assertRaises(UserError):
            self.slip.compute_sheet()

    def test_salary_rule_takes_less(self):
        """A company may take less than the measures allow: the rest lapses like any other."""
        rule = self.env.ref("gas_service_reports.hr_salary_rule_deduction")
        rule.amount_python_compute = "result = -round(inputs.GASDED.amount / 2, 2)"
        self.slip.action_payslip_done()
        self.assertOrder(self.order, paid=50, lapsed=50)
        self.assertEqual(self.order.allocation_ids.cap, "rule")

    def test_archived_salary_rule(self):
        """Where the rule is gone the order waits."""
        self.env.ref("gas_service_reports.hr_salary_rule_deduction").active = False
        self.slip.action_payslip_done()
        self.assertOrder(self.order, open=100)
        self.assertFalse(self.slip.input_line_ids)

    def test_ledger(self):
        """Allocations are written by payslips alone."""
        row = self.slip.gas_allocation_ids
        values = {"order_id": self.order.id, "payslip_id": self.slip.id, "code": "GASDED", "month": "2026-09-01"}
        values |= {"requested_amount": 1, "amount": 1, "state": "paid"}
        for operation in "write", "create", "unlink":
            self.assertFalse(row.has_access(operation))
        with self.assertRaises(AccessError):
            row.unlink()
        for name, value in values.items():
            with self.subTest(name), self.assertRaises(UserError):
                row.sudo().write({name: value})
        with self.assertRaises(UserError):
            row.sudo().create(values)
        with self.assertRaises(UserError):
            row.sudo().unlink()
        with self.assertRaises(UserError):
            self.slip.sudo().write({"gas_allocation_ids": [Command.clear()]})
        for name in "paid_amount", "open_amount", "lapsed_amount", "held_amount", "reversed_amount":
            with self.subTest(name), self.assertRaises(UserError):
                self.order.sudo().write({name: 5})

    def test_coefficient(self):
        with self.assertRaises(UserError):
            self.slip.write({"gas_coefficient": 2})
        slip = self.make_slip(gas_coefficient=2, gas_coefficient_source="a friend")
        self.assertEqual((slip.gas_coefficient, slip.gas_coefficient_source), (1, False))

    def test_preview_changes_nothing(self):
        """OCA's computation is public: whoever calls it gets numbers, and nothing is taken."""
        self.slip.action_payslip_done()
        late = self.make_order(200)
        lines = self.make_slip().get_lines_dict()
        self.assertNotIn("GASDED", {line["code"] for line in lines.values()})
        self.slip.get_lines_dict()
        self.assertOrder(late, open=200)
        self.assertOrder(self.order, paid=100)

    def test_created_confirmed(self):
        slip = self.make_slip(state="done")
        self.assertOrder(self.order, open=100)
        self.assertFalse(slip.gas_allocation_ids)
