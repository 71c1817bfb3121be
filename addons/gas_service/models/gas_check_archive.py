# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import hashlib

from odoo import api, models
from odoo.fields import Domain

from .gas_inquiry_anonymise import _PERSONAL_FIELDS
from .gas_retained_mixin import REMOVED

# what a ticket that was destroyed must not have any more
_LEFT_OVER = """
    SELECT t.id FROM gas_inquiry t WHERE t.anonymised_at IS NOT NULL AND (
        EXISTS (SELECT FROM gas_phone p WHERE p.inquiry_id = t.id)
        OR EXISTS (SELECT FROM gas_contact c WHERE c.inquiry_id = t.id AND (c.note != %(removed)s OR c.reply IS NOT NULL))
        OR EXISTS (SELECT FROM mail_message m WHERE m.model = 'gas.inquiry' AND m.res_id = t.id)
        OR EXISTS (SELECT FROM ir_attachment a WHERE a.res_model = 'gas.inquiry' AND a.res_id = t.id)
        OR EXISTS (SELECT FROM gas_inquiry_accused_rel a WHERE a.gas_inquiry_id = t.id)
    )
"""


class GasCheck(models.AbstractModel):
    """The archive: handed over by all, kept as long as it must be and no longer (FI-8.6)."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "archive_lock": self.env._("What is archived was handed over, is locked and has its time of retention"),
            "archive_retention": self.env._("Nothing is kept longer than its retention, unless it is held"),
            "archive_destroyed": self.env._("What was destroyed was on an approved list, and nobody is named in it"),
            "archive_export": self.env._("Exports of the archive are what was taken"),
        }

    @api.model
    def _find_archive_lock(self):
        rows = self._rows(
            """
            SELECT t.id, t.archived_at IS NULL AND t.locked_at IS NULL FROM gas_inquiry t
            LEFT JOIN LATERAL (
                SELECT array_agg(b.department_id) AS departments, min(b.handed_at) AS first, max(b.handed_at) AS last
                FROM gas_archive_batch_inquiry_rel r JOIN gas_archive_batch b ON b.id = r.batch_id
                WHERE r.inquiry_id = t.id AND b.handed_at IS NOT NULL
            ) handed ON TRUE
            WHERE t.locked_at IS DISTINCT FROM handed.first
               OR (t.archived_at IS NOT NULL) != (COALESCE(
                      t.first_department_id = ANY(handed.departments)
                      AND COALESCE(t.department_id, t.first_department_id) = ANY(handed.departments), FALSE))
               OR (t.archived_at IS NULL) != (t.retention_until IS NULL)
               OR (t.state = 'archived') != (t.archived_at IS NOT NULL AND t.state != 'cancelled')
               OR (t.locked_at IS NOT NULL AND t.state NOT IN ('closed', 'archived', 'cancelled'))
            """
        )
        for ticket_id, is_unlocked in rows:
            text = self.env._("its lock or retention does not follow from its hand-overs")
            if is_unlocked:
                text = self.env._("was handed over, and can still be changed")
            yield self.env["gas.inquiry"].browse(ticket_id), text

    @api.model
    def _find_archive_retention(self):
        tickets = self.env["gas.inquiry"]
        open_lists = self.env["gas.archive.destruction"].search([("state", "in", ("draft", "proposed", "approved"))])
        for company in self.env["res.company"].search([], limit=None):
            domain = tickets._domain_destroyable(company._gas_today(), company)
            for ticket in tickets.search(domain) - open_lists._all_records("gas.inquiry"):
                text = self.env._("was to be kept until %s: put it on a destruction list", ticket.retention_until)
                yield ticket, text

    @api.model
    def _find_archive_destroyed(self):
        tickets = self.env["gas.inquiry"]
        rows = self._rows(
            """
            SELECT t.id FROM gas_inquiry t LEFT JOIN gas_archive_destruction d ON d.id = t.destruction_id
            WHERE (t.anonymised_at IS NOT NULL AND (d.state IS DISTINCT FROM 'executed'
                   OR t.retention_until > t.anonymised_at::date))
               OR (t.anonymised_at IS NULL AND t.destruction_id IS NOT NULL)
            """
        )
        for (ticket_id,) in rows:
            yield tickets.browse(ticket_id), self.env._("was destroyed too early, or without an approved list")
        personal = [Domain(name, "!=", value) for name, value in _PERSONAL_FIELDS.items() if name in tickets._fields]
        named = tickets.search(Domain("anonymised_at", "!=", False) & Domain.OR(personal))
        named |= tickets.browse(ticket_id for (ticket_id,) in self._rows(_LEFT_OVER, removed=REMOVED))
        for ticket in named:
            yield ticket, self.env._("was destroyed, and still says something about a person")

    @api.model
    def _find_archive_export(self):
        for export in self.env["gas.archive.export"].search([("file_removed_at", "=", False)]):
            if hashlib.sha256(base64.b64decode(export.file or b"")).hexdigest() != export.checksum:
                yield export, self.env._("is not the file whose checksum was noted")
            export.invalidate_recordset(["file"])
