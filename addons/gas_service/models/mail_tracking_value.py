# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class MailTrackingValue(models.Model):
    """What changed when, in the chatter: as much locked as its message."""

    _name = "mail.tracking.value"
    _inherit = ["mail.tracking.value", "gas.archived.mixin"]

    def _archive_link_fields(self):
        return {"mail_message_id"}

    def _archive_documents(self):
        return self.sudo().mail_message_id._archive_documents()  # sudo: see the mixin
