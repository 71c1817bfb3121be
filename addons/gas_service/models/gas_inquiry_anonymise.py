# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .gas_archived_mixin import with_archive_open

_REMOVED = "—"
# who the customer is and what he said; statistics (kind, channel, state, times, departments) stay
_PERSONAL_FIELDS = {
    "subject": _REMOVED,
    **dict.fromkeys(
        "description account_id project_id partner_id customer_name address result guidance cancel_reason external_ref"
        " notice_matter notice_materials notice_procedure materials_received legal_hold_reason"
        " verification_note".split(),
        False,
    ),
}


class GasInquiry(models.Model):
    """What is left of a ticket after its retention: no person, the same statistics (FI-8.6)."""

    _inherit = "gas.inquiry"

    anonymised_at = fields.Datetime("Anonymised On", readonly=True, copy=False, index="btree_not_null")
    destruction_id = fields.Many2one(
        "gas.archive.destruction", "Destruction List", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )  # fmt: skip

    _guarded_fields = frozenset({"anonymised_at", "destruction_id"})

    @api.model
    def _domain_destroyable(self, today):
        """Return the domain of what may be destroyed on the local date ``today``."""
        return (
            Domain("archived_at", "!=", False)
            & Domain("anonymised_at", "=", False)
            & Domain("retention_until", "<", today)
            & Domain("legal_hold", "=", False)
        )

    @api.constrains("anonymous", "account_id", "customer_name", "partner_id")
    def _check_customer(self):
        return super(GasInquiry, self.filtered(lambda ticket: not ticket.anonymised_at))._check_customer()

    def _anonymise(self, destruction):
        """Remove everything personal from the tickets of an approved list; done ones are passed over.

        :param destruction: gas.archive.destruction record, approved
        :return: Counter of what was removed: tickets, contacts, messages, attachments, phones
        :raise UserError: the list isn't approved, or a ticket isn't on it
        """
        # sudo: nobody may write archived tickets; the approved list is the permission
        tickets = with_archive_open(self.sudo()).with_context(tracking_disable=True)
        if destruction.sudo().state != "approved" or self - destruction._all_tickets():
            raise UserError(self.env._("Only what is on an approved destruction list is destroyed."))
        tickets = tickets.filtered_domain(self._domain_destroyable(destruction._today()))
        if not tickets:
            return Counter()
        removed = Counter(tickets=len(tickets))
        removed += tickets._remove_messages()
        removed += tickets._remove_children()
        tickets._write_guarded(
            {
                **{name: value for name, value in _PERSONAL_FIELDS.items() if name in self._fields},
                # who may see that there was a complaint stays as it was: excluded_user_ids are kept
                "accused_ids": [fields.Command.clear()],
                "anonymised_at": fields.Datetime.now(),
                "destruction_id": destruction.id,
            }
        )
        return removed

    def _remove_messages(self):
        """Delete chatter, files, activities, followers and names in ratings; the marks given stay."""
        messages = self.env["mail.message"].search([("model", "=", self._name), ("res_id", "in", self.ids)])
        ratings = self.env["rating.rating"].search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        # deleting its message would delete the rating too
        ratings.write({"message_id": False, "partner_id": False, "feedback": False, "access_token": False})
        attachments = self.env["ir.attachment"].search(
            Domain.OR(
                Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
                for records in (self, self.contact_ids, messages)
            )
            # fields of type Binary are attachments too, hidden from a plain search
            & (Domain("res_field", "=", False) | Domain("res_field", "!=", False))
        )
        # a file uploaded while writing may belong to its message only
        attachments |= messages.attachment_ids.filtered(lambda a: not a.res_id or a.res_model == self._name)
        removed = Counter(messages=len(messages), attachments=len(attachments))
        attachments.unlink()
        messages.unlink()
        self.activity_ids.unlink()
        self.message_follower_ids.unlink()
        self.env["ir.model.data"].search([("model", "=", self._name), ("res_id", "in", self.ids)]).unlink()
        return removed

    def _remove_children(self):
        """Delete phones, and the words of contacts, hand-overs and deadlines; their times stay."""
        removed = Counter(contacts=len(self.contact_ids), phones=len(self.phone_ids))
        self.phone_ids.unlink()
        self.contact_ids._write_guarded({"note": _REMOVED, "reply": False})
        self.handover_ids.write({"note": False})
        clocks = self.clock_ids
        clocks.write({"cancel_reason": False})
        clocks.event_ids.write({"reason": False})
        self.env["gas.archive.export"].search([("ticket_ids", "in", self.ids)])._remove_files()
        return removed
