# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.score import Part, fraction, rounded, score, shares
from .gas_appraisal_facts import Facts


class GasAppraisal(models.Model):
    """Computing: facts, weights, score, grade; for all subjects of a period together."""

    _inherit = "gas.appraisal"

    @api.model
    def _open(self, company, period, start):
        """Open and compute the appraisals of a period that begins on the date ``start``; those there already stay.

        :return: the appraisals opened now (sudo)
        """
        appraisals = self.sudo()  # sudo: appraisals are opened by the scheduled action or general management
        stop = self._period_end(period, start)
        schemes = self.env["gas.appraisal.scheme"].sudo()  # sudo: as above
        values = []
        for scheme, employee in self._subjects(schemes._for(company, period, "employee", start), company):
            values.append((scheme, employee, employee.department_id))
        for scheme in schemes._for(company, period, "department", start)[:1]:
            departments = scheme.department_ids or self.env["hr.department"].sudo().search(
                [("company_id", "=", company.id)]
            )
            values += [(scheme, self.env["hr.employee"], department) for department in departments]
        there = appraisals.search([("company_id", "=", company.id), ("period", "=", period), ("date_from", "=", start)])
        known = {(one.employee_id.id, one.department_id.id if not one.employee_id else False) for one in there}
        created = appraisals._create_guarded(
            [
                {
                    "company_id": company.id,
                    "scheme_id": scheme.id,
                    "date_from": start,
                    "date_to": stop,
                    "employee_id": employee.id,
                    "department_id": department.id,
                }
                for scheme, employee, department in values
                if (employee.id, False if employee else department.id) not in known
            ]
        )
        created._compute_all()
        return created

    @api.model
    def _subjects(self, schemes, company):
        """Yield (scheme, employee): each active employee with the first scheme that fits him."""
        employees = (
            self.env["hr.employee"]
            .sudo()
            .search(  # sudo: see _open
                [("company_id", "=", company.id), ("department_id", "!=", False)]
            )
        )
        for employee in employees:
            for scheme in schemes:
                if scheme._fits(employee):
                    yield scheme, employee
                    break

    @api.model
    def _period_end(self, period, start):
        return start + (relativedelta(years=1) if period == "year" else relativedelta(months=1)) - relativedelta(days=1)

    def action_compute(self):
        """Compute anew what is not confirmed yet.

        :raise UserError: it is confirmed or locked
        """
        for one in self:
            one._check_above()
            if one.state not in ("computed", "commented"):
                raise UserError(self.env._("%s is confirmed: it is not computed again.", one.name))
        self.sudo()._compute_all()  # sudo: the right has just been checked

    def _compute_all(self):
        """Compute (sudo) the appraisals; facts are read once for all subjects of the same period."""
        for (_company, _from, _to, _subject), group in self.grouped(
            lambda one: (one.company_id, one.date_from, one.date_to, one.subject)
        ).items():
            facts = group._facts()
            for one in group:
                one._store(one._evaluate(facts))
            group._compare_with_before()

    def _evaluate(self, facts):
        """Return ([line values], score as Fraction or None) of one appraisal from {metric code: {subject id: Facts}}."""
        subject = self.employee_id or self.department_id
        scheme, parts, lines, means = self.scheme_id, [], [], {}
        for row in scheme.line_ids:
            code = row.metric_id.code
            found = facts.get(code, {}).get(subject.id) or Facts()
            target = fraction(row.target) if row.target else None
            denominator = target if target and found.denominator else found.denominator
            parts.append(Part(code, fraction(row.weight), found.numerator, denominator))
            means[code] = None if target else self._mean(facts.get(code, {}))
            lines.append((row, found, denominator, means[code]))
        result = shares(parts, means, scheme.prior, scheme.enough)
        values = []
        for row, found, denominator, mean in lines:
            share = result[row.metric_id.code]
            values.append(
                {
                    "metric_id": row.metric_id.id,
                    "sequence": row.sequence,
                    "weight": row.weight,
                    "effective_weight": rounded(share.weight, 4),
                    "numerator": rounded(found.numerator),
                    "denominator": rounded(denominator),
                    "department_mean": rounded(mean, 4),
                    "shrunk": share.shrunk,
                    "value": rounded(share.value, 4),
                    "has_evidence": share.value is not None,
                    "points": rounded(100 * share.weight * share.value) if share.value is not None else 0.0,
                    "evidence": found.evidence,
                    "left_out": found.left_out,
                }
            )
        return values, score(result)

    def _mean(self, by_subject):
        """Return the mean of a metric in the subject's department, None without facts."""
        if self.subject == "department":
            return None
        numerator = denominator = Fraction(0)
        for facts in by_subject.values():
            if facts.department_id == self.department_id.id:
                numerator += facts.numerator
                denominator += facts.denominator
        return min(numerator / denominator, Fraction(1)) if denominator else None

    def _store(self, evaluated):
        lines, total = evaluated
        grade = self.scheme_id._grade(rounded(total)) if total is not None else self.env["gas.appraisal.grade"]
        self.line_ids.unlink()
        self.env["gas.appraisal.line"]._create_guarded([{**line, "appraisal_id": self.id} for line in lines])
        merit, why = self._merit(grade)
        self._write_guarded(
            {
                "score": rounded(total),
                "has_score": total is not None,
                "grade_id": grade.id,
                "coefficient": grade.coefficient if grade else 1.0,
                "computed_at": fields.Datetime.now(),
                "merit": merit,
                "merit_reason": why,
            }
        )

    def _merit(self, grade):
        """Return (may be on the merit list, why not): a gate, not points (FI-14.3)."""
        if self.period != "year" or not self.employee_id:
            return False, False
        if not grade.merit:
            return False, self.env._("The grade is not enough.")
        penalties = self.env["gas.conduct.case"].search_count(
            [
                ("employee_id", "=", self.employee_id.id),
                ("state", "=", "executed"),
                ("kind", "!=", "commendation"),
                ("event_date", ">=", self.date_from),
                ("event_date", "<=", self.date_to),
            ],
            limit=1,
        )
        if penalties:
            return False, self.env._("He was held accountable in this year.")
        return True, False

    def _compare_with_before(self):
        """Say what corrections since then would have changed in the locked appraisal before; it stays as it was."""
        for one in self:
            before = self.search(
                [
                    ("employee_id", "=", one.employee_id.id),
                    ("department_id", "=", one.department_id.id)
                    if not one.employee_id
                    else ("employee_id", "!=", False),
                    ("period", "=", one.period),
                    ("date_to", "<", one.date_from),
                    ("state", "=", "locked"),
                ],
                order="date_from desc",
                limit=1,
            )
            if not before:
                continue
            _lines, total = before._evaluate(before._facts())
            again = rounded(total)
            one._write_guarded(
                {
                    "previous_id": before.id,
                    "previous_score": again,
                    "previous_difference": rounded(fraction(again) - fraction(before.score))
                    if again != before.score
                    else 0.0,
                }
            )
