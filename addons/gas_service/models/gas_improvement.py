# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

# what is agreed on; it changes while the item is open, by those who may decide on it
_FACTS = frozenset("name description employee_id date_deadline".split())
# where an improvement comes from: exactly one of them
ORIGINS = ("plan_id", "callback_id", "issue_id", "audit_line_id")


class GasImprovement(models.Model):
    """Something to be improved, by whom and until when (CB-7, CB-9).

    It comes from a monthly analysis, a call, a topic meeting or an audit. The owner reports what was done;
    the manager or the customer-service supervisor confirms it, never the owner himself
    (gas_improvement_decision.py).
    """

    _name = "gas.improvement"
    _description = "Improvement"
    _inherit = ["gas.guarded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_deadline, id"
    _mail_post_access = "read"

    name = fields.Char("What", required=True, tracking=True)
    description = fields.Text()
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    employee_id = fields.Many2one(
        "hr.employee", "Owner", required=True, ondelete="restrict", index=True, tracking=True,
        domain="[('company_id', 'in', allowed_company_ids)]",
    )  # fmt: skip
    department_id = fields.Many2one(
        "hr.department", readonly=True, ondelete="restrict", index=True, help="Of the owner."
    )
    origin_department_id = fields.Many2one(
        "hr.department", "Found In", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    date_deadline = fields.Date("Due On", required=True, tracking=True)
    state = fields.Selection(
        [("open", "Open"), ("reported", "Done, to Confirm"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="open", required=True, readonly=True, copy=False, tracking=True, index=True,
        group_expand="_group_expand_state",
    )  # fmt: skip
    result = fields.Text(readonly=True, copy=False, help="What was done, and what came of it.")
    reported_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    reported_at = fields.Datetime("Reported On", readonly=True, copy=False)
    decided_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    reason = fields.Char(readonly=True, copy=False, tracking=True, help="Why it was returned or cancelled.")
    reminded_on = fields.Date(readonly=True, copy=False)

    plan_id = fields.Many2one(
        "gas.callback.plan", "Analysis", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    callback_id = fields.Many2one("gas.callback", readonly=True, ondelete="restrict", index="btree_not_null")
    issue_id = fields.Many2one("gas.callback.issue", readonly=True, ondelete="restrict", index="btree_not_null")
    audit_line_id = fields.Many2one(
        "gas.callback.audit.line", "Audit", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    can_decide = fields.Boolean(compute="_compute_can_decide")
    can_report = fields.Boolean(compute="_compute_can_decide")

    _one_origin = models.Constraint(
        f"CHECK (num_nonnulls({', '.join(ORIGINS)}) = 1)", "An improvement comes from one place."
    )
    # reminders cost what is overdue, not what there is
    _overdue_idx = models.Index("(date_deadline) WHERE state = 'open'")

    _guarded_fields = frozenset(
        "company_id department_id origin_department_id state result reported_by reported_at decided_by decided_at"
        " reason reminded_on plan_id callback_id issue_id audit_line_id".split()
    )

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection if key != "cancelled" or key in states]

    @api.depends("state", "date_deadline")
    def _compute_is_overdue(self):
        today = self.env.company._gas_today()
        for item in self:
            item.is_overdue = item.state == "open" and bool(item.date_deadline) and item.date_deadline < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "=", "open") & Domain("date_deadline", "<", self.env.company._gas_today())
        return Domain.OR(overdue if wanted else ~overdue for wanted in value)

    @api.depends("state", "employee_id", "department_id", "origin_department_id")
    @api.depends_context("uid")
    def _compute_can_decide(self):
        for item in self:
            item.can_decide = item.state in ("open", "reported") and item._is_decider()
            item.can_report = item.state == "open" and (item._is_owner() or item._is_decider())

    def _is_owner(self):
        return self.employee_id.id in self.env.user.gas_employee_ids.ids

    def _is_decider(self):
        """Whether the user may decide on it, never the owner: the supervisor, a manager of one of its departments, and
        general management on what it found itself in an audit."""
        user = self.env.user
        if self._is_owner():
            return False
        if user.has_group("gas_service.group_supervisor"):
            return True
        if self.audit_line_id and user.has_group("gas_service.group_general"):
            return True
        departments = self.department_id | self.origin_department_id
        return user.has_group("gas_service.group_manager") and bool(departments & user.gas_department_ids)

    # -- making one ------------------------------------------------------------------------------

    def _guarded_initial(self, vals):
        origins = {name: vals[name] for name in ORIGINS if vals.get(name)}
        defaults = self.default_get(list(ORIGINS)) if not origins else {}
        origins = origins or {name: value for name, value in defaults.items() if value}
        if len(origins) != 1:
            raise UserError(self.env._("Where does it come from: an analysis, a call, a meeting or an audit?"))
        [(name, origin_id)] = origins.items()
        origin = self.env[self._fields[name].comodel_name].browse(origin_id)
        origin.check_access("read")
        origin = origin.sudo()  # sudo: its company and department; access was just checked
        # sudo: the department of a colleague is not readable by ordinary users
        owner = self.env["hr.employee"].sudo().browse(vals.get("employee_id") or [])
        return {
            name: origin_id,
            "company_id": origin.company_id.id,
            "department_id": owner.department_id.id,
            "origin_department_id": origin.department_id.id,
            "state": "open",
        }

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._check_deadline()
        items._ask_owner()
        return items

    def write(self, vals):
        facts = _FACTS & vals.keys()
        if facts and not self._is_unguarded():
            for item in self:
                item._check_open()
                if not self.env.su and not item._is_decider():
                    raise AccessError(self.env._("“%s” is changed by who may confirm it.", item.name))
        result = super().write(vals)
        if "date_deadline" in facts:
            self._check_deadline()
        if {"employee_id", "date_deadline"} & facts:
            self._owner_changed()
        return result

    def _owner_changed(self):
        for item in self.sudo():  # sudo: the right to change it was checked; the new owner's department
            item._write_guarded({"department_id": item.employee_id.department_id.id, "reminded_on": False})
        self._ask_owner()

    def _check_open(self):
        if self.state != "open":
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(self.env._("“%(name)s” is in state “%(state)s”.", name=self.name, state=labels[self.state]))

    def _check_deadline(self):
        for item in self:
            if item.date_deadline < item.company_id._gas_today():
                raise ValidationError(self.env._("“%s”: the date lies in the past.", item.name))

    def _ask_owner(self):
        """Put it on the owner's list of things to do."""
        kind = "gas_service.activity_type_improvement"
        for item in self.sudo():  # sudo: reminders of whoever owned it before
            item.activity_unlink([kind])
            user = item.employee_id.user_id.filtered("active") or item.department_id._gas_notice_user()
            if user:
                item.activity_schedule(kind, item.date_deadline, summary=item.name, user_id=user.id)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("What was agreed on is kept: cancel it, with the reason."))
