# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Re-planning 10,000 running clocks after a calendar change, and reading the lights of 10,000 tickets."""

import statistics
import time
from datetime import datetime

from odoo.tools import SQL

CLOCKS = 10_000
ROUNDS = 3
STARTED = datetime(2026, 9, 16, 2)


def make_tickets(env, count):
    """Create `count` open tickets, with two clocks each, in one call."""
    employee = env["hr.employee"].search([("department_id", "!=", False)], limit=1) or _employee(env)
    values = {
        "subject": "No hot water",
        "customer_name": "Zhang San",
        "first_responsible_id": employee.id,
        "received_at": STARTED,
    }
    tickets = env["gas.inquiry"].with_context(tracking_disable=True, mail_create_nolog=True)
    return tickets.create([{**values} for _index in range(count)]).with_env(env)


def _employee(env):
    department = env["hr.department"].create({"name": "Bench", "company_id": env.company.id})
    return env["hr.employee"].create({"name": "Bench", "department_id": department.id})


def _fresh(env):
    env.flush_all()
    env.invalidate_all()
    return time.perf_counter()


def _replan(env, clocks):
    # as if a holiday had just gone: every due date is a day off
    env.execute_query(
        SQL("UPDATE gas_sla_clock SET due_at = due_at - interval '1 day' WHERE id = ANY(%s) RETURNING id", clocks.ids)
    )
    start = _fresh(env)
    moved = clocks._replan("calendar")
    spent = time.perf_counter() - start
    assert len(moved) == len(clocks)
    return spent


def _read(env, tickets):
    start = _fresh(env)
    tickets.read(["date_deadline", "sla_light", "sla_remaining"], load=None)
    return time.perf_counter() - start


def run(env, peer=None):
    """Measure in `env` (superuser) and roll back.

    :param dict peer: {case name: seconds of the peer}, from the same run
    :return: list of dicts: name, ours (seconds a clock or ticket), peer, ratio, target (seconds)
    """
    peer = peer or {}
    with env.cr.savepoint() as savepoint:
        tickets = make_tickets(env, CLOCKS)
        clocks = tickets.clock_ids.filtered(lambda clock: clock.code == "FI-REPLY")
        rows = [
            ("re-plan a running clock", lambda: _replan(env, clocks), 0.12e-3),
            ("read due date, light and remaining time of a ticket", lambda: _read(env, tickets), 13e-6),
        ]
        result = []
        for name, work, target in rows:
            ours = statistics.median(work() for _round in range(ROUNDS)) / CLOCKS
            theirs = peer.get(name)
            result.append(
                {"name": name, "ours": ours, "peer": theirs, "ratio": theirs and theirs / ours, "target": target}
            )
        savepoint.rollback()
    return result
