# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

_ACTIVITY = "gas_service.activity_type_approve"


class GasApprovalMixin(models.AbstractModel):
    """What people are told about an approval. All methods need sudo."""

    _inherit = "gas.approval.mixin"

    def _approval_ask(self):
        """Give those who decide on the current step something to do, and nobody else."""
        self._approval_close_activities()
        for user in self.approval_approver_ids:
            document = self.with_context(lang=user.lang or self.env.lang)
            document.activity_schedule(
                _ACTIVITY,
                summary=document.env._("Approve %s", document.display_name),
                note=self.approval_plan["passed_on"],
                user_id=user.id,
            )
        names = ", ".join(self.approval_approver_ids.mapped("name"))
        text = self.env._("“%(step)s” waits for %(names)s.", step=self.approval_step_name, names=names)
        self._message_log(body=f"{text} {self.approval_plan['passed_on']}", author_id=self.env.user.partner_id.id)

    def _approval_close_activities(self):
        # deleted, not done: the decision itself stands in the chatter
        self.activity_unlink([_ACTIVITY])

    def _approval_tell(self, row):
        """Write the decision into the chatter; who asked for it is notified of its end."""
        values = {
            "name": row.decided_by.name,
            "step": row.step_name,
            "amount": row.currency_id.format(row.amount),
            "round": row.round,
        }
        # what is approved without an amount, such as a plan, is not said to cost nothing
        if row.decision == "launched" and not row.amount:
            text = self.env._("%(name)s launched it for approval (no. %(round)s).", **values)
        elif row.decision == "launched":
            text = self.env._("%(name)s launched it for approval (no. %(round)s, %(amount)s).", **values)
        elif row.decision == "approved" and not row.amount:
            text = self.env._("%(name)s approved “%(step)s”.", **values)
        elif row.decision == "approved":
            text = self.env._("%(name)s approved “%(step)s” (%(amount)s).", **values)
        elif row.decision == "rejected":
            text = self.env._("%(name)s rejected “%(step)s”.", **values)
        else:
            text = self.env._("%(name)s withdrew the approval.", **values)
        ended = row.decision == "rejected" or (row.decision == "approved" and len(self.approval_plan["steps"]) == 1)
        requester = self.approval_requested_by - row.decided_by
        self.message_post(
            body=f"{text} {row.reason}" if row.reason else text,
            author_id=row.decided_by.partner_id.id,
            partner_ids=requester.partner_id.ids if ended else [],
            subtype_xmlid="mail.mt_note",
        )
