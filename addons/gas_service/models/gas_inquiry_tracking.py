# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

_ORDER = ("new", "transferred", "processing", "resolved", "informed", "closed", "archived")


class GasInquiry(models.Model):
    """A ticket as its customer sees it (FI-13)."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.tracked.mixin"]

    def _tracking_labels(self):
        return {
            "FI-TRANSFER": self.env._("Pass it on to the department in charge"),
            "FI-REPLY": self.env._("Contact you about it"),
            "FI-PROMISE": self.env._("The date we promised you"),
        }

    def _tracking_person(self):
        asked = self._sla_handler() if self.state == "transferred" else self.handler_id
        return asked or self.first_responsible_id

    def _tracking_closed(self):
        return self.state in ("closed", "archived")

    def _tracking_where(self):
        department = self.department_id.name or ""
        return {
            "new": self.env._("We have received your matter and are finding out who is in charge."),
            "transferred": self.env._("Your matter was passed on to %s, which is about to take it up.", department),
            "processing": self.env._("%s is working on your matter.", department),
            "resolved": self.env._("Your matter has been dealt with; we are about to tell you the result."),
            "cancelled": self.env._("This matter was withdrawn. If that is not right, please call us."),
        }.get(self.state) or self.env._("Your matter has been dealt with.")

    def _tracking_steps(self):
        if self.state == "cancelled":
            return []
        labels = [
            (self.env._("Received"), "new"),
            (self.env._("Passed on"), "transferred"),
            (self.env._("In progress"), "processing"),
            (self.env._("Dealt with"), "resolved"),
            (self.env._("Told you the result"), "informed"),
        ]
        reached = _ORDER.index(self.state)
        finished = self.state in ("informed", "closed", "archived")
        return [
            (label, "done" if finished or index < reached else "now" if index == reached else "")
            for index, (label, _state) in enumerate(labels)
        ]

    def _tracking_result(self):
        """What the customer is told as the result, and where he can turn or why it cannot be done (FI-5.4, FI-8.4)."""
        if self.state not in ("resolved", "informed", "closed", "archived"):
            return ""
        return "\n".join(filter(None, (self.result, self.guidance)))
