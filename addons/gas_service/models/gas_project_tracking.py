# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from .gas_project import OPEN_STATES


class GasProject(models.Model):
    """A project as its customer sees it (FI-13)."""

    _name = "gas.project"
    _inherit = ["gas.project", "gas.tracked.mixin"]

    def _tracking_labels(self):
        return {
            "PS-CONTACT": self.env._("Contact you for the first time"),
            "PS-TOTAL": self.env._("From the complete documents to the approved budget"),
            "PS-DESIGN": self.env._("Design the drawings"),
            "PS-COST": self.env._("Work out the cost"),
            "PS-APPROVE": self.env._("Approve the budget"),
        }

    def _tracking_person(self):
        return self.lead_id or self.department_id.manager_id

    def _tracking_closed(self):
        return self.state == "done"

    def _tracking_where(self):
        waits = self.paused or (self.state == "survey" and self.missing_document_count)
        text = {
            "information": self.env._("We know of your project and are about to contact you."),
            "contacted": self.env._("We are in touch with you about what you need."),
            "tracking": self.env._("You need no gas yet; we keep in touch."),
            "demand": self.env._("What you need is clear; we are arranging the review and survey."),
            "review": self.env._("The review and survey at your place are arranged."),
            "survey": self.env._(
                "The survey has been made; before the design begins, appliances and documents are settled."
            ),
            "design": self.env._("The drawings are being designed."),
            "costing": self.env._("The cost is being worked out."),
            "approval": self.env._("The budget is being approved."),
            "done": self.env._("The budget is approved: this part of your connection is complete."),
            "lost": self.env._("The project has ended. If you need gas after all, please call us."),
            "screened": self.env._("Nothing is planned at present. If you need gas, please call us."),
        }[self.state]
        if waits and self.state in OPEN_STATES:
            text += " " + self.env._("We are waiting for something from you: your project lead has told you what.")
        return text

    def _tracking_steps(self):
        if self.state not in (*OPEN_STATES, "done"):
            return []
        labels = [
            (self.env._("First contact"), ("information", "contacted", "tracking")),
            (self.env._("Demand and survey"), ("demand", "review", "survey")),
            (self.env._("Design"), ("design",)),
            (self.env._("Estimate"), ("costing",)),
            (self.env._("Budget approval"), ("approval",)),
        ]
        now = next((index for index, (_label, states) in enumerate(labels) if self.state in states), len(labels))
        return [
            (label, "done" if index < now else "now" if index == now else "")
            for index, (label, _states) in enumerate(labels)
        ]

    def _print_guide_values(self):
        values = super()._print_guide_values()
        tracking = self._print_tracking(104)
        return values | {"tracking": tracking} | ({"qr_code": tracking["qr_code"]} if tracking else {})
