# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasInquiryCorrection(models.TransientModel):
    """Dialog: general management corrects who received a ticket, or when (FI-3)."""

    _name = "gas.inquiry.correction"
    _inherit = "gas.inquiry.dialog"
    _description = "Correct Who Received a Ticket"

    employee_id = fields.Many2one("hr.employee", "Received By")
    received_at = fields.Datetime("Received On")
    reason = fields.Char()

    def action_confirm(self):
        self.ensure_one()
        self.inquiry_id.action_correct_reception(self.employee_id.id, self.received_at, self.reason)
        return {"type": "ir.actions.act_window_close"}
