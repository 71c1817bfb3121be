# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools.sla_clock import Promise

UNITS = [("days", "Working Days"), ("hours", "Working Hours"), ("date", "Promised Date")]
RESPONSIBLES = [
    ("first_responsible", "First Responsible"),
    ("handler", "Handler"),
    ("lead", "Project Lead"),
    ("estimator", "Estimator"),
    ("approver", "Approver"),
    ("supplier", "Supplier"),
]


class GasSlaPolicy(models.Model):
    """A promise the company makes: so many working days or hours, or until a date given to the customer.

    Clocks keep a snapshot of what was promised when they started: changing a policy changes only
    the clocks that start afterwards.
    """

    _name = "gas.sla.policy"
    _description = "Deadline Policy"
    _order = "code, company_id, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, index=True, help="Documents start and stop the deadline by this code.")
    clause = fields.Char(help="Clause of the measures that makes this promise.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        ondelete="cascade",
        help="Empty: for every company that has no policy of its own with this code.",
    )
    unit = fields.Selection(UNITS, required=True, default="days")
    limit = fields.Float(default=3.0, digits=(16, 2), help="Working days (whole ones) or working hours.")
    binding = fields.Boolean(
        default=True, help="A clause makes this promise. Advisory deadlines warn but are no evidence against anyone."
    )
    pausable = fields.Boolean(help="The clock may stand still while the customer owes something.")
    responsible = fields.Selection(RESPONSIBLES, required=True, default="handler", help="Whose deadline it is.")
    calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Hours",
        ondelete="restrict",
        help="Empty: the company's office calendar.",
    )
    yellow_hours = fields.Float("Yellow Before", default=8.0, help="Working hours before the deadline; 0: no warning.")
    red_hours = fields.Float("Red Before", default=2.0, help="Working hours before the deadline; 0: no warning.")
    clock_count = fields.Integer(compute="_compute_clock_count", string="Deadlines")

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))", "There is already a deadline policy with this code in this company."
    )
    _warning_order = models.Constraint(
        "CHECK (yellow_hours >= red_hours AND red_hours >= 0)",
        "The yellow warning comes before the red one; neither is negative.",
    )

    @api.constrains("unit", "limit", "pausable")
    def _check_limit(self):
        for policy in self:
            if policy.unit == "days" and (policy.limit < 1 or policy.limit != int(policy.limit)):
                raise ValidationError(self.env._("“%s”: the limit is a whole number of working days.", policy.name))
            if policy.unit == "hours" and policy.limit <= 0:
                raise ValidationError(self.env._("“%s”: the limit is more than zero working hours.", policy.name))
            if policy.pausable and policy.unit != "days":
                raise ValidationError(self.env._("“%s”: only limits in working days can be paused.", policy.name))

    @api.constrains("unit", "limit", "red_hours", "yellow_hours")
    def _check_warnings(self):
        for policy in self:
            if policy.unit == "hours" and max(policy.red_hours, policy.yellow_hours) >= policy.limit:
                raise ValidationError(self.env._("“%s”: warnings come after the start.", policy.name))

    @api.constrains("company_id", "calendar_id")
    def _check_calendar_company(self):
        for policy in self:
            if policy.company_id and policy.calendar_id.company_id not in (
                policy.company_id,
                policy.company_id.browse(),
            ):
                raise ValidationError(self.env._("“%s” counts on a calendar of another company.", policy.name))

    def write(self, vals):
        # documents and reports know a promise by its code
        if "code" in vals:
            renamed = self.filtered(lambda policy: policy.code != vals["code"])
            # sudo: whether there are any, also where the user sees none
            if renamed and self.env["gas.sla.clock"].sudo().search_count([("policy_id", "in", renamed.ids)], limit=1):
                raise UserError(self.env._("The code of a policy that has deadlines cannot change."))
        return super().write(vals)

    def _compute_clock_count(self):
        # counts what the user may see
        counts = dict(
            self.env["gas.sla.clock"]._read_group([("policy_id", "in", self.ids)], ["policy_id"], ["__count"])
        )
        for policy in self:
            policy.clock_count = counts.get(policy, 0)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for policy in self:
            policy.display_name = policy.name or policy.code

    @api.model
    def _by_company(self, companies):
        """Return {company id: {code: policy}} of the active policies; a company's own wins over the shared one.

        One query whatever the number of companies. It is asked once a batch and deliberately not
        kept in the process: a registry cache refilled by a transaction with an older snapshot
        would go on promising what has been changed.
        """
        domain = Domain("company_id", "in", [*companies.ids, False])
        # sudo: starting a clock needs the promise, whoever registers; shared and company policies only
        policies = self.sudo().search_fetch(domain, self._snapshot_fields(), order="id")
        shared = {policy.code: policy for policy in policies if not policy.company_id}
        return {
            company.id: shared | {policy.code: policy for policy in policies if policy.company_id == company}
            for company in companies
        }

    @api.model
    def _snapshot_fields(self):
        return [
            "code", "company_id", "unit", "limit", "binding", "pausable", "responsible", "calendar_id",
            "yellow_hours", "red_hours",
        ]  # fmt: skip

    def _calendar(self, company):
        """Return the calendar this promise is counted on, never an employee's or a shift roster's."""
        return self.calendar_id or company._gas_calendar()

    def _promise(self, limit_date=None):
        return Promise(self.unit, self.limit, limit_date, self.yellow_hours, self.red_hours)

    def _snapshot(self, company):
        """Return the values a clock of this policy keeps, whatever becomes of the policy."""
        calendar = self._calendar(company)
        return {
            "policy_id": self.id,
            "code": self.code,
            "company_id": company.id,
            "unit": self.unit,
            "limit": self.limit,
            "own_limit": self.limit,
            "binding": self.binding,
            "pausable": self.pausable,
            "yellow_hours": self.yellow_hours,
            "red_hours": self.red_hours,
            "calendar_id": calendar.id,
            "timeline_version": calendar.sudo().timeline_version,  # sudo: an integer
        }

    @api.model
    def _limit_text(self, unit, limit, limit_date=None):
        """Return a limit in words, in the user's language."""
        if unit == "days":
            return self.env._("%s working days", int(limit))
        if unit == "hours":
            return self.env._("%s working hours", f"{limit:g}")
        return self.env._("until %s", format_date(self.env, limit_date))

    def action_open_clocks(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("gas_service.gas_sla_clock_action"),
            "domain": [("policy_id", "=", self.id)],
            "context": {},
        }
