# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasProject(models.Model):
    """The approval of the budget, with which a project is done (PS-4.2.3.3)."""

    _name = "gas.project"
    _inherit = ["gas.project", "gas.approval.mixin"]
    _approval_host_field = "project_id"

    approved_at = fields.Datetime("Approved On", readonly=True, copy=False)
    approval_decision_ids = fields.One2many(
        "gas.approval.decision", "project_id", string="Approval History", readonly=True
    )

    _guarded_fields = frozenset({"approved_at"})

    def action_launch_approval(self):
        """The lead finds the estimate right and puts the budget up for approval: PS-APPROVE begins.

        :raise AccessError: by somebody else than the lead or a manager of the department
        :raise UserError: there is no estimate, or nobody may decide on it
        """
        for project in self:
            project._check_leads()
            project._check_state("costing")
            delivered = project.estimate_done_at and project.estimate_amount
            project._raise_missing([] if delivered else [project.env._("the estimate")])
            project._approval_launch()
            project = project.sudo()  # sudo: the right to launch has just been checked
            project._write_guarded({"state": "approval"})
            project._end_task(self.env.user)
            project._sla_start("PS-APPROVE", project.approval_requested_at)

    # -- what the engine of approvals asks and tells -------------------------------------------

    def _approval_kind(self):
        return "budget"

    def _approval_amount(self):
        return self.estimate_amount

    def _approval_concerned_users(self):
        return (self.lead_id | self.estimator_id).user_id

    def _approval_on_step(self, at):
        self._sla_reassign(at)

    def _approval_on_approved(self, at):
        self._sla_stop("PS-APPROVE", at)
        self._sla_stop("PS-TOTAL", at)
        self._write_guarded({"state": "done", "approved_at": at})
        self._end_activities()

    def _approval_on_rejected(self, at, reason):
        """The estimator does it anew; the whole limit runs on."""
        self._sla_stop("PS-APPROVE", at)
        self._restart_estimate(reason)

    def _approval_on_withdrawn(self, at, reason):
        """Nobody decided: that promise no longer applies, the whole limit runs on."""
        self._sla_cancel("PS-APPROVE", reason)
        self._write_guarded({"state": "costing"})

    # -- what else happens to a project meanwhile ----------------------------------------------

    def _responsible_for(self, kind):
        return self._approval_responsible() if kind == "approver" else super()._responsible_for(kind)

    def _set_lead(self, employee, reason):
        """Another lead, another department: who decides may be another, and is never the lead."""
        result = super()._set_lead(employee, reason)
        self._approval_renew()
        return result

    def _end(self, state, reason):
        result = super()._end(state, reason)
        self._approval_cancel(reason)
        return result
