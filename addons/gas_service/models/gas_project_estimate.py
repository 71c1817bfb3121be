# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class GasProject(models.Model):
    """The estimate: handed to the estimator, delivered, sent back (PS-4.2.3.2)."""

    _inherit = "gas.project"

    estimator_id = fields.Many2one(
        "hr.employee", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", tracking=True
    )
    estimate_requested_at = fields.Datetime("Drawings Handed to the Estimator On", readonly=True, copy=False)
    estimate_done_at = fields.Datetime("Estimate Delivered On", readonly=True, copy=False)
    estimate_amount = fields.Monetary(readonly=True, copy=False, tracking=True)

    _guarded_fields = frozenset({"estimator_id", "estimate_requested_at", "estimate_done_at", "estimate_amount"})

    def action_request_estimate(self, estimator_id, at=None, note=""):
        """Hand the drawings to the estimator at ``at`` (naive UTC, default now): PS-COST begins.

        :raise UserError: the drawings are not here, or nobody is named
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("design", "costing")
        # sudo: his department; the right to the project has just been checked
        estimator = self.env["hr.employee"].sudo().browse(estimator_id or []).exists()
        missing = []
        if not self.drawings_received_at:
            missing.append(self.env._("the drawings of the design unit"))
        if not estimator or (estimator.company_id and estimator.company_id != self.company_id):
            missing.append(self.env._("the estimator"))
        at = self._moment(at)
        if self.drawings_received_at and at < self.drawings_received_at:
            missing.append(self.env._("a time after the drawings were received"))
        self._raise_missing(missing)
        project = self.sudo()  # sudo: see above; the estimator need not be visible to who hands over
        if self.state == "costing":
            self._change_estimator(estimator, note)
            return
        project._note_handover("estimate", project.lead_id, estimator, note)
        project._write_guarded({"estimator_id": estimator.id, "estimate_requested_at": at, "state": "costing"})
        project._involve(estimator.department_id)
        project._sla_start("PS-COST", at)
        project._ask_estimator(note)

    def _change_estimator(self, estimator, note):
        """Another estimator goes on; the promise runs on, and what is overdue stays with the former one."""
        project = self.sudo()  # sudo: see action_request_estimate
        if project.estimate_done_at or estimator == project.estimator_id:
            raise UserError(self.env._("The estimate is in the hands of %s already.", project.estimator_id.name))
        project._note_handover("estimate", project.estimator_id, estimator, note)
        project._end_task(project.estimator_id.user_id)
        project._write_guarded({"estimator_id": estimator.id})
        project._involve(estimator.department_id)
        project._sla_reassign(fields.Datetime.now())
        project._ask_estimator(note)

    def _ask_estimator(self, note=""):
        self._schedule(
            "gas_service.activity_type_project",
            self.estimator_id.user_id,
            self.env._("Estimate %s", self.name),
            note,
        )

    def action_estimate_done(self, amount, at=None, note=""):
        """The estimator delivers the estimate at ``at`` (naive UTC, default now): PS-COST ends.

        :param amount: in the company's currency, more than zero
        :raise AccessError: by somebody else than the estimator or who may write the project
        """
        self.ensure_one()
        self.check_access("read")
        if self.estimator_id.id not in self.env.user.gas_employee_ids.ids and not self.has_access("write"):
            raise AccessError(self.env._("Only the estimator or the lead can do this."))
        self._check_state("costing")
        if self.estimate_done_at:
            raise UserError(self.env._("The estimate was delivered already: the lead can send it back."))
        missing = [] if amount and amount > 0 else [self.env._("the amount of the estimate")]
        at = self._moment(at)
        self._raise_missing(missing)
        project = self.sudo()  # sudo: the estimator reads the project and writes nothing but this
        project._sla_stop("PS-COST", at)
        project._write_guarded({"estimate_done_at": at, "estimate_amount": amount})
        project._end_task(project.estimator_id.user_id)
        project._note_handover("estimate", project.estimator_id, project.lead_id, note)
        project._schedule(
            "gas_service.activity_type_project",
            project.lead_id.user_id,
            self.env._("Check the estimate of %s", self.name),
            note,
        )

    def action_return_estimate(self, reason):
        """The lead finds the estimate wrong: it goes back, and a new PS-COST begins.

        :raise UserError: no reason, or there is no estimate
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("costing")
        if not self.estimate_done_at:
            raise UserError(self.env._("There is no estimate to send back."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say what is wrong with the estimate."))
        self.sudo()._restart_estimate(reason)  # sudo: the right to the project has just been checked

    def _restart_estimate(self, reason):
        """Put the estimate back to the estimator (sudo): a new promise of three days begins now."""
        now = fields.Datetime.now()
        self._note_handover("estimate", self.lead_id, self.estimator_id, reason)
        self._write_guarded({"state": "costing", "estimate_requested_at": now, "estimate_done_at": False})
        self._end_task(self.lead_id.user_id)
        self._sla_start("PS-COST", now)
        self._ask_estimator(reason)
