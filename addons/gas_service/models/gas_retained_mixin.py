# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .gas_archived_mixin import with_archive_open

REMOVED = "—"


class GasRetainedMixin(models.AbstractModel):
    """A record about customers that is made anonymous after its retention, on an approved destruction list (FI-8.6).

    Who the customer is and what he said goes for good; statistics (kind, state, times, departments,
    employees, marks) stay. The concrete model has ``company_id`` and says when its retention is over.
    """

    _name = "gas.retained.mixin"
    _inherit = ["gas.guarded.mixin"]
    _description = "Anonymised after its retention"

    # {field: what it becomes}
    _personal_fields = {}

    anonymised_at = fields.Datetime("Anonymised On", readonly=True, copy=False, index="btree_not_null")
    destruction_id = fields.Many2one(
        "gas.archive.destruction", "Destruction List", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )  # fmt: skip

    _guarded_fields = frozenset({"anonymised_at", "destruction_id"})

    @api.model
    def _domain_destroyable(self, today, company):
        """Return the domain of what ``company`` may destroy on the local date ``today``."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("anonymised_at", "=", False)
            & self._domain_past_retention(today, company)
        )

    @api.model
    def _domain_past_retention(self, today, company):
        """Return the domain of what is past its retention and on no legal hold."""
        raise TypeError(f"{self._name} does not say how long it is kept")

    @api.model
    def _retention_begin(self, today, company):
        """Return the local date before which something must have ended to be past its retention ``today``."""
        return today - relativedelta(years=company.sudo().gas_retention_years)  # sudo: see res.company

    def _anonymise(self, destruction):
        """Remove everything personal from the records of an approved list; done and held ones are passed over.

        :param destruction: gas.archive.destruction record, approved
        :return: Counter of what was removed: records by model, contacts, messages, attachments, phones, …
        :raise UserError: the list isn't approved, or a record isn't on it
        """
        # sudo: nobody may write archived records; the approved list is the permission
        records = with_archive_open(self.sudo()).with_context(tracking_disable=True, active_test=False)
        if destruction.sudo().state != "approved" or self - destruction._all_records(self._name):
            raise UserError(self.env._("Only what is on an approved destruction list is destroyed."))
        domain = self._domain_destroyable(destruction._today(), destruction.company_id)
        records = records.search(Domain("id", "in", self.ids) & domain)
        if not records:
            return Counter()
        removed = Counter({self._name: len(records)})
        removed += records._remove_messages()
        removed += records._remove_children()
        records._write_guarded(
            {
                **{name: value for name, value in self._personal_fields.items() if name in self._fields},
                "anonymised_at": fields.Datetime.now(),
                "destruction_id": destruction.id,
            }
        )
        return removed

    def _remove_children(self):
        """Remove what is personal in the records that belong to these (sudo), and return a Counter of it."""
        return Counter()

    def _file_owners(self):
        """Return the recordsets whose files go."""
        return [self]

    def _remove_messages(self):
        """Delete chatter, files, activities, followers and names in ratings; the marks given stay."""
        messages = self.env["mail.message"].search([("model", "=", self._name), ("res_id", "in", self.ids)])
        ratings = self.env["rating.rating"].search([("res_model", "=", self._name), ("res_id", "in", self.ids)])
        # deleting its message would delete the rating too
        ratings.write({"message_id": False, "partner_id": False, "feedback": False, "access_token": False})
        attachments = self.env["ir.attachment"].search(
            Domain.OR(
                Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
                for records in (*self._file_owners(), messages)
            )
            # fields of type Binary are attachments too, hidden from a plain search
            & (Domain("res_field", "=", False) | Domain("res_field", "!=", False))
        )
        # a file uploaded while writing may belong to its message only
        attachments |= messages.attachment_ids.filtered(lambda a: not a.res_id or a.res_model == self._name)
        removed = Counter(messages=len(messages), attachments=len(attachments))
        attachments.unlink()
        messages.unlink()
        self.env["mail.activity"].search([("res_model", "=", self._name), ("res_id", "in", self.ids)]).unlink()
        self.env["mail.followers"].search([("res_model", "=", self._name), ("res_id", "in", self.ids)]).unlink()
        self.env["ir.model.data"].search([("model", "=", self._name), ("res_id", "in", self.ids)]).unlink()
        return removed

    def _remove_words(self):
        """Empty the words of contacts, hand-overs, deadlines and pauses of documents; their times stay."""
        removed = Counter(contacts=len(self.contact_ids), phones=len(self.phone_ids))
        self.phone_ids.unlink()
        self.contact_ids._write_guarded({"note": REMOVED, "reply": False, "situation": False, "market_news": False})
        self.handover_ids.write({"note": False})
        clocks = self.clock_ids
        clocks.write({"cancel_reason": False})
        clocks._forget_reasons()
        clocks.event_ids.write({"reason": False})
        clocks.pause_ids.write({"reason": REMOVED, "notice_reference": REMOVED, "decision_reason": False})
        return removed
