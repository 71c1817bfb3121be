# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import date_utils

from ..tools import deduction
from . import gas_pay_run
from .gas_pay_run import cents


class HrPayslip(models.Model):
    """What the salary rules of data/hr_salary_rule_data.xml compute, exact to the cent."""

    _inherit = "hr.payslip"

    def _get_tools_dict(self):
        return super()._get_tools_dict() | {
            "gas_performance_bonus": self._gas_performance_bonus,
            "gas_deduction": self._gas_deduction,
        }

    def _gas_performance_bonus(self, contract):
        """Return the performance bonus of the month: base of the contract × coefficient."""
        coefficient = Decimal(repr(round(self.gas_coefficient, 4)))
        return deduction.from_cents(deduction.bonus(cents(contract.gas_performance_base), coefficient))

    def _gas_deduction(self, requested, bonus, wage, deducted):
        """Return what can be taken of ``requested``.

        :param bonus: performance bonus of this payslip
        :param wage: its wage before any deduction
        :param deducted: sum of its other deductions, negative
        """
        own = gas_pay_run.Month()
        own.bonus, own.wage, own.kept = cents(bonus), cents(wage), cents(wage + deducted)
        run = gas_pay_run.current(self.env)
        others = (run and run.months.get(self.id)) or self._gas_months()[self.id]
        return deduction.from_cents(deduction.take(cents(requested), self._gas_limits(own, others)).amount)

    def _gas_limits(self, own, others):
        """Return the limits of a deduction on this payslip, from its own figures and those of others of the month.

        :raise UserError: the company has no local minimum wage
        """
        company = self.company_id
        if not company.gas_minimum_wage:
            raise UserError(
                self.env._(
                    "Enter the local minimum wage in the payroll settings of %s: a deduction has to leave it.",
                    company.name,
                )
            )
        return deduction.Limits(
            own_bonus=own.bonus,
            bonus=own.bonus + others.bonus,
            wage=own.wage + others.wage,
            kept=own.kept + others.kept,
            minimum=cents(company.gas_minimum_wage),
            share=deduction.percent(company.gas_deduction_share),
            before=others.before,
        )

    def _gas_line_limits(self, months):
        """Return {payslip id: Limits} by their lines; ``months`` as ``_gas_months`` returns them."""
        figures = self._gas_figures(before_deduction=True)
        return {slip.id: slip._gas_limits(figures[slip.id], months[slip.id]) for slip in self}

    def _gas_months(self):
        """Return {payslip id: Month}: what other payslips of the employee and month have paid.

        Wages count when they are confirmed, and refunds against them; deductions as soon as they are held.
        """
        months = {slip.id: gas_pay_run.Month() for slip in self}
        if not self:
            return months
        first, last = min(self.mapped("date_to")).replace(day=1), max(self.mapped("date_to"))
        # sudo: payslips of the same employee and month that another officer may be in charge of; only sums are used
        paid = self.sudo().search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("date_to", ">=", first),
                ("date_to", "<=", date_utils.end_of(last, "month")),
                ("state", "=", "done"),
            ]
        )
        rows = paid.env["gas.pay.allocation"].search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("month", ">=", first),
                ("month", "<=", last),
                ("code", "=", gas_pay_run.CODES["deduction"]),
                ("state", "in", ("held", "paid")),
            ]
        )
        figures = paid._gas_figures()
        paid_by_month = paid.grouped(lambda slip: (slip.employee_id.id, slip._gas_month))
        rows_by_month = rows.grouped(lambda row: (row.employee_id.id, row.month))
        for slip in self:
            month, key = months[slip.id], (slip.employee_id.id, slip._gas_month)
            for other in paid_by_month.get(key, paid.browse()) - slip:
                sign = -1 if other.credit_note else 1
                month.bonus += sign * figures[other.id].bonus
                month.wage += sign * figures[other.id].wage
                month.kept += sign * figures[other.id].kept
            for row in rows_by_month.get(key, rows.browse()):
                if row.payslip_id != slip:
                    month.before += cents(row.amount)
        return months

    def _gas_figures(self, before_deduction=False):
        """Return {payslip id: Month} of their lines: bonus, wage, and what deductions other than ours leave of it.

        :param before_deduction: of lines that come before the deduction only, which are what its rule sees
        """
        figures = {slip.id: gas_pay_run.Month() for slip in self}
        lines = self.env["hr.payslip.line"].search_fetch(
            [("slip_id", "in", self.ids)], ["slip_id", "category_id", "code", "sequence", "total"], order="sequence, id"
        )
        ours = gas_pay_run.CODES["deduction"]
        ended = set()
        for line in lines:
            slip_id, amount = line.slip_id.id, cents(line.total)
            if line.code == ours:
                if before_deduction:
                    ended.add(slip_id)
                continue
            if slip_id in ended:
                continue
            figure, codes = figures[slip_id], line.category_id._gas_codes()
            if "GASPERF" in codes:
                figure.bonus += amount
            if "GROSS" in codes:
                figure.wage += amount
                figure.kept += amount
            if "DED" in codes:
                figure.kept += amount
        return figures
