# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import fields, models


class ResCompany(models.Model):
    """When departments hand over to the archive, and how long it keeps (FI-8.6)."""

    _inherit = "res.company"

    gas_retention_years = fields.Integer(
        "Retention of Tickets",
        default=5,
        required=True,
        help="Years a ticket is kept after its hand-over to the archive; at least 5 (FI-8.6). Applies to later hand-overs.",
    )

    gas_hand_over_day = fields.Integer(
        "Hand-Over Until",
        default=5,
        required=True,
        help="Working day of the month by which departments hand over what they finished in the month before (FI-8.6).",
    )

    _gas_retention_min = models.Constraint("CHECK (gas_retention_years >= 5)", "Tickets are kept at least 5 years.")
    _gas_hand_over_range = models.Constraint(
        "CHECK (gas_hand_over_day BETWEEN 1 AND 15)",
        "Departments hand over by one of the first 15 working days of the month.",
    )

    def _gas_retention_date(self, at):
        """Return the last day (local date) on which what is handed over at ``at`` (naive UTC) must be kept."""
        day = self._gas_calendar()._gas_timeline().local_date(at)
        return day + relativedelta(years=self.gas_retention_years)
