# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import chinese_holidays
from ..tools import phone as phone_tools

OFFICE_HOURS = [("morning", 8.5, 12), ("lunch", 12, 13), ("afternoon", 13, 17)]
# A new database counts deadlines of the last years too: tickets are imported with their past.
HOLIDAY_YEARS_BACK = 3


class ResCompany(models.Model):
    _inherit = "res.company"

    gas_hotline = fields.Char("Service Hotline", help="Printed on notices and shown to customers.")
    gas_emergency_phone = fields.Char("Emergency Number", help="Shown at once when an emergency is registered.")
    gas_emergency_department_id = fields.Many2one("hr.department", string="Emergency Department")
    gas_supervision_department_id = fields.Many2one(
        "hr.department",
        string="Supervision Department",
        help="Complaints about the person who received them go here (FI-8.5).",
    )
    gas_general_department_id = fields.Many2one(
        "hr.department", string="General Management Department", help="Keeps the archive (FI-8.6)."
    )
    gas_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Office Calendar",
        domain="[('company_id', '=', id), ('schedule_type', '!=', 'flexible')]",
        check_company=True,
        ondelete="restrict",
        help="Deadlines are counted with its hours, public holidays and make-up days, in its time zone. "
        "Shifts of the people do not matter.",
    )

    @api.constrains("gas_hotline", "gas_emergency_phone")
    def _check_gas_numbers(self):
        """Both are printed for customers: a slip of the pen would be repeated a thousand times."""
        for number in filter(None, (*self.mapped("gas_hotline"), *self.mapped("gas_emergency_phone"))):
            try:
                phone_tools.normalize(number)
            except phone_tools.PhoneError as error:
                raise ValidationError(self.env._("“%s” is not a telephone number.", number)) from error

    @api.constrains(
        "gas_emergency_department_id", "gas_supervision_department_id", "gas_general_department_id",
        "gas_market_department_id", "gas_service_department_id",
    )  # fmt: skip
    def _check_gas_departments(self):
        for company in self:
            departments = (
                company.gas_emergency_department_id | company.gas_supervision_department_id
                | company.gas_general_department_id | company.gas_market_department_id
                | company.gas_service_department_id
            )  # fmt: skip
            foreign = departments.filtered(
                lambda one, company=company: one.company_id not in (company, one.company_id.browse())
            )
            if foreign:
                names = ", ".join(foreign.mapped("name"))
                raise ValidationError(
                    self.env._(
                        "Departments of another company than “%(company)s”: %(names)s",
                        company=company.name,
                        names=names,
                    )
                )

    def _gas_calendar(self):
        """Return the office calendar.

        :raise UserError: the company has none
        """
        self.ensure_one()
        # sudo: deadlines count for people who may not read the company
        company = self.sudo()
        calendar = company.gas_calendar_id or company.resource_calendar_id
        if not calendar:
            raise UserError(
                self.env._("“%s” has no office calendar. Choose one in the settings of Gas Service.", company.name)
            )
        return calendar.with_env(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: whoever may create a company need not be allowed to create calendars
        companies.sudo()._gas_create_office_calendars()
        return companies

    @api.model
    def _gas_init_office_calendars(self):
        """Give every company its office calendar (install)."""
        self.with_context(active_test=False).search([], limit=None)._gas_create_office_calendars()

    def _gas_create_office_calendars(self):
        """Office hours with the holidays around now for those without a calendar for deadlines."""
        companies = self.filtered(lambda company: not company.gas_calendar_id)
        if not companies:
            return
        this_year = fields.Date.today().year
        with self.env["resource.calendar"]._gas_timeline_changing():
            for company in companies:
                company.gas_calendar_id = self.env["resource.calendar"].create(
                    {
                        "name": self.env._("Office Hours"),
                        "company_id": company.id,
                        "tz": "Asia/Shanghai",
                        "attendance_ids": self._gas_office_hours(),
                        "global_leave_ids": [],
                    }
                )
            for year in sorted(chinese_holidays.announced_years()):
                if this_year - HOLIDAY_YEARS_BACK <= year <= this_year + 1:
                    companies.gas_calendar_id._gas_import_holidays(year)

    @api.model
    def _gas_office_hours(self):
        names = {
            "morning": self.env._("Morning"),
            "lunch": self.env._("Lunch Break"),
            "afternoon": self.env._("Afternoon"),
        }
        return [
            Command.create(
                {
                    "name": names[period],
                    "dayofweek": str(day),
                    "day_period": period,
                    "hour_from": hour_from,
                    "hour_to": hour_to,
                }
            )
            for day in range(5)
            for period, hour_from, hour_to in OFFICE_HOURS
        ]
