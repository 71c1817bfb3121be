# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Four HTTP workers and four people who do the same with the same records at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

import pytest

from .server import Person, RefusedError, Server

WORKERS = 4
# each step of each takes seconds: who was not the first is run again by Odoo after a while
TICKETS = 3
AGENTS = ["agent", "agent1", "agent2", "agent3"]


@pytest.fixture(scope="module")
def server(scene):
    scene.run("calling")
    made = Server(scene.database, f"--workers={WORKERS}")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def agents(server):
    return [Person(server, login) for login in AGENTS]


def together(people, act):
    """Let everybody act at the same moment, each on his own connection; return what each says."""
    start = Barrier(len(people))

    def run(number):
        start.wait(timeout=60)
        return act(people[number], number)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, range(len(people))))


def attempt(person, method, ticket, *arguments):
    """Return whether a person could do it; who could not was told so in words, not by a crash."""
    try:
        person.call("gas.inquiry", method, [ticket], *arguments)
    except RefusedError as refused:
        assert refused.args[0].startswith("odoo.exceptions."), refused
        return False
    return True


def race(people, tickets, method, arguments=((),) * WORKERS):
    """Let everybody do it to every ticket, which each of them may; return by ticket the numbers of who could."""
    for person in people:
        assert person.call("gas.inquiry", "has_access", tickets, "write"), "he would be refused in any case"
    winners = []
    for ticket in tickets:
        could = together(people, lambda who, number, on=ticket: attempt(who, method, on, *arguments[number]))
        winners.append([number for number, one in enumerate(could) if one])
    return winners


@pytest.fixture(scope="module")
def tickets(agents):
    """Tickets of anonymous customers, registered by all at once: there is nobody who must be informed."""
    values = {"subject": "路边有燃气味道，请查看", "anonymous": True}

    def register(person, _number):
        return [person.call("gas.inquiry", "create", values) for _ticket in range(TICKETS)]

    return list(chain(*together(agents, register)))


def test_registered(scene, tickets):
    """Each has a number of its own, none is missing."""
    with scene.env() as env:
        names = sorted(env["gas.inquiry"].browse(tickets).mapped("name"))
        numbers = [int(name[-4:]) for name in names]
    assert numbers == list(range(numbers[0], numbers[0] + len(AGENTS) * TICKETS))
    scene.look()


def test_transferred(scene, server, agents, tickets):
    """To four departments at once: one of them has it, by one hand-over (FI-5.1)."""
    with scene.env() as env:
        stations = env["hr.department"].search([("name", "=like", "%运行所")], limit=WORKERS).ids
    manager = Person(server, "service_manager")
    people, raced = [agents[0], manager, agents[0].again(), manager.again()], tickets[:TICKETS]
    winners = race(people, raced, "action_transfer", [[station] for station in stations])
    assert [len(winner) for winner in winners] == [1] * TICKETS
    with scene.env() as env:
        for ticket, (winner,) in zip(env["gas.inquiry"].browse(raced), winners, strict=True):
            assert ticket.handover_ids.mapped("to_department_id.id") == [stations[winner]] == ticket.department_id.ids
            assert len(ticket.handover_ids) == 1
    scene.look()


def test_handled(scene, server, agents, tickets):
    """Signed for, answered and closed by four at once: each step is done by one, each clock runs once (FI-8.4)."""
    with scene.env() as env:
        station = env["res.users"].search([("login", "=", "handler1_")]).employee_id.department_id.id
    given = tickets[TICKETS : 2 * TICKETS]
    for ticket in given:
        agents[1].call("gas.inquiry", "action_transfer", [ticket], station)
    handler, manager = Person(server, "handler1_"), Person(server, "manager1_")
    people = [handler, manager, handler.again(), manager.again()]
    answer = [["solved", f"已上门查看（{number}）"] for number in range(WORKERS)]
    for step in (["action_sign"], ["action_resolve", answer], ["action_close"]):
        winners = race(people, given, *step)
        assert [len(winner) for winner in winners] == [1] * TICKETS, step
        if step[0] == "action_resolve":
            results = [answer[winner][1] for (winner,) in winners]
    with scene.env() as env:
        closed = env["gas.inquiry"].browse(given)
        assert set(closed.mapped("state")) == {"closed"}
        assert closed.mapped("result") == results
        for ticket in closed:
            assert len(ticket.handover_ids) == 1
            assert set(Counter(ticket.clock_ids.mapped("code")).values()) == {1}
    scene.look()


def test_urged(scene, agents, tickets):
    """Every urging that was not refused counts, once (FI-9)."""
    times, ticket = 3, tickets[-1]
    urged = together(
        agents, lambda who, _number: sum(attempt(who, "action_urge", ticket, "请尽快") for _time in range(times))
    )
    with scene.env() as env:
        told = env["gas.inquiry"].browse(ticket)
        assert sum(urged) == told.urge_count == len(told.message_ids.filtered(lambda one: "请尽快" in one.body))
        assert told.urge_count >= times


def test_next_call(scene, agents):
    """Whoever asks for the next customer gets one of his own; nobody is called twice (CB-5)."""
    calls = 5

    def call(person, _number):
        got = []
        for _time in range(calls):
            got.append(person.call("gas.callback", "action_next")["res_id"])
            person.call("gas.callback", "action_refuse", [got[-1]], "不愿接受回访")
        return got

    called = list(chain(*together(agents, call)))
    assert len(called) == len(set(called)) == calls * len(AGENTS)
    with scene.env() as env:
        callbacks = env["gas.callback"].browse(called)
        assert set(callbacks.mapped("state")) == {"refused"}
        assert Counter(callbacks.mapped("contact_ids.callback_id.id")) == Counter(called)
        assert len(callbacks.contact_ids) == len(called)
    scene.look()
