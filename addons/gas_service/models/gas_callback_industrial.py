# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain


class GasCallbackIndustrial(models.Model):
    """Whether a department's industrial customers of a quarter are called back (CB-1).

    They are called when the market asks for it; that somebody decided, whom and why, is on record each
    quarter. "Yes" opens a plan for the services of the quarter, outside the monthly figures.
    """

    _name = "gas.callback.industrial"
    _description = "Decision on Industrial Callbacks"
    _inherit = ["gas.guarded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "quarter desc, department_id, id"
    _mail_post_access = "read"

    name = fields.Char(compute="_compute_name", store=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", required=True, ondelete="restrict", index=True)
    quarter = fields.Date(
        required=True, default=lambda self: self._quarter_start(self.env.company._gas_today()),
        help="Of the services; its first day. Any day of the quarter can be entered.",
    )  # fmt: skip
    customer_count = fields.Integer("Industrial Customers Served", compute="_compute_customer_count")
    state = fields.Selection(
        [("open", "To Decide"), ("yes", "Call Back"), ("no", "Do Not Call")],
        default="open", required=True, readonly=True, copy=False, tracking=True, group_expand="_group_expand_state",
    )  # fmt: skip
    reason = fields.Text(readonly=True, copy=False, tracking=True)
    decided_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    plan_id = fields.Many2one(
        "gas.callback.plan", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    reminded_on = fields.Date(readonly=True, copy=False)

    _quarter_unique = models.UniqueIndex(
        "(company_id, department_id, quarter)", "This department has a decision of this quarter already."
    )
    _open_idx = models.Index("(reminded_on) WHERE state = 'open'")

    _guarded_fields = frozenset(
        "name company_id department_id quarter state reason decided_by decided_at plan_id reminded_on".split()
    )

    @api.depends("department_id", "quarter")
    def _compute_name(self):
        for decision in self:
            department = decision.sudo().department_id.name or ""  # sudo: a name
            quarter = decision.quarter
            decision.name = f"{department} {quarter.year}-Q{(quarter.month + 2) // 3}" if quarter else department

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection]

    @api.depends("department_id", "quarter")
    def _compute_customer_count(self):
        """How many the department served in the quarter, whoever asks: one query a quarter."""
        records = self.env["gas.service.record"].sudo()  # sudo: a count
        complete = self.filtered(lambda decision: decision.department_id and decision.quarter)
        (self - complete).customer_count = 0
        by_quarter = complete.grouped(
            lambda one: (one.company_id or self.env.company, self._quarter_start(one.quarter))
        )
        for (company, quarter), decisions in by_quarter.items():
            domain = self._served_domain(company, quarter)
            domain &= Domain("department_id", "in", decisions.department_id._gas_callback_departments().ids)
            served = records._read_group(domain, ["department_id", "account_id", "partner_id", "customer_name"])
            # whom two teams served is one customer
            customers = {(department._gas_callback_department().id, *customer) for department, *customer in served}
            counts = Counter(department_id for department_id, *_customer in customers)
            for decision in decisions:
                decision.customer_count = counts[decision.department_id.id]

    @api.model
    def _quarter_start(self, day):
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)

    @api.model
    def _served_domain(self, company, quarter):
        return (
            Domain("company_id", "=", company.id)
            & Domain("category", "=", "industrial")
            & Domain("date", ">=", quarter)
            & Domain("date", "<", quarter + relativedelta(months=3))
        )

    # -- opening -----------------------------------------------------------------------------------

    def _guarded_initial(self, vals):
        """A manager may ask the question himself, also while the quarter runs; for his departments."""
        department = self.env["hr.department"].browse(vals.get("department_id") or []).exists()
        user = self.env.user
        if not department:
            raise UserError(self.env._("Which department?"))
        supervises = self.env.su or user.has_group("gas_service.group_supervisor")
        if not supervises and department not in user.gas_department_ids:
            raise AccessError(self.env._("Only the manager of %s or the supervisor can do this.", department.name))
        company = department.company_id or self.env.company
        day = fields.Date.to_date(vals.get("quarter")) or company._gas_today()
        if day > company._gas_today():
            raise ValidationError(self.env._("The quarter has not begun: nobody has been served yet."))
        return {
            "company_id": company.id,
            "department_id": department.id,
            "quarter": self._quarter_start(day),
            "state": "open",
        }

    @api.model
    def _cron_open(self):
        """On the first working day after a quarter, ask for the decisions; bring up those that are not made."""
        for company in self.env["res.company"].search([], limit=None):
            timeline = company._gas_calendar()._gas_timeline()
            today = timeline.local_date(fields.Datetime.now())
            first = self._quarter_start(today)
            if today >= timeline.add_days(first - timedelta(days=1), 1):
                self._open_quarter(company, first - relativedelta(months=3))
            self._remind(company, today)

    @api.model
    def _open_quarter(self, company, quarter):
        """Open the missing decisions: one for each department that served industrial customers in the quarter."""
        groups = self.env["gas.service.record"]._read_group(self._served_domain(company, quarter), ["department_id"])
        served = self.env["hr.department"].union(*(department._gas_callback_department() for (department,) in groups))
        there = self.search([("company_id", "=", company.id), ("quarter", "=", quarter)]).department_id
        return self._create_guarded(
            [
                {"company_id": company.id, "department_id": department.id, "quarter": quarter}
                for department in served - there
            ]
        )

    @api.model
    def _remind(self, company, today):
        """Put what is not decided on the manager's list, and bring it up again every so many days."""
        waiting = self.search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "open"),
                "|",
                ("reminded_on", "=", False),
                ("reminded_on", "<=", fields.Date.subtract(today, days=company.gas_reminder_days)),
            ]
        )
        kind = "gas_service.activity_type_industrial"
        for decision in waiting:
            decision.activity_unlink([kind])
            user = decision.department_id._gas_notice_user()
            if user and decision.with_user(user).has_access("read"):
                decision.activity_schedule(kind, today, summary=decision.name, user_id=user.id)
        waiting._write_guarded({"reminded_on": today})

    # -- deciding ----------------------------------------------------------------------------------

    def action_decide(self, call_back, reason):
        """Decide, for the record; "yes" opens and draws a plan of the quarter's services, which goes to approval.

        :raise AccessError: neither manager of the department nor supervisor
        :raise UserError: decided already, no reason, or nobody there to call
        """
        self.ensure_one()
        self.check_access("read")
        user = self.env.user
        manages = user.has_group("gas_service.group_manager") and self.department_id in user.gas_department_ids
        if not manages and not user.has_group("gas_service.group_supervisor"):
            raise AccessError(
                self.env._("Only the manager of %s or the supervisor can do this.", self.department_id.name)
            )
        if self.state != "open":
            raise UserError(self.env._("%s is decided already.", self.name))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why they are called, or why not."))
        decision = self.sudo()  # sudo: the right was just checked; plans are opened by this alone
        values = {"state": "yes" if call_back else "no", "reason": reason.strip()}
        if call_back:
            plans = self.env["gas.callback.plan"].sudo()  # sudo: as above
            plan = plans._open(decision.department_id, decision.company_id, decision.quarter, kind="industrial")
            if not plan:
                raise UserError(self.env._("%s: no industrial customer was served in a way that counts.", self.name))
            values["plan_id"] = plan.id
        decision._write_guarded({**values, "decided_by": self.env.uid, "decided_at": fields.Datetime.now()})
        decision.activity_unlink(["gas_service.activity_type_industrial"])
