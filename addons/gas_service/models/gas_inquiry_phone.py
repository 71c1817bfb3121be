# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import phone as phone_tools

# more would not be read out to a caller who waits
_MOST_PROPOSED = 6


class GasInquiry(models.Model):
    """The caller's number: typed on the ticket, kept as gas.phone, and the way to his gas account."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.phone.mixin"]

    phone_account_ids = fields.Many2many(
        "gas.account",
        string="Accounts with This Number",
        compute="_compute_phone_account_ids",
        help="Two households may share a number: choose whom the caller speaks for.",
    )

    @api.depends("phone")
    def _compute_phone_account_ids(self):
        for ticket in self:
            accounts = self.env["gas.account"]
            for part in phone_tools.split_many(ticket.phone):
                accounts |= accounts.search(accounts._domain_by_phone(part, exact=True), limit=_MOST_PROPOSED)
            ticket.phone_account_ids = accounts[:_MOST_PROPOSED]

    @api.onchange("phone")
    def _onchange_phone(self):
        """A number that belongs to one account alone chooses it (FI-7: quick and accurate)."""
        if not self.account_id and len(self.phone_account_ids) == 1:
            self.account_id = self.phone_account_ids
