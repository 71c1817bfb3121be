# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import GasServiceCase

GROUPS = ("hotline", "supervisor", "handler", "manager", "leader", "general", "supervision", "admin")
MODELS = ("gas.sla.clock", "gas.sla.pause", "gas.sla.event", "gas.sla.digest")


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestLight(GasServiceCase):
    """Light, remaining time and explanation of a ticket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.make_ticket().sudo()
        cls.clock(cls.ticket, "FI-TRANSFER")._cancel("x")
        cls.reply = cls.clock(cls.ticket, "FI-REPLY")
        cls.model = cls.env["gas.inquiry"]

    def lights_at(self, moment):
        """Return the light by compute, by search, by group and by progress bar."""
        with freeze_time(moment):
            self.env.invalidate_all()
            mine = [("id", "=", self.ticket.id)]
            names = ("late", "red", "yellow", "green", "none")
            found = [n for n in names if self.model.search_count([*mine, ("sla_light", "=", n)])]
            inverse = [n for n in names if not self.model.search_count([*mine, ("sla_light", "!=", n)])]
            groups = [light for (light,) in self.model._read_group(mine, ["sla_light"])]
            bar = self.model.read_progress_bar(
                mine, "state", {"field": "sla_light", "colors": dict.fromkeys(names, "muted")}
            )["new"]
            return [self.ticket.sla_light], found, inverse, groups, [n for n, count in bar.items() if count]

    def test_to_the_second_everywhere(self):
        second = timedelta(seconds=1)
        for moment, expected in (
            (self.reply.yellow_at - second, "green"),
            (self.reply.yellow_at, "yellow"),
            (self.reply.red_at - second, "yellow"),
            (self.reply.red_at, "red"),
            (self.reply.due_at, "red"),
            (self.reply.due_at + second, "late"),
        ):
            with self.subTest(moment=moment):
                self.assertEqual(self.lights_at(moment), ([expected],) * 5)
        self.reply._cancel("x")
        self.assertEqual(self.lights_at(self.reply.due_at), (["none"],) * 5)

    def test_binding_presses_before_advisory(self):
        urgent = self.ticket._sla_start("FI-URGENT")
        self.assertLess(urgent.due_at, self.reply.due_at)
        self.assertEqual((self.ticket.date_deadline, self.ticket.sla_binding), (self.reply.due_at, True))
        self.reply._settle(self.reply.started_at)
        self.assertEqual((self.ticket.date_deadline, self.ticket.sla_binding), (urgent.due_at, False))

    def test_remaining(self):
        """Working minutes, the same by compute and by SQL; found and sorted by them."""
        for moment, minutes in (
            ("2026-09-16 02:00:00", 2 * 60 + 4 * 60 + 3 * 450),
            ("2026-09-20 08:30:00", 30),
            ("2026-09-20 09:00:00", 0),
            ("2026-09-20 15:00:00", 0),
            ("2026-09-21 01:00:00", -30),
        ):
            with self.subTest(moment=moment), freeze_time(moment):
                self.env.invalidate_all()
                self.assertEqual(self.ticket.sla_remaining, minutes)
                mine = [("id", "=", self.ticket.id)]
                self.assertEqual(self.model._read_group(mine, [], ["sla_remaining:sum"]), [(minutes,)])
                self.assertTrue(self.model.search([*mine, ("sla_remaining", "<", minutes + 1)], order="sla_remaining"))
                self.assertFalse(self.model.search([*mine, ("sla_remaining", ">", minutes + 1)]))

    def test_explain_running_and_settled(self):
        data = self.reply.explain()
        self.assertEqual(
            [(day["date"], day["kind"], day["count"]) for day in data["days"]],
            [
                ("2026-09-16", "start", None),
                ("2026-09-17", "counted", 1),
                ("2026-09-18", "counted", 2),
                ("2026-09-19", "off", None),
                ("2026-09-20", "counted", 3),
            ],
        )
        self.assertTrue(data["days"][-1]["due"] and data["days"][-1]["makeup"])
        self.assertIn("2026-09-20 17:00", " ".join(data["sentences"]))
        json.dumps(data)
        self.reply._settle(datetime(2026, 9, 17, 2))
        self.make_holiday(self.reply.calendar_id, "2026-09-18")
        settled = self.reply.explain()
        self.assertEqual(settled["days"], data["days"], "what was counted when it settled")
        self.assertEqual((settled["state"], settled["stopped_at_local"]), ("met", "2026-09-17 10:00"))

    def test_explain_every_unit(self):
        for code, date in (("FI-URGENT", None), ("FI-PROMISE", "2026-09-18")):
            clock = self.ticket._sla_start(code, limit_date=date)
            data = clock.explain()
            self.assertTrue(data["days"][-1]["due"])
            self.assertTrue(data["sentences"])

    def test_reading_costs_the_same_queries(self):
        counts = []
        for number in (2, 10, 100):
            tickets = self.model.concat(*[self.make_ticket().sudo() for _i in range(number)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tickets.read(["date_deadline", "sla_light", "sla_remaining"])
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestClockAccess(GasServiceCase):
    """Nobody, whatever the group, writes a result or a due date."""

    def test_nobody_writes(self):
        ticket = self.make_ticket()
        clock = self.clock(ticket, "FI-REPLY")
        clock._replan("calendar")
        values = clock.copy_data()[0] | {"inquiry_id": ticket.id}
        for group in GROUPS:
            user = self.make_employee(f"role_{group}", self.service, f"gas_service.group_{group}").user_id
            with self.subTest(group=group):
                mine = clock.with_user(user)
                for values_ in ({"state": "met"}, {"due_at": False}, {"stopped_at": "2026-09-16"}):
                    with self.assertRaises(AccessError):
                        mine.write(values_)
                with self.assertRaises(AccessError):
                    mine.create(values)
                with self.assertRaises(AccessError):
                    mine.unlink()
                with self.assertRaises(UserError):
                    ticket.with_user(user).write({"clock_ids": [(1, clock.id, {"state": "met"})]})
                with self.assertRaises(UserError):
                    ticket.with_user(user).write({"date_deadline": "2030-01-01"})
                for model in MODELS:
                    for operation in ("write", "create", "unlink"):
                        self.assertFalse(self.env[model].with_user(user).has_access(operation), (model, operation))

    def test_follows_the_ticket(self):
        """A clock, its history and its pauses are as visible as the ticket."""
        complaint = self.make_complaint(self.market_handler, department_id=self.market.id)
        clock = self.clock(complaint, "FI-REPLY")
        clock._cancel("x")
        for model, record in (("gas.sla.clock", clock), ("gas.sla.event", clock.event_ids[:1])):
            accused = self.env[model].with_user(self.market_handler.user_id)
            self.assertFalse(accused.search([("id", "=", record.id)]))
            self.assertFalse(accused._read_group([("id", "=", record.id)], [], ["__count"])[0][0])
            with self.assertRaises(AccessError):
                accused.browse(record.id).read(["display_name"])
            manager = self.env[model].with_user(self.market_manager.user_id)
            self.assertTrue(manager.search([("id", "=", record.id)]))
        with self.assertRaises(AccessError):
            clock.with_user(self.market_handler.user_id).explain()

    def test_history_is_only_added_to(self):
        clock = self.clock(self.make_ticket(), "FI-REPLY")
        clock._cancel("x")
        with self.assertRaises(UserError):
            clock.event_ids.write({"reason": "y"})
        with self.assertRaises(UserError):
            clock.event_ids.unlink()


@tagged("post_install", "-at_install")
class TestClockOutside(HttpCase, GasServiceCase):
    """The same over JSON-2, with real keys."""

    def call(self, key, method, **arguments):
        return self.url_open(
            f"/json/2/gas.sla.clock/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )  # fmt: skip

    @mute_logger("odoo.http")
    def test_refused(self):
        ticket = self.make_ticket()
        clock = self.clock(ticket, "FI-REPLY")
        for group in ("manager", "admin"):
            user = self.make_employee(f"role_{group}", self.service, f"gas_service.group_{group}").user_id
            key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
            ids = clock.ids
            for method, arguments in (
                ("write", {"ids": ids, "vals": {"state": "met"}}),
                ("create", {"vals_list": [{"code": "FI-REPLY", "inquiry_id": ticket.id}]}),
                ("unlink", {"ids": ids}),
                ("_settle", {"ids": ids, "at": "2030-01-01 00:00:00"}),
                ("_start_many", {"items": []}),
                ("_replan", {"ids": ids, "cause": "calendar"}),
                ("_cron_alert", {}),
                ("action_reopen", {"ids": ids, "reason": "x"}),
                ("web_save", {"ids": ids, "vals": {"due_at": "2030-01-01 00:00:00"}, "specification": {}}),
            ):
                with self.subTest(group=group, method=method):
                    self.assertGreaterEqual(self.call(key, method, **arguments).status_code, 400)
        clock.invalidate_recordset()
        self.assertEqual(clock.state, "running")
