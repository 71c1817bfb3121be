# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class GasCheck(models.AbstractModel):
    """Appraisals: scores that follow from their lines, wages that follow from locked scores (FI-14.3)."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "appraisal_score": self.env._("The score of an appraisal is the sum of its lines, and its grade follows"),
            "appraisal_bonus": self.env._("Payslips multiply by the coefficient of a locked appraisal of the employee"),
        }

    @api.model
    def _find_appraisal_score(self):
        # each line is rounded to the cent of a point
        rows = self._rows(
            """
            SELECT a.id FROM gas_appraisal a
            LEFT JOIN LATERAL (
                SELECT COALESCE(sum(points), 0) AS points, count(*) AS lines,
                       COALESCE(bool_or(has_evidence), FALSE) AS evidence
                FROM gas_appraisal_line WHERE appraisal_id = a.id
            ) l ON TRUE
            LEFT JOIN gas_appraisal_grade g ON g.id = a.grade_id
            WHERE COALESCE(a.has_score, FALSE) != l.evidence
               OR abs(COALESCE(a.score, 0) - l.points) > 0.005 * l.lines + 0.005
               OR (a.state IN ('confirmed', 'locked') AND g.id IS NULL AND a.coefficient != 1)
            """
        )
        for (appraisal_id,) in rows:
            yield self.env["gas.appraisal"].browse(appraisal_id), self.env._("its score does not follow from its lines")

    @api.model
    def _find_appraisal_bonus(self):
        rows = self._rows(
            """
            SELECT s.id FROM hr_payslip s JOIN gas_appraisal a ON a.id = s.gas_appraisal_id
            WHERE a.state != 'locked' OR a.employee_id IS DISTINCT FROM s.employee_id
               OR (s.state = 'done' AND abs(s.gas_coefficient - a.coefficient) > 0.00005)
            """
        )
        for (slip_id,) in rows:
            text = self.env._("its performance coefficient is not that of the locked appraisal")
            yield self.env["hr.payslip"].browse(slip_id), text
