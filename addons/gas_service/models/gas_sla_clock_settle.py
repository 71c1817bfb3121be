# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .gas_sla_clock import OPEN, SETTLED


class GasSlaClock(models.Model):
    """How clocks end: by an event, at the time of the event."""

    _inherit = "gas.sla.clock"

    def _settle(self, at):
        """Settle the open clocks in ``self`` at ``at`` (naive UTC): met when not after the due moment.

        Clocks that are settled stay as they are, so a second call does nothing.

        :raise ValidationError: ``at`` is before the start
        """
        clocks = self.filtered(lambda clock: clock.state in OPEN)
        for clock in clocks:
            if at < clock.started_at:
                raise ValidationError(
                    self.env._(
                        "“%(policy)s” cannot end at %(at)s: it started only at %(start)s.",
                        policy=clock.policy_id.name,
                        at=clock._local_text(at),
                        start=clock._local_text(clock.started_at),
                    )
                )
        clocks._end_pauses(at)
        # what another transaction changed about the calendar while the clock was started
        stale = clocks.filtered(lambda clock: clock.timeline_version < clock.calendar_id.timeline_version)
        stale._replan("calendar")
        for clock in clocks:
            clock._close("met" if at <= clock.due_at else "late", at)
        clocks._log("stop", happened_at=at)
        clocks._closed()
        return clocks

    def _cancel(self, reason):
        """End the open clocks in ``self`` because the promise no longer applies; that is not "met"."""
        clocks = self.filtered(lambda clock: clock.state in OPEN)
        now = fields.Datetime.now()
        for clock in clocks:
            clock._close("cancelled", max(now, clock.started_at), reason)
        clocks._log("cancel", happened_at=now, reason=reason)
        clocks._closed()
        return clocks

    def _close(self, state, at, reason=False):
        self.write({"state": state, "stopped_at": at, "next_alert_at": False, "cancel_reason": reason})
        # written once: later changes of calendar and policy leave it alone
        self.write({"explanation": self._explanation()})

    def _closed(self):
        if self:
            # sudo: reminders of what is over, whoever they belong to
            self.env["mail.activity"].sudo().search([("gas_clock_id", "in", self.ids)]).unlink()
            self._sync_hosts()

    def _end_pauses(self, at):
        """Resume what is paused on the day of ``at``: with what was promised done, nothing is awaited."""
        paused = self.filtered(lambda clock: clock.state == "paused")
        for clock in paused:
            day = clock._timeline().local_date(at)
            for pause in clock.pause_ids.filtered(lambda p: p.state == "confirmed" and not p.resume_date):
                pause.resume_date = max(day, pause.pause_date)
        paused._replan("pause")

    def _correct_start(self, at, reason):
        """Correct when the open clocks in ``self`` started (naive UTC) and plan them anew."""
        self.filtered(lambda clock: clock.state in OPEN)._plan_again("start", reason, at)

    def _plan_again(self, cause, reason, started_at=None, stopped_at=None):
        """Plan again after a correction; what has settled is settled again, with its history (naive UTC).

        :param started_at: when the clocks really started, ``stopped_at`` when they really ended
        """
        for clock in self:
            settled = clock.state in ("met", "late")
            ended = stopped_at or (settled and clock.stopped_at)
            if settled:
                clock._log("reopen", cause=cause, reason=reason, old_due_at=clock.due_at, happened_at=clock.stopped_at)
                clock.write({"state": "running", "stopped_at": False, "explanation": False})
            if started_at and clock.started_at != started_at:
                clock._log("correct", reason=reason, old_started_at=clock.started_at)
                clock.started_at = started_at
            clock._replan(cause, reason)
            if ended:
                clock._settle(ended)

    def _reassign(self, at):
        """Give the open clocks that are not due at ``at`` to whoever is responsible now.

        A clock that is due already stays with the one who let it come to that.
        """
        clocks = self.filtered(lambda clock: clock.state in OPEN and not (clock.due_at and clock.due_at <= at))
        for (kind, host_field), group in clocks.grouped(
            lambda clock: (clock.policy_id.responsible, clock._host()._sla_host_field)
        ).items():
            new = group[host_field]._sla_responsible_ids(kind)
            for clock in group:
                employee_id, department_id, partner_id = new[clock[host_field].id]
                old = (clock.employee_id.id, clock.department_id.id, clock.partner_id.id)
                if old == (employee_id, department_id, partner_id):
                    continue
                clock._log(
                    "reassign", cause="handover", happened_at=at, employee_id=old[0], department_id=old[1]
                )  # fmt: skip
                clock.write({"employee_id": employee_id, "department_id": department_id, "partner_id": partner_id})

    def action_reopen(self, reason):
        """Reopen a settled clock: the correction of a manager, kept with its reason.

        The clock runs again as promised, on today's calendar, until the right event settles it.

        :param str reason: why the result was wrong
        :raise UserError: it is not settled, no reason, or it runs again as another occurrence
        :raise AccessError: by somebody else than the manager of its department, or the responsible
        """
        self.ensure_one()
        self.check_access("read")
        self._check_manager()
        # sudo: nobody may write clocks; the manager's right to this one has just been checked
        clock = self.sudo()
        if clock.state not in SETTLED:
            raise UserError(self.env._("Only a settled deadline can be reopened."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the deadline is reopened."))
        host = clock._host()
        if clock.search_count(
            [(host._sla_host_field, "=", host.id), ("code", "=", clock.code), ("state", "in", OPEN)], limit=1
        ):
            raise UserError(self.env._("This deadline is already running again on the document."))
        clock._log("reopen", reason=reason, old_due_at=clock.due_at, happened_at=clock.stopped_at)
        clock.write(
            {
                "state": "running",
                "stopped_at": False,
                "explanation": False,
                "cancel_reason": False,
                "next_alert_at": fields.Datetime.now(),
                "timeline_version": -1,  # planned anew whatever the calendar did meanwhile
            }
        )
        clock._replan("reopen", reason)
        return True

    def _check_manager(self):
        """Only the manager of the department or the leader above him, and not about himself."""
        user = self.env.user
        clock = self.sudo()  # sudo: who is responsible, to compare with the user
        if (
            not user._gas_is_head()
            or not clock._host()._sla_may_manage(clock, user)
            or clock.employee_id.user_id == user
        ):
            raise AccessError(
                self.env._("Only the manager of the department can do this, and not for a deadline of his own.")
            )

    def _log(self, kind, **values):
        """Add a row to the history of each clock."""
        return self.env["gas.sla.event"].create([{"clock_id": clock.id, "kind": kind, **values} for clock in self])

    def _timeline(self):
        return self.calendar_id._gas_timelines()[self.calendar_id.id]
