# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """From when on the measures count (FI-15)."""

    _inherit = "res.company"

    gas_live_date = fields.Date(
        "Live Since",
        default=fields.Date.context_today,
        help="First day the measures are kept with this system. Nothing that began earlier counts for or against anybody.",
    )

    def _gas_live_from(self):
        """Return the first moment that counts (naive UTC), or False when the company is not live."""
        self.ensure_one()
        if not self.gas_live_date:
            return False
        return self._gas_midnight(self.gas_live_date)
