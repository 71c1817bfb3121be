# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasProject(models.Model):
    """What the customer of a project is told by message: what he has to supply (PS-4.2.3)."""

    _name = "gas.project"
    _inherit = ["gas.project", "gas.messaged.mixin"]

    def action_propose_pause(self, pause_date, reason, notice_reference, resume_date=None):
        result = super().action_propose_pause(pause_date, reason, notice_reference, resume_date)
        if not resume_date:
            self._tell_customer("supply")
        return result
