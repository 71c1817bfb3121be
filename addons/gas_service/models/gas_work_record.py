# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

_FACTS = frozenset("duty_id project_id name description date hours".split())


class GasWorkRecord(models.Model):
    """What somebody did for a duty of project leads on one day: evidence for appraisals (PL-1).

    The employee writes it while he remembers and submits it; from then on it changes only by what
    the manager decides (gas_work_record_decision.py), and confirmed it never changes again.
    """

    _name = "gas.work.record"
    _description = "Work Record"
    _inherit = ["gas.guarded.mixin", "gas.evidence.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _mail_post_access = "read"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    employee_id = fields.Many2one(
        "hr.employee", required=True, ondelete="restrict", index=True,
        default=lambda self: self.env.user._gas_employee(self.env.company).id,
    )  # fmt: skip
    department_id = fields.Many2one(
        "hr.department", readonly=True, ondelete="restrict", index=True,
        help="Of the employee when it was written.",
    )  # fmt: skip
    duty_id = fields.Many2one(
        "gas.duty", required=True, ondelete="restrict", index=True, tracking=True,
        domain="[('company_id', 'in', [company_id, False])]",
    )  # fmt: skip
    project_id = fields.Many2one(
        "gas.project", ondelete="restrict", index="btree_not_null", tracking=True,
        help="The project it was done for, if it was one.",
    )  # fmt: skip
    date = fields.Date(
        "Done On", required=True, index=True, copy=False, tracking=True, help="Local date.",
        default=lambda self: self.env.company._gas_today(),
    )  # fmt: skip
    hours = fields.Float(tracking=True, help="Hours of work, if you want to state them.")
    name = fields.Char("Subject", required=True, tracking=True)
    description = fields.Text("What Was Done", help="Whom you met, what came of it, what is next.")
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "To Confirm"), ("returned", "Returned"), ("confirmed", "Confirmed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    submitted_at = fields.Datetime("Submitted On", readonly=True, copy=False)
    decided_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    return_reason = fields.Char("Reason of the Return", readonly=True, copy=False, tracking=True)
    is_writable = fields.Boolean(compute="_compute_is_writable")

    _hours_of_a_day = models.Constraint("CHECK (hours >= 0 AND hours <= 24)", "A day has 24 hours.")

    _guarded_fields = frozenset(
        "company_id employee_id department_id state submitted_at decided_by decided_at return_reason".split()
    )

    @api.depends("state", "employee_id")
    @api.depends_context("uid")
    def _compute_is_writable(self):
        for record in self:
            record.is_writable = record.state in ("draft", "returned") and (
                not record.id or record._is_own() or record.create_uid == self.env.user
            )

    def _is_own(self):
        # the ids only: the employee himself is not readable by everybody who reads the record
        return self.employee_id.id in self.env.user.gas_employee_ids.ids

    # -- writing it ----------------------------------------------------------------------------

    def _guarded_initial(self, vals):
        employee = self._initial_employee(vals)
        if not employee.department_id:
            raise UserError(self.env._("%s belongs to no department: set it on the employee.", employee.name))
        return {
            "company_id": (employee.company_id or self.env.company).id,
            "employee_id": employee.id,
            "department_id": employee.department_id.id,
            "state": "draft",
        }

    @api.model
    def _initial_employee(self, vals):
        """Return (sudo) whose work it is: the user's own; that of others is entered by who confirms it.

        :raise UserError: the user is no employee, or does not lead the one named
        """
        mine = self.env.user._gas_employee(self.env.company)
        # sudo: the department of a colleague is not readable by ordinary users
        employee = self.env["hr.employee"].sudo().browse(vals.get("employee_id") or mine.id).exists()
        if not employee:
            raise UserError(self.env._("Your user is not linked to an employee: ask the administrator."))
        if not self.env.su and employee.id not in self.env.user.gas_employee_ids.ids:
            if self.env.user not in employee._gas_superiors(employee.department_id).user_id:
                raise UserError(self.env._("Write your own records; a colleague's are entered by his manager."))
        return employee

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_date()
        records._check_project()
        return records

    def write(self, vals):
        facts = _FACTS & vals.keys()
        if facts and not self._is_unguarded():
            self._check_evidence_open()
        result = super().write(vals)
        if "date" in facts:
            self._check_date()
        if "project_id" in facts:
            self._check_project()
        return result

    def _check_project(self):
        """The name of any project could be read through a record otherwise."""
        self.project_id.sudo(self.env.su).check_access("read")

    def _check_date(self):
        """:raise ValidationError: in the future, or longer ago than the user may enter it"""
        for record in self:
            record.company_id._gas_check_work_date(record.date, self.env.su or record._is_confirmer())

    def _evidence_fixed(self):
        return self.filtered(lambda record: record.state in ("submitted", "confirmed"))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if self.filtered("submitted_at"):
            raise UserError(self.env._("What was submitted once is kept."))
