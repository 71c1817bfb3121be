# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class GasSlaPause(models.Model):
    """Time the customer owes something: a clock that may be paused stands still, once a manager confirms.

    From the local day the customer was told in writing what is missing (not counted any more) to the
    day it was delivered (counted again). A proposal changes nothing by itself, so nobody rescues his
    own deadline; unconfirmed after some working days (a setting) it lapses.
    """

    _name = "gas.sla.pause"
    _inherit = ["gas.hosted.mixin"]
    _description = "Pause of a Deadline"
    _order = "pause_date desc, id desc"
    _rec_name = "reason"
    _host_fields = ("clock_id",)

    clock_id = fields.Many2one(
        "gas.sla.clock", "Deadline", required=True, readonly=True, ondelete="cascade", index=True
    )
    pause_date = fields.Date(
        "Customer Told On", required=True, readonly=True, help="Day of the written notice of what is missing."
    )
    resume_date = fields.Date("Delivered On", readonly=True, help="Day the customer delivered what was missing.")
    reason = fields.Char("What is Missing", required=True, readonly=True)
    notice_reference = fields.Char(required=True, readonly=True, help="How the customer was told in writing.")
    state = fields.Selection(
        [("proposed", "Proposed"), ("confirmed", "Confirmed"), ("annulled", "Annulled")],
        required=True,
        readonly=True,
        default="proposed",
    )
    proposed_by = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    confirm_before = fields.Datetime(required=True, readonly=True, help="Lapses when not confirmed until then.")
    decided_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    decision_reason = fields.Char(readonly=True)

    _dates = models.Constraint(
        "CHECK (resume_date >= pause_date)", "What is missing cannot be delivered before the customer was told."
    )
    _lapse_idx = models.Index("(confirm_before) WHERE state = 'proposed'")

    @api.constrains("clock_id")
    def _check_pausable(self):
        for pause in self:
            if not pause.clock_id.pausable:
                raise ValidationError(
                    self.env._("“%s” runs on whatever the customer owes: it cannot be paused.", pause.clock_id.code)
                )

    def action_confirm(self):
        """Confirm: the days count as paused. A clock that settled meanwhile is settled again, at the same moment.

        :raise AccessError: by somebody else than the manager, or by the one who proposed it
        """
        for pause in self._as_manager():
            if pause.state != "proposed":
                raise UserError(self.env._("This pause has been decided on already."))
            pause._decide("confirmed")
            pause._apply("pause", pause.reason)
        return True

    def action_annul(self, reason):
        """Annul a proposed or confirmed pause; its days count again.

        :raise AccessError: by somebody else than the manager, or by the one who proposed it
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the pause is annulled."))
        for pause in self._as_manager():
            counted = pause.state == "confirmed"
            if pause.state == "annulled":
                raise UserError(self.env._("This pause has been decided on already."))
            pause._decide("annulled", reason)
            pause._apply("annul", reason, counted)
        return True

    def action_resume(self, resume_date):
        """Say on which local day the customer delivered; by the responsible or the manager.

        :param resume_date: date or ISO string
        """
        resume_date = fields.Date.to_date(resume_date)
        for pause in self.sudo():  # sudo: nobody may write pauses; the right to each is checked first
            pause.clock_id.sudo(False)._check_responsible()
            if pause.state == "annulled" or pause.resume_date:
                raise UserError(self.env._("This pause has ended already."))
            if resume_date > pause.clock_id._timeline().local_date(fields.Datetime.now()):
                raise ValidationError(self.env._("The day of delivery lies in the future."))
            pause.resume_date = resume_date
            pause._apply("resume", pause.reason, pause.state == "confirmed")
        return True

    def _as_manager(self):
        for pause in self:
            pause.clock_id.check_access("read")
            pause.clock_id._check_manager()
            if pause.sudo().proposed_by == self.env.user:  # sudo: compared with the user only
                raise AccessError(self.env._("Nobody decides on a pause he proposed."))
        return self.sudo()  # sudo: nobody may write pauses; the manager's right has just been checked

    def _decide(self, state, reason=False):
        self.write(
            {
                "state": state,
                "decided_by": self.env.uid,
                "decided_at": fields.Datetime.now(),
                "decision_reason": reason,
            }
        )

    def _apply(self, kind, reason, counts=True):
        self.clock_id._log(kind, reason=reason)
        if counts:
            self.clock_id._pauses_changed(reason)

    @api.model
    def _annul_unconfirmed(self):
        """Let proposals lapse that no manager confirmed in time."""
        # sudo: the scheduled action's job
        lapsed = self.sudo().search([("state", "=", "proposed"), ("confirm_before", "<", fields.Datetime.now())])
        for pause in lapsed:
            days = pause.clock_id.company_id.gas_pause_days
            pause._decide("annulled", self.env._("Not confirmed within %s working days", days))
            pause._apply("annul", pause.decision_reason, counts=False)
        return lapsed
