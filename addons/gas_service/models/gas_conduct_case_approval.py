# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasConductCase(models.Model):
    """The decision, by the steps of the approval rule (FI-14.4)."""

    _name = "gas.conduct.case"
    _inherit = ["gas.conduct.case", "gas.approval.mixin"]
    _approval_host_field = "conduct_case_id"

    approval_decision_ids = fields.One2many("gas.approval.decision", "conduct_case_id", "Decisions", readonly=True)

    def action_launch_approval(self):
        """Put the case up for decision: by whom, and in how many steps, the approval rule says.

        :raise UserError: names all that is missing, the hearing among it
        """
        for case in self:
            case._check_may_act()
            case._check_state("verified" if case._is_reward else "notice")
            missing = case._missing_for_decision()
            notice = case.sudo().notice_id  # sudo: the notice of a case the user works on
            if not case._is_reward and not (notice.stated_at or notice.witness_id):
                missing.append(self.env._("the person's statement, or a witness that he said nothing"))
            case._raise_missing(missing)
            case._approval_launch()
            case._write_guarded({"state": "approval"})
            case._done_with_activities()

    # -- what the engine of approvals asks and tells -----------------------------------------------

    def _approval_kind(self):
        return "reward" if self._is_reward else "penalty"

    def _approval_amount(self):
        return self.amount

    def _approval_concerned_users(self):
        return self.excluded_user_ids

    def _approval_on_approved(self, at):
        self._write_guarded({"state": "decided", "decided_at": at})
        if self._is_reward:
            self._reward(at)
        else:
            self._schedule(
                "gas_service.activity_type_conduct",
                self.approval_requested_by,
                self.env._("Serve the decision: %s", self.name),
            )

    def _approval_on_rejected(self, at, reason):
        self._write_guarded({"state": "verified" if self._is_reward else "notice"})

    def _approval_on_withdrawn(self, at, reason):
        self._approval_on_rejected(at, reason)

    def _exclude(self):
        """Whoever is kept out from now on decides no more: others are looked up, or it goes back."""
        result = super()._exclude()
        for case in self:
            if case.approval_state != "running" or not case.approval_approver_ids & case.excluded_user_ids:
                continue
            try:
                case._approval_renew()
            except UserError as error:
                # naming the accused must not fail because nobody is left to decide on a case
                case._approval_cancel(str(error))
                case._approval_on_withdrawn(fields.Datetime.now(), "")
        return result

    def _close(self, state, reason):
        result = super()._close(state, reason)
        self.sudo()._approval_cancel(reason)  # sudo: the right to the case was checked by the step
        return result


class GasApprovalDecision(models.Model):
    """Decisions on conduct cases."""

    _inherit = "gas.approval.decision"
    _host_fields = ("project_id", "callback_plan_id", "conduct_case_id")

    conduct_case_id = fields.Many2one("gas.conduct.case", readonly=True, ondelete="restrict", index="btree_not_null")

    _guarded_fields = frozenset({"conduct_case_id"})


class GasApprovalRule(models.Model):
    _inherit = "gas.approval.rule"

    kind = fields.Selection(
        selection_add=[("reward", "Reward"), ("penalty", "Penalty")],
        ondelete={"reward": "cascade", "penalty": "cascade"},
    )
