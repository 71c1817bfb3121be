# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import chinese_holidays


class GasHolidayImport(models.TransientModel):
    """Takes over the announced public holidays and make-up days of some years."""

    _name = "gas.holiday.import"
    _description = "Import of Public Holidays"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    calendar_ids = fields.Many2many(
        "resource.calendar",
        string="Calendars",
        compute="_compute_calendar_ids",
        store=True,
        readonly=False,
        domain="[('company_id', 'in', (company_id, False))]",
        help="By default the calendar of deadlines, and the one of the employees if it is in the same time zone.",
    )
    first_year = fields.Integer("From Year", required=True, default=lambda self: self._default_year())
    last_year = fields.Integer("To Year", required=True, default=lambda self: self._default_year())
    available_years = fields.Char("Announced Years", compute="_compute_available_years")
    result = fields.Text("What Was Done", readonly=True)

    def _default_year(self):
        """The next year once it is announced, else this one."""
        year = fields.Date.context_today(self).year
        return year + 1 if year + 1 in chinese_holidays.announced_years() else year

    @api.depends("company_id")
    def _compute_calendar_ids(self):
        for wizard in self:
            office, default = wizard.company_id.gas_calendar_id, wizard.company_id.resource_calendar_id
            if office and default.tz != office.tz:
                # Odoo's default calendar is in UTC until somebody sets it: its holidays would begin at eight
                default = default.browse()
            wizard.calendar_ids = (office | default).filtered(lambda calendar: calendar.schedule_type != "flexible")

    def _compute_available_years(self):
        years = chinese_holidays.announced_years()
        self.available_years = f"{min(years)} – {max(years)}"

    def action_import(self):
        """Import, then show what was done."""
        self.ensure_one()
        if not self.calendar_ids:
            raise UserError(self.env._("Choose at least one calendar."))
        if not 0 <= self.last_year - self.first_year <= 50:
            raise UserError(self.env._("The first year must not be after the last, nor 50 years before it."))
        lines = []
        with self.env["resource.calendar"]._gas_timeline_changing():
            for year in range(self.first_year, self.last_year + 1):
                for calendar, report in self.calendar_ids._gas_import_holidays(year).items():
                    lines += self._report_lines(calendar, year, report)
        self.result = "\n".join(lines)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Public Holidays"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _report_lines(self, calendar, year, report):
        titles = {
            "added": self.env._("Added"),
            "removed": self.env._("Removed, no longer announced"),
            "kept": self.env._("Left as entered by hand"),
            "closed": self.env._("Make-up days that are not worked because of time off"),
        }
        lines = [f"{calendar.name} {year}"]
        for key, title in titles.items():
            if report[key]:
                lines.append(f"  {title}")
                lines += [f"    {text}" for text in report[key]]
        if len(lines) == 1:
            lines.append("  " + self.env._("Nothing to change."))
        return lines
