# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A public holiday is added, and the deadlines of all running clocks move.

Ours follow in the same transaction, with the former deadline kept in the history. The peer's stay
as they were, so it is told to compute its deadlines again, and gets fewer: it takes milliseconds each.
"""

from datetime import timedelta

import tickets
from measuring import faster, in_turn, take

from odoo import fields

SAMPLE = 500


def run(ours, peer, scale):
    clocks = max(int(10_000 * scale), 1000)
    # two clocks a ticket
    tickets.grow_ours(ours, clocks // 2, 100)
    tickets.grow_peer(peer, clocks // 2, 100)
    mine, theirs = in_turn(3, lambda: take(ours, _ours), lambda: take(peer, _peer, prepare=_lines))
    with ours.env() as env:
        running = env["gas.sla.clock"].search_count([("state", "=", "running")])
    with peer.env() as env:
        lines = len(_lines(env))
    name = f"a holiday is added: re-planning {running:,} running clocks (a clock)"
    return [faster(name, mine.seconds / running, theirs.seconds / lines, 30)]


def _holiday(env, calendar):
    """The next ten days are off, so that every deadline moves."""
    now = fields.Datetime.now()
    env["resource.calendar.leaves"].create(
        {
            "name": "Holiday",
            "calendar_id": calendar.id,
            "date_from": now - timedelta(days=1),
            "date_to": now + timedelta(days=10),
        }
    )


def _ours(env):
    _holiday(env, env.company._gas_calendar())


def _lines(env):
    return env["helpdesk.ticket.sla"].search([("state", "=", "in_progress")], limit=SAMPLE)


def _peer(env, lines):
    _holiday(env, env.company.resource_calendar_id)
    env.add_to_compute(lines._fields["deadline"], lines)
