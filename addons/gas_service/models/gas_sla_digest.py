# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

import psycopg2.errors
from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import mute_logger

_logger = logging.getLogger(__name__)


class GasSlaDigest(models.Model):
    """One message a person and working day, with everything that only needs to be known that day."""

    _name = "gas.sla.digest"
    _description = "Deadline Digest"
    _order = "day desc, id desc"
    _rec_name = "day"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    day = fields.Date(required=True, readonly=True)
    event_ids = fields.One2many("gas.sla.event", "digest_id", readonly=True)

    _once_a_day = models.UniqueIndex("(user_id, day)")

    @api.model
    def _send_due(self, now):
        """Send each person who has something waiting today's digest, in working hours and once."""
        # sudo: the scheduled action serves everybody; each person gets what was addressed to him
        waiting = self.env["gas.sla.event"].sudo()._read_group(
            [("digest_pending", "=", True)], ["user_id"], ["id:recordset"]
        )  # fmt: skip
        for user, events in waiting:
            try:
                with self.env.cr.savepoint():
                    self.sudo()._send(user, events, now)  # sudo: see above
            except Exception:
                # tried again at the next run; the others get theirs
                _logger.exception("The digest for user %s failed", user.id)
            if not self.env["ir.cron"]._commit_progress(0):
                return

    @api.model
    def _send(self, user, events, now):
        events = events.filtered(lambda event: event._is_office_day(now))
        if not events:
            return
        day = events[:1].clock_id._timeline().local_date(now)
        # one line a deadline, those that ended meanwhile left out
        clocks = events.clock_id.filtered(lambda clock: clock.state == "running")
        excluded = clocks.filtered(lambda clock: user in clock._host()._sla_excluded_users())
        clocks = (clocks - excluded).sorted(lambda clock: (not clock.binding, clock.due_at))
        if not clocks:
            events.write({"digest_pending": False})
            return
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                digest = self.create({"user_id": user.id, "day": day})
        except psycopg2.errors.UniqueViolation:
            return  # today's has been sent: what came later waits for the next working day
        events.write({"digest_pending": False, "digest_id": digest.id})
        digest._notify(clocks, now)

    def _notify(self, clocks, now):
        user = self.user_id
        clocks = clocks.with_context(lang=user.lang or self.env.lang)
        lines = []
        for clock in clocks:
            host = clock._host()
            level = "daily" if clock.due_at < now else "yellow"
            url = f"/mail/view?model={host._name}&res_id={host.id}"
            lines.append(
                Markup('<li><a href="%s">%s</a><br/>%s</li>')
                % (url, clock._alert_subject(level, host), clock._alert_body(level))
            )
        thread = self.env["mail.thread"].with_context(lang=user.lang or self.env.lang)
        thread.message_notify(
            partner_ids=user.partner_id.ids,
            subject=clocks.env._("%s deadlines need your attention", len(clocks)),
            body=Markup("<p>%s</p><ul>%s</ul>")
            % (clocks.env._("What is due soon or still late today:"), Markup().join(lines)),
            email_layout_xmlid="mail.mail_notification_light",
        )
