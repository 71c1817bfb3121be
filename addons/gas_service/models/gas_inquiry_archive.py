# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from .gas_archived_mixin import with_archive_open


class GasInquiry(models.Model):
    """The ticket in the archive: handed over, locked, kept, held (FI-8.6)."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.archived.mixin", "gas.legal.hold.mixin"]

    archive_batch_ids = fields.Many2many(
        "gas.archive.batch", "gas_archive_batch_inquiry_rel", "inquiry_id", "batch_id", "Archive Hand-Overs",
        readonly=True, copy=False, ondelete="restrict",
        groups="gas_service.group_manager,gas_service.group_general,gas_service.group_supervision",
    )  # fmt: skip
    locked_at = fields.Datetime(
        "Locked On", readonly=True, copy=False, index="btree_not_null",
        help="When the first of its departments handed it over: nothing can be changed from then on.",
    )  # fmt: skip
    archived_at = fields.Datetime(
        "Archived On", readonly=True, copy=False, index="btree_not_null",
        help="When the last of its departments (first inquiry, handling) handed it over.",
    )  # fmt: skip
    retention_until = fields.Date(
        "Kept Until", readonly=True, copy=False, index="btree_not_null",
        help="Fixed at the hand-over: a changed retention applies to later hand-overs.",
    )  # fmt: skip

    _guarded_fields = frozenset({"archive_batch_ids", "locked_at", "archived_at", "retention_until"})
    _archive_free_fields = frozenset(
        "access_token tracking_issue rating_ids rating_last_value rating_last_feedback rating_last_image".split()
    )

    def _archive_documents(self):
        return self.sudo()  # sudo: see the mixin

    # -- hand-over ---------------------------------------------------------------------------

    @api.model
    def _domain_to_archive(self, company, before):
        """Return the domain of finished tickets of ``company``, closed before ``before`` (naive UTC).

        A ticket with a reopened deadline still running is not finished.
        """
        return (
            Domain("company_id", "=", company.id)
            & Domain("state", "in", ("closed", "cancelled"))
            & Domain("closed_at", "<", before)
            & Domain("clock_ids", "not any", [("state", "in", ("running", "paused"))])
        )

    def _archive_lock(self, at):
        """Lock what a department has just handed over at ``at`` (naive UTC).

        Once every department concerned has handed the ticket over, it is archived and its retention
        begins. A cancelled one keeps its state: it was registered by mistake and counts nowhere.
        """
        # the user may have read less of them: a cache does not know whose rules filled it
        self.invalidate_recordset(["archive_batch_ids"])
        fresh = self.filtered(lambda ticket: not ticket.locked_at)
        # what changed in this transaction is still to be written down
        fresh._track_finalize()
        fresh.activity_ids.unlink()
        opened = with_archive_open(self).with_context(tracking_disable=True)
        opened.browse(fresh.ids)._write_guarded({"locked_at": at})
        complete = opened.filtered(lambda ticket: not ticket.archived_at and ticket._is_handed_over())
        for company, tickets in complete.grouped("company_id").items():
            tickets._write_guarded({"archived_at": at, "retention_until": company._gas_retention_date(at)})
        complete.filtered(lambda ticket: ticket.state == "closed")._write_guarded({"state": "archived"})

    def _is_handed_over(self):
        """Both the department of first inquiry and the handling one archive a ticket."""
        handed = self.archive_batch_ids.filtered("handed_at").department_id
        return (self.first_department_id | self.department_id) <= handed

    # -- doors that stay open ------------------------------------------------------------------

    def rating_apply(self, rate, token=None, rating=None, **kwargs):
        """A customer may say how satisfied he was after the hand-over too, through the link he was sent."""
        ticket = self
        # only the link's controller comes with sudo and the record; a call from outside has neither
        if self.env.su and rating and (rating.res_model, rating.res_id) == (self._name, self.id):
            ticket = with_archive_open(self)
        return super(GasInquiry, ticket).rating_apply(rate, token=token, rating=rating, **kwargs)

    def _not_exported(self):
        """Return those of the retained tickets that no confirmed export contains."""
        retained = self.filtered(lambda ticket: not ticket.anonymised_at)
        # sudo: whether there is an export, not what is in it
        exports = self.env["gas.archive.export"].sudo().search([("state", "=", "confirmed")]) if retained else []
        return retained - exports._all_tickets() if exports else retained
