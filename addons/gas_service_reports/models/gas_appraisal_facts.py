# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from fractions import Fraction

from odoo import fields, models
from odoo.fields import Domain

# from when on the person knows that a case is about him: until then it touches nothing
_KNOWN_STATES = ("notice", "approval", "decided", "served", "appealed", "final", "executed")


class Facts:
    """What a metric counted for one subject: so many of so many, from these records."""

    def __init__(self, department_id=None):
        self.numerator = Fraction(0)
        self.denominator = Fraction(0)
        self.evidence = {}  # {model: [[ids that count in favour], [ids that count against]]}
        self.left_out = {}  # {model: [ids]}
        self.department_id = department_id

    def count(self, model, ids, good, weight=1):
        """Count records, as good or not."""
        if ids:
            worth = Fraction(str(weight)) * len(ids)
            self.denominator += worth
            self.numerator += worth if good else 0
            self.evidence.setdefault(model, [[], []])[0 if good else 1] += ids

    def leave_out(self, model, ids):
        if ids:
            self.left_out[model] = self.left_out.get(model, []) + ids


class GasAppraisal(models.Model):
    """The facts of a period: read for all subjects at once, each fact once (FI-14.3); all as superuser.

    Only what is evidence: binding promises since the company is live. What has its consequence in a case is
    left out, so that one event lowers pay once.
    """

    _inherit = "gas.appraisal"

    def _facts(self):
        """Return {metric code: {employee or department id: Facts}} of the one period of these appraisals."""
        first = self[:1]
        codes = set(self.scheme_id.line_ids.metric_id.mapped("code"))
        return {code: getattr(first, f"_metric_{code}")() for code in codes}

    def _days(self):
        """Return (first, last) local date of the period that counts: none before the company was live (FI-15)."""
        return max(self.date_from, self.company_id.gas_live_date), self.date_to

    def _moments(self):
        """Return (first, last exclusive) moment of these days, naive UTC, by the office calendar's zone."""
        first, last = self._days()
        return self.company_id._gas_midnight(first), self.company_id._gas_midnight(fields.Date.add(last, days=1))

    def _within(self, field, moments=False):
        """Return the domain of a date, or moment, of the period."""
        if moments:
            begin, end = self._moments()
            return Domain(field, ">=", begin) & Domain(field, "<", end)
        first, last = self._days()
        return Domain(field, ">=", first) & Domain(field, "<=", last)

    def _company_domain(self):
        return Domain("company_id", "=", self.company_id.id)

    def _facts_of(self, result, subject_id, department_id):
        """Return the Facts of a subject in ``result``, made when they are the first."""
        return result.setdefault(subject_id, Facts(department_id))

    def _add_groups(self, result, model, domain, good, employee="employee_id", weight_by=None, dealt_with=()):
        """Count the records of a domain with one query, however many there are.

        :param employee: the field that names whose they are; his, or those of the records' department
        :param weight_by: a field whose ``appraisal_weight`` they count by
        :param dealt_with: ids that are left out
        """
        by_department = self.subject == "department"
        groupby = ["department_id"] + ([] if by_department else [employee]) + ([weight_by] if weight_by else [])
        domain &= Domain("department_id" if by_department else employee, "!=", False)
        for *group, ids in self.env[model]._read_group(domain, groupby, ["id:array_agg"]):
            department = group[0]
            subject = department if by_department else group[1]
            weight = group[-1].appraisal_weight if weight_by else 1
            facts = self._facts_of(result, subject.id, department.id)
            facts.count(model, [id_ for id_ in ids if id_ not in dealt_with], good, weight)
            facts.leave_out(model, [id_ for id_ in ids if id_ in dealt_with])
        return result

    def _dealt_with(self, model):
        """Return the ids of the facts of a model that have, or may still have, their own consequence in a case.

        Not in cases about a leader: what his people did still counts for them. Neither of cases the person has not
        been told of: they touch nothing, and he would learn of them here.
        """
        cases = self.env["gas.conduct.case"].search(
            self._company_domain()
            & Domain("state", "in", _KNOWN_STATES)
            & Domain("kind", "not in", ("commendation", "leadership"))
        )
        with cases._all_evidence() as all_cases:
            return all_cases._facts_about(model)

    def _metric_clocks(self):
        """Binding deadlines kept, by the weight of their clause (PL-2.3); each counts when it ended or fell due."""
        return self._clock_facts(Domain("code", "!=", "FI-TRANSFER"))

    def _metric_transfer(self):
        """Tickets passed on within two working hours (FI-8.3)."""
        return self._clock_facts(Domain("code", "=", "FI-TRANSFER"))

    def _clock_facts(self, extra):
        extra &= self._company_domain() & Domain("is_evidence", "=", True) & Domain("employee_id", "!=", False)
        met = extra & Domain("state", "=", "met") & self._within("stopped_at", moments=True)
        # late ones count in the period they fell due, whenever they end: nobody gains by leaving them open
        overdue = Domain("state", "=", "late") | Domain("is_overdue", "=", True)
        late = extra & overdue & self._within("due_at", moments=True)
        dealt_with, result = self._dealt_with("gas.sla.clock"), {}
        for domain, good in (met, True), (late, False):
            self._add_groups(result, "gas.sla.clock", domain, good, weight_by="policy_id", dealt_with=dealt_with)
        return result
