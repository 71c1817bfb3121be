# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from fractions import Fraction

from odoo import models
from odoo.fields import Domain

from .gas_appraisal_facts import Facts


class GasAppraisal(models.Model):
    """Facts of callbacks, complaints, work records and the archive."""

    _inherit = "gas.appraisal"

    def _metric_callbacks(self):
        """Callbacks answered against the quota: of a department its plans', of a caller his fair share (CB-3)."""
        plans = self._period_plans()
        result = {}
        for plan in plans:
            quota = sum(plan.stratum_ids.filtered(lambda one: one.stratum == "total").mapped("quota"))
            done = plan.callback_ids.filtered(lambda one: one.state == "done" and not one.extra)
            if self.subject == "department":
                self._add_share(result, plan.department_id, plan.department_id, done, quota)
                continue
            callers = plan.callback_ids.caller_id
            for caller in callers:
                mine = done.filtered(lambda one, who=caller: one.caller_id == who)
                self._add_share(result, caller, caller.department_id, mine, Fraction(quota, len(callers)))
        return result

    def _add_share(self, result, subject, department, done, quota):
        facts = result.setdefault(subject.id, Facts(department.id))
        facts.numerator += min(len(done), quota)
        facts.denominator += quota
        facts.evidence += [["gas.callback", one.id, True] for one in done]

    def _period_plans(self):
        return self.env["gas.callback.plan"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("month", ">=", self.date_from),
                ("month", "<=", self.date_to),
                ("state", "in", ("calling", "analysis", "done")),
            ]
        )

    def _metric_satisfaction(self):
        """Customers who were satisfied, of those one person alone served; of a department all of them (CB-7)."""
        begin, end = self._moments()
        callbacks = self.env["gas.callback"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "done"),
                ("done_at", ">=", begin),
                ("done_at", "<", end),
            ]
        )
        punished, result = self._executed("callback_ids"), {}
        for callback in callbacks:
            if self.subject == "department":
                subject = callback.department_id
            else:
                subject = callback.server_ids if len(callback.server_ids) == 1 else self.env["hr.employee"]
            if not subject:
                continue
            facts = result.setdefault(subject.id, Facts(callback.department_id.id))
            if callback in punished:
                facts.leave_out(callback, self.env._("had its consequence in an executed case"))
            else:
                facts.count(callback, not callback.dissatisfied)
        return result

    def _metric_complaints(self):
        """Matters that ended without a complaint about the handler that was found to be true (PS-6.1, FI-8.5)."""
        begin, end = self._moments()
        closed = Domain("closed_at", ">=", begin) & Domain("closed_at", "<", end)
        company = Domain("company_id", "=", self.company_id.id)
        handled = self.env["gas.inquiry"].search(
            company & closed & Domain("kind", "in", ("inquiry", "request")) & Domain("handler_id", "!=", False)
        )
        true = self.env["gas.inquiry"].search(
            company & closed & Domain("kind", "=", "complaint") & Domain("verification", "=", "verified")
        )
        result = self._by_subject((ticket.handler_id, ticket.department_id, ticket, True, 1) for ticket in handled)
        punished = self._executed("objection_ids") | self._executed("inquiry_ids")
        for complaint in true:
            for employee in complaint.accused_ids:
                subject = employee.department_id if self.subject == "department" else employee
                facts = result.setdefault(subject.id, Facts(employee.department_id.id))
                if complaint in punished:
                    facts.leave_out(complaint, self.env._("had its consequence in an executed case"))
                else:
                    facts.count(complaint, False)
        return result

    def _metric_commendations(self):
        """Commendations that were not rewarded in money; without any the metric is left out (FI-14.1)."""
        cases = self.env["gas.conduct.case"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", "commendation"),
                ("state", "in", ("final", "executed")),
                ("amount", "=", 0),
                ("event_date", ">=", self.date_from),
                ("event_date", "<=", self.date_to),
            ]
        )
        return self._by_subject((case.employee_id, case.department_id, case, True, 1) for case in cases)

    def _metric_work_records(self):
        """Confirmed work records of project leads, against what the scheme expects (PL-1)."""
        records = self.env["gas.work.record"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "confirmed"),
                ("date", ">=", self.date_from),
                ("date", "<=", self.date_to),
            ]
        )
        return self._by_subject((one.employee_id, one.department_id, one, True, 1) for one in records)

    def _metric_archive(self):
        """Monthly hand-overs to the archive that came in time (FI-8.6)."""
        batches = self.env["gas.archive.batch"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("due_date", ">=", self.date_from),
                ("due_date", "<=", self.date_to),
            ]
        )
        return self._by_subject(
            (
                batch.department_id.manager_id,
                batch.department_id,
                batch,
                not batch.is_late and batch.state != "draft",
                1,
            )
            for batch in batches
        )

    def _metric_callback_measure(self):
        """How the measure on callbacks was carried out: calls, quota, analysis of each plan in time (CB-10)."""
        rows = []
        for plan in self._period_plans():
            clocks = plan.clock_ids.filtered(lambda clock: clock.state in ("met", "late"))
            rows += [
                (plan.department_id.manager_id, plan.department_id, clock, clock.state == "met", 1) for clock in clocks
            ]
            if plan.state in ("analysis", "done"):
                rows.append((plan.department_id.manager_id, plan.department_id, plan, not plan.shortfall, 1))
        return self._by_subject(rows)
