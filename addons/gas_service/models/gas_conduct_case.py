# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .gas_violation_type import SANCTIONS

KINDS = [
    ("commendation", "Commendation"),  # FI-14.1
    ("delay", "Delay"),  # FI-10
    ("wrong", "Wrong Handling"),  # FI-11
    ("integrity", "Integrity"),  # FI-12
    ("unperformed", "First-Inquiry Duty Not Performed"),  # FI-14.2 (1)
    ("impact", "Considerable Public Impact"),  # FI-14.2 (2)
    ("promise", "Careless Statements or Promises"),  # FI-14.2 (3)
    ("unreported", "Grave Matter Not Reported"),  # FI-14.2 (4)
    ("neglect", "Neglect by a Project Lead"),  # PS-6.1, PL-3
    ("leadership", "Responsibility of a Leader"),  # FI-6
]
OPEN_STATES = ("proposed", "reported", "verified", "notice", "approval", "decided", "served", "appealed", "final")


class GasConductCase(models.Model):
    """Reward or accountability of one person for one thing (FI-10 to FI-14).

    The person concerned never reads it: what he is told, and what he says to it, is his
    gas.conduct.notice; what is executed is a gas.conduct.order. Evidence is linked, not copied.
    """

    _name = "gas.conduct.case"
    _description = "Conduct Case"
    _inherit = ["gas.document.mixin"]
    _order = "id desc"
    _mail_post_access = "read"
    _sla_host_field = "conduct_case_id"
    _dialog_field = "case_id"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(KINDS, required=True, tracking=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("reported", "Reported"),
            ("verified", "Verified"),
            ("notice", "Being Heard"),
            ("approval", "Waiting for Decision"),
            ("decided", "Decided"),
            ("served", "Served"),
            ("appealed", "Appealed"),
            ("final", "Final"),
            ("executed", "Executed"),
            ("unfounded", "Unfounded"),
            ("dismissed", "Dismissed"),
        ],
        default="reported", required=True, readonly=True, copy=False, tracking=True, group_expand="_group_expand_state",
    )  # fmt: skip
    # whom and what it concerns
    employee_id = fields.Many2one("hr.employee", "Person Concerned", required=True, ondelete="restrict", index=True)
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, copy=False, ondelete="restrict", index=True,
        help="Where the person worked when it happened.",
    )  # fmt: skip
    # stored, for record rules: a domain through employees would fail for ordinary users
    concerned_user_ids = fields.Many2many(
        "res.users", "gas_conduct_case_concerned_rel", string="Users Kept Out", readonly=True, copy=False
    )
    event_date = fields.Date("Happened On", required=True, help="Local date.")
    summary = fields.Text(
        required=True, help="What the person is told: the facts, without the words or the name of who complained."
    )
    report = fields.Text(help="What is known, for those who decide.")
    cause = fields.Selection(
        [
            ("limit", "A promised limit was exceeded"),
            ("absent", "Left the post without leave"),
            ("handover", "Work was not handed over"),
            ("shirk", "Put the customer off on purpose"),
        ],
        help="Why the matter was delayed (FI-10).",
    )
    # evidence
    clock_ids = fields.Many2many("gas.sla.clock", "gas_conduct_case_clock_rel", string="Deadlines")
    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", ondelete="restrict", index="btree_not_null")
    project_id = fields.Many2one("gas.project", "Project", ondelete="restrict", index="btree_not_null")
    objection_id = fields.Many2one(
        "gas.inquiry", "Complaint", ondelete="restrict", index="btree_not_null", help="In which the customer objects."
    )
    callback_id = fields.Many2one("gas.callback", "Callback", ondelete="restrict", index="btree_not_null")
    # what is decided
    violation_type_id = fields.Many2one("gas.violation.type", "Article", ondelete="restrict", index="btree_not_null")
    sanction = fields.Selection(SANCTIONS)
    amount = fields.Monetary(help="Deducted from the performance bonus, or given as a reward.")
    reported_by = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict", default=lambda self: self.env.user
    )
    verified_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    verification = fields.Text(readonly=True, copy=False, help="What was found out.")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    final_at = fields.Datetime("Final Since", readonly=True, copy=False)
    executed_at = fields.Datetime("Executed On", readonly=True, copy=False)
    executed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    notice_id = fields.Many2one("gas.conduct.notice", readonly=True, copy=False, ondelete="restrict")
    order_ids = fields.One2many("gas.conduct.order", "case_id", "Orders", readonly=True)
    clock_own_ids = fields.One2many("gas.sla.clock", "conduct_case_id", "Clocks", readonly=True)

    _name_unique = models.UniqueIndex("(company_id, name)", "The number of a case must be unique.")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "An amount is not negative.")

    _guarded_fields = frozenset(
        "name company_id state department_id concerned_user_ids reported_by verified_by verification decided_at"
        " final_at executed_at executed_by notice_id".split()
    )

    @property
    def _is_reward(self):
        return self.kind == "commendation"

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection if key in OPEN_STATES or key in states]

    @api.constrains("event_date", "company_id")
    def _check_live(self):
        """FI-15: nothing that happened before the measures were kept counts for or against anybody."""
        for case in self:
            live = case.company_id.gas_live_date
            if not live or case.event_date < live:
                raise ValidationError(
                    self.env._("%s is before the measures were kept with this system: it cannot become a case.", case.event_date)
                )

    def _begun_at(self):
        return self.create_date
