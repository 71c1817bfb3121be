# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasInquiryReport(models.TransientModel):
    """Dialog: ask or report to a leader."""

    _name = "gas.inquiry.report"
    _inherit = "gas.inquiry.dialog"
    _description = "Report to a Leader"

    purpose = fields.Selection(
        [
            ("ask", "Not clear: ask"),
            ("scope", "Beyond own responsibility"),
            ("routine", "Out of the routine"),
            ("impossible", "Cannot be done"),
            ("urgent", "Customer does not accept three days"),
        ],
        default="ask",
        required=True,
    )
    recipient_id = fields.Many2one("hr.employee", "Leader", required=True)
    note = fields.Text("What Is Asked or Reported", required=True)

    def action_confirm(self):
        self.ensure_one()
        self.inquiry_id.action_report(self.purpose, self.recipient_id.id, self.note)
        return {"type": "ir.actions.act_window_close"}
