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

    def default_get(self, names):
        """Propose tomorrow's opening, or that of the next working day; a review that is moved keeps its time."""
        values = super().default_get(names)
        project = self.env["gas.project"].browse(values.get("project_id"))
        if "start" in names and not values.get("start") and project:
            meeting = project.sudo().meeting_id  # sudo: it may be a former lead's
            if project.state == "review" and meeting.start and meeting.start > fields.Datetime.now():
                values |= {"start": meeting.start, "stop": meeting.stop}
            else:
                timeline = project.company_id._gas_calendar()._gas_timeline()
                values["start"] = timeline.next_opening(timeline.closing(project._local_today()))
                values["stop"] = values["start"] + timedelta(hours=2)
        return values

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
