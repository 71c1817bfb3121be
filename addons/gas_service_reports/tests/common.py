# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.gas_service.tests.conduct_common import GasConductCase


class GasPayCase(GasConductCase):
    """A company with a minimum wage of 2,000; the person paid earns 5,000 and a performance bonus of 1,000."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_minimum_wage = 2000
        cls.officer = new_test_user(
            cls.env, "officer", groups="payroll.group_payroll_manager", company_id=cls.company.id, tz="Asia/Shanghai"
        )
        cls.person = cls.make_paid("person")

    @classmethod
    def make_paid(cls, login, wage=5000, base=1000, department=None, **values):
        """Return an employee with a user ``login``, a contract, a wage and a performance base."""
        return cls.make_employee(login, department or cls.market, **cls.pay_values(wage, base, **values))

    @classmethod
    def pay_values(cls, wage=5000, base=1000, **values):
        return {
            "date_version": "2026-01-01",
            "contract_date_start": "2026-01-01",
            "wage": wage,
            "gas_performance_base": base,
            "struct_id": cls.company.gas_structure_id.id,
            **values,
        }

    @classmethod
    def make_order(cls, amount, employee=None, kind="deduction", month="2026-09-01", executed=True, **values):
        """Return an order as a final case makes it, executed by general management."""
        employee = employee or cls.person
        now = fields.Datetime.now()
        return cls.env["gas.conduct.order"]._create_guarded(
            [
                {
                    "name": cls.env["ir.sequence"].next_by_code("gas.conduct.case") or f"{kind} {amount}",
                    "company_id": cls.company.id,
                    "employee_id": employee.id,
                    "department_id": employee.department_id.id,
                    "kind": kind,
                    "amount": amount,
                    "final_at": now,
                    "pay_month": month,
                    "executed_at": now if executed else False,
                    "executed_by": cls.general.user_id.id if executed else False,
                    **values,
                }
            ]
        )

    @classmethod
    def make_slip(cls, employee=None, month="2026-09-01", **values):
        """Return a draft payslip of the month, seen as the payroll officer."""
        employee = employee or cls.person
        first = fields.Date.to_date(month)
        return (
            cls.env["hr.payslip"]
            .with_user(cls.officer)
            .create(
                {
                    "employee_id": employee.id,
                    "contract_id": employee.version_id.id,
                    "struct_id": employee.version_id.struct_id.id,
                    "company_id": employee.company_id.id,
                    "date_from": first,
                    "date_to": fields.Date.end_of(first, "month"),
                    "name": f"{employee.name} {month[:7]}",
                    **values,
                }
            )
        )

    @classmethod
    def computed(cls, *args, **values):
        slip = cls.make_slip(*args, **values)
        slip.compute_sheet()
        return slip

    @classmethod
    def confirmed(cls, *args, **values):
        slip = cls.computed(*args, **values)
        slip.action_payslip_done()
        return slip

    @classmethod
    def set_param(cls, name, value=True):
        cls.env["ir.config_parameter"].sudo().set_param(f"payroll.{name}", value)
        cls.env.invalidate_all()  # payslips remember the settings as long as a request lasts

    @staticmethod
    def line(slip, code):
        """Return the total of a line, None without one."""
        line = slip.line_ids.filtered(lambda line: line.code == code)
        return line.total if line else None

    def rows(self, slip):
        """Return [(asked, taken, lapsed, state)] of the slip's allocations, oldest first."""
        return [
            (row.requested_amount, row.amount, row.lapsed_amount, row.state)
            for row in slip.sudo().gas_allocation_ids.sorted("id")
        ]

    def assertOrder(self, order, paid=0, open=0, lapsed=0, reversed=0):
        order = order.sudo()
        found = (order.paid_amount, order.open_amount, order.lapsed_amount, order.reversed_amount)
        self.assertEqual(found, (paid, open, lapsed, reversed), "paid, open, lapsed, reversed")
        self.assertEqual(round(sum(found), 2), order.amount)
