# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """What another gas company may want different about callbacks."""

    _inherit = "res.company"

    gas_callback_link_days = fields.Integer(
        "Validity of Callback Links",
        default=14,
        required=True,
        help="Days within which a customer can answer by the link he was sent.",
    )
    gas_audit_sample = fields.Integer(
        "Calls Judged in an Audit",
        default=10,
        required=True,
        help="So many calls of each department are drawn for the quarterly audit (CB-8).",
    )

    _gas_callback_limits = models.Constraint(
        "CHECK (gas_callback_link_days BETWEEN 1 AND 90 AND gas_audit_sample BETWEEN 1 AND 500)",
        "A link is valid for 1 to 90 days, and an audit judges 1 to 500 calls of a department.",
    )
