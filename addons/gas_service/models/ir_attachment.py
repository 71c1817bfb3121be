# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from .gas_archived_mixin import archive_is_open, with_archive_open


class IrAttachment(models.Model):
    _name = "ir.attachment"
    _inherit = ["ir.attachment", "gas.archived.mixin"]

    _archive_free_fields = frozenset({"access_token"})

    def _archive_link_fields(self):
        return {"res_model", "res_id"}

    def _archive_documents(self):
        """The tickets a file is part of: attached to it, to one of its records, or in a message."""
        documents = super()._archive_documents()
        mixin = self.env.registry["gas.archived.mixin"]
        attachments = self.sudo()  # sudo: see the mixin
        for model, group in attachments.grouped("res_model").items():
            if model in self.env and model != self._name and issubclass(self.env.registry[model], mixin):
                records = attachments.env[model].browse({id_ for id_ in group.mapped("res_id") if id_})
                documents |= records.exists()._archive_documents()
        # a file written in the chatter may hang on its message alone
        messages = attachments.env["mail.message"].search(
            [("attachment_ids", "in", self.ids), ("model", "=", "gas.inquiry")]
        )
        return documents | messages._archive_documents()

    def _check_not_archived(self):
        result = super()._check_not_archived()
        if not archive_is_open(self):
            # sudo: to learn what the files belong to
            links = [(attachment.res_model, attachment.res_id) for attachment in self.sudo()]
            self.env["gas.evidence.mixin"]._check_evidence_of(links)
        return result

    def _migrate(self):
        # moves the same content between database and file store
        return super(IrAttachment, with_archive_open(self))._migrate()
