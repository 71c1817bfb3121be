# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class GasAppraisal(models.Model):
    """The scheduled action that opens the appraisals of what has just ended."""

    _inherit = "gas.appraisal"

    @api.model
    def _cron_open(self):
        """On the third working day of a month open those of the month before; in January those of the year too."""
        for company in self.env["res.company"].search([], limit=None):
            timeline = company._gas_calendar()._gas_timeline()
            today = timeline.local_date(fields.Datetime.now())
            first = today.replace(day=1)
            if today < timeline.add_days(first - timedelta(days=1), 3):
                continue
            opened = self._open(company, "month", first - relativedelta(months=1))
            if first.month == 1:
                opened |= self._open(company, "year", first - relativedelta(years=1))
            opened._tell_employees()

    def _tell_employees(self):
        for one in self:
            user = one.employee_id.user_id.filtered("active")
            if user:
                one.activity_schedule(
                    "gas_service_reports.activity_type_appraisal",
                    summary=self.env._("Read your appraisal"),
                    user_id=user.id,
                )
