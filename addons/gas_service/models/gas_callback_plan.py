# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_sla_mixin import SLA_FIELDS

# customers that are called back each month; the others on demand (CB-1)
MONTHLY = ["residential", "commercial"]
OPEN_STATES = ("draft", "approval", "calling", "analysis")


class GasCallbackPlan(models.Model):
    """Callbacks of one department for the services of one month: who is called, by when, what came out (CB-1, CB-4)."""

    _name = "gas.callback.plan"
    _description = "Callback Plan"
    _inherit = ["gas.document.mixin"]
    _order = "month desc, department_id, id desc"
    _mail_post_access = "read"
    _sla_host_field = "callback_plan_id"
    _dialog_field = "plan_id"

    name = fields.Char(compute="_compute_name", store=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict", index=True)
    month = fields.Date(
        required=True, readonly=True, help="First day of the month of the services, or of their quarter (industrial)."
    )
    kind = fields.Selection(
        [("monthly", "Monthly"), ("industrial", "Industrial, on Demand")],
        default="monthly", required=True, readonly=True,
        help="Residential and commercial customers monthly, industrial ones on demand (CB-1).",
    )  # fmt: skip
    state = fields.Selection(
        [
            ("draft", "Drawn"),
            ("approval", "Waiting for Approval"),
            ("calling", "Calling"),
            ("analysis", "Analysis"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True, group_expand="_group_expand_state",
    )  # fmt: skip
    rule_id = fields.Many2one("gas.callback.rule", required=True, readonly=True, ondelete="restrict", index=True)
    questionnaire_id = fields.Many2one("gas.callback.questionnaire", required=True, readonly=True, ondelete="restrict")
    note = fields.Text("Plan", help="How the calls are organised: who calls, when, what is looked at in particular.")
    round_ids = fields.One2many("gas.callback.round", "plan_id", "Draws", readonly=True)
    stratum_ids = fields.One2many("gas.callback.stratum", "plan_id", "Service Types", readonly=True)
    callback_ids = fields.One2many("gas.callback", "plan_id", "Callbacks", readonly=True)
    clock_ids = fields.One2many("gas.sla.clock", "callback_plan_id", "Clocks", readonly=True)
    approved_at = fields.Datetime("Approved On", readonly=True, copy=False)
    calls_done_at = fields.Datetime("Calls Finished On", readonly=True, copy=False)
    shortfall_reason = fields.Text(
        readonly=True,
        copy=False,
        tracking=True,
        help="Why fewer were called than the ratio asks for; the audit shows it (CB-8).",
    )
    conclusion = fields.Html("Analysis", help="What the answers say, in the words of a person (CB-7).")
    suggestion = fields.Html("Suggestions", help="What should be improved (CB-7).")
    analysed_at = fields.Datetime("Analysed On", readonly=True, copy=False)
    analysed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")

    _once = models.UniqueIndex(
        "(department_id, month, kind) WHERE state != 'cancelled'", "This department has a plan for this month already."
    )

    _guarded_fields = SLA_FIELDS | set(
        "name company_id department_id month kind state rule_id questionnaire_id approved_at calls_done_at"
        " shortfall_reason analysed_at analysed_by".split()
    )

    @api.depends("department_id", "month", "kind")
    def _compute_name(self):
        for plan in self:
            department = plan.sudo().department_id.name or ""  # sudo: a name
            plan.name = f"{department} {plan._period_name()}"

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection if key in OPEN_STATES or key in states]

    def _period_name(self):
        if not self.month:
            return ""
        if self.kind == "industrial":
            return f"{self.month.year}-Q{(self.month.month + 2) // 3}"
        return f"{self.month:%Y-%m}"

    def _period(self):
        """Return the local dates from and before which the services were rendered: a month, or a quarter (CB-1)."""
        return self.month, self.month + relativedelta(months=3 if self.kind == "industrial" else 1)

    def _period_domain(self):
        start, end = self._period()
        return fields.Domain("date", ">=", start) & fields.Domain("date", "<", end)

    def _begun_at(self):
        return self.create_date

    def _categories(self):
        """Return the customer categories this plan is about (CB-1)."""
        return ["industrial"] if self.kind == "industrial" else MONTHLY

    # -- who answers for it ------------------------------------------------------------------------

    def _sla_responsible(self, kind):
        # sudo: employees are not readable by ordinary users
        return {plan.id: (plan.department_id.manager_id, plan.department_id) for plan in self.sudo()}

    def _check_manages(self):
        """Only a manager of the department, or the customer-service supervisor."""
        self.check_access("write")
        if self.env.su:
            return  # the scheduled action
        user = self.env.user
        supervises = user.has_group("gas_service.group_supervisor")
        if not supervises and self.department_id not in user.gas_department_ids:
            raise UserError(
                self.env._("Only the manager of %s or the supervisor can do this.", self.department_id.name)
            )
