# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ResourceCalendarMakeupDay(models.Model):
    """A day off that is worked (调休): the hours of another date hold on it."""

    _name = "resource.calendar.makeup.day"
    _description = "Make-up Day"
    _order = "date desc"
    _rec_name = "date"

    name = fields.Char("Reason")
    calendar_id = fields.Many2one(
        "resource.calendar", string="Working Hours", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="calendar_id.company_id")
    date = fields.Date("Worked Date", required=True)
    pattern_date = fields.Date(
        "With the Hours of",
        compute="_compute_pattern_date",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="The working hours of this date's day of the week are worked.",
    )
    closed_by = fields.Char(
        "Not Worked",
        compute="_compute_closed_by",
        help="Time off of everyone on this date. It wins over the make-up day.",
    )
    gas_import_year = fields.Integer(
        readonly=True,
        copy=False,
        help="Year of the import this comes from; none once a person changed it.",
    )

    _calendar_date_unique = models.Constraint(
        "UNIQUE (calendar_id, date)", "There is already a make-up day on this date."
    )

    @api.depends("date", "calendar_id")
    def _compute_pattern_date(self):
        for day in self:
            if day.date and day.calendar_id and not day.pattern_date:
                day.pattern_date = day.calendar_id._gas_default_pattern(day.date)

    @api.depends("date", "calendar_id")
    def _compute_closed_by(self):
        self.closed_by = False
        for calendar, days in self.filtered("date").grouped("calendar_id").items():
            if not calendar._origin:
                continue
            bounds = {day: day._gas_bounds() for day in days}
            # sudo: holidays are no secret
            leaves = (
                self.env["resource.calendar.leaves"]
                .sudo()
                .search(
                    calendar._origin._gas_leave_domain()
                    & Domain("date_from", "<", max(end for _begin, end in bounds.values()))
                    & Domain("date_to", ">", min(begin for begin, _end in bounds.values()))
                )
            )
            for day, (begin, end) in bounds.items():
                names = [leave.name or "…" for leave in leaves if leave.date_from < end and leave.date_to > begin]
                day.closed_by = ", ".join(names)

    def _gas_bounds(self):
        """Naive UTC bounds of the date in the calendar's time zone."""
        zone = timezone(self.calendar_id.tz)
        return [
            zone.localize(datetime.combine(self.date + timedelta(days=n), time.min))
            .astimezone(utc)
            .replace(tzinfo=None)
            for n in (0, 1)
        ]

    @api.constrains("date", "pattern_date", "calendar_id")
    def _check_pattern_date(self):
        for day in self:
            if not day.calendar_id._gas_has_hours(day.pattern_date):
                raise ValidationError(
                    self.env._(
                        "“%(calendar)s” has no working hours on %(date)s. Choose a date whose hours are to be worked.",
                        calendar=day.calendar_id.name,
                        date=day.pattern_date,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            days = super().create(vals_list)
            changed.update(days.calendar_id.ids)
            days._gas_reevaluate_leaves(days._gas_dates_off())
        return days

    def write(self, vals):
        if "gas_import_year" not in vals:
            vals = {**vals, "gas_import_year": 0}
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            before = self._gas_dates_off()
            changed.update(self.calendar_id.ids)
            result = super().write(vals)
            changed.update(self.calendar_id.ids)
            self._gas_reevaluate_leaves(before + self._gas_dates_off())
        return result

    def unlink(self):
        with self.env["resource.calendar"]._gas_timeline_changing() as changed:
            before = self._gas_dates_off()
            changed.update(self.calendar_id.ids)
            result = super().unlink()
            self._gas_reevaluate_leaves(before)
        return result

    # -- personal leaves ------------------------------------------------------

    def _gas_dates_off(self):
        """The dates in the form in which hr_holidays looks for requests to count again."""
        result = []
        for day in self:
            begin, end = day._gas_bounds()
            # sudo: a calendar without company is used by all of them
            companies = day.calendar_id.company_id or self.env["res.company"].sudo().search([("active", "=", True)])
            result += [{"company_id": company.id, "date_from": begin, "date_to": end} for company in companies]
        return result

    @api.model
    def _gas_reevaluate_leaves(self, dates):
        # sudo: an administrator of calendars need not be one of time off
        leaves = self.env["resource.calendar.leaves"].sudo()
        # only there with hr_holidays, which does the same after a change of public holidays
        if dates and hasattr(leaves, "_reevaluate_leaves"):
            self.env.flush_all()
            leaves._reevaluate_leaves(dates)
