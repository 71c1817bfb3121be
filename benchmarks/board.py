# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Opening the board, with 10,000 and 100,000 tickets, half of them open, as two ordinary users.

One works in a department (ours: its handlers; the peer's: the members of a team), the other sees all
tickets (the customer-service supervisor; the peer's "User").
"""

import tickets
from measuring import Row, at_most, duration, in_turn, take
from webclient import Kanban

SHARE_OPEN = 50
ROUNDS = 9
USERS = {"department": "a department's", "everything": "all"}
# the default filter of our tickets, and the one behind the peer's "To Do" button
OUR_OPEN = [("state", "in", list(tickets.OUR_STATES))]
PEER_OPEN = [("closed", "=", False)]


def run(ours, peer, scale):
    sizes = max(int(10_000 * scale), 1000), max(int(100_000 * scale), 2000)
    return compare(ours, peer, sizes, "tickets", tickets.grow_ours, _calls)


def compare(ours, peer, sizes, things, grow_ours, calls):
    """Return the rows of `calls` with as many `things` of ours as tickets of the peer, and of our queries."""
    rows = []
    queries = {}
    for size in sizes:
        grow_ours(ours, size, SHARE_OPEN)
        tickets.grow_peer(peer, size, SHARE_OPEN)
        for user, whose in USERS.items():
            for name, mine, theirs in calls(ours, peer, user):
                rows.append(_row(f"{name}, {size:,} {things}, who sees {whose}", mine.seconds, theirs.seconds))
                queries.setdefault((user, name), []).append(mine.queries)
    for (user, name), (few, many) in queries.items():
        rows.append(at_most(f"queries, who sees {USERS[user]}: {name}, large against small", many, few, 1))
    return rows


def _row(name, ours, peer):
    return Row(name, duration(ours), duration(peer), peer / ours, 1)


def _calls(ours, peer, user):
    with ours.env(user) as env:
        our_view = Kanban(env, "gas.inquiry")
        our_board = Kanban(env, "hr.department", "gas_service.hr_department_view_kanban_board")
    with peer.env(user) as env:
        peer_view = Kanban(env, "helpdesk.ticket")
        peer_board = Kanban(env, "helpdesk.ticket.team")
        stage = env["helpdesk.ticket.stage"].search([("closed", "=", False)], limit=1).id
    pairs = (
        (
            "opening the tickets: columns, cards, progress bars",
            lambda env: (our_view.open_columns(env, OUR_OPEN), our_view.progress(env, OUR_OPEN)),
            lambda env: (peer_view.open_columns(env, PEER_OPEN), peer_view.progress(env, PEER_OPEN)),
        ),
        (
            "one column's cards",
            lambda env: our_view.column(env, OUR_OPEN, "new"),
            lambda env: peer_view.column(env, PEER_OPEN, stage),
        ),
        (
            "opening the board of departments (teams)",
            lambda env: our_board.cards(env, [("gas_on_board", "=", True)], "gas_own desc, name"),
            lambda env: (peer_board.cards(env, []), env["helpdesk.ticket.team"].retrieve_dashboard()),
        ),
    )
    return measured(ours, peer, user, pairs)


def measured(ours, peer, user, pairs):
    """Yield (name, ours, the peer's) of `pairs` of (name, our work, the peer's work) as `user`."""
    for name, mine, theirs in pairs:
        yield (
            name,
            *in_turn(ROUNDS, lambda work=mine: take(ours, work, user), lambda work=theirs: take(peer, work, user)),
        )
