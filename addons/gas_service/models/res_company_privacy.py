# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import is_html_empty


class ResCompany(models.Model):
    """What the company tells its customers about their personal data, and how it watches who looks at it."""

    _inherit = "res.company"

    gas_privacy_officer = fields.Char(
        "Contact for Personal Data",
        help="Whom a customer asks what is kept about him: a person or department, and how to reach it.",
    )
    gas_privacy_notice = fields.Html(
        "Privacy Notice",
        translate=True,
        help="Shown at /gas/privacy and printed for customers. Empty: the standard text.",
    )
    gas_reveal_limit = fields.Integer(
        "Revealed Numbers a Day",
        default=30,
        help="General management is told when one user asks for more phone numbers within 24 hours; 0: never.",
    )

    _gas_reveal_limit_min = models.Constraint(
        "CHECK (gas_reveal_limit >= 0)", "A number of telephone numbers is not negative."
    )

    def _gas_has_privacy_notice(self):
        """Whether the company wrote a text of its own; an emptied editor leaves tags behind."""
        return not is_html_empty(self.gas_privacy_notice)
