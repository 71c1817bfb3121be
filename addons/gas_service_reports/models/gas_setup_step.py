# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSetupStep(models.Model):
    """What payroll needs before a payslip can take rewards and penalties (FI-14.4)."""

    _inherit = "gas.setup.step"

    code = fields.Selection(selection_add=[("wages", "Wages")], ondelete={"wages": "cascade"})

    def _missing_wages(self, company):
        missing = []
        if not company.gas_minimum_wage:
            missing.append(company.fields_get(["gas_minimum_wage"], ["string"])["gas_minimum_wage"]["string"])
        # sudo: whether anybody is paid by the structure, which administrators need not see of a person
        paid = self.env["hr.version"].sudo().search_count([("struct_id", "=", company.gas_structure_id.id)], limit=1)
        if not paid:
            missing.append(
                self.env._("No employee is paid by the structure “%s”", company.sudo().gas_structure_id.name)
            )
        return missing
