# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class GasCallbackPlan(models.Model):
    """Opening the plans of a month: once for each department, whatever runs at the same time (CB-1)."""

    _inherit = "gas.callback.plan"

    @api.model
    def _cron_open(self):
        """On the first working day of a month, open and draw the plans of the month before; later, what was missed."""
        for company in self.env["res.company"].search([]):
            timeline = company._gas_calendar()._gas_timeline()
            today = timeline.local_date(fields.Datetime.now())
            first = today.replace(day=1)
            if today < timeline.add_days(first - timedelta(days=1), 1):
                continue
            self._open_month(company, first - relativedelta(months=1))

    @api.model
    def _open_month(self, company, month):
        """Open the plans of a company for ``month`` (its first day): one for each department that served somebody.

        :return: the plans opened now
        :raise UserError: there is no rule or no question set
        """
        served = Domain("company_id", "=", company.id) & self._month_domain(month)
        departments = self.env["gas.service.record"]._read_group(served, ["department_id"])
        there = self.search([("company_id", "=", company.id), ("month", "=", month), ("kind", "=", "monthly"), ("state", "!=", "cancelled")])
        plans = self.browse()
        for (department,) in sorted(departments, key=lambda row: row[0].id):
            if department and department not in there.department_id:
                plans |= self._open(department, company, month)
        return plans

    @api.model
    def _open(self, department, company, month, kind="monthly"):
        """Open and draw one plan, and launch its approval; none where nobody is left to draw from.

        The unique index lets only one of two schedulers win; the other is rolled back and finds it there.
        """
        rule = self.env["gas.callback.rule"]._for_month(company, month)
        questionnaire = self.env["gas.callback.questionnaire"]._for_month(company, month)
        plan = self._create_guarded(
            [
                {
                    "company_id": company.id,
                    "department_id": department.id,
                    "month": month,
                    "kind": kind,
                    "rule_id": rule.id,
                    "questionnaire_id": questionnaire.id,
                }
            ]
        )
        if not self.env["gas.callback.round"]._draw(plan):
            plan.sudo().unlink()
            return self.browse()
        plan._start_clocks()
        plan._launch()
        return plan

    def _start_clocks(self):
        """The calls are made by a day of the next month, the analysis by a working day of it (advisory).

        A plan on demand is opened at any time: its calls are made in the month after that, and the analysis
        has its working days once they are.
        """
        for plan in self:
            now = fields.Datetime.now()
            timeline = plan.company_id._gas_calendar()._gas_timeline()
            today = timeline.local_date(now)
            following = plan._period()[1]
            if plan.kind == "industrial":
                following = today.replace(day=1) + relativedelta(months=1)
            limit = following.replace(day=plan.rule_id.call_day)
            if limit >= today:
                plan._sla_start("CB-CALLS", now, limit_date=limit)
            if plan.kind == "monthly":
                plan._sla_start("CB-ANALYSIS", timeline.closing(timeline.add_days(following, -1)))

    def _launch(self):
        """Put the plan up for approval; without an approver it waits as a draft, and somebody is told."""
        for plan in self:
            try:
                with self.env.cr.savepoint():
                    plan.action_launch_approval()
            except UserError as error:
                _logger.warning("%s: %s", plan.name, error)
                plan.message_post(body=str(error))

    @api.model
    def _month_domain(self, month):
        return Domain("date", ">=", month) & Domain("date", "<", month + relativedelta(months=1))

    def _record_domain(self):
        """Return the domain of the service records of this plan that count."""
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("department_id", "=", self.department_id.id)
            & self._period_domain()
            & Domain("mode", "in", self.rule_id._modes())
            & Domain("category", "in", self._categories())
        )

    def action_draw_late(self):
        """Draw among the services that were recorded after the last draw; what is drawn already stays.

        :raise UserError: there are none
        """
        for plan in self:
            plan._check_manages()
            plan._check_state("draft", "approval", "calling")
            # sudo: draws are written by this alone; the right to the plan has just been checked
            if not self.env["gas.callback.round"].sudo()._draw(plan.sudo()):
                raise UserError(self.env._("Nobody was served whom the draws of %s do not know.", plan.name))
