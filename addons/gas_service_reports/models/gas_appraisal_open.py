# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class GasAppraisal(models.Model):
    """Opening: when a period has ended, one appraisal for each employee and department that a scheme fits."""

    _inherit = "gas.appraisal"

    @api.model
    def _cron_open(self):
        """On a working day of the month (a setting) open those of the month before; in January those of the year too."""
        for company in self.env["res.company"].search([], limit=None):
            self._tell_silent(company)
            timeline = company._gas_calendar()._gas_timeline()
            today = timeline.local_date(fields.Datetime.now())
            first = today.replace(day=1)
            if today < timeline.add_days(first - timedelta(days=1), company.gas_appraisal_day):
                continue
            self._open(company, "month", first - relativedelta(months=1))
            if first.month == 1:
                self._open(company, "year", first - relativedelta(years=1))

    @api.model
    def _open(self, company, period, start):
        """Open and compute the appraisals of a period that begins on the date ``start``; those there already stay.

        What began before the company was live does not count: neither do periods that ended before (FI-15).
        :return: the appraisals opened now (sudo)
        """
        appraisals = self.sudo()  # sudo: appraisals are opened by the scheduled action or general management
        stop = self._period_end(period, start)
        if not company.gas_live_date or stop < company.gas_live_date:
            return appraisals.browse()
        there = appraisals.search([("company_id", "=", company.id), ("period", "=", period), ("date_from", "=", start)])
        known = {(one.employee_id.id, one.department_id.id if not one.employee_id else False) for one in there}
        # one message each that it was opened would tell nobody anything
        quiet = appraisals.with_context(tracking_disable=True, mail_create_nosubscribe=True)
        created = quiet._create_guarded(
            [
                {
                    "company_id": company.id,
                    "scheme_id": scheme.id,
                    "date_from": start,
                    "date_to": stop,
                    "employee_id": employee.id,
                    "department_id": department.id,
                }
                for scheme, employee, department in appraisals._subjects(company, period, start)
                if (employee.id, False if employee else department.id) not in known
            ]
        ).with_env(appraisals.env)
        created._compute_all()
        created._ask_for_comment()
        return created

    def _subjects(self, company, period, start):
        """Yield (scheme, employee or none, department): each with the first scheme that fits (sudo)."""
        schemes = self.env["gas.appraisal.scheme"]
        for_employees = schemes._for(company, period, "employee", start)
        if for_employees:
            employees = self.env["hr.employee"].search(
                [("company_id", "=", company.id), ("department_id", "!=", False)]
            )
            for employee in employees:
                scheme = next((one for one in for_employees if one._fits(employee, employee.department_id)), None)
                if scheme:
                    yield scheme, employee, employee.department_id
        for_departments = schemes._for(company, period, "department", start)
        if for_departments:
            nobody = self.env["hr.employee"]
            for department in self.env["hr.department"].search([("company_id", "=", company.id)]):
                scheme = next((one for one in for_departments if one._fits(nobody, department)), None)
                if scheme:
                    yield scheme, nobody, department

    @api.model
    def _period_end(self, period, start):
        return start + (relativedelta(years=1) if period == "year" else relativedelta(months=1)) - relativedelta(days=1)
