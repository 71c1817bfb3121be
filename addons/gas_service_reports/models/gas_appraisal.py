# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class GasAppraisal(models.Model):
    """How one employee or department did in a period, every figure with its evidence (FI-14.3, CB-10).

    Computed, seen and commented by the employee, confirmed by who leads him, locked: from then on it never
    changes. What is corrected later shows as a difference in the next one.
    """

    _name = "gas.appraisal"
    _description = "Appraisal"
    _inherit = ["gas.workflow.mixin"]
    _order = "date_from desc, department_id, employee_id, id"
    _mail_post_access = "read"
    _dialog_field = "appraisal_id"

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
        required=True, readonly=True, default="computed", tracking=True, group_expand=True,
    )  # fmt: skip
    score = fields.Float(readonly=True, digits=(5, 2), aggregator="avg", help="0 to 100.")
    has_score = fields.Boolean(readonly=True, help="Without any evidence there is no score, and pay stays as it is.")
    grade_id = fields.Many2one("gas.appraisal.grade", readonly=True, ondelete="restrict")
    coefficient = fields.Float(readonly=True, digits=(6, 4), default=1.0, aggregator=None)
    line_ids = fields.One2many("gas.appraisal.line", "appraisal_id", "Metrics", readonly=True)
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
    merit_obstacle = fields.Selection(
        [("grade", "The grade is not enough."), ("penalty", "Held accountable in this year.")],
        "Why Not on the Merit List", readonly=True,
    )  # fmt: skip

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
        " coefficient computed_at previous_id previous_score previous_difference merit merit_obstacle".split()
    )

    @api.depends("employee_id", "department_id", "date_from", "period")
    def _compute_name(self):
        for appraisal in self:
            row = appraisal.sudo()  # sudo: names only
            who = row.employee_id.name or row.department_id.name or ""
            appraisal.name = f"{who} {appraisal._period_text()}"

    def _period_text(self):
        return self.date_from.strftime("%Y" if self.period == "year" else "%Y-%m") if self.date_from else ""

    def _read_group_select(self, aggregate_spec, query):
        """The mean of scores is that of those who have one: nothing to count is not 0."""
        if aggregate_spec == "score:avg":
            known, score = (self._field_to_sql(self._table, name, query) for name in ("has_score", "score"))
            return SQL("AVG(CASE WHEN %s THEN %s END)", known, score)
        return super()._read_group_select(aggregate_spec, query)

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_unguarded():
            raise UserError(self.env._("Appraisals are opened when their period has ended."))
        return super().create(vals_list)

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

    # -- who -----------------------------------------------------------------------------------------

    def _person(self):
        """Return (sudo) whom it is about: the employee, of a department its manager."""
        self.ensure_one()
        row = self.sudo()  # sudo: the person behind it, to compare
        return row.employee_id or row.department_id.manager_id

    def _confirmers(self):
        """Return (sudo) the users who may confirm it, nearest first: who leads the person, never himself.

        Where nobody above him has a login, general management; of its own people supervision.
        """
        person = self._person()
        own = person.user_id
        users = person._gas_superiors(self.sudo().department_id).user_id - own  # sudo: as above
        return users or self._role_users("general") or self._role_users("supervision")

    def _role_users(self, role):
        """Return (sudo) the active users of a role in the company but for the person himself.

        What concerns general management's own people is none of its business.
        """
        own = self._person().user_id
        if role == "general" and own and own.has_group("gas_service.group_general"):
            return own.browse()
        users = self.env.ref(f"gas_service.group_{role}").sudo().all_user_ids  # sudo: only users come back
        return (users - own).filtered(lambda user: user.active and self.company_id in user.company_ids)

    def _lockers(self):
        """Return (sudo) the users who may lock it: general management, of its own people supervision."""
        return self._role_users("general") or self._role_users("supervision")
