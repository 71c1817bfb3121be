# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What clerks and callers do all day, for locust: each with a session of his own and the calls of the web client.

An action is what a person waits for, one call or several; what counts is its time. Everybody logs in and does
each thing once, for the workers to fill their caches; the clock starts when all have done so.
"""

import os
import random
import time
from contextlib import contextmanager
from itertools import count

import gevent
from gevent.event import Event
from locust import HttpUser, between, task
from locust.exception import RescheduleTask
from webclient import Kanban, form

CLERKS, CALLERS = 50, 20
SECONDS = int(os.environ.get("LOAD_SECONDS") or 30)
CUSTOMERS = int(os.environ.get("LOAD_CUSTOMERS") or 1)
OUR_OPEN = [("state", "in", ["new", "transferred", "processing", "resolved", "informed"])]
PEER_OPEN = [("closed", "=", False)]

_everybody = Event()
_numbers = count()
_arrived = count(1)


class Model:
    """A model of the server, called as in Odoo: `webclient.py` needs no more of an environment."""

    def __init__(self, person, name):
        self.person, self.name = person, name

    def __getattr__(self, method):
        return lambda *args, **kwargs: self.person.call(self.name, method, *args, **kwargs)


class Person(HttpUser):
    abstract = True
    # seconds from one action to the next
    wait_time = between(5, 15)

    def on_start(self):
        values = {"db": os.environ["LOAD_DATABASE"], "login": f"load{next(_numbers)}", "password": "load"}
        with self.action("logging in", counts=True):
            user = self.post("/web/session/authenticate", values)
        self.user_context = {**user["user_context"], "allowed_company_ids": [1]}
        self.open_views()
        for first_time in set(self.tasks):
            first_time(self)
        if next(_arrived) == CLERKS + CALLERS:
            _everybody.set()
            gevent.spawn_later(SECONDS, self.environment.runner.quit)
        _everybody.wait()
        gevent.sleep(random.uniform(0, 10))

    def open_views(self):
        """What the browser reads once and keeps."""

    def __getitem__(self, model):
        return Model(self, model)

    def call(self, model, method, *args, **kwargs):
        path = f"/web/dataset/call_kw/{model}/{method}"
        kwargs["context"] = self.user_context
        return self.post(path, {"model": model, "method": method, "args": args, "kwargs": kwargs})

    def post(self, path, params):
        """Post, and return the result; an error counts and ends the action."""
        message = {"jsonrpc": "2.0", "method": "call", "params": params}
        with self.client.post(path, json=message, catch_response=True) as response:
            answer = response.json() if response.ok else {"error": {"message": f"HTTP {response.status_code}"}}
            if error := answer.get("error"):
                response.failure(error.get("data", error)["message"])
                raise RescheduleTask
        # there is none where a method returns nothing
        return answer.get("result")

    @contextmanager
    def action(self, name, counts=False):
        """Take the time of what a person waits for, once everybody is there."""
        start = time.perf_counter()
        yield
        if not (counts or _everybody.is_set()):
            return
        self.environment.events.request.fire(
            request_type="action",
            name=name,
            response_time=(time.perf_counter() - start) * 1000,
            response_length=0,
            exception=None,
            context={},
        )

    @staticmethod
    def phone():
        return f"138{random.randint(1, CUSTOMERS):08}"

    def open_board(self, board, domain):
        """The browser asks for both at once."""
        with self.action("board"):
            gevent.joinall(
                [gevent.spawn(board.open_columns, self, domain), gevent.spawn(board.progress, self, domain)],
                raise_error=True,
            )

    def register(self, model, specification, who, filled, typed):
        """Open an empty form, say `who` the customer is, which has the server fill in more, type the rest, save."""
        with self.action("registering"):
            values = _plain(self.call(model, "onchange", [], {}, [], specification)["value"])
            told = self.call(model, "onchange", [], values | who, list(who), specification)["value"]
            told = {name: value for name, value in _plain(told).items() if name in filled}
            self.call(model, "web_save", [], who | told | typed, specification=specification)


def _plain(values):
    """Values of a form as the browser sends them back, without lines."""
    return {
        name: value["id"] if isinstance(value, dict) else value
        for name, value in values.items()
        if not isinstance(value, list)
    }


class OurPerson(Person):
    abstract = True

    def search(self):
        with self.action("search by phone"):
            found = self["gas.account"].web_name_search(self.phone(), {"display_name": {}}, limit=8)
        assert found, "the customer is there"


class OurClerk(OurPerson):
    fixed_count = CLERKS

    def open_views(self):
        self.board = Kanban(self, "gas.inquiry")
        self.form = form(self, "gas.inquiry")

    @task(3)
    def register_ticket(self):
        typed = {"subject": "燃气灶打不着火", "kind": "request"}
        self.register("gas.inquiry", self.form, {"phone": self.phone()}, ["account_id"], typed)

    @task(2)
    def look_at_board(self):
        self.open_board(self.board, OUR_OPEN)

    @task(3)
    def search_customer(self):
        self.search()


class OurCaller(OurPerson):
    fixed_count = CALLERS

    def open_views(self):
        self.form = form(self, "gas.callback")

    @task
    def call_next(self):
        with self.action("next call"):
            customer = self["gas.callback"].action_next()["res_id"]
            self.call("gas.callback", "web_read", [customer], specification=self.form)
        gevent.sleep(random.uniform(5, 15))
        # so that nobody is left with one customer
        self.call("gas.callback", "action_attempt", [customer], "无人接听")


class PeerPerson(Person):
    abstract = True

    def search(self):
        with self.action("search by phone"):
            found = self["res.partner"].web_search_read(
                [("phone", "ilike", self.phone())], {"display_name": {}}, limit=8
            )
        assert found["records"], "the customer is there"


class PeerClerk(PeerPerson):
    fixed_count = CLERKS

    def open_views(self):
        self.board = Kanban(self, "helpdesk.ticket")
        self.form = form(self, "helpdesk.ticket")
        self.teams = self["helpdesk.ticket.team"].search([])
        self.customers = self["res.partner"].search([("phone", "=like", "138%")], limit=1000)

    @task(3)
    def register_ticket(self):
        typed = {"name": "燃气灶打不着火", "description": "昨晚开始", "team_id": random.choice(self.teams)}
        who = {"partner_id": random.choice(self.customers)}
        self.register("helpdesk.ticket", self.form, who, ["partner_name", "partner_email"], typed)

    @task(2)
    def look_at_board(self):
        self.open_board(self.board, PEER_OPEN)

    @task(3)
    def search_customer(self):
        self.search()


class PeerCaller(PeerPerson):
    """The peer calls nobody back: they look for customers, so that as many people ask the server."""

    fixed_count = CALLERS

    @task
    def search_customer(self):
        self.search()
