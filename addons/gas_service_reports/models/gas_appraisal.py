# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class GasAppraisal(models.Model):
    """How one employee or department did in a period, every figure with its evidence (FI-14.3, CB-10).

    Computed, seen and commented by the employee, confirmed by his manager, locked: from then on it never
    changes. What is corrected later shows as a difference in the next one.
    """

    _name = "gas.appraisal"
    _description = "Appraisal"
    _inherit = ["gas.guarded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_from desc, department_id, employee_id, id"
    _mail_post_access = "read"

    name = fields.Char(compute="_compute_name", store=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    scheme_id = fields.Many2one("gas.appraisal.scheme", required=True, readonly=True, ondelete="restrict", index=True)
    subject = fields.Selection(related="scheme_id.subject", store=True)
    period = fields.Selection(related="scheme_id.period", store=True)
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date("To", required=True, readonly=True)
    employee_id = fields.Many2one("hr.employee", readonly=True, ondelete="restrict", index="btree_not_null")
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict", index=True)
    state = fields.Selection(
        [("computed", "Computed"), ("commented", "Seen"), ("confirmed", "Confirmed"), ("locked", "Locked")],
        required=True, readonly=True, default="computed", tracking=True,
    )  # fmt: skip
    score = fields.Float(readonly=True, digits=(5, 2), aggregator="avg", help="0 to 100.")
    has_score = fields.Boolean(readonly=True, help="Without any evidence there is no score, and pay stays as it is.")
    grade_id = fields.Many2one("gas.appraisal.grade", readonly=True, ondelete="restrict")
    coefficient = fields.Float(readonly=True, digits=(6, 4), default=1.0, aggregator=None)
    line_ids = fields.One2many("gas.appraisal.line", "appraisal_id", "Metrics", readonly=True)
    comment = fields.Text("Comment of the Employee", readonly=True)
    commented_at = fields.Datetime("Seen On", readonly=True)
    confirmed_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    confirmed_at = fields.Datetime("Confirmed On", readonly=True)
    confirmation = fields.Text("Remark of the Manager", readonly=True)
    locked_at = fields.Datetime("Locked On", readonly=True)
    computed_at = fields.Datetime("Computed On", readonly=True)
    previous_id = fields.Many2one("gas.appraisal", "The One Before", readonly=True, ondelete="restrict")
    previous_score = fields.Float(
        "Score Before, by Today's Data", readonly=True, digits=(5, 2), aggregator=None,
        help="What the locked appraisal before would be with the corrections since.",
    )  # fmt: skip
    previous_difference = fields.Float(
        "Difference by Corrections", readonly=True, digits=(5, 2), aggregator=None,
        help="Corrections since then: the locked appraisal stays as it was.",
    )  # fmt: skip
    merit = fields.Boolean("May Be on the Merit List", readonly=True)
    merit_reason = fields.Char(readonly=True)

    _employee_unique = models.UniqueIndex(
        "(employee_id, period, date_from) WHERE employee_id IS NOT NULL",
        "This employee has an appraisal for this period.",
    )
    _department_unique = models.UniqueIndex(
        "(department_id, period, date_from) WHERE employee_id IS NULL",
        "This department has an appraisal for this period.",
    )

    _guarded_fields = frozenset(
        "name company_id scheme_id date_from date_to employee_id department_id state score has_score grade_id"
        " coefficient comment commented_at confirmed_by confirmed_at confirmation locked_at computed_at previous_id"
        " previous_score previous_difference merit merit_reason".split()
    )

    @api.depends("employee_id", "department_id", "date_from", "period")
    def _compute_name(self):
        for appraisal in self:
            row = appraisal.sudo()  # sudo: names only
            who = row.employee_id.name or row.department_id.name or ""
            when = (
                appraisal.date_from.strftime("%Y" if appraisal.period == "year" else "%Y-%m")
                if appraisal.date_from
                else ""
            )
            appraisal.name = f"{who} {when}"

    def write(self, vals):
        if vals.keys() & self._all_guarded and any(one.state == "locked" for one in self):
            raise UserError(
                self.env._("A locked appraisal does not change any more; corrections show in the next one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_open(self):
        if any(one.state in ("confirmed", "locked") for one in self):
            raise UserError(self.env._("A confirmed appraisal stays."))

    # -- the way of an appraisal ---------------------------------------------------------------------

    def action_comment(self, comment=""):
        """The employee has seen it, and says what he has to say.

        :raise AccessError: by somebody else
        """
        for one in self:
            one.check_access("read")
            if one.sudo().employee_id.user_id != self.env.user:  # sudo: compared with the user only
                raise AccessError(self.env._("Only the employee himself comments on his appraisal."))
            if one.state not in ("computed", "commented"):
                raise UserError(self.env._("%s is confirmed already.", one.name))
            # sudo: he writes nothing but his comment
            one.sudo()._write_guarded(
                {"state": "commented", "comment": comment or False, "commented_at": fields.Datetime.now()}
            )
            one.sudo().activity_ids.unlink()  # sudo: his own reminder

    def action_confirm(self, remark=""):
        """The manager confirms; an employee's appraisal only after he has seen it.

        :raise AccessError: by somebody who is not above the employee or department
        """
        for one in self:
            one._check_above()
            needed = "commented" if one.employee_id else "computed"
            if one.state != needed:
                raise UserError(self.env._("%s was not seen by the employee yet, or is confirmed already.", one.name))
            # sudo: the right has just been checked
            one.sudo()._write_guarded(
                {
                    "state": "confirmed",
                    "confirmed_by": self.env.uid,
                    "confirmed_at": fields.Datetime.now(),
                    "confirmation": remark or False,
                }
            )

    def action_lock(self):
        """General management locks what is confirmed: payslips take it from then on.

        :raise AccessError: by somebody else
        """
        if not self.env.user.has_group("gas_service.group_general"):
            raise AccessError(self.env._("Only general management locks appraisals."))
        for one in self:
            one.check_access("read")
            if one.state != "confirmed":
                raise UserError(self.env._("%s is not confirmed yet.", one.name))
            one.sudo()._write_guarded({"state": "locked", "locked_at": fields.Datetime.now()})  # sudo: checked above

    def _check_above(self):
        """Whoever is above the employee, or above the department's manager; never about oneself."""
        self.ensure_one()
        self.check_access("read")
        row = self.sudo()  # sudo: who is above whom
        person = row.employee_id or row.department_id.manager_id
        superiors = person._gas_superiors(row.department_id) if person else row.department_id.manager_id
        if self.env.user not in superiors.user_id or self.env.user == person.user_id:
            raise AccessError(self.env._("Only who is above the employee or department confirms its appraisal."))
