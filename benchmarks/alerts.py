# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The alert action with 10,000 and 100,000 open clocks: it costs what is due, not what is open."""

import statistics
import time
from unittest.mock import patch

from replan import make_tickets

from odoo.tools import SQL

SIZES = (10_000, 100_000)
ROUNDS = 5


def _fill(env, tickets, size):
    """Bring the number of open clocks to `size` by copying rows: the action does not care how they came."""
    columns = [
        name
        for name, field in env["gas.sla.clock"]._fields.items()
        if field.store and field.column_type and name not in ("id", "occurrence")
    ]
    names = SQL(", ").join(map(SQL.identifier, columns))
    copies = size // len(tickets.clock_ids) - 1
    env.execute_query(
        SQL(
            """INSERT INTO gas_sla_clock (%s, occurrence)
               SELECT %s, n + 1 FROM gas_sla_clock c, generate_series(1, %s) n
               WHERE c.id = ANY(%s) RETURNING id""",
            names,
            names,
            copies,
            tickets.clock_ids.ids,
        )
    )


def _run(env):
    env.flush_all()
    env.invalidate_all()
    start = time.perf_counter()
    with patch.object(type(env["ir.cron"]), "_commit_progress", return_value=float("inf")):
        env["gas.sla.clock"]._cron_alert()
        env.flush_all()
    return time.perf_counter() - start


def _measure(env, size):
    with env.cr.savepoint() as savepoint:
        tickets = make_tickets(env, 1_000)
        _fill(env, tickets, size)
        env.execute_query(SQL("UPDATE gas_sla_clock SET next_alert_at = '2100-01-01' RETURNING id"))
        env.cr.execute("ANALYZE gas_sla_clock")
        none = statistics.median(_run(env) for _round in range(ROUNDS))
        env.execute_query(
            SQL(
                "UPDATE gas_sla_clock SET next_alert_at = '2000-01-01' WHERE id %% 100 = 0 AND inquiry_id = ANY(%s) RETURNING id",
                tickets.ids,
            )
        )
        percent = _run(env)
        savepoint.rollback()
    return none, percent


def run(env, peer=None):
    """Measure in `env` (superuser) and roll back. The peer has no alerts at all: `peer` is not used.

    :return: list of dicts: name, ours (seconds), peer (None), ratio, target
    """
    measured = {size: _measure(env, size) for size in SIZES}
    small, large = (measured[size] for size in SIZES)
    rows = []
    for size in SIZES:
        none, percent = measured[size]
        rows.append(
            {"name": f"alert action, {size} open, none due", "ours": none, "peer": None, "ratio": None, "target": None}
        )
        rows.append(
            {
                "name": f"alert action, {size} open, 1 % due",
                "ours": percent,
                "peer": None,
                "ratio": None,
                "target": None,
            }
        )
    rows.append(
        {
            "name": "alert action, none due, cost of 100,000 to 10,000 open",
            "ours": large[0],
            "peer": small[0],
            "ratio": large[0] / small[0],
            "target": 1.5,
        }
    )
    return rows
