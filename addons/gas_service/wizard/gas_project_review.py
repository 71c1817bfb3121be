# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models


class GasProjectReview(models.TransientModel):
    """Dialog that schedules the review at the customer's (PS-4.2.1)."""

    _name = "gas.project.review"
    _inherit = "gas.project.dialog"
    _description = "Review of a Project"

    start = fields.Datetime("From", required=True)
    stop = fields.Datetime("To", required=True)
    partner_ids = fields.Many2many("res.partner", string="Units")
    department_ids = fields.Many2many("hr.department", string="Departments")
    note = fields.Text()

    @api.onchange("start")
    def _onchange_start(self):
        if self.start and (not self.stop or self.stop <= self.start):
            self.stop = self.start + timedelta(hours=2)

    def action_confirm(self):
        self.ensure_one()
        self.project_id.action_schedule_review(
            self.start, self.stop, self.partner_ids.ids, self.department_ids.ids, self.note or ""
        )
        return {"type": "ir.actions.act_window_close"}
