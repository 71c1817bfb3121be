# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict
from fractions import Fraction

from odoo import fields, models

from ..tools.score import Part, fraction, rounded, score, shares
from .gas_appraisal_facts import Facts


class GasAppraisal(models.Model):
    """Computing: facts, weights, score, grade; for all subjects of a period together (all as superuser)."""

    _inherit = "gas.appraisal"

    def _compute_all(self):
        """Compute the appraisals; facts are read once for all subjects of the same period."""
        lines = []
        self.line_ids.unlink()
        for one, values, total in self._evaluate_all():
            lines += [{**line, "appraisal_id": one.id} for line in values]
            grade = one.scheme_id._grade(rounded(total)) if total is not None else one.grade_id.browse()
            one._write_guarded(
                {
                    "score": rounded(total),
                    "has_score": total is not None,
                    "grade_id": grade.id,
                    "coefficient": grade.coefficient if grade else 1.0,
                    "computed_at": fields.Datetime.now(),
                }
            )
        self.env["gas.appraisal.line"]._create_guarded(lines)
        self._judge_merit()
        self._compare_with_before()

    def _evaluate_all(self):
        """Yield (appraisal, line values, score as Fraction or None) of each."""
        for group in self.grouped(lambda one: (one.company_id, one.date_from, one.date_to, one.subject)).values():
            facts = group._facts()
            means = {code: group._means(by_subject) for code, by_subject in facts.items()}
            for one in group:
                yield one, *one._evaluate(facts, means)

    def _means(self, by_subject):
        """Return {department id: mean of a metric in it}; of departments themselves none."""
        if self[:1].subject == "department":
            return {}
        departments = {one.employee_id.id: one.department_id.id for one in self}
        sums = defaultdict(lambda: [Fraction(0), Fraction(0)])
        for subject_id, facts in by_subject.items():
            department_id = departments.get(subject_id, facts.department_id)
            sums[department_id][0] += facts.numerator
            sums[department_id][1] += facts.denominator
        return {
            department_id: min(numerator / denominator, Fraction(1))
            for department_id, (numerator, denominator) in sums.items()
            if denominator
        }

    def _evaluate(self, facts, means):
        """Return (line values, score as Fraction or None) of one appraisal.

        :param facts: {metric code: {subject id: Facts}}
        :param means: {metric code: {department id: Fraction}}
        """
        subject = self.employee_id or self.department_id
        scheme, parts, rows, mean_of = self.scheme_id, [], [], {}
        for row in scheme.line_ids:
            code = row.metric_id.code
            found = facts[code].get(subject.id) or Facts()
            # with a target so many are expected, and none is none of so many
            denominator = fraction(row.target) if row.target else found.denominator
            parts.append(Part(code, fraction(row.weight), found.numerator, denominator))
            mean_of[code] = None if row.target else means[code].get(self.department_id.id)
            rows.append((row, found, denominator))
        result = shares(parts, mean_of, scheme.prior, scheme.enough)
        values = []
        for row, found, denominator in rows:
            share, mean = result[row.metric_id.code], mean_of[row.metric_id.code]
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

    def _judge_merit(self):
        """Who may be on the merit list (年度评优) of the year: a gate, not points (FI-14.3)."""
        annual = self.filtered(lambda one: one.period == "year" and one.employee_id)
        for (company, start, stop), group in annual.grouped(
            lambda one: (one.company_id, one.date_from, one.date_to)
        ).items():
            cases = self.env["gas.conduct.case"].search(
                [
                    ("company_id", "=", company.id),
                    ("employee_id", "in", group.employee_id.ids),
                    ("state", "=", "executed"),
                    ("kind", "!=", "commendation"),
                    ("event_date", ">=", start),
                    ("event_date", "<=", stop),
                ]
            )
            for one in group:
                obstacle = False
                if one.employee_id in cases.employee_id:
                    obstacle = "penalty"
                elif not one.grade_id.merit:
                    obstacle = "grade"
                one._write_guarded({"merit": not obstacle, "merit_obstacle": obstacle})

    def _compare_with_before(self):
        """Say what corrections since then would have changed in the locked appraisal before; it stays as it was."""
        befores = self._locked_before()
        again = {one: rounded(total) for one, _lines, total in self.union(*befores.values())._evaluate_all()}
        for one, before in befores.items():
            difference = fraction(again[before]) - fraction(rounded(fraction(before.score)))
            one._write_guarded(
                {
                    "previous_id": before.id,
                    "previous_score": again[before],
                    "previous_difference": rounded(difference),
                }
            )

    def _locked_before(self):
        """Return {appraisal: the last locked one of the same subject before it}."""
        befores = {}
        for (company, period, start, subject), group in self.grouped(
            lambda one: (one.company_id, one.period, one.date_from, one.subject)
        ).items():
            field = "department_id" if subject == "department" else "employee_id"
            locked = self.search(
                [
                    ("company_id", "=", company.id),
                    ("period", "=", period),
                    ("subject", "=", subject),
                    ("date_to", "<", start),
                    ("state", "=", "locked"),
                    (field, "in", group[field].ids),
                ],
                order="date_from",
            )
            last = {one[field]: one for one in locked}
            befores.update({one: last[one[field]] for one in group if one[field] in last})
        return befores
