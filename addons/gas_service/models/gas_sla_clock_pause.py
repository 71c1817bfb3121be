# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class GasSlaClock(models.Model):
    """How a clock is paused: proposed by the responsible, confirmed by the manager."""

    _inherit = "gas.sla.clock"

    def action_propose_pause(self, pause_date, reason, notice_reference, resume_date=None):
        """Propose that the clock stood still from ``pause_date`` (local date or ISO string).

        :param notice_reference: how the customer was told in writing what is missing
        :return: id of the gas.sla.pause
        :raise ValidationError: the policy cannot be paused, dates before the start or in the future
        :raise AccessError: by somebody else than the responsible or a manager of the department
        """
        self.ensure_one()
        self._check_responsible()
        clock = self.sudo()  # sudo: nobody may create pauses; the right has just been checked
        pause_date, resume_date = fields.Date.to_date(pause_date), fields.Date.to_date(resume_date)
        timeline, now = clock._timeline(), fields.Datetime.now()
        today = timeline.local_date(now)
        if clock.state not in ("running", "paused"):
            raise UserError(self.env._("Only a running deadline can be paused."))
        if not (reason or "").strip() or not (notice_reference or "").strip():
            raise ValidationError(self.env._("Say what is missing and how the customer was told in writing."))
        if not pause_date or pause_date > today or pause_date < timeline.local_date(clock.started_at):
            raise ValidationError(self.env._("The customer was told between the start and today."))
        if resume_date and resume_date > today:
            raise ValidationError(self.env._("The day of delivery lies in the future."))
        pause = self.env["gas.sla.pause"].sudo().create(  # sudo: see above
            {
                "clock_id": clock.id,
                "pause_date": pause_date,
                "resume_date": resume_date,
                "reason": reason,
                "notice_reference": notice_reference,
                "proposed_by": self.env.uid,
                "confirm_before": timeline.closing(timeline.add_days(today, clock.company_id.gas_pause_days)),
            }
        )  # fmt: skip
        clock._log("propose", reason=reason)
        return pause.id

    def _check_responsible(self):
        """Only who is responsible for the clock, or a manager of its department."""
        self.check_access("read")
        user, clock = self.env.user, self.sudo()  # sudo: who is responsible, to compare with the user
        host = clock._host()
        manages = user._gas_is_head() and host._sla_may_manage(clock, user)
        if not manages and not host._sla_may_propose(clock, user):
            raise AccessError(self.env._("Only the responsible of the deadline or the manager can do this."))

    def _pauses_changed(self, reason):
        """Plan again; what has settled meanwhile is settled again at the same moment, with its history."""
        self._plan_again("pause", reason)
