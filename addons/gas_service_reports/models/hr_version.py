# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class HrVersion(models.Model):
    _inherit = "hr.version"

    gas_performance_base = fields.Monetary(
        "Performance Base", tracking=True, aggregator="avg", groups="hr.group_hr_manager",
        help="Monthly performance bonus at coefficient 1. Deductions are taken from the bonus alone, never from the wage.",
    )  # fmt: skip

    _gas_performance_base_positive = models.Constraint(
        "CHECK (gas_performance_base >= 0)", "A performance base is not negative."
    )

    @api.model
    def _get_whitelist_fields_from_template(self):
        return [*super()._get_whitelist_fields_from_template(), "gas_performance_base"]
