# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict

from odoo import api, fields, models

STATES = [
    ("todo", "To Call"),
    ("calling", "Being Called"),
    ("done", "Answered"),
    ("refused", "Refused"),
    ("unreachable", "Not Reached"),
    ("dropped", "Not Called"),
]
# ended without answers
LOST = ("refused", "unreachable")


class GasCallback(models.Model):
    """One call to one customer, for all services he got in the month (CB-3, CB-4, CB-7)."""

    _name = "gas.callback"
    _description = "Callback"
    _inherit = ["gas.guarded.mixin"]
    _order = "plan_id, priority, id"

    plan_id = fields.Many2one("gas.callback.plan", required=True, readonly=True, ondelete="cascade", index=True)
    round_id = fields.Many2one("gas.callback.round", "Draw", readonly=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict")
    unit = fields.Char("Key of the Customer", required=True, readonly=True, help="See gas.callback.candidate.")
    account_id = fields.Many2one(
        "gas.account", "Gas Account", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    partner_id = fields.Many2one("res.partner", "Contact", readonly=True, ondelete="restrict", index="btree_not_null")
    customer_name = fields.Char("Customer", readonly=True)
    category = fields.Selection(
        [("residential", "Residential"), ("commercial", "Commercial and Public Welfare"), ("industrial", "Industrial")],
        readonly=True,
    )
    state = fields.Selection(STATES, required=True, readonly=True, default="todo")
    priority = fields.Integer(readonly=True, aggregator=None, help="Order of calling.")
    drawn_on = fields.Date(required=True, readonly=True)
    extra = fields.Boolean("Apart from the Ratio", readonly=True)
    hotline_only = fields.Boolean(readonly=True, help="Pre-service is called by customer service alone (PS-6.2).")
    server_ids = fields.Many2many(
        "hr.employee", "gas_callback_server_rel", "callback_id", "employee_id", "Served By", readonly=True,
        help="Nobody calls a customer he served.",
    )  # fmt: skip
    involved_ids = fields.Many2many(
        "hr.employee", "gas_callback_involved_rel", "callback_id", "employee_id", "Also Involved", readonly=True,
        help="Received his ticket, held it for a time or spoke with him: they do not call him either.",
    )  # fmt: skip
    excluded_user_ids = fields.Many2many(
        "res.users", "gas_callback_excluded_rel", "callback_id", "user_id", "Users Kept Out", readonly=True,
        groups=fields.NO_ACCESS,
        help="The customer complained about them: they neither call him nor see what he says (FI-8.5).",
    )  # fmt: skip
    replaces_id = fields.Many2one(
        "gas.callback", "Called Instead Of", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    candidate_ids = fields.One2many("gas.callback.candidate", "callback_id", "In the Draw", readonly=True)
    service_types = fields.Char("Services", compute="_compute_service_types")
    caller_id = fields.Many2one("hr.employee", readonly=True, ondelete="restrict", index="btree_not_null")
    claimed_at = fields.Datetime(readonly=True)
    call_after = fields.Datetime(
        "Not Before", readonly=True, help="Given back, or the customer asked to be called then."
    )
    attempt_count = fields.Integer("Days Tried", readonly=True, aggregator=None)
    last_attempt_at = fields.Datetime("Last Tried On", readonly=True)
    done_at = fields.Datetime("Answered On", readonly=True)
    channel = fields.Selection([("phone", "Phone"), ("link", "By Link")], readonly=True)
    questionnaire_id = fields.Many2one("gas.callback.questionnaire", readonly=True, ondelete="restrict")
    answer_ids = fields.One2many("gas.callback.answer", "callback_id", "Answers", readonly=True)
    remark = fields.Text("Customer's Words", readonly=True)
    dissatisfied = fields.Boolean(readonly=True)
    contact_ids = fields.One2many("gas.contact", "callback_id", "Tries", readonly=True)
    inquiry_id = fields.Many2one(
        "gas.inquiry", "Ticket Made of It", readonly=True, ondelete="restrict", index="btree_not_null",
        help="What the customer asked for during the call (CB-6).",
    )  # fmt: skip

    _plan_unique = models.UniqueIndex("(plan_id, unit)", "A customer is called once for a plan.")
    # who was called recently
    _recent_idx = models.Index("(company_id, drawn_on)")
    # the worklist: the next one without reading the others
    _next_idx = models.Index("(state, company_id, priority, id) WHERE state IN ('todo', 'calling')")

    _guarded_fields = frozenset(
        "plan_id round_id company_id department_id unit account_id partner_id customer_name category state priority"
        " drawn_on extra hotline_only server_ids involved_ids excluded_user_ids replaces_id caller_id claimed_at call_after attempt_count last_attempt_at done_at"
        " channel questionnaire_id remark dissatisfied inquiry_id".split()
    )

    @api.depends("customer_name", "account_id")
    def _compute_display_name(self):
        for callback in self:
            callback.display_name = callback.sudo().account_id.display_name or callback.customer_name  # sudo: a name

    @api.depends("plan_id", "unit")
    def _compute_service_types(self):
        labels = dict(self.env["gas.service.record"]._fields["service_type"]._description_selection(self.env))
        types = self._served_types()
        for callback in self:
            callback.service_types = "、".join(label for key, label in labels.items() if key in types[callback])

    def _served_types(self):
        """Return {callback: set of the service types its customer got in the month}."""
        # sudo: a caller may know what the customer got, not who else was drawn
        candidates = self.env["gas.callback.candidate"].sudo()
        rows = candidates.search_fetch(
            [("round_id.plan_id", "in", self.plan_id.ids), ("unit", "in", self.mapped("unit"))],
            ["round_id", "unit", "stratum"],
        )
        types = defaultdict(set)
        for row in rows:
            types[row.round_id.plan_id.id, row.unit].add(row.stratum)
        return {callback: types[callback.sudo().plan_id.id, callback.unit] for callback in self}

    # what gas.contact asks its document

    def _begun_at(self):
        return self.company_id._gas_midnight(self.drawn_on)

    def _contact_logged(self, contact):
        """A try changes nothing by itself: the action that logged it does."""
