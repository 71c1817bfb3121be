# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """Who answers customers that reach us without a person in between."""

    _inherit = "res.company"

    gas_service_department_id = fields.Many2one(
        "hr.department",
        string="Customer-Service Department",
        help="Its manager receives what is submitted online on days without a duty officer.",
    )
