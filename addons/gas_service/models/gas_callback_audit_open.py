# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import secrets
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .gas_callback_plan import MONTHLY


class GasCallbackAudit(models.Model):
    """Opening: on the first working day after the quarter, once, whatever runs at the same time (CB-8)."""

    _inherit = "gas.callback.audit"

    @api.model
    def _cron_open(self):
        """Open the audit of the quarter before, from the first working day on; later, what was missed."""
        for company in self.env["res.company"].search([], limit=None):
            timeline = company._gas_calendar()._gas_timeline()
            today = timeline.local_date(fields.Datetime.now())
            first = self._quarter_start(today)
            if today >= timeline.add_days(first - timedelta(days=1), 1):
                self._open(company, first - relativedelta(months=3))

    @api.model
    def _quarter_start(self, day):
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)

    @api.model
    def _open(self, company, quarter):
        """Open the audit of ``quarter`` (its first day); none where it is there, or no calls were to be made.

        The unique index lets only one of two schedulers win; the other is rolled back and finds it there.
        """
        if self.search_count([("company_id", "=", company.id), ("quarter", "=", quarter)], limit=1):
            return self.browse()
        due_date = (quarter + relativedelta(months=3)).replace(day=company.gas_audit_day)
        audit = self._create_guarded(
            [
                {
                    "company_id": company.id,
                    "department_id": company.gas_general_department_id.id,
                    "quarter": quarter,
                    "due_date": due_date,
                    "seed": secrets.token_hex(16),  # unknown before, so that nobody can tell which calls are looked at
                }
            ]
        )
        audit._collect()
        if not audit.line_ids:
            audit.unlink()
            return self.browse()
        if due_date >= company._gas_today():
            audit._sla_start("CB-AUDIT", limit_date=due_date)
        audit._schedule(
            "gas_service.activity_type_audit",
            audit.department_id.manager_id.user_id,
            self.env._("Audit the callbacks of %s", audit.name),
            date_deadline=due_date,
        )
        return audit

    def _plans(self):
        """Return the plans whose calls were made in the quarter."""
        start, end = self.quarter, self.quarter + relativedelta(months=3)
        month = relativedelta(months=1)
        monthly = (
            Domain("kind", "=", "monthly") & Domain("month", ">=", start - month) & Domain("month", "<", end - month)
        )
        # on demand: opened in it
        zone_start, zone_end = (self.company_id._gas_midnight(day) for day in (start, end))
        drawn = Domain("drawn_at", ">=", zone_start) & Domain("drawn_at", "<", zone_end) & Domain("number", "=", 1)
        industrial = Domain("kind", "=", "industrial") & Domain("round_ids", "any", drawn)
        own = Domain("company_id", "=", self.company_id.id) & Domain("state", "!=", "cancelled")
        return self.env["gas.callback.plan"].search(own & (monthly | industrial), order="department_id, month, id")

    def _unplanned(self, plans):
        """Return {department: {month: number of records}} of services that count and have no plan."""
        found = {}
        rules = self.env["gas.callback.rule"]
        planned = {(plan.department_id, plan.month) for plan in plans if plan.kind == "monthly"}
        for back in (-1, 0, 1):
            month = self.quarter + relativedelta(months=back)
            rule = rules._for_month(self.company_id, month)
            domain = self.env["gas.callback.plan"]._services_domain(self.company_id, month, rule, MONTHLY)
            groups = self.env["gas.service.record"]._read_group(domain, ["department_id"], ["__count"])
            for served_by, count in groups:
                department = served_by._gas_callback_department()
                if (department, month) not in planned:
                    months = found.setdefault(department, {})
                    months[month] = months.get(month, 0) + count
        return found

    def _collect(self):
        """Bring lines, checks and samples up to date (sudo); what people judged or excused stays."""
        for audit in self:
            plans = audit._plans()
            unplanned = audit._unplanned(plans)
            lines = {line.department_id: line for line in audit.line_ids}
            for department in plans.department_id.union(*unplanned):
                line = lines.get(department) or audit.line_ids._create_guarded(
                    [{"audit_id": audit.id, "department_id": department.id}]
                )
                own = plans.filtered(lambda plan, department=department: plan.department_id == department)
                line._store_checks(own, unplanned.get(department, {}))
                line._draw_sample(own)
                line._rescore()
