# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasAppraisalGrade(models.Model):
    """What a score is worth: a grade, and the coefficient of the performance bonus."""

    _name = "gas.appraisal.grade"
    _description = "Appraisal Grade"
    _order = "scheme_id, score_from desc"

    scheme_id = fields.Many2one("gas.appraisal.scheme", required=True, ondelete="cascade", index=True)
    name = fields.Char("Grade", required=True, translate=True)
    score_from = fields.Float("From", required=True, digits=(5, 2))
    coefficient = fields.Float(required=True, default=1.0, digits=(6, 4))
    merit = fields.Boolean(
        "Merit List", help="Who has this grade in the annual appraisal may be put on the merit list."
    )

    _from_unique = models.UniqueIndex("(scheme_id, score_from)", "Grades begin at different scores.")
    _range = models.Constraint(
        "CHECK (score_from BETWEEN 0 AND 100 AND coefficient BETWEEN 0 AND 2)",
        "Scores are between 0 and 100, coefficients between 0 and 2.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        grades = super().create(vals_list)
        grades.scheme_id._check_unused()
        return grades

    def write(self, vals):
        self.scheme_id._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self.scheme_id._check_unused()
