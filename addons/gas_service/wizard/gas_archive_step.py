# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasArchiveStep(models.TransientModel):
    """Dialog of the archive's steps that need a reason."""

    _name = "gas.archive.step"
    _description = "Step of the Archive"

    step = fields.Selection(
        [
            ("hold", "Set a Legal Hold"),
            ("release", "Release the Legal Hold"),
            ("reject", "Reject the Destruction List"),
        ],
        required=True,
    )
    inquiry_ids = fields.Many2many("gas.inquiry", string="Tickets")
    project_ids = fields.Many2many("gas.project", string="Projects")
    destruction_id = fields.Many2one("gas.archive.destruction", "Destruction List", ondelete="cascade")
    reason = fields.Char(required=True)

    def action_confirm(self):
        self.ensure_one()
        if self.step == "reject":
            self.destruction_id.action_reject(self.reason)
        for documents in filter(None, (self.inquiry_ids, self.project_ids)):
            if self.step == "hold":
                documents.action_set_legal_hold(self.reason)
            elif self.step == "release":
                documents.action_release_legal_hold(self.reason)
        return {"type": "ir.actions.act_window_close"}
