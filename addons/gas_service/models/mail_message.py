# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

# what was said, by whom and about what
_SAID = frozenset("body subject attachment_ids author_id email_from date model res_id tracking_value_ids".split())


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

    def write(self, vals):
        if _SAID & vals.keys():
            self._check_not_evidence()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _check_not_evidence(self):
        """:raise UserError: a message belongs to evidence that is fixed"""
        # sudo: to learn what the messages belong to
        links = [(message.model, message.res_id) for message in self.sudo()]
        self.env["gas.evidence.mixin"]._check_evidence_of(links)
