# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """How long a manager has to confirm that a customer holds a deadline up (PS-4.2.3)."""

    _inherit = "res.company"

    gas_pause_days = fields.Integer(
        "Confirmation of Pauses",
        default=2,
        required=True,
        help="Working days a manager has to confirm a pause; unconfirmed it lapses (PS-4.2.3).",
    )

    _gas_pause_range = models.Constraint(
        "CHECK (gas_pause_days BETWEEN 1 AND 10)", "A pause is confirmed within 1 to 10 working days."
    )
