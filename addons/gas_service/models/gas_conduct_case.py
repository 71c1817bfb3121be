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
# nothing came of it
NULL_STATES = ("unfounded", "dismissed")


class GasConductCase(models.Model):
    """Reward or accountability of one person for one thing (FI-10 to FI-14).

    The person concerned never reads it: what he is told, and what he says to it, is his
    gas.conduct.notice; what is executed is a gas.conduct.order. Evidence is linked, not copied.
    """

    _name = "gas.conduct.case"
    _description = "Conduct Case"
    _inherit = ["gas.excluded.mixin", "gas.evidence.mixin"]
    _order = "id desc"
    _mail_post_access = "read"
    _dialog_field = "case_id"
    _excluded_employee_field = "employee_id"

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/", index="trigram")
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

    # whom it concerns, and who works on it
    employee_id = fields.Many2one(
        "hr.employee", "Person Concerned", required=True, ondelete="restrict", index=True,
        help="Stays as it is: a case about somebody else is another case.",
    )  # fmt: skip
    department_id = fields.Many2one(
        "hr.department", required=True, readonly=True, copy=False, ondelete="restrict", index=True,
        help="Where the person worked when it happened.",
    )  # fmt: skip
    working_department_id = fields.Many2one(
        "hr.department", "Handled In", readonly=True, copy=False, ondelete="restrict", index="btree_not_null",
        help="Whose managers work on the case: the department, or the one above where it concerns the head himself.",
    )  # fmt: skip
    about_head = fields.Boolean("About a Head", readonly=True, copy=False)
    excluded_user_ids = fields.Many2many(
        "res.users", "gas_conduct_case_excluded_rel", string="Users Kept Out", readonly=True, copy=False,
        ondelete="restrict",
    )  # fmt: skip
    reported_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")

    # what happened
    event_date = fields.Date(
        "Happened On", required=True, default=lambda self: self.env.company._gas_today(), tracking=True,
        help="Local date.",
    )  # fmt: skip
    summary = fields.Text(
        required=True, help="What the person is told: the facts, without the words or the name of who complained."
    )
    report = fields.Text(help="What is known, for those who work on the case.")
    cause = fields.Selection(
        [
            ("limit", "A promised limit was exceeded"),
            ("absent", "Left the post without leave"),
            ("handover", "Work was not handed over"),
            ("shirk", "Put the customer off on purpose"),
        ],
        help="Why the matter was delayed (FI-10).",
    )

    # what is decided
    violation_type_id = fields.Many2one(
        "gas.violation.type", "Article", ondelete="restrict", index="btree_not_null", tracking=True
    )
    sanction = fields.Selection(SANCTIONS, tracking=True)
    amount = fields.Monetary(tracking=True, help="Deducted from the performance bonus, or given as a reward.")
    finding = fields.Text(
        "Decision", help="What the person is told of the decision and its reasons; without it, the summary."
    )
    verified_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    verification = fields.Text(readonly=True, copy=False, help="What was found out.")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    final_at = fields.Datetime("Final Since", readonly=True, copy=False)
    executed_at = fields.Datetime("Executed On", readonly=True, copy=False)
    executed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    notice_id = fields.Many2one("gas.conduct.notice", readonly=True, copy=False, ondelete="restrict")
    order_ids = fields.One2many("gas.conduct.order", "case_id", "Orders", readonly=True)

    _name_unique = models.UniqueIndex("(company_id, name)", "The number of a case must be unique.")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "An amount is not negative.")

    _guarded_fields = frozenset(
        "name company_id state department_id working_department_id about_head excluded_user_ids reported_by verified_by"
        " verification decided_at final_at executed_at executed_by notice_id order_ids".split()
    )

    @property
    def _is_reward(self):
        return self.kind == "commendation"

    @api.model
    def _group_expand_state(self, states, domain):
        return [key for key, _label in self._fields["state"].selection if key in OPEN_STATES or key in states]

    @api.constrains("event_date", "company_id")
    def _check_event_date(self):
        """FI-15: nothing that happened before the measures were kept counts for or against anybody."""
        for case in self:
            live = case.company_id.gas_live_date
            if not live or case.event_date < live:
                raise ValidationError(
                    self.env._(
                        "%s is before the measures were kept with this system: it cannot become a case.",
                        case.event_date,
                    )
                )
            if case.event_date > case.company_id._gas_today():
                raise ValidationError(self.env._("The day lies in the future: enter when it happened."))

    def _evidence_fixed(self):
        return self.filtered(lambda case: case.state in ("executed", *NULL_STATES))

    def _notice_department(self):
        return self.working_department_id
