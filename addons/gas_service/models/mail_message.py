# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["mail.message", "gas.archived.mixin"]

    # what a reader does with his own copy
    _archive_free_fields = frozenset({"starred_partner_ids", "notification_ids", "notified_partner_ids"})

    def _archive_link_fields(self):
        return {"model", "res_id"}

    def _archive_documents(self):
        # sudo: see the mixin
        ids = {message.res_id for message in self.sudo() if message.model == "gas.inquiry" and message.res_id}
        return super()._archive_documents().browse(ids).exists()
