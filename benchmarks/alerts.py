# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The alert action with 10,000 and 100,000 open clocks: it costs what is due, not what is open.

The peer tells nobody of a deadline, so there is nothing to compare with but ourselves.
"""

from unittest.mock import patch

import tickets
from measuring import Row, at_most, duration, in_turn, take

from odoo.tools import SQL

TICKETS = 1000


def run(ours, peer, scale):
    sizes = max(int(10_000 * scale), 2000), max(int(100_000 * scale), 20_000)
    tickets.grow_ours(ours, TICKETS, 100)
    none, percent = zip(*(_measure(ours, size) for size in sizes), strict=True)
    rows = [
        at_most(
            f"alert action, none due: {sizes[1]:,} open clocks against {sizes[0]:,}",
            none[1].seconds,
            none[0].seconds,
            1.5,
            shown=duration,
        )
    ]
    # an alert is an activity and a message
    per_alert = [spent.seconds / (size // 100) for spent, size in zip(percent, sizes, strict=True)]
    name = f"alert action, 1 % due (an alert): {sizes[1]:,} open clocks against {sizes[0]:,}"
    rows.append(Row(name, duration(per_alert[1]), duration(per_alert[0]), per_alert[1] / per_alert[0], 1.5, most=True))
    return rows


def _measure(side, size):
    """Return what the action takes with `size` open clocks, of which none or 1 % are due for an alert."""

    def filled(env):
        _fill(env, size)
        env.execute_query(SQL("UPDATE gas_sla_clock SET next_alert_at = '2100-01-01' RETURNING 1"))

    def due(env):
        filled(env)
        env.execute_query(
            SQL(
                """UPDATE gas_sla_clock SET next_alert_at = '2000-01-01', due_at = now() + interval '10 minutes',
                          red_at = now() - interval '1 minute', yellow_at = now() - interval '5 minutes'
                   WHERE id IN (SELECT id FROM gas_sla_clock WHERE state = 'running' ORDER BY id LIMIT %s)
                   RETURNING 1""",
                size // 100,
            )
        )

    none = in_turn(5, lambda: take(side, _act, prepare=filled))[0]
    return none, take(side, _act, prepare=due)


def _fill(env, size):
    """Bring the number of open clocks to `size` by copying rows: the action does not care how they came."""
    env.execute_query(SQL("DELETE FROM gas_sla_clock WHERE state NOT IN ('running', 'paused') RETURNING 1"))
    columns = [
        name
        for name, field in env["gas.sla.clock"]._fields.items()
        if field.store and field.column_type and name not in ("id", "occurrence")
    ]
    names = SQL(", ").join(map(SQL.identifier, columns))
    there = env["gas.sla.clock"].search_count([])
    env.execute_query(
        SQL(
            """INSERT INTO gas_sla_clock (%s, occurrence)
               SELECT %s, n + occurrence FROM gas_sla_clock, generate_series(1, %s) n
               ORDER BY n LIMIT %s RETURNING 1""",
            names,
            names,
            size // there + 1,
            max(size - there, 0),
        )
    )
    env.execute_query(
        SQL(
            "DELETE FROM gas_sla_clock WHERE id IN (SELECT id FROM gas_sla_clock ORDER BY id OFFSET %s) RETURNING 1",
            size,
        )
    )
    env.cr.execute("ANALYZE gas_sla_clock")


def _act(env, _prepared):
    # the progress of a scheduled action is committed: not here
    with patch.object(type(env["ir.cron"]), "_commit_progress", return_value=float("inf")):
        env["gas.sla.clock"]._cron_alert()
