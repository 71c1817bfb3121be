# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.sla_clock import Plan, Promise, plan, rearmed_alert

_OPEN = SQL("('running', 'paused')")
_READ = (
    "id", "started_at", "unit", "limit", "limit_date", "yellow_hours", "red_hours", "calendar_id",
    "due_at", "yellow_at", "red_at", "provisional", "next_alert_at", "timeline_version",
)  # fmt: skip
# the columns a new plan writes, and their types
_WRITTEN = {
    "due_at": "timestamp",
    "yellow_at": "timestamp",
    "red_at": "timestamp",
    "provisional": "bool",
    "next_alert_at": "timestamp",
    "state": "varchar",
    "timeline_version": "int",
}


class GasSlaClock(models.Model):
    """How open clocks follow what they were computed from: calendar, start, pauses."""

    _inherit = "gas.sla.clock"

    def _replan(self, cause, reason=False):
        """Compute the dates of the open clocks in ``self`` again; keep the old ones with the reason.

        Set-based: two reads, one pass in Python, three statements, whatever the number. Measured on
        10,000 running clocks: see benchmarks/replan.py and benchmarks/README.md.

        Concurrency: a transaction that settles one of these clocks at the same moment makes one of the
        two fail to serialise, and Odoo runs it again; a settled clock is never touched.

        :param str cause: see gas.sla.event
        :return: the clocks whose due date has moved
        """
        now = fields.Datetime.now()
        changes, moved = [], []
        for clock_id, old, new, old_alert, is_current, version in self._recomputed():
            if new == old and is_current:
                continue
            alert = rearmed_alert(old.due_at, new, old_alert, now)
            changes.append((clock_id, *new, alert, "running" if new.due_at else "paused", version))
            if new.due_at != old.due_at:
                moved.append((clock_id, old.due_at, new.due_at))
        self._write_plans(changes)
        self._log_replans(moved, cause, reason)
        clocks = self.browse(change[0] for change in changes)
        clocks.invalidate_recordset([*_WRITTEN, "is_overdue", "event_ids"], flush=False)
        clocks._sync_hosts()
        return self.browse(row[0] for row in moved)

    def _recomputed(self):
        """Return the open clocks in ``self`` with what they would be planned to now.

        :return: list of (id, Plan as stored, Plan computed again, next alert, whether it was planned on the
            calendar as it is, version of the calendar)
        """
        if not self.ids:
            return []
        self.flush_model()
        columns = SQL(", ").join(SQL.identifier(name) for name in _READ)
        rows = self.env.execute_query(
            SQL("SELECT %s FROM gas_sla_clock WHERE id = ANY(%s) AND state IN %s", columns, list(self._ids), _OPEN)
        )
        pauses = self._pauses_by_clock([row[0] for row in rows])
        calendars = self.env["resource.calendar"].browse({row[7] for row in rows})
        timelines = calendars._gas_timelines()
        versions = {calendar.id: calendar.timeline_version for calendar in calendars.sudo()}  # sudo: an integer
        recomputed = []
        for clock_id, started_at, unit, limit, limit_date, yellow, red, calendar_id, *old, alert, version in rows:
            promise = Promise(unit, limit, limit_date, yellow or 0.0, red or 0.0)
            new = plan(timelines[calendar_id], promise, started_at, pauses.get(clock_id, ()))
            current = versions[calendar_id]
            recomputed.append((clock_id, Plan(*old), new, alert, version == current, current))
        return recomputed

    @api.model
    def _write_plans(self, changes):
        """Write (id, *_WRITTEN) of clocks with one statement."""
        if not changes:
            return
        ids, *columns = map(list, zip(*changes, strict=True))
        # measured on 2,000 clocks on a busy machine: 0.12 to 0.23 ms a clock, the ORM 0.16 to 0.54 ms
        self.env.execute_query(
            SQL(
                """UPDATE gas_sla_clock c SET %(sets)s, write_date = %(now)s, write_uid = %(uid)s
                   FROM unnest(%(ids)s::int[], %(arrays)s) AS n(id, %(names)s)
                   WHERE c.id = n.id AND c.state IN %(open)s
                   RETURNING c.id""",
                sets=SQL(", ").join(SQL("%s = n.%s", SQL.identifier(n), SQL.identifier(n)) for n in _WRITTEN),
                now=fields.Datetime.now(),
                uid=self.env.uid,
                ids=ids,
                arrays=SQL(", ").join(
                    SQL("%s::%s[]", column, SQL(kind)) for column, kind in zip(columns, _WRITTEN.values(), strict=True)
                ),
                names=SQL(", ").join(map(SQL.identifier, _WRITTEN)),
                open=_OPEN,
            )
        )

    @api.model
    def _log_replans(self, moved, cause, reason):
        """Add a history row for (clock id, old due, new due)."""
        if not moved:
            return
        ids, old, new = map(list, zip(*moved, strict=True))
        # measured on 2,000 rows on a busy machine: 0.02 to 0.08 ms a row, the ORM's create 0.09 to 0.48 ms
        self.env.execute_query(
            SQL(
                """INSERT INTO gas_sla_event (clock_id, kind, cause, reason, happened_at, old_due_at, new_due_at,
                                              create_uid, create_date)
                   SELECT n.id, 'replan', %(cause)s, %(reason)s, %(now)s, n.old, n.new, %(uid)s, %(now)s
                   FROM unnest(%(ids)s::int[], %(old)s::timestamp[], %(new)s::timestamp[]) AS n(id, old, new)
                   RETURNING id""",
                cause=cause,
                reason=reason or None,
                now=fields.Datetime.now(),
                uid=self.env.uid,
                ids=ids,
                old=old,
                new=new,
            )
        )

    @api.model
    def _pauses_by_clock(self, clock_ids):
        """Return {clock id: [(pause date, resume date or None)]} of the confirmed pauses, with one query."""
        # sudo: the engine counts every pause
        pauses = self.env["gas.sla.pause"].sudo().search_fetch(
            [("clock_id", "in", clock_ids), ("state", "=", "confirmed")], ["clock_id", "pause_date", "resume_date"]
        )  # fmt: skip
        result = {}
        for pause in pauses:
            result.setdefault(pause.clock_id.id, []).append((pause.pause_date, pause.resume_date or None))
        return result

    @api.model
    def _replan_stale(self, limit=10_000):
        """Re-plan clocks that started on a calendar another transaction was changing at the same moment.

        That other transaction could not see them. They keep the version they were planned on, and a
        partial index finds those of an older one without reading the others: measured with 100,000 open
        clocks 1 ms, as a plain join (which scans them all) 80 ms.
        """
        self.flush_model(["timeline_version", "calendar_id", "state"])
        rows = self.env.execute_query(
            SQL(
                """SELECT c.id FROM resource_calendar r
                   CROSS JOIN LATERAL (
                       SELECT id FROM gas_sla_clock
                       WHERE calendar_id = r.id AND timeline_version < r.timeline_version AND state IN %s
                       ORDER BY timeline_version LIMIT %s
                   ) c""",
                _OPEN,
                limit,
            )
        )
        return self.browse(clock_id for (clock_id,) in rows)._replan("calendar")

    def _sync_hosts(self):
        """Bring the documents' copies of their most pressing clock up to date."""
        for name in self._all_host_fields:
            # sudo: the documents of the clocks, to write what only the engine writes
            self.sudo()[name]._sla_sync()
