# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

from . import gas_pay_run


class HrPayslipInput(models.Model):
    """Inputs of rewards and penalties are made by computing a payslip; deleting one is harmless, it comes back."""

    _inherit = "hr.payslip.input"

    @api.model_create_multi
    def create(self, vals_list):
        inputs = super().create(vals_list)
        inputs._gas_check_own()  # afterwards: the code may come from a default
        return inputs

    def write(self, vals):
        self._gas_check_own()
        result = super().write(vals)
        self._gas_check_own()
        return result

    def _gas_check_own(self):
        """:raise UserError: one of these has a code of ours, and it is not computing that is at work"""
        if not gas_pay_run.current(self.env) and any(line.code in gas_pay_run.SIGNS for line in self):
            raise UserError(
                self.env._("Rewards and penalties come into a payslip from executed orders, by computing it.")
            )
