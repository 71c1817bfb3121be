# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_OPEN = ("draft", "proposed", "approved")
# what a list holds, in the order in which it is destroyed: an account last, when nothing names it any more
_LISTED = {
    "gas.inquiry": "ticket_ids",
    "gas.project": "project_ids",
    "gas.callback.plan": "plan_ids",
    "gas.account": "account_ids",
}


class GasArchiveDestruction(models.Model):
    """Destruction list, 销毁清单: what is past its retention, proposed by one person, approved by another (FI-8.6)."""

    _name = "gas.archive.destruction"
    _description = "Destruction List"
    _inherit = ["gas.guarded.mixin", "mail.thread"]
    _order = "id desc"
    _mail_post_access = "read"

    name = fields.Char("Number", readonly=True, required=True, default="/", copy=False)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, ondelete="restrict"
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("executed", "Executed"),
            ("rejected", "Rejected"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    note = fields.Text()
    ticket_ids = fields.Many2many(
        "gas.inquiry", "gas_archive_destruction_inquiry_rel", "destruction_id", "inquiry_id", "Tickets",
        readonly=True, copy=False, ondelete="restrict",
    )  # fmt: skip
    project_ids = fields.Many2many(
        "gas.project", "gas_archive_destruction_project_rel", "destruction_id", "project_id", "Projects",
        readonly=True, copy=False, ondelete="restrict",
    )  # fmt: skip
    plan_ids = fields.Many2many(
        "gas.callback.plan", "gas_archive_destruction_plan_rel", "destruction_id", "plan_id", "Callback Plans",
        readonly=True, copy=False, ondelete="restrict",
        help="A department's services of a month, with the callbacks about them.",
    )  # fmt: skip
    account_ids = fields.Many2many(
        "gas.account", "gas_archive_destruction_account_rel", "destruction_id", "account_id", "Gas Accounts",
        readonly=True, copy=False, ondelete="restrict", context={"active_test": False},
        help="Closed long ago, and named by no record that is still kept.",
    )  # fmt: skip
    # of the tickets on the list: an accused person must not meet the complaint about him here
    excluded_user_ids = fields.Many2many(
        "res.users", "gas_archive_destruction_excluded_rel", string="Users Kept Out", readonly=True, copy=False,
        ondelete="restrict",
    )  # fmt: skip
    ticket_count = fields.Integer("Number of Tickets", readonly=True, copy=False)
    project_count = fields.Integer("Number of Projects", readonly=True, copy=False)
    plan_count = fields.Integer("Number of Callback Plans", readonly=True, copy=False)
    account_count = fields.Integer("Number of Gas Accounts", readonly=True, copy=False)
    record_count = fields.Integer("On the List", compute="_compute_record_count")
    proposed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    proposed_at = fields.Datetime("Proposed On", readonly=True, copy=False)
    decided_by = fields.Many2one("res.users", "Approved or Rejected By", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime("Decided On", readonly=True, copy=False)
    reject_reason = fields.Char("Reason of Rejection", readonly=True, copy=False)
    executed_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    executed_at = fields.Datetime("Executed On", readonly=True, copy=False)
    destroyed_count = fields.Integer("Anonymised", readonly=True, copy=False)
    skipped_count = fields.Integer(
        "Left Out", readonly=True, copy=False, help="Put on legal hold, or destroyed by another list, meanwhile."
    )
    contact_count = fields.Integer("Contacts Emptied", readonly=True, copy=False)
    message_count = fields.Integer("Messages Deleted", readonly=True, copy=False)
    attachment_count = fields.Integer("Files Deleted", readonly=True, copy=False)
    phone_count = fields.Integer("Phones Deleted", readonly=True, copy=False)
    callback_count = fields.Integer("Callbacks Emptied", readonly=True, copy=False)
    service_count = fields.Integer("Service Records Emptied", readonly=True, copy=False)

    _guarded_fields = frozenset(
        "name company_id state ticket_ids project_ids plan_ids account_ids excluded_user_ids ticket_count"
        " project_count plan_count account_count callback_count service_count proposed_by proposed_at decided_by decided_at"
        " reject_reason executed_by executed_at destroyed_count skipped_count contact_count message_count"
        " attachment_count phone_count".split()
    )

    def _guarded_initial(self, vals):
        sequence = self.env["ir.sequence"].sudo()  # sudo: numbering is not a right of the user
        return super()._guarded_initial(vals) | {
            "name": sequence.next_by_code("gas.archive.destruction"),
            "company_id": self.env.company.id,
        }

    @api.depends("ticket_count", "project_count", "plan_count", "account_count")
    def _compute_record_count(self):
        for destruction in self:
            destruction.record_count = sum(destruction[f"{name[:-4]}_count"] for name in _LISTED.values())

    def _all_records(self, model):
        """Return (sudo) what these lists hold of ``model``, what the user may not see included."""
        name = _LISTED[model]
        # a cache does not know whose rules filled it
        self.invalidate_recordset([name])
        return self.sudo()[name]  # sudo: see above

    def _today(self):
        return self.company_id._gas_calendar()._gas_timeline().local_date(fields.Datetime.now())

    def action_collect(self):
        """Fill the draft with all that is past retention, without legal hold and on no other open list.

        :raise AccessError: the user is not of general management
        """
        for destruction in self:
            destruction._check_step("draft", "gas_service.group_general")
            # sudo: what is on other lists, whoever sees them
            others = destruction.sudo().search([("state", "in", _OPEN), ("id", "!=", destruction.id)])
            values = {}
            for model, name in _LISTED.items():
                records = self.env[model].with_context(active_test=False)
                found = records.search(
                    records._domain_destroyable(destruction._today(), destruction.company_id)
                    & fields.Domain("id", "not in", others._all_records(model).ids)
                )
                values |= {name: [fields.Command.set(found.ids)], f"{name[:-4]}_count": len(found)}
                if model == "gas.inquiry":
                    excluded = found.sudo().excluded_user_ids  # sudo: copied, to keep the same people out
                    values["excluded_user_ids"] = [fields.Command.set(excluded.ids)]
            destruction._write_guarded(values)

    def action_propose(self):
        """Propose the list to the leader in charge.

        :raise UserError: there is nothing on it
        """
        for destruction in self:
            destruction._check_step("draft", "gas_service.group_general")
            if not destruction.record_count:
                raise UserError(self.env._("There is nothing on the list: nothing is past its retention."))
            destruction._write_guarded(
                {"state": "proposed", "proposed_by": self.env.uid, "proposed_at": fields.Datetime.now()}
            )

    def action_approve(self):
        """Approve, as leader in charge and never one's own proposal."""
        for destruction in self:
            destruction._decide({"state": "approved"})

    def action_reject(self, reason=""):
        """Reject; the tickets can be proposed again on another list."""
        for destruction in self:
            destruction._decide({"state": "rejected", "reject_reason": reason})

    def _decide(self, values):
        self._check_step("proposed", "gas_service.group_leader")
        if self.env.user in self.proposed_by | self.create_uid:
            raise UserError(self.env._("Nobody decides on his own proposal."))
        # sudo: leaders read the lists; the decision is all they write
        self.sudo()._write_guarded({**values, "decided_by": self.env.uid, "decided_at": fields.Datetime.now()})

    def action_execute(self):
        """Anonymise what is on the approved list, for good; what is held meanwhile is left out.

        :raise AccessError: the user is not of general management
        :raise UserError: not approved, or executed already
        """
        for destruction in self:
            destruction._check_step("approved", "gas_service.group_general")
            removed, listed = Counter(), 0
            for model in _LISTED:
                records = destruction._all_records(model)
                listed += len(records)
                removed += records._anonymise(destruction)
            destroyed = sum(removed[model] for model in _LISTED)
            destruction._write_guarded(
                {
                    "state": "executed",
                    "executed_by": self.env.uid,
                    "executed_at": fields.Datetime.now(),
                    "destroyed_count": destroyed,
                    "skipped_count": listed - destroyed,
                    "contact_count": removed["contacts"],
                    "message_count": removed["messages"],
                    "attachment_count": removed["attachments"],
                    "phone_count": removed["phones"],
                    "callback_count": removed["callbacks"],
                    "service_count": removed["services"],
                }
            )

    def _check_step(self, state, group):
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(group):
            raise AccessError(self.env._("This step of the destruction list is not yours."))
        if self.state != state:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(self.env._("%(list)s is in state “%(state)s”.", list=self.name, state=labels[self.state]))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(destruction.state != "draft" for destruction in self):
            raise UserError(self.env._("Only a draft can be deleted: the others are evidence."))
