# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class HrVersion(models.Model):
    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        self.env["hr.employee"]._gas_organisation_changed()
        return versions

    def write(self, vals):
        result = super().write(vals)
        # a version holds the department of an employee from its date on
        if {"department_id", "date_version", "employee_id", "active"} & vals.keys():
            self.env["hr.employee"]._gas_organisation_changed()
        return result
