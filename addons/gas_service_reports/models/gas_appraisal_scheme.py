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
        [("employee", "Employees"), ("department", "Departments")], "Appraised", required=True, default="employee"
    )
    period = fields.Selection([("month", "Monthly"), ("year", "Annual")], required=True, default="month")
    department_ids = fields.Many2many(
        "hr.department",
        "gas_appraisal_scheme_department_rel",
        string="Departments",
        help="Empty: all; those below included.",
    )
    group_id = fields.Many2one(
        "res.groups", "Role", help="Of employees. Empty: whatever the role. The first scheme that fits is used."
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
        "Weight of the Mean",
        default=5,
        help="As many cases the department's mean stands for at first; fewer the more cases there are. 0: nothing is pulled.",
    )
    appraisal_ids = fields.One2many("gas.appraisal", "scheme_id", "Appraisals")
    used = fields.Boolean(compute="_compute_used", compute_sudo=True, help="Somebody was appraised by it.")

    _sane = models.Constraint("CHECK (enough >= 0 AND prior >= 0)", "Numbers of cases are not negative.")

    @api.constrains("paid", "period", "subject")
    def _check_paid(self):
        for scheme in self:
            if scheme.paid and (scheme.period != "month" or scheme.subject != "employee"):
                raise ValidationError(self.env._("Only monthly appraisals of employees change pay."))

    @api.constrains("grade_ids", "line_ids", "subject")
    def _check_complete(self):
        for scheme in self:
            if scheme.grade_ids and min(scheme.grade_ids.mapped("score_from")) > 0:
                raise ValidationError(self.env._("“%s”: one grade begins at 0.", scheme.name))
            foreign = scheme.line_ids.metric_id.filtered(
                lambda metric, subject=scheme.subject: metric.subject not in ("both", subject)
            )
            if foreign:
                raise ValidationError(
                    self.env._(
                        "“%(scheme)s” cannot measure this: %(metrics)s",
                        scheme=scheme.name,
                        metrics=", ".join(foreign.mapped("name")),
                    )
                )

    def _compute_used(self):
        used = dict(self.env["gas.appraisal"]._read_group([("scheme_id", "in", self.ids)], ["scheme_id"], ["__count"]))
        for scheme in self:
            scheme.used = scheme in used

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

    def _fits(self, employee, department):
        """Whether an employee of a department, or the department itself, is appraised by this scheme (sudo)."""
        self.ensure_one()
        if self.department_ids:
            above = set((department.parent_path or "").split("/"))
            if not above & {str(id_) for id_ in self.department_ids.ids}:
                return False
        return not (self.group_id and employee) or self.group_id in employee.user_id.all_group_ids
