# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import AccessError, UserError


class GasApprovalMixin(models.AbstractModel):
    """What people do with an approval, and who may."""

    _inherit = "gas.approval.mixin"

    def action_approve(self, reason=""):
        """Approve the current step, as one of its approvers; the last one approves the document.

        :raise AccessError: the user is not among the approvers of the current step
        :raise UserError: nothing is running, the amount changed since the launch, or nobody may decide next
        """
        for document in self:
            document._approval_as_decider()._approval_approve((reason or "").strip())
        return True

    def action_reject(self, reason):
        """Reject the document, as one of the approvers of the current step.

        :raise AccessError: the user is not among the approvers of the current step
        :raise UserError: nothing is running, or no reason
        """
        reason = self._approval_reason(reason)
        for document in self:
            document = document._approval_as_decider()
            at = document._approval_end("rejected", reason)
            document._approval_on_rejected(at, reason)
        return True

    def action_withdraw_approval(self, reason):
        """Take a running approval back, as the one who asked for it.

        :raise AccessError: by somebody else
        :raise UserError: nothing is running, or no reason
        """
        reason = self._approval_reason(reason)
        for document in self:
            document = document._approval_running()
            if document.approval_requested_by != self.env.user:
                raise AccessError(
                    self.env._("Only %s, who asked for it, can withdraw it.", document.approval_requested_by.name)
                )
            at = document._approval_end("withdrawn", reason)
            document._approval_on_withdrawn(at, reason)
        return True

    def action_renew_approvers(self):
        """Look up anew who decides on the current step: somebody left, or a department has a new manager.

        Whoever may read the document can ask for it: it only applies the rules to today's organisation.
        :raise UserError: nothing is running, or nobody may decide
        """
        for document in self:
            document._approval_running()._approval_renew()
        return True

    def action_open_approve(self):
        return self._approval_dialog("approve", self.env._("Approve"))

    def action_open_reject(self):
        return self._approval_dialog("reject", self.env._("Reject"))

    def action_open_withdraw(self):
        return self._approval_dialog("withdraw", self.env._("Withdraw the Approval"))

    def _approval_dialog(self, step, name):
        """Return the action of the dialog that asks for the opinion or the reason."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "gas.approval.dialog",
            "view_mode": "form",
            "views": [(False, "form")],  # the board runs it as it is
            "target": "new",
            "context": {"default_step": step, "default_res_model": self._name, "default_res_id": self.id},
        }

    # -- checks ------------------------------------------------------------------------------

    def _approval_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Say why."))
        return reason.strip()

    def _approval_running(self):
        self.check_access("read")
        document = self._approval_locked()
        if document.approval_state != "running":
            raise UserError(self.env._("%s is not waiting for approval.", document.display_name))
        return document

    def _approval_as_decider(self):
        """Return the document for the engine if the current user decides on the current step.

        By his user alone: no group, administrator or superuser mode passes.
        """
        document = self._approval_running()
        approvers, user = document.approval_approver_ids, self.env.user
        if user not in approvers:
            raise AccessError(
                self.env._(
                    "“%(step)s” of %(document)s waits for %(approvers)s. Nobody else can decide on it.",
                    step=document.approval_step_name,
                    document=document.display_name,
                    approvers=", ".join(approvers.mapped("name")),
                )
            )
        if not document._approval_eligible(user, document._approval_barred()):
            raise AccessError(
                self.env._(
                    "%s concerns you by now, so you cannot decide on it. Have the approvers looked up anew.",
                    document.display_name,
                )
            )
        return document

    def _approval_check_amount(self):
        amount, launched = self._approval_amount(), self.approval_plan["amount"]
        currency = self.company_id.currency_id
        if currency.compare_amounts(amount, launched):
            raise UserError(
                self.env._(
                    "%(document)s was put up for approval with %(launched)s and is now %(amount)s. Reject it, so that it"
                    " is launched again.",
                    document=self.display_name,
                    launched=currency.format(launched),
                    amount=currency.format(amount),
                )
            )
