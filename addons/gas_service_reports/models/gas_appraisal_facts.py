# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, time, timedelta
from fractions import Fraction

import pytz

from odoo import models
from odoo.fields import Domain


class Facts:
    """What a metric counted for one subject: so many of so many, from these records."""

    def __init__(self, department_id=None):
        self.numerator = Fraction(0)
        self.denominator = Fraction(0)
        self.evidence = []
        self.left_out = []
        self.department_id = department_id

    def count(self, record, good, weight=1):
        """Count a record, as good or not."""
        weight = Fraction(str(weight))
        self.denominator += weight
        self.numerator += weight if good else 0
        self.evidence.append([record._name, record.id, bool(good)])

    def leave_out(self, record, reason):
        self.left_out.append([record._name, record.id, reason])


class GasAppraisal(models.Model):
    """The facts of a period: read for all subjects at once, each fact once (FI-14.3).

    Only what is evidence: binding promises since the company is live. What an executed case was about has
    had its consequence: it is left out, so that one event lowers pay once.
    """

    _inherit = "gas.appraisal"

    def _facts(self):
        """Return {metric code: {employee or department id: Facts}} of the period of these appraisals (sudo)."""
        first = self[:1]
        codes = set(self.scheme_id.line_ids.metric_id.mapped("code"))
        return {code: getattr(first, f"_metric_{code}")() for code in codes}

    def _moments(self):
        """Return (first, last exclusive) moment of the period, naive UTC, by the office calendar's zone."""
        zone = pytz.timezone(self.company_id._gas_calendar().tz)

        def utc(day):
            return zone.localize(datetime.combine(day, time.min)).astimezone(pytz.utc).replace(tzinfo=None)

        return utc(self.date_from), utc(self.date_to + timedelta(days=1))

    def _by_subject(self, rows):
        """Collect (employee, department, record, good, weight) under the subjects of this kind of appraisal."""
        result = {}
        for employee, department, record, good, weight in rows:
            subject = department if self.subject == "department" else employee
            if subject:
                facts = result.setdefault(subject.id, Facts(department.id))
                facts.count(record, good, weight)
        return result

    def _executed(self, field):
        """Return the records of ``field`` of executed penalty cases: they have had their consequence.

        Not those about a leader: what his people did still counts for them.
        """
        cases = self.env["gas.conduct.case"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "=", "executed"),
                ("kind", "not in", ("commendation", "leadership")),
            ]
        )
        return cases.mapped(field)

    def _metric_clocks(self):
        """Binding deadlines kept, by the weight of their clause; each counts when it ended or fell due."""
        return self._clock_facts(Domain("code", "!=", "FI-TRANSFER"))

    def _metric_transfer(self):
        """Tickets passed on within two working hours (FI-8.3)."""
        return self._clock_facts(Domain("code", "=", "FI-TRANSFER"))

    def _clock_facts(self, extra):
        begin, end = self._moments()
        ended = (
            Domain("state", "in", ("met", "late")) & Domain("stopped_at", ">=", begin) & Domain("stopped_at", "<", end)
        )
        due = Domain("state", "in", ("running", "late")) & Domain("due_at", ">=", begin) & Domain("due_at", "<", end)
        clocks = self.env["gas.sla.clock"].search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("is_evidence", "=", True)
            & Domain("employee_id", "!=", False)
            & extra
            & (ended | due)
        )
        punished, result = self._executed("clock_ids"), {}
        for clock in clocks:
            # late ones count in the period they fell due, whenever they end: nobody gains by leaving them open
            moment = clock.stopped_at if clock.state == "met" else clock.due_at
            if not moment or not begin <= moment < end or (clock.state == "running" and not clock.is_overdue):
                continue
            subject = clock.department_id if self.subject == "department" else clock.employee_id
            if not subject:
                continue
            facts = result.setdefault(subject.id, Facts(clock.department_id.id))
            if clock in punished:
                facts.leave_out(clock, self.env._("had its consequence in an executed case"))
            else:
                facts.count(clock, clock.state == "met", clock.policy_id.appraisal_weight)
        return result
