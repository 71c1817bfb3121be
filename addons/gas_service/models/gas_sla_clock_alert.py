# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

import psycopg2.errors

from odoo import api, fields, models
from odoo.tools import mute_logger

from ..tools.sla_clock import level_reached, next_alert, opening

_logger = logging.getLogger(__name__)
_BATCH = 200


class GasSlaClock(models.Model):
    """Alerts: what is due for one is read by a partial index, and each is sent exactly once.

    Yellow and the daily reminder wait for the person's digest of the working day; red and late are
    told at once. Of levels missed only the highest is sent.
    """

    _inherit = "gas.sla.clock"

    @api.model
    def _cron_alert(self):
        """Send what is due: a savepoint a clock, committed batch by batch."""
        cron = self.env["ir.cron"]
        clocks = self.sudo()  # sudo: the scheduled action serves everybody's clocks
        self.env["gas.sla.pause"]._annul_unconfirmed()
        clocks._replan_stale()
        now = fields.Datetime.now()
        skipped, remaining = [], None
        while True:
            domain = [("next_alert_at", "<=", now), ("id", "not in", skipped)]
            due = clocks.search(domain, order="next_alert_at, id", limit=_BATCH)
            if not due:
                break
            if remaining is None:
                remaining = clocks.search_count(domain)
            # what another run has locked is its business
            mine = due.try_lock_for_update(allow_referencing=True)
            skipped += (due - mine).ids + mine._alert_batch(now)
            remaining = max(remaining - len(due), 0)
            if not cron._commit_progress(len(due), remaining=remaining):
                return
        self.env["gas.sla.digest"]._send_due(now)
        cron._commit_progress(0, remaining=0)

    def _alert_batch(self, now):
        """Alert each clock; return the ids of those that failed."""
        told_late = self._late_told()
        failed = []
        for clock in self:
            try:
                with self.env.cr.savepoint():
                    clock._alert(now, (clock.id, clock.due_at) in told_late)
            except Exception:
                # one broken record must not silence the others; it is tried again at the next run
                _logger.exception("The alert of deadline %s failed", clock.id)
                failed.append(clock.id)
        return failed

    def _late_told(self):
        """Return {(clock id, due moment)} that were told to be late, with one query."""
        told = self.env["gas.sla.event"].search_fetch(
            [("clock_id", "in", self.ids), ("kind", "=", "alert"), ("level", "=", "late")], ["clock_id", "new_due_at"]
        )
        return {(event.clock_id.id, event.new_due_at) for event in told}

    def _alert(self, now, told_late):
        """Send the highest level reached, once, and say when the next one comes."""
        level = level_reached(now, self.due_at, self.yellow_at, self.red_at)
        timeline = self._timeline()
        if level == "late" and told_late:
            level = "daily"
        if level:
            # yellow, red and late belong to the deadline, whatever the day they are noticed
            day = timeline.local_date(now if level == "daily" else self.due_at)
            self._alert_once(level, day)
        upcoming = next_alert(self.due_at, self.yellow_at, self.red_at, now)
        if not upcoming and self.due_at:
            upcoming = opening(timeline, timeline.add_days(timeline.local_date(now), 1))
        self.next_alert_at = upcoming

    def _alert_once(self, level, day):
        responsible, manager = self._alert_users()
        user, copy = (manager, manager.browse()) if level == "daily" else (responsible, manager.browse())
        if level == "late":
            copy = manager - responsible
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                self._log(
                    "alert",
                    level=level,
                    day=day,
                    new_due_at=self.due_at,
                    user_id=user.id,
                    copy_user_id=copy.id,
                    happened_at=fields.Datetime.now(),
                    digest_pending=level in ("yellow", "daily") and bool(user),
                )
        except psycopg2.errors.UniqueViolation:
            return  # sent before, by a run that was killed or ran at the same time
        if level in ("red", "late"):
            for recipient in user | copy:
                self._tell(recipient, level)

    def _alert_users(self):
        """Return (user of the responsible, user of the manager above him), never one who is excluded.

        A responsible without a login is replaced by the manager of his department; one outside the
        company, by who presses him.
        """
        host = self._host()
        excluded = host._sla_excluded_users()
        employee = host._sla_presser() if self.partner_id else self.employee_id
        responsible = employee.user_id.filtered("active") - excluded
        if not responsible:
            responsible = self._notice_user(excluded)
        return responsible, self._notice_user(excluded | responsible) or responsible

    def _notice_user(self, excluded):
        department = self.department_id or self.employee_id.department_id
        return department.with_context(gas_company_id=self.company_id.id)._gas_notice_user(excluded).sudo()

    def _tell(self, user, level):
        """Put an activity on the document and notify the user, in his language."""
        clock = self.with_context(lang=user.lang or self.env.lang)
        host = clock._host()
        subject = clock._alert_subject(level, host)
        self.env["mail.activity"].search([("gas_clock_id", "=", self.id), ("user_id", "=", user.id)]).unlink()
        host.with_context(mail_activity_quick_update=True).activity_schedule(
            "gas_service.mail_activity_type_deadline",
            clock._timeline().local_date(clock.due_at),
            summary=subject,
            user_id=user.id,
            gas_clock_id=clock.id,
        )
        host.message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=clock._alert_body(level),
            email_layout_xmlid="mail.mail_notification_light",
        )

    def _alert_subject(self, level, host):
        values = {"document": host.display_name, "policy": self.policy_id.name}
        if level in ("late", "daily"):
            text = self.env._("%(document)s: “%(policy)s” is late", **values)
        elif level == "red":
            text = self.env._("%(document)s: “%(policy)s” is due very soon", **values)
        else:
            text = self.env._("%(document)s: “%(policy)s” is due soon", **values)
        return text if self.binding else self.env._("%s (advisory)", text)

    def _alert_body(self, level):
        due = self._local_text(self.due_at)
        if level in ("late", "daily"):
            text = self.env._("The deadline was %s.", due)
        else:
            text = self.env._("The deadline is %s.", due)
        if self.employee_id:
            text += " " + self.env._("Responsible: %s.", self.employee_id.name)
        return text
