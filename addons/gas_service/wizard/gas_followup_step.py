# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasFollowupStep(models.TransientModel):
    """Dialog of the steps after the calls that need a word: on an issue, an improvement, an audit, a decision.

    Who may take them is checked by the step itself.
    """

    _name = "gas.followup.step"
    _description = "Step with a Reason"

    step = fields.Selection(
        [
            ("issue", "Report as Possibly Major"),
            ("major", "Major"),
            ("minor", "Not Major"),
            ("report", "Report as Done"),
            ("return", "Return"),
            ("cancel", "Give Up"),
            ("reopen", "Open Again"),
            ("call_back", "Call Back"),
            ("no_call", "Do Not Call"),
        ],
        required=True,
    )
    plan_id = fields.Many2one("gas.callback.plan")
    callback_id = fields.Many2one("gas.callback")
    issue_id = fields.Many2one("gas.callback.issue")
    improvement_id = fields.Many2one("gas.improvement")
    audit_id = fields.Many2one("gas.callback.audit")
    industrial_id = fields.Many2one("gas.callback.industrial", "Decision")
    subject = fields.Char()
    reason = fields.Text("Why?")

    def action_confirm(self):
        self.ensure_one()
        steps = {
            "issue": lambda: (self.callback_id or self.plan_id).action_report_issue(self.subject, self.reason),
            "major": lambda: self.issue_id.action_decide(True, self.reason),
            "minor": lambda: self.issue_id.action_decide(False, self.reason),
            "report": lambda: self.improvement_id.action_report(self.reason),
            "return": lambda: self.improvement_id.action_return(self.reason),
            "cancel": lambda: self.improvement_id.action_cancel(self.reason),
            "reopen": lambda: self.audit_id.action_reopen(self.reason),
            "call_back": lambda: self.industrial_id.action_decide(True, self.reason),
            "no_call": lambda: self.industrial_id.action_decide(False, self.reason),
        }
        steps[self.step]()
        return {"type": "ir.actions.act_window_close"}
