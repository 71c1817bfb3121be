# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

TIMELINE_FIELDS = frozenset(["name", "date_from", "date_to", "calendar_id", "resource_id", "company_id", "time_type"])


class ResourceCalendarLeaves(models.Model):
    """Every change of everyone's time off is a new version of the calendars it holds for."""

    _inherit = "resource.calendar.leaves"

    gas_import_year = fields.Integer(
        readonly=True,
        copy=False,
        help="Year of the import of public holidays this comes from; none once a person changed it.",
    )

    def _gas_calendars(self):
        """Calendars whose working time these leaves are part of."""
        # sudo: the person who enters a leave need not see every calendar of the company
        everyone = self.sudo().filtered(lambda leave: not leave.resource_id)
        calendars = everyone.calendar_id
        for company in everyone.filtered(lambda leave: not leave.calendar_id).mapped(lambda leave: leave.company_id.id):
            domain = Domain("company_id", "=", company) if company else Domain.TRUE
            calendars |= calendars.with_context(active_test=False).search(domain)
        return calendars

    @api.model_create_multi
    def create(self, vals_list):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            leaves = super().create(vals_list)
            changed.update(leaves._gas_calendars().ids)
        return leaves

    def write(self, vals):
        if not TIMELINE_FIELDS & vals.keys():
            return super().write(vals)
        if "gas_import_year" not in vals:
            vals = {**vals, "gas_import_year": 0}
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            changed.update(self._gas_calendars().ids)
            result = super().write(vals)
            changed.update(self._gas_calendars().ids)
        return result

    def unlink(self):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            changed.update(self._gas_calendars().ids)
            return super().unlink()
