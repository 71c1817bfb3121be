# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, models
from odoo.fields import Domain

from .gas_retained_mixin import REMOVED

# who the customer is and what he said; statistics (kind, channel, state, times, departments) stay
_PERSONAL_FIELDS = {
    "subject": REMOVED,
    **dict.fromkeys(
        "description account_id project_id partner_id customer_name address result guidance cancel_reason external_ref"
        " notice_matter notice_materials notice_procedure materials_received legal_hold_reason"
        " verification_note".split(),
        False,
    ),
}


class GasInquiry(models.Model):
    """What is left of a ticket after its retention: no person, the same statistics (FI-8.6)."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.retained.mixin"]
    # who may see that there was a complaint stays as it was: excluded_user_ids are kept
    _personal_fields = _PERSONAL_FIELDS | {"accused_ids": [Command.clear()]}

    @api.model
    def _domain_past_retention(self, today, company):
        # fixed at the hand-over, see gas_inquiry_archive
        return (
            Domain("archived_at", "!=", False)
            & Domain("retention_until", "<", today)
            & Domain("legal_hold", "=", False)
        )

    @api.constrains("anonymous", "account_id", "customer_name", "partner_id")
    def _check_customer(self):
        return super(GasInquiry, self.filtered(lambda ticket: not ticket.anonymised_at))._check_customer()

    def _file_owners(self):
        return [*super()._file_owners(), self.contact_ids]

    def _remove_children(self):
        removed = super()._remove_children() + self._remove_words()
        self.env["gas.archive.export"].search([("ticket_ids", "in", self.ids)])._remove_files()
        return removed
