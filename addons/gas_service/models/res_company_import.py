# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """How long imported files are kept: they hold numbers and addresses."""

    _inherit = "res.company"

    gas_import_days = fields.Integer(
        "Imported Files",
        default=30,
        required=True,
        help="Days after which uploaded files and refused rows are forgotten: they hold personal data.",
    )

    _gas_import_range = models.Constraint(
        "CHECK (gas_import_days BETWEEN 1 AND 365)", "Imported files are kept for 1 to 365 days."
    )
