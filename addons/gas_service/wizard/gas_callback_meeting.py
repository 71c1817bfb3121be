# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasCallbackMeeting(models.TransientModel):
    """Dialog that puts the topic meeting of an issue into the calendar (CB-9)."""

    _name = "gas.callback.meeting"
    _description = "Plan the Topic Meeting"

    issue_id = fields.Many2one("gas.callback.issue", required=True)
    start = fields.Datetime(required=True)
    hours = fields.Float(default=1.0, required=True)
    employee_ids = fields.Many2many("hr.employee", string="Participants")
    location = fields.Char()

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        issue = self.env["gas.callback.issue"].browse(values.get("issue_id"))
        if issue and issue.has_access("read"):
            values.setdefault("employee_ids", [fields.Command.set(issue._default_attendees().ids)])
            values.setdefault("start", issue.meeting_id.sudo().start)  # sudo: when it is
        return values

    def action_confirm(self):
        self.ensure_one()
        self.issue_id.action_plan_meeting(self.start, self.hours, self.employee_ids.ids, self.location)
        return {"type": "ir.actions.act_window_close"}
