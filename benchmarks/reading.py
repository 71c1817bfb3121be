# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Deadline, light and remaining time of open tickets, read for a list by an ordinary user."""

import tickets
from measuring import at_most, faster, in_turn, take

OURS = {"date_deadline": {}, "sla_light": {}, "sla_remaining": {}}
# the peer has no remaining time
PEER = {"sla_deadline": {}, "sla_expired": {}}


def run(ours, peer, scale):
    count = max(int(10_000 * scale), 1000)
    tickets.grow_ours(ours, count, 100)
    tickets.grow_peer(peer, count, 100)
    rows = []
    for how in ("web_search_read", "read"):
        few = _take(ours, "gas.inquiry", OURS, count // 10, how)
        mine, theirs = in_turn(
            5,
            lambda h=how: _take(ours, "gas.inquiry", OURS, count, h),
            lambda h=how: _take(peer, "helpdesk.ticket", PEER, count, h),
        )
        name = f"deadline, light and remaining time of {count:,} open tickets, {how} (a ticket)"
        rows.append(faster(name, mine.seconds, theirs.seconds, 3, per=count))
        name = f"queries of {how}: {count:,} tickets against {count // 10:,}"
        rows.append(at_most(name, mine.queries, few.queries, 1))
    return rows


def _take(side, model, specification, count, how):
    def search(env):
        return env[model].search([], limit=count).ids

    if how == "read":
        return take(side, lambda env, ids: env[model].browse(ids).read(list(specification)), "everything", search)
    return take(side, lambda env: env[model].web_search_read([], specification, limit=count), "everything")
