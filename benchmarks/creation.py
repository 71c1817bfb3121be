# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Registering many tickets in one call: ours with two clocks each, the peer's with one SLA."""

from measuring import at_most, faster, in_turn, take

QUIET = {"tracking_disable": True, "mail_create_nolog": True}


def values_ours(ids, count):
    employees = ids["employees"]
    return [
        {
            "subject": f"No hot water {number}",
            "description": "Since yesterday evening, nobody answers.",
            "customer_name": f"Customer {number}",
            "address": f"Renmin Road {number}",
            "channel": "phone",
            "kind": "inquiry" if number % 2 else "request",
            # whoever received it, so that all departments have their share
            "first_responsible_id": employees[number % len(employees)],
        }
        for number in range(count)
    ]


def values_peer(ids, count):
    # to a team, as ours to a department; nobody is assigned, for he would be told by mail
    teams = ids["teams"]
    return [
        {
            "name": f"No hot water {number}",
            "description": "Since yesterday evening, nobody answers.",
            "partner_name": f"Customer {number}",
            "team_id": teams[number % len(teams)],
        }
        for number in range(count)
    ]


def create_ours(ids, count):
    return lambda env: env["gas.inquiry"].create(values_ours(ids, count))


def create_peer(ids, count):
    return lambda env: env["helpdesk.ticket"].create(values_peer(ids, count))


def run(ours, peer, scale):
    rows = []
    small, large = max(int(1000 * scale), 10), max(int(10_000 * scale), 100)
    for mode, context in (("with tracking", {}), ("without", QUIET)):
        queries = []
        for count, rounds in ((small, 3), (large, 1)):
            mine, theirs = in_turn(
                rounds,
                lambda n=count, c=context: take(ours, create_ours(ours.ids, n), "clerk", **c),
                lambda n=count, c=context: take(peer, create_peer(peer.ids, n), "clerk", **c),
            )
            rows.append(
                faster(f"creating {count:,} tickets, {mode} (a ticket)", mine.seconds, theirs.seconds, 5, per=count)
            )
            queries.append(mine.queries / count)
        name = f"queries a ticket, {mode}: {large:,} against {small:,} in a call"
        rows.append(at_most(name, queries[1], queries[0], 1.0, shown="{:.3f}".format))
    return rows
