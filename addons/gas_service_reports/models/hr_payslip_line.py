# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

from . import gas_pay_run


class HrPayslipLine(models.Model):
    """Lines of rewards and penalties are made by computing a payslip, and stay."""

    _inherit = "hr.payslip.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._gas_check_own()
        return lines

    def write(self, vals):
        self._gas_check_own()
        result = super().write(vals)
        self._gas_check_own()
        return result

    def unlink(self):
        self._gas_check_own()
        return super().unlink()

    def _gas_check_own(self):
        """:raise UserError: one of these has a code of ours, and it is not computing that is at work"""
        if not gas_pay_run.current(self.env) and any(line.code in gas_pay_run.SIGNS for line in self):
            raise UserError(self.env._("Lines of rewards and penalties change only by computing the payslip."))

    def action_gas_explain(self):
        """Open what this line is made of: the orders it takes, the appraisal that the performance bonus follows.

        :raise AccessError: the user may not read it
        """
        self.ensure_one()
        self.check_access("read")
        if self.code == "PERF":
            return self.slip_id.action_gas_appraisal()
        action = self.slip_id.action_gas_allocations()
        action["domain"] = [("payslip_id", "=", self.slip_id.id), ("code", "=", self.code)]
        return action
