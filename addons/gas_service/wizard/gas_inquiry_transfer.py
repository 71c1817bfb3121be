# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasInquiryTransfer(models.TransientModel):
    """Dialog: to whom the ticket goes."""

    _name = "gas.inquiry.transfer"
    _inherit = "gas.inquiry.dialog"
    _description = "Transfer a Ticket"

    mode = fields.Selection(
        [("transfer", "Another Department"), ("colleague", "Colleague"), ("escort", "Visitor Escorted")],
        default="transfer",
        required=True,
    )
    department_id = fields.Many2one("hr.department")
    own_department_id = fields.Many2one(related="inquiry_id.department_id")
    employee_id = fields.Many2one("hr.employee", "Person Reached")
    note = fields.Char("Message")

    @api.onchange("department_id")
    def _onchange_department_id(self):
        self.employee_id = False

    def action_confirm(self):
        self.ensure_one()
        ticket, note = self.inquiry_id, self.note or ""
        if self.mode == "colleague":
            ticket.action_assign(self.employee_id.id, note)
        elif self.mode == "escort":
            ticket.action_escort(self.department_id.id, self.employee_id.id, note)
        else:
            ticket.action_transfer(self.department_id.id, self.employee_id.id, note)
        return {"type": "ir.actions.act_window_close"}
