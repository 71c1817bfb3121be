# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain


class GasApprovalMixin(models.AbstractModel):
    """Approval of a document in ordered steps.

    The steps are those of the gas.approval.rule of the document's kind at the launch. Nobody decides on
    what he asked for or what concerns him: see gas_approval_mixin_approvers.py. Every decision is kept
    as a gas.approval.decision.

    The concrete model inherits mail.thread and mail.activity.mixin, has ``company_id``, sets
    ``_approval_host_field``, declares ``approval_decision_ids`` (One2many by that field; guarded), and
    implements the hooks below. It lets the users in ``approval_approver_ids`` read it by a record rule.
    Its own action checks access and what is missing, then calls ``_approval_launch``.
    """

    _name = "gas.approval.mixin"
    _inherit = ["gas.guarded.mixin"]
    _description = "Approval of a document"

    # field of gas.approval.decision that points to the document
    _approval_host_field = None

    approval_state = fields.Selection(
        [
            ("none", "Not Launched"),
            ("running", "Waiting for Approval"),
            ("approved", "Approved"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
        ],
        "Approval",
        default="none",
        required=True,
        readonly=True,
        copy=False,
    )
    approval_round = fields.Integer(
        "Launches", readonly=True, copy=False, aggregator=None, help="How often it was launched for approval."
    )
    approval_step_name = fields.Char("Approval Step", readonly=True, copy=False)
    # stored, so that record rules and searches can use it
    approval_approver_ids = fields.Many2many(
        "res.users", string="Approvers", readonly=True, copy=False, help="Who may decide on the current step."
    )
    approval_requested_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    approval_requested_at = fields.Datetime("Approval Requested On", readonly=True, copy=False)
    # amount, fallback_group_id, steps (the remaining ones, the current one first), passed_on
    approval_plan = fields.Json(readonly=True, copy=False)
    may_approve = fields.Boolean("Waits for Me", compute="_compute_may_approve", search="_search_may_approve")

    _guarded_fields = frozenset(
        "approval_state approval_round approval_step_name approval_approver_ids approval_requested_by"
        " approval_requested_at approval_plan approval_decision_ids".split()
    )

    @api.depends("approval_approver_ids")
    @api.depends_context("uid")
    def _compute_may_approve(self):
        # one query for a whole board, where almost nothing waits for the user
        # sudo: whether it waits for him, of documents he has
        waiting = self.sudo().search([("id", "in", self._origin.ids), ("approval_approver_ids", "in", self.env.uid)])
        self.may_approve = False
        self.filtered(lambda document: document._origin.id in waiting._ids).may_approve = True

    def _search_may_approve(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("approval_approver_ids", "in", self.env.uid)
        return Domain.OR(mine if v else ~mine for v in value)

    # -- hooks of the document ---------------------------------------------------------------
    # Called with sudo and without the caller's context; env.user is who acts.

    def _approval_kind(self):
        """Return which gas.approval.rule applies, a value of its ``kind``."""
        raise NotImplementedError

    def _approval_amount(self):
        """Return the amount put up for approval, in the currency of the company."""
        return 0.0

    def _approval_department(self):
        """Return the department whose manager and leader decide."""
        return self.department_id

    def _approval_concerned_users(self):
        """Return the users whom it concerns besides who asks for it: they never decide."""
        return self.env["res.users"]

    def _approval_on_step(self, at):
        """Other people decide from now on (``at``, naive UTC); also called for the first step."""

    def _approval_on_approved(self, at):
        """The last step was approved at ``at`` (naive UTC)."""

    def _approval_on_rejected(self, at, reason):
        """A step was rejected at ``at`` (naive UTC)."""

    def _approval_on_withdrawn(self, at, reason):
        """Who asked for it took it back at ``at`` (naive UTC)."""
