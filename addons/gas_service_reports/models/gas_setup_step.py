# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSetupStep(models.Model):
    """What appraisals need (FI-14.3), and payroll before a payslip can take rewards and penalties (FI-14.4)."""

    _inherit = "gas.setup.step"

    code = fields.Selection(
        selection_add=[("appraisals", "Appraisals"), ("wages", "Wages")],
        ondelete={"appraisals": "cascade", "wages": "cascade"},
    )

    def _missing_appraisals(self, company):
        month = fields.Date.start_of(fields.Date.today(), "month")
        if self.env["gas.appraisal.scheme"]._for(company, "month", "employee", month):
            return []
        return [self.env._("No scheme to appraise employees by this month")]

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
