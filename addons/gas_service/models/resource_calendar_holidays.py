# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import chinese_holidays

DAY = timedelta(days=1)


class ResourceCalendar(models.Model):
    """Public holidays and make-up days of a year, taken over as often as one likes."""

    _inherit = "resource.calendar"

    def _gas_import_holidays(self, year):
        """Take over the public holidays and make-up days announced for a year.

        What a person entered or changed stays as it is; what an earlier import wrote follows the
        announcement. Dates are those of each calendar's own time zone, whoever imports.

        :return: {calendar: {"added": [text], "removed": [text], "kept": [text], "closed": [text]}}:
            holidays and make-up days written and taken away, dates left to what a person entered,
            make-up days on which a leave keeps everyone home
        :raise UserError: the year is not announced yet
        """
        if year not in chinese_holidays.announced_years():
            raise UserError(
                self.env._(
                    "The public holidays of %(year)s are not known yet. They are announced by the State "
                    "Council in November of the year before; afterwards update the Python package "
                    "chinesecalendar and import again, or enter them by hand and add the year to the "
                    "calendar's announced years.",
                    year=year,
                )
            )
        self.check_access("write")
        report = {}
        with self._gas_timeline_changing() as changed:
            for calendar in self:
                lines = {"added": [], "removed": [], "kept": [], "closed": []}
                calendar._gas_import_leaves(year, lines)
                calendar._gas_import_makeup_days(year, lines)
                calendar.gas_announced_years = ",".join(str(known) for known in sorted(calendar._gas_years() | {year}))
                changed.add(calendar.id)
                report[calendar] = lines
        # sudo: companies that use the calendar, whether the administrator may see them or not
        companies = self.env["res.company"].sudo().search([("gas_calendar_id", "in", self.ids)])
        companies._gas_close_holiday_reminders()
        return report

    def _gas_import_leaves(self, year, lines):
        wanted = chinese_holidays.public_holidays(year)
        for day in self.gas_makeup_day_ids:
            if not day.gas_import_year and wanted.pop(day.date, None):
                lines["kept"].append(self.env._("%s: entered as a make-up day", day.date))
        # sudo: with hr_holidays a change of holidays counts requests again, also hidden ones
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(self._gas_leave_domain() & self._gas_touching(min(wanted), max(wanted)))
        )
        stale = leaves.filtered(
            lambda leave: (
                leave.gas_import_year == year and any(wanted.get(day) != leave.name for day in self._gas_days_of(leave))
            )
        )
        lines["removed"] += self._gas_leave_texts(stale)
        stale.unlink()
        for leave in leaves - stale:
            for day in self._gas_days_of(leave):
                if wanted.pop(day, None) and not leave.gas_import_year:
                    lines["kept"].append(self.env._("%(date)s: entered as “%(name)s”", date=day, name=leave.name or ""))
        # The calendar goes through the context: hr_holidays shifts values that name it by the
        # difference between the user's time zone and the calendar's.
        vals_list = [
            {
                "name": name,
                "date_from": self._gas_utc(first, time.min),
                "date_to": self._gas_utc(last, time(23, 59, 59)),
                "resource_id": False,
                "time_type": "leave",
                "gas_import_year": year,
            }
            for first, last, name in chinese_holidays.runs(wanted)
        ]
        created = (
            leaves.with_context(default_calendar_id=self.id).create(vals_list).with_context(default_calendar_id=False)
        )
        self._gas_read_back(created, vals_list)
        lines["added"] += self._gas_leave_texts(created)

    def _gas_read_back(self, leaves, vals_list):
        """Compare what stands in the database with what was meant."""
        self.env.flush_all()
        leaves.invalidate_recordset()
        for leave, vals in zip(leaves, vals_list, strict=True):
            written = leave.date_from, leave.date_to, leave.calendar_id
            if written != (vals["date_from"], vals["date_to"], self):
                raise UserError(self.env._("“%s” was stored with other times than it was given.", leave.name))

    def _gas_import_makeup_days(self, year, lines):
        # Chinese like the names of the holidays: it is data, and explains due dates to Chinese customers
        wanted = {day: f"{name}调休上班" for day, name in chinese_holidays.makeup_days(year).items()}
        days = self.gas_makeup_day_ids
        stale = days.filtered(lambda day: day.gas_import_year == year and day.date not in wanted)
        lines["removed"] += [f"{day.date} {day.name or ''}" for day in stale]
        entered = {day.date for day in days if not day.gas_import_year}
        lines["kept"] += [self.env._("%s: make-up day entered by hand", day) for day in sorted(entered & wanted.keys())]
        present = set((days - stale).mapped("date"))
        stale.unlink()
        created = self.env["resource.calendar.makeup.day"].create(
            [
                {"calendar_id": self.id, "date": day, "name": name, "gas_import_year": year}
                for day, name in wanted.items()
                if day not in present
            ]
        )
        lines["added"] += [f"{day.date} {day.name}" for day in created]
        for day in self.gas_makeup_day_ids.filtered(lambda day: day.date in wanted and day.closed_by):
            lines["closed"].append(f"{day.date}: {day.closed_by}")

    # -- dates of this calendar -------------------------------------------------

    def _gas_utc(self, day, at):
        local = timezone(self.tz).localize(datetime.combine(day, at))
        return local.astimezone(utc).replace(tzinfo=None)

    def _gas_touching(self, first, last):
        return Domain("date_from", "<", self._gas_utc(last + DAY, time.min)) & Domain(
            "date_to", ">", self._gas_utc(first, time.min)
        )

    def _gas_days_of(self, leave):
        """Local dates that a leave touches."""
        zone = timezone(self.tz)
        last_second = max(leave.date_from, leave.date_to - timedelta(seconds=1))
        first, last = (utc.localize(at).astimezone(zone).date() for at in (leave.date_from, last_second))
        return [first + n * DAY for n in range((last - first).days + 1)]

    def _gas_leave_texts(self, leaves):
        result = []
        for leave in leaves.sorted("date_from"):
            days = self._gas_days_of(leave)
            span = f"{days[0]}" if len(days) == 1 else f"{days[0]} – {days[-1]}"
            result.append(f"{span} {leave.name or ''}")
        return result

    # -- patterns of make-up days -------------------------------------------------

    def _gas_has_hours(self, day):
        """Whether the weekly pattern has working hours on a date."""
        self.ensure_one()
        parity = str(self.env["resource.calendar.attendance"].get_week_type(day))
        return any(
            int(line.dayofweek) == day.weekday()
            and (not self.two_weeks_calendar or (line.week_type or "0") == parity)
            and line.hour_to > line.hour_from
            for line in self.attendance_ids.filtered(lambda line: line._is_work_period())
        )

    def _gas_default_pattern(self, day):
        """The nearest date with working hours; the earlier one of two but for Sundays."""
        steps = (1, -1) if day.weekday() == 6 else (-1, 1)
        for distance in range(1, 15):
            for step in steps:
                candidate = day + step * distance * DAY
                if candidate.weekday() < 5 and self._gas_has_hours(candidate):
                    return candidate
        return day
