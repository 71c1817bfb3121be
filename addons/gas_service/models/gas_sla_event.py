# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.sla_clock import opening
from .gas_archived_mixin import archive_is_open

# what the digest writes after the event
_AFTERWARDS = {"digest_id", "digest_pending"}


class GasSlaEvent(models.Model):
    """What happened to a clock, append-only: its new dates with the reason, its end, its alerts."""

    _name = "gas.sla.event"
    _inherit = ["gas.hosted.mixin"]
    _description = "Deadline History"
    _order = "id desc"
    _rec_name = "kind"
    _host_fields = ("clock_id",)

    clock_id = fields.Many2one("gas.sla.clock", "Deadline", required=True, readonly=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("replan", "Re-planned"),
            ("correct", "Start corrected"),
            ("reassign", "Responsible changed"),
            ("stop", "Stopped"),
            ("cancel", "Cancelled"),
            ("reopen", "Reopened"),
            ("propose", "Pause proposed"),
            ("pause", "Paused"),
            ("resume", "Pause ended"),
            ("annul", "Pause annulled"),
            ("alert", "Alerted"),
        ],
        required=True,
        readonly=True,
    )
    cause = fields.Selection(
        [
            ("calendar", "The working calendar changed"),
            ("start", "The start was corrected"),
            ("pause", "A pause changed"),
            ("reopen", "The deadline was reopened"),
            ("handover", "The matter was handed over"),
            ("limit", "A limit from outside changed"),
        ],
        readonly=True,
    )
    reason = fields.Char(readonly=True)
    happened_at = fields.Datetime(readonly=True, help="When it happened, which may be before it was recorded.")
    old_started_at = fields.Datetime("Former Start", readonly=True)
    old_due_at = fields.Datetime("Old Deadline", readonly=True)
    new_due_at = fields.Datetime("New Deadline", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Former Responsible", readonly=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", "Former Department", readonly=True, ondelete="restrict")
    # alerts
    level = fields.Selection(
        [("yellow", "Yellow"), ("red", "Red"), ("late", "Late"), ("daily", "Still Late")], readonly=True
    )
    day = fields.Date(readonly=True, help="Local date of the deadline; of a daily reminder: the day it is for.")
    user_id = fields.Many2one("res.users", "Told", readonly=True, ondelete="restrict")
    copy_user_id = fields.Many2one("res.users", "Also Told", readonly=True, ondelete="restrict")
    digest_id = fields.Many2one("gas.sla.digest", readonly=True, ondelete="set null")
    digest_pending = fields.Boolean(readonly=True)

    _clock_idx = models.Index("(clock_id, id)")
    # each alert once, whatever runs twice at a time or is killed half-way
    _alert_unique = models.UniqueIndex("(clock_id, level, new_due_at, day) WHERE kind = 'alert'")
    _digest_idx = models.Index("(user_id) WHERE digest_pending")

    _archive_free_fields = frozenset(_AFTERWARDS)

    def write(self, vals):
        if vals.keys() - _AFTERWARDS and not archive_is_open(self):
            raise UserError(self.env._("The history of a deadline is only added to."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of a deadline is only added to."))

    def _is_office_day(self, now):
        """Whether ``now`` is on a working day of the clock's calendar, not before the office opens."""
        timeline = self.clock_id._timeline()
        today = timeline.local_date(now)
        return timeline.is_working_day(today) and opening(timeline, today) <= now
