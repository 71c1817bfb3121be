# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from fractions import Fraction

from odoo import models
from odoo.fields import Domain


class GasAppraisal(models.Model):
    """Facts of callbacks, complaints, work records and the archive."""

    _inherit = "gas.appraisal"

    def _metric_callbacks(self):
        """Callbacks answered against the quota: of a department its plans', of a caller his fair share (CB-3)."""
        result = {}
        for plan in self._period_plans():
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
        facts = self._facts_of(result, subject.id, department.id)
        facts.numerator += min(len(done), quota)
        facts.denominator += quota
        facts.evidence.setdefault("gas.callback", [[], []])[0] += done.ids

    def _period_plans(self):
        return self.env["gas.callback.plan"].search(
            self._company_domain() & self._within("month") & Domain("state", "in", ("calling", "analysis", "done"))
        )

    def _metric_satisfaction(self):
        """Customers who were satisfied, of those one person alone served; of a department all of them (CB-7)."""
        callbacks = self.env["gas.callback"].search(
            self._company_domain()
            & Domain("state", "=", "done")
            & self._within("done_at", moments=True)
            & Domain("plan_id.month", ">=", self.company_id.gas_live_date.replace(day=1))
        )
        dealt_with, result = self._dealt_with("gas.callback"), {}
        for callback in callbacks:
            subject = callback.department_id if self.subject == "department" else callback.server_ids
            if len(subject) != 1:
                continue
            facts = self._facts_of(result, subject.id, callback.department_id.id)
            if callback.id in dealt_with:
                facts.leave_out("gas.callback", callback.ids)
            else:
                facts.count("gas.callback", callback.ids, not callback.dissatisfied)
        return result

    def _metric_complaints(self):
        """Matters that ended without a complaint about the handler that was found to be true (PS-6.1, FI-8.5)."""
        closed = self._company_domain() & self._within("closed_at", moments=True)
        closed &= Domain("received_at", ">=", self.company_id._gas_live_from())
        handled = closed & Domain("kind", "in", ("inquiry", "request")) & Domain("handler_id", "!=", False)
        result = self._add_groups({}, "gas.inquiry", handled, True, employee="handler_id")
        verified = self.env["gas.inquiry"].search(
            closed & Domain("kind", "=", "complaint") & Domain("verification", "=", "verified")
        )
        dealt_with = self._dealt_with("gas.inquiry")
        for complaint in verified:
            accused = complaint.accused_ids
            for subject in accused.department_id if self.subject == "department" else accused:
                department = subject if self.subject == "department" else subject.department_id
                facts = self._facts_of(result, subject.id, department.id)
                if complaint.id in dealt_with:
                    facts.leave_out("gas.inquiry", complaint.ids)
                else:
                    facts.count("gas.inquiry", complaint.ids, False)
        return result

    def _metric_commendations(self):
        """Commendations that were not rewarded in money; without any the metric is left out (FI-14.1)."""
        praised = (
            self._company_domain()
            & Domain("kind", "=", "commendation")
            & Domain("state", "in", ("final", "executed"))
            & Domain("amount", "=", 0)
            & self._within("event_date")
        )
        return self._add_groups({}, "gas.conduct.case", praised, True)

    def _metric_work_records(self):
        """Confirmed work records of project leads, against what the scheme expects (PL-1)."""
        confirmed = self._company_domain() & Domain("state", "=", "confirmed") & self._within("date")
        return self._add_groups({}, "gas.work.record", confirmed, True)

    def _metric_archive(self):
        """Monthly hand-overs of a department to the archive that came in time (FI-8.6)."""
        batches = self.env["gas.archive.batch"].search(self._company_domain() & self._within("due_date"))
        result = {}
        for batch in batches:
            facts = self._facts_of(result, batch.department_id.id, batch.department_id.id)
            facts.count("gas.archive.batch", batch.ids, not batch.is_late and batch.state != "draft")
        return result

    def _metric_callback_measure(self):
        """How a department carried out the measure on callbacks: calls, quota, analysis of each plan in time (CB-10)."""
        result = {}
        for plan in self._period_plans():
            facts = self._facts_of(result, plan.department_id.id, plan.department_id.id)
            for state, good in ("met", True), ("late", False):
                clocks = plan.clock_ids.filtered(lambda clock, s=state: clock.state == s)
                facts.count("gas.sla.clock", clocks.ids, good)
            if plan.state in ("analysis", "done"):
                facts.count("gas.callback.plan", plan.ids, not plan.shortfall)
        return result
