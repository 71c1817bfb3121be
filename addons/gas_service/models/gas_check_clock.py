# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL, split_every

from .gas_sla_clock import OPEN

_CHUNK = 10_000


class GasCheck(models.AbstractModel):
    """Deadlines: where a computation puts them, with a history that says how they got there."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "clock_plan": self.env._("Open deadlines are where a new computation puts them"),
            "clock_settled": self.env._("Settled deadlines agree with the explanation stored then"),
            "clock_history": self.env._("Every move and every end of a deadline is in its history"),
            "clock_copy": self.env._("Documents show their most pressing deadline"),
        }

    @api.model
    def _find_clock_plan(self):
        clocks = self.env["gas.sla.clock"]
        for ids in split_every(_CHUNK, clocks._search([("state", "in", OPEN)])):
            for clock_id, old, new, *_rest in clocks.browse(ids)._recomputed():
                if old != new:
                    clock = clocks.browse(clock_id)
                    text = self.env._(
                        "is due %(stored)s; computed again: %(computed)s",
                        stored=clock._local_text(old.due_at) or "—",
                        computed=clock._local_text(new.due_at) or "—",
                    )
                    yield clock, text
            clocks.invalidate_model()
        rows = self._rows(
            "SELECT id FROM gas_sla_clock WHERE state IN %(open)s AND (state = 'paused') != (due_at IS NULL)", open=OPEN
        )
        for (clock_id,) in rows:
            yield clocks.browse(clock_id), self.env._("runs without a deadline, or is paused with one")

    @api.model
    def _find_clock_settled(self):
        rows = self._rows(
            """
            SELECT id, said, result, last_day, counted, alert FROM (
                SELECT id,
                       (e ->> 'state', NULLIF(e ->> 'due_at', 'false')::timestamp(0),
                        NULLIF(e ->> 'started_at', 'false')::timestamp(0),
                        NULLIF(e ->> 'stopped_at', 'false')::timestamp(0))
                           IS DISTINCT FROM (state, due_at, started_at, stopped_at) AS said,
                       state != 'cancelled' AND (state = 'met') IS DISTINCT FROM (stopped_at <= due_at) AS result,
                       due_at IS NOT NULL AND (e -> 'days' -> -1 ->> 'date')::date IS DISTINCT FROM
                           (due_at AT TIME ZONE 'UTC' AT TIME ZONE (e ->> 'tz'))::date AS last_day,
                       due_at IS NOT NULL AND unit = 'days'
                           AND (e -> 'days' -> -1 ->> 'count')::int IS DISTINCT FROM "limit"::int AS counted,
                       next_alert_at IS NOT NULL AS alert
                FROM (
                    SELECT *, CASE WHEN jsonb_typeof(explanation) = 'object' THEN explanation END AS e
                    FROM gas_sla_clock WHERE state IN ('met', 'late', 'cancelled')
                ) settled
            ) compared
            WHERE said OR result OR last_day OR counted OR alert
            """
        )
        texts = (
            self.env._("differs from the state or times explained when it settled"),
            self.env._("ended before its deadline and counts as late, or after it and counts as met"),
            self.env._("is due on another day than the one explained"),
            self.env._("was counted for another number of working days than promised"),
            self.env._("is settled, and still to be warned of"),
        )
        for clock_id, *wrong in rows:
            for text, is_wrong in zip(texts, wrong, strict=True):
                if is_wrong:
                    yield self.env["gas.sla.clock"].browse(clock_id), text

    @api.model
    def _find_clock_history(self):
        rows = self._rows(
            """
            SELECT DISTINCT clock_id, TRUE FROM (
                SELECT clock_id, old_due_at, new_due_at, row_number() OVER past AS number,
                       lag(new_due_at) OVER past AS before, lead(id) OVER past AS following
                FROM gas_sla_event WHERE kind = 'replan' WINDOW past AS (PARTITION BY clock_id ORDER BY id)
            ) e JOIN gas_sla_clock c ON c.id = clock_id
            WHERE (number > 1 AND old_due_at IS DISTINCT FROM before)
               OR (following IS NULL AND new_due_at IS DISTINCT FROM c.due_at)
            UNION ALL
            SELECT c.id, FALSE FROM gas_sla_clock c
            LEFT JOIN LATERAL (
                SELECT kind, happened_at FROM gas_sla_event
                WHERE clock_id = c.id AND kind IN ('stop', 'cancel', 'reopen') ORDER BY id DESC LIMIT 1
            ) e ON TRUE
            WHERE CASE c.state WHEN 'cancelled' THEN e.kind IS DISTINCT FROM 'cancel'
                               WHEN 'met' THEN (e.kind, e.happened_at) IS DISTINCT FROM ('stop', c.stopped_at)
                               WHEN 'late' THEN (e.kind, e.happened_at) IS DISTINCT FROM ('stop', c.stopped_at)
                               ELSE e.kind IS NOT NULL AND e.kind != 'reopen' END
            """
        )
        for clock_id, moved in rows:
            if moved:
                text = self.env._("has moved otherwise than its history says")
            else:
                text = self.env._("has ended, or runs again, otherwise than its history says")
            yield self.env["gas.sla.clock"].browse(clock_id), text

    @api.model
    def _find_clock_copy(self):
        for documents in self._documents("gas.sla.mixin"):
            # what _sla_sync copies, of all documents at once
            rows = self._rows(
                """
                SELECT h.id FROM %(table)s h
                LEFT JOIN (
                    SELECT DISTINCT ON (%(host)s) %(host)s AS host_id, due_at, yellow_at, red_at, binding, calendar_id
                    FROM gas_sla_clock WHERE %(host)s IS NOT NULL AND state = 'running'
                    ORDER BY %(host)s, binding DESC, due_at, id
                ) c ON c.host_id = h.id
                WHERE (h.date_deadline, h.sla_yellow_at, h.sla_red_at, h.sla_binding, h.sla_calendar_id)
                      IS DISTINCT FROM (c.due_at, c.yellow_at, c.red_at, c.binding, c.calendar_id)
                """,
                table=SQL.identifier(documents._table),
                host=SQL.identifier(documents._sla_host_field),
            )
            for (document_id,) in rows:
                yield documents.browse(document_id), self.env._("shows another deadline than its most pressing one")
