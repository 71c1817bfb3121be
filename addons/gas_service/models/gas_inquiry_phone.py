# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import phone as phone_tools

# more would not be read out to a caller who waits
_MOST_PROPOSED = 6


class GasInquiry(models.Model):
    """The caller's number: typed on the ticket, kept as gas.phone, and the way to his gas account."""

    _inherit = "gas.inquiry"

    phone = fields.Char(
        compute="_compute_phone",
        compute_sudo=True,
        inverse="_inverse_phone",
        search="_search_phone",
        help="Masked for those who may not read the numbers. What is typed here is added to the phones.",
    )
    phone_account_ids = fields.Many2many(
        "gas.account",
        string="Accounts with This Number",
        compute="_compute_phone_account_ids",
        help="Two households may share a number: choose whom the caller speaks for.",
    )

    @api.depends("phone_ids.number", "phone_ids.extension")
    @api.depends_context("uid")
    def _compute_phone(self):
        # under sudo, so that whoever may not read a number sees that there is one; its display name
        # asks for the user himself and masks it
        for ticket in self:
            ticket.phone = "、".join(ticket.phone_ids.mapped("display_name"))

    def _inverse_phone(self):
        """Add the numbers typed; what is there already, in clear or masked, stays."""
        values = []
        for ticket in self:
            # sudo: whoever may write the ticket may add a number, without reading the others
            phones = ticket.sudo().phone_ids
            known = {(phone.number, phone.extension or "") for phone in phones}
            shown = {phone_tools.mask(number) for number, _extension in known}
            for part in phone_tools.split_many(ticket.phone):
                if part in shown:
                    continue
                number, extension = self.env["gas.phone"]._parse(part)
                if (number, extension) not in known:
                    known.add((number, extension))
                    values.append({"inquiry_id": ticket.id, "number": number, "extension": extension})
        # sudo: as above; the ticket was checked by the write that led here
        self.env["gas.phone"].sudo().create(values)

    def _search_phone(self, operator, value):
        """Find tickets by a number in any written form, noted on them or on their account."""
        texts = [text for text in value if text] if operator == "in" else [value]
        if operator not in ("in", "ilike", "like") or not all(isinstance(text, str) for text in texts):
            return NotImplemented
        found = Domain.FALSE
        for text in texts:
            for host, path in (("inquiry_id", "id"), ("account_id", "account_id")):
                ids = self.env["gas.phone"]._hosts_by_text(text, host, exact=operator == "in")
                found |= Domain(path, "in", ids)
        return found

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
