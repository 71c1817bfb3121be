# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class ResourceCalendarAttendance(models.Model):
    """Every change of working hours is a new version of the calendar."""

    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            lines = super().create(vals_list)
            changed.update(lines.calendar_id.ids)
        return lines

    def write(self, vals):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            changed.update(self.calendar_id.ids)
            result = super().write(vals)
            changed.update(self.calendar_id.ids)
        return result

    def unlink(self):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            changed.update(self.calendar_id.ids)
            return super().unlink()
