# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .gas_callback_plan import MONTHLY

_logger = logging.getLogger(__name__)


class GasCallbackPlan(models.Model):
    """Opening the plans of a month: once for each department, whatever runs at the same time (CB-1)."""

    _inherit = "gas.callback.plan"

    @api.model
    def _cron_open(self):
        """Open the plans of last month, from the first working day of this one on; runs daily, opens each once."""
        for company in self.env["res.company"].search([], limit=None):
            try:
                with self.env.cr.savepoint():
                    self._open_due(company, fields.Datetime.now())
            except UserError as error:
                # a company without office hours, rule or questions must not stop the others
                _logger.warning("Callback plans of %s not opened: %s", company.name, error)

    @api.model
    def _open_due(self, company, now):
        """Open the plans of the month before ``now`` (naive UTC), unless its first working day is still to come."""
        timeline = company._gas_calendar()._gas_timeline()
        first = timeline.local_date(now).replace(day=1)
        if timeline.local_date(now) < timeline.add_days(first - timedelta(days=1), 1):
            return self.browse()
        return self._open_month(company, first - relativedelta(months=1))

    @api.model
    def _open_month(self, company, month):
        """Open the missing plans of a company for ``month`` (its first day): one for each department that served.

        Of two that open at once one finds the door shut and leaves it to the other. Where the other finished
        since this transaction began, the unique index says so.

        :return: the plans opened now
        :raise UserError: there is no rule or no question set
        """
        rule = self.env["gas.callback.rule"]._for_month(company, month)
        self.env["gas.callback.questionnaire"]._for_month(company, month)
        if not self._lock_opening(company):
            return self.browse()
        there = [("company_id", "=", company.id), ("month", "=", month), ("kind", "=", "monthly")]
        # a plan that was cancelled is opened again by a person alone
        departments = self._served_departments(company, month, rule) - self.search(there).department_id
        plans = self.browse()
        for department in departments:
            try:
                with self.env.cr.savepoint():
                    plans |= self._open(department, company, month)
            except UniqueViolation as error:
                if error.diag.constraint_name != "gas_callback_plan_once":
                    raise
        return plans

    @api.model
    def _lock_opening(self, company):
        """Return whether nobody else is opening plans of this company; he can't until the end of the transaction."""
        statement = "SELECT pg_try_advisory_xact_lock('gas_callback_plan'::regclass::int, %s)"
        return self.env.execute_query(SQL(statement, company.id))[0][0]

    @api.model
    def _served_departments(self, company, month, rule):
        """Return the departments in whose plans services of residential or commercial customers that count are."""
        domain = self._services_domain(company, month, rule, MONTHLY)
        groups = self.env["gas.service.record"]._read_group(domain, ["department_id"], order="department_id")
        return self.env["hr.department"].union(*(department._gas_callback_department() for (department,) in groups))

    @api.model
    def _open(self, department, company, month, kind="monthly"):
        """Open and draw one plan, and launch its approval; none where nobody was served."""
        rule = self.env["gas.callback.rule"]._for_month(company, month)
        questionnaire = self.env["gas.callback.questionnaire"]._for_month(company, month)
        self.flush_model(["state"])  # one that is cancelled in this transaction makes room
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
            plan.sudo().unlink()  # sudo: it has just been made
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
                manager = plan.department_id.manager_id.user_id
                summary = self.env._("Put it up for approval: %s", plan.name)
                plan._schedule("mail.mail_activity_data_todo", manager, summary, str(error))

    @api.model
    def _services_domain(self, company, month, rule, categories):
        """Return the domain of the services of a month that count."""
        return (
            Domain("company_id", "=", company.id)
            & Domain("date", ">=", month)
            & Domain("date", "<", month + relativedelta(months=1))
            & Domain("mode", "in", rule._modes())
            & Domain("category", "in", categories)
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
