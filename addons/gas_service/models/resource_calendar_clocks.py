# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _gas_timeline_changed(self):
        """Open clocks follow their calendar in the same transaction; settled ones stay as they are."""
        result = super()._gas_timeline_changed()
        # sudo: whoever may change a calendar moves the deadlines counted on it, seen or not
        clocks = self.env["gas.sla.clock"].sudo()
        clocks.search([("calendar_id", "in", self.ids), ("state", "in", ("running", "paused"))])._replan("calendar")
        return result
