# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasInquiryResult(models.TransientModel):
    """Dialog: the result of a ticket, given at once or after handling."""

    _name = "gas.inquiry.result"
    _inherit = "gas.inquiry.dialog"
    _description = "Result of a Ticket"

    at_once = fields.Boolean()
    outcome = fields.Selection(
        selection=lambda self: self.env["gas.inquiry"]._fields["outcome"]._description_selection(self.env),
        default="solved",
        required=True,
    )
    result = fields.Text()
    guidance = fields.Text("Guidance or Explanation")
    needs_notice = fields.Boolean(compute="_compute_needs_notice")
    notice_matter = fields.Text("Matter to Arrange")
    notice_materials = fields.Text("Materials to Supply")
    notice_procedure = fields.Text("How It Is Arranged")

    @api.depends("inquiry_id", "at_once")
    def _compute_needs_notice(self):
        for wizard in self:
            ticket = wizard.inquiry_id
            wizard.needs_notice = not wizard.at_once and ticket._needs_notice() and not ticket.notice_at

    def action_confirm(self):
        self.ensure_one()
        ticket = self.inquiry_id
        if self.at_once:
            ticket.action_answer_at_once(self.result, self.outcome, self.guidance or "")
        else:
            if self.needs_notice and self.notice_matter:
                ticket.write({n: self[n] for n in ("notice_matter", "notice_materials", "notice_procedure")})
                ticket.action_give_notice()
            ticket.action_resolve(self.outcome, self.result, self.guidance or "")
        return {"type": "ir.actions.act_window_close"}
