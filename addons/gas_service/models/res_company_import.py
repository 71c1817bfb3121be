# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """How long copies of personal data are kept that were made for one purpose: imported files, answers to customers."""

    _inherit = "res.company"

    gas_import_days = fields.Integer(
        "Temporary Copies",
        default=30,
        required=True,
        help="Days after which uploaded files, refused rows and copies made for customers are forgotten.",
    )

    _gas_import_range = models.Constraint(
        "CHECK (gas_import_days BETWEEN 1 AND 365)", "Temporary copies of personal data are kept for 1 to 365 days."
    )
