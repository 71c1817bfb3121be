# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

_ACTIVITY = "gas_service_reports.activity_type_appraisal"


class GasAppraisal(models.Model):
    """Who has to act next is told: the employee, who leads him, who locks (all as superuser)."""

    _inherit = "gas.appraisal"

    def _kept_out_users(self):
        """Nobody is asked to confirm or lock what is about himself."""
        return self._person().user_id

    def _ask_for_comment(self):
        """The employees have some working days (a setting) to see and comment on it; of departments its superior confirms."""
        now = fields.Datetime.now()
        untils = {
            company: company._gas_calendar()._gas_timeline().due_days(now, company.gas_comment_days)
            for company in self.company_id
        }
        self.activity_ids.unlink()
        for one in self:
            until = untils[one.company_id]
            user = one.employee_id.user_id.filtered("active")
            if one.employee_id:
                one._write_guarded({"comment_until": until})
            if user:
                day = one.company_id._gas_calendar()._gas_timeline().local_date(until)
                told = one.with_context(lang=user.lang or self.env.lang)
                told.activity_schedule(_ACTIVITY, day, summary=told.env._("Read your appraisal"), user_id=user.id)
            else:
                one._tell_confirmer()

    def _tell_confirmer(self):
        """The nearest superior confirms it, or writes down what somebody without a login says."""
        self.ensure_one()
        self.activity_ids.unlink()
        user = self._confirmers()[:1]
        if user:
            told = self.with_context(lang=user.lang or self.env.lang)
            told._schedule(_ACTIVITY, user, told.env._("Confirm the appraisal: %s", self.name))

    def _tell_silent(self, company):
        """Employees who said nothing in their time: now it is their superior's turn."""
        silent = self.search(
            [("company_id", "=", company.id), ("state", "=", "computed"), ("comment_until", "<", fields.Datetime.now())]
        )
        for one in silent:
            if one.activity_ids.user_id & one._person().user_id or not one.activity_ids:
                one._tell_confirmer()

    def _tell_lockers(self):
        """One notice for all of a department, once its last appraisal of the period is confirmed."""
        for (department, period, start), group in self.grouped(
            lambda one: (one.department_id, one.period, one.date_from)
        ).items():
            same = [("department_id", "=", department.id), ("period", "=", period), ("date_from", "=", start)]
            if self.search_count([*same, ("state", "in", ("computed", "commented"))], limit=1):
                continue
            last = group[-1:]
            user = last._lockers()[:1]
            if user:
                told = last.with_context(lang=user.lang or self.env.lang)
                text = told.env._("All are confirmed, lock them: %s", f"{department.name} {last._period_text()}")
                told._schedule(_ACTIVITY, user, text)
