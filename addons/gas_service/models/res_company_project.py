# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """What another gas company may want different about projects."""

    _inherit = "res.company"

    gas_market_department_id = fields.Many2one(
        "hr.department", string="Market Department", help="Gets the information that has no lead yet (PS-4.1.1)."
    )
    gas_size_limit = fields.Float(
        "Limit of the Size Class", default=10.0, digits=(16, 3), help="m³/h; above it large or medium (PS-2.1, PS-2.2)."
    )
    gas_simultaneity = fields.Float(
        "Simultaneity Factor",
        default=1.0,
        digits=(4, 2),
        required=True,
        help="Share of a customer's appliances that burn at the same time; a project may have its own (PS-2.1).",
    )
    gas_silent_days = fields.Integer(
        "Days Without Contact", default=15, help="After so many days the lead is reminded; 0: never (PL-2.1)."
    )
    gas_screening_sample = fields.Integer(
        "Screened Out to Check",
        default=20,
        help="Percent of the screened-out information the manager checks (PS-4.1.1).",
    )

    _gas_simultaneity_range = models.Constraint(
        "CHECK (gas_simultaneity > 0 AND gas_simultaneity <= 1)", "The simultaneity factor is above 0 and at most 1."
    )
    _gas_project_limits = models.Constraint(
        "CHECK (gas_size_limit > 0 AND gas_silent_days >= 0 AND gas_screening_sample BETWEEN 0 AND 100)",
        "The limit of the size class is above 0, days are not negative, and a percentage is between 0 and 100.",
    )
