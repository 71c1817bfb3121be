# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

# what the caller's context may say: in which language and companies he works
_KEPT_CONTEXT = ("lang", "tz", "allowed_company_ids")
_ENDED = {"approval_step_name": False, "approval_approver_ids": [fields.Command.clear()], "approval_plan": False}


class GasApprovalMixin(models.AbstractModel):
    """The way of an approval: launched, approved step by step, or rejected or withdrawn."""

    _inherit = "gas.approval.mixin"

    # -- what the document's actions call ----------------------------------------------------

    def _approval_launch(self):
        """Put the document up for approval, asked for by the current user.

        :raise UserError: it is running, no rule or no step applies, or nobody may decide on a step
        """
        self.ensure_one()
        document = self._approval_locked()
        if document.approval_state == "running":
            raise UserError(self.env._("%s is waiting for approval already.", document.display_name))
        plan = document._approval_make_plan()
        barred = self.env.user | document._approval_concerned_users()
        resolved = [document._approval_resolve(step, plan["fallback_group_id"], barred) for step in plan["steps"]]
        stuck = [(step["name"], why) for step, (users, why) in zip(plan["steps"], resolved, strict=True) if not users]
        if stuck:
            document._approval_raise_stuck(stuck)
        at = fields.Datetime.now()
        document._write_guarded(
            {
                "approval_state": "running",
                "approval_round": document.approval_round + 1,
                "approval_requested_by": self.env.uid,
                "approval_requested_at": at,
                "approval_plan": plan,
            }
        )
        document._approval_record("launched", at)
        document._approval_begin_step(at, *resolved[0])

    def _approval_cancel(self, reason):
        """End a running approval because the document went another way; nothing where none is running."""
        for document in self:
            if document.approval_state == "running":
                document._approval_locked()._approval_end("withdrawn", reason)

    def _approval_renew(self):
        """Look up anew who decides on the current step, after the organisation or the document changed.

        Nothing happens where none is running.
        :raise UserError: nobody may decide
        """
        for document in self:
            if document.approval_state == "running":
                document = document._approval_locked()
                users, text = document._approval_next(document.approval_plan["steps"])
                if users != document.approval_approver_ids:
                    document._approval_begin_step(fields.Datetime.now(), users, text)

    # -- engine ------------------------------------------------------------------------------

    def _approval_locked(self):
        """Return the document for the engine, with its row locked: of two who decide at once one wins.

        :raise UserError: another transaction has it
        """
        self.ensure_one()
        kept = {key: self.env.context[key] for key in _KEPT_CONTEXT if key in self.env.context}
        # sudo: who decides need not be able to write the document; each caller checks the right to the step.
        # the context is replaced: it could give defaults to what is written, or keep approvers from being told
        document = self.sudo().with_context(kept)  # pylint: disable=context-overridden
        if not document.try_lock_for_update(allow_referencing=True):
            raise UserError(self.env._("Somebody else is working on this document just now. Look at it again."))
        return document

    def _approval_make_plan(self):
        """Return the steps needed, as they are now.

        :raise UserError: there is no rule, or no step applies
        """
        rules, kind, amount = self.env["gas.approval.rule"], self._approval_kind(), self._approval_amount()
        rule = rules._for(kind, self.company_id)
        label = dict(rules._fields["kind"]._description_selection(self.env))[kind]
        if not rule:
            raise UserError(self.env._("There is no approval rule “%s”: ask the administrator to set one up.", label))
        steps = rule._plan(amount, self.company_id)
        if not steps:
            raise UserError(
                self.env._(
                    "No step of the approval rule “%(rule)s” applies to %(amount)s: ask the administrator for a step from"
                    " 0 on.",
                    rule=label,
                    amount=self.company_id.currency_id.format(amount),
                )
            )
        return {"amount": amount, "fallback_group_id": rule.fallback_group_id.id, "steps": steps, "passed_on": ""}

    def _approval_next(self, steps):
        """Return (users, text) of the first of ``steps``, as the organisation is now.

        :raise UserError: nobody may decide on it
        """
        users, text = self._approval_resolve(steps[0], self.approval_plan["fallback_group_id"], self._approval_barred())
        if not users:
            self._approval_raise_stuck([(steps[0]["name"], text)])
        return users, text

    def _approval_approve(self, reason):
        self._approval_check_amount()
        plan, at = self.approval_plan, fields.Datetime.now()
        remaining = plan["steps"][1:]
        if not remaining:
            self._approval_end("approved", reason, at)
            self._approval_on_approved(at)
            return
        # first: when nobody is left, nothing has happened
        users, text = self._approval_next(remaining)
        self._approval_record("approved", at, reason)
        self._approval_close_activities()
        self._write_guarded({"approval_plan": {**plan, "steps": remaining}})
        self._approval_begin_step(at, users, text)

    def _approval_begin_step(self, at, users, passed_on):
        """Let ``users`` decide on the first of the remaining steps from now on."""
        plan = self.approval_plan
        self._write_guarded(
            {
                "approval_step_name": plan["steps"][0]["name"],
                "approval_approver_ids": [fields.Command.set(users.ids)],
                "approval_plan": {**plan, "passed_on": passed_on},
            }
        )
        self._approval_on_step(at)
        self._approval_ask()

    def _approval_end(self, decision, reason, at=None):
        """End the approval, keep the decision, tell who asked for it; return the moment (naive UTC)."""
        at = at or fields.Datetime.now()
        self._approval_record(decision, at, reason)
        self._approval_close_activities()
        self._write_guarded({"approval_state": decision, **_ENDED})
        return at

    def _approval_record(self, decision, at, reason=""):
        """Append to the history, and say so in the chatter."""
        plan = self.approval_plan
        step = plan["steps"][0] if decision in ("approved", "rejected") else {}
        row = self.env["gas.approval.decision"]._create_guarded(
            [
                {
                    self._approval_host_field: self.id,
                    "company_id": self.company_id.id,
                    "round": self.approval_round,
                    "sequence": step.get("sequence", 0),
                    "step_name": step.get("name", False),
                    "amount": plan["amount"],
                    "currency_id": self.company_id.currency_id.id,
                    "decision": decision,
                    "decided_by": self.env.uid,
                    "decided_at": at,
                    "passed_on": plan["passed_on"] if step else "",
                    "reason": reason,
                }
            ]
        )
        self._approval_tell(row)
