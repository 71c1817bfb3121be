# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class GasAppraisalScheme(models.Model):
    """What counts how much in the appraisal of a role, and what a score is worth (FI-14.3, CB-10).

    A scheme that somebody was appraised by is never changed: copy it, with a later first month.
    """

    _name = "gas.appraisal.scheme"
    _description = "Appraisal Scheme"
    _inherit = ["mail.thread"]
    _order = "name, valid_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, ondelete="cascade"
    )
    active = fields.Boolean(default=True)
    subject = fields.Selection(
        [("employee", "Employees"), ("department", "Departments")], required=True, default="employee"
    )
    period = fields.Selection([("month", "Monthly"), ("year", "Annual")], required=True, default="month")
    department_ids = fields.Many2many(
        "hr.department",
        "gas_appraisal_scheme_department_rel",
        string="Departments",
        help="Empty: all; those below included.",
    )
    group_id = fields.Many2one(
        "res.groups", "Role", help="Empty: whatever the role. The first scheme that fits is used."
    )
    sequence = fields.Integer(default=10)
    valid_from = fields.Date("First Month", required=True, tracking=True)
    paid = fields.Boolean(
        "For Pay", tracking=True, help="Its coefficient multiplies the performance bonus of the month's payslip."
    )
    line_ids = fields.One2many("gas.appraisal.scheme.line", "scheme_id", "Metrics", copy=True)
    grade_ids = fields.One2many("gas.appraisal.grade", "scheme_id", "Grades", copy=True)
    enough = fields.Integer(
        "Enough Cases", default=10, help="Fewer are pulled towards the department's mean: chance alone moves them far."
    )
    prior = fields.Integer(
        "Weight of the Mean", default=5, help="As many cases the department's mean stands for; 0: nothing is pulled."
    )
    appraisal_ids = fields.One2many("gas.appraisal", "scheme_id", "Appraisals")

    _sane = models.Constraint("CHECK (enough >= 0 AND prior >= 0)", "Numbers of cases are not negative.")

    @api.constrains("paid", "period", "subject")
    def _check_paid(self):
        for scheme in self:
            if scheme.paid and (scheme.period != "month" or scheme.subject != "employee"):
                raise ValidationError(self.env._("Only monthly appraisals of employees change pay."))

    @api.constrains("grade_ids", "line_ids")
    def _check_complete(self):
        for scheme in self:
            if scheme.grade_ids and min(scheme.grade_ids.mapped("score_from")) > 0:
                raise ValidationError(self.env._("“%s”: one grade begins at 0.", scheme.name))

    def _check_unused(self):
        """:raise UserError: somebody was appraised by it"""
        if self.sudo().appraisal_ids:  # sudo: whether there are any
            raise UserError(self.env._("People were appraised by this scheme: copy it, and change the copy."))

    def write(self, vals):
        if vals.keys() - {"name", "active", "sequence", "appraisal_ids"}:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self._check_unused()

    def copy_data(self, default=None):
        rows = super().copy_data(default)
        for row in rows:
            row["valid_from"] = fields.Date.add(fields.Date.today().replace(day=1), months=1)
        return rows

    def _grade(self, score):
        """Return the grade of a score of 0 to 100."""
        self.ensure_one()
        return self.grade_ids.filtered(lambda grade: grade.score_from <= score).sorted("score_from")[-1:]

    @api.model
    def _for(self, company, period, subject, start):
        """Return the schemes of a company for a period that begins on the date ``start``, the first that fits first."""
        domain = [
            ("company_id", "=", company.id), ("period", "=", period), ("subject", "=", subject), ("valid_from", "<=", start),
        ]  # fmt: skip
        return self.search(domain, order="sequence, valid_from desc, id")

    def _fits(self, employee):
        """Whether an employee (sudo) is appraised by this scheme."""
        self.ensure_one()
        if self.department_ids:
            above = set((employee.department_id.parent_path or "").split("/"))
            if not above & {str(id_) for id_ in self.department_ids.ids}:
                return False
        return not self.group_id or self.group_id in employee.user_id.all_group_ids


class GasAppraisalSchemeLine(models.Model):
    """The weight of a metric in a scheme."""

    _name = "gas.appraisal.scheme.line"
    _description = "Metric of an Appraisal Scheme"
    _order = "scheme_id, sequence, id"
    _rec_name = "metric_id"

    scheme_id = fields.Many2one("gas.appraisal.scheme", required=True, ondelete="cascade", index=True)
    metric_id = fields.Many2one("gas.appraisal.metric", required=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    weight = fields.Float(required=True, default=10, digits=(6, 2))
    target = fields.Float(digits=(8, 2), help="Where so many are expected in the period, e.g. work records of a lead.")

    _metric_unique = models.UniqueIndex("(scheme_id, metric_id)", "A metric is in a scheme once.")
    _positive = models.Constraint("CHECK (weight > 0 AND target >= 0)", "Weights are above 0, targets not negative.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.scheme_id._check_unused()
        return lines

    def write(self, vals):
        self.scheme_id._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self.scheme_id._check_unused()


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
