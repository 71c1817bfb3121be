# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")  # Wednesday, 10:00 in China
class TestAlert(GasServiceCase):
    """Each alert once, the highest of those missed, to the right people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["gas.sla.clock"].search([]).next_alert_at = False
        cls.ticket = cls.make_processing()
        cls.env["gas.sla.clock"].search([]).next_alert_at = False
        cls.reply = cls.clock(cls.ticket, "FI-REPLY")
        cls.reply.next_alert_at = cls.reply.yellow_at

    def run_at(self, moment):
        """Run the scheduled action at ``moment``; return the messages it sent, oldest first."""
        last = self.env["mail.message"].search([], order="id desc", limit=1).id
        with freeze_time(moment), patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1e9):
            self.env["gas.sla.clock"]._cron_alert()
            self.env.flush_all()
        return self.env["mail.message"].search(
            [("id", ">", last), ("message_type", "=", "user_notification")], order="id"
        )  # fmt: skip

    def told(self, messages):
        return messages.partner_ids.user_ids

    def alerts(self):
        return self.reply.event_ids.filtered(lambda e: e.kind == "alert").sorted("id").mapped("level")

    def test_levels_in_turn(self):
        """Yellow in the digest, red and late at once, then daily to the manager."""
        self.assertFalse(self.run_at(self.reply.yellow_at - timedelta(seconds=1)))
        messages = self.run_at(self.reply.yellow_at)
        self.assertEqual(self.told(messages), self.market_handler.user_id)
        self.assertFalse(messages.model, "a digest is on no document")
        self.assertEqual(self.reply.next_alert_at, self.reply.red_at)
        messages = self.run_at(self.reply.red_at)
        self.assertEqual((self.told(messages), messages.res_id), (self.market_handler.user_id, self.ticket.id))
        self.assertFalse(self.run_at(self.reply.due_at), "at the last second it is not late")
        messages = self.run_at(self.reply.due_at + timedelta(minutes=5))
        self.assertEqual(self.told(messages), (self.market_handler | self.market_manager).user_id)
        activities = self.env["mail.activity"].search([("gas_clock_id", "=", self.reply.id)])
        self.assertEqual(activities.user_id, (self.market_handler | self.market_manager).user_id)
        # 20 September is a make-up Sunday: the next working day is Monday
        self.assertEqual(self.reply.next_alert_at, self.china("2026-09-21 08:30"))
        messages = self.run_at(self.china("2026-09-21 08:30"))
        self.assertEqual(self.told(messages), self.market_manager.user_id)
        self.assertEqual(self.alerts(), ["yellow", "red", "late", "daily"])

    def test_run_twice_sends_once(self):
        moment = self.reply.due_at + timedelta(minutes=5)
        self.assertTrue(self.run_at(moment))
        self.assertFalse(self.run_at(moment))
        # killed after sending, before the clock was moved on: the unique index knows
        self.reply.next_alert_at = moment
        self.env["gas.sla.event"].invalidate_model()
        with patch.object(type(self.reply), "_late_told", return_value=set()):
            self.assertFalse(self.run_at(moment))
        self.assertEqual(self.alerts(), ["late"])

    def test_only_the_highest_of_those_missed(self):
        self.run_at(self.reply.due_at + timedelta(days=3))
        self.assertEqual(self.alerts(), ["late"])

    def test_imported_late_is_silent(self):
        with freeze_time("2026-11-16 02:00:00"):
            ticket = self.make_ticket().sudo()
            ticket.clock_ids._cancel("x")
            clock = ticket._sla_start("FI-URGENT", self.china("2026-09-01 10:00"))
        self.assertFalse(clock.next_alert_at)
        self.reply.next_alert_at = False
        self.assertFalse(self.run_at("2026-11-17 02:00:00"))

    def test_new_deadline_alerts_anew(self):
        self.run_at(self.reply.red_at)
        with freeze_time(self.reply.red_at):
            self.reply._correct_start(self.china("2026-09-18 08:00"), "Wrong day")
        self.assertEqual(self.reply.next_alert_at, self.reply.yellow_at)
        self.run_at(self.reply.red_at)
        self.assertEqual(self.alerts(), ["red", "red"])

    def test_settled_is_silent_and_its_activity_gone(self):
        self.run_at(self.reply.red_at)
        self.reply._settle(self.reply.red_at)
        self.assertFalse(self.env["mail.activity"].search([("gas_clock_id", "=", self.reply.id)]))
        self.assertFalse(self.run_at(self.reply.due_at + timedelta(days=1)))

    def test_digest_once_a_working_day(self):
        """What comes after today's digest waits for the next working day, and is one message."""
        self.run_at(self.reply.yellow_at)
        others = [self.make_processing() for _index in range(2)]
        clocks = self.env["gas.sla.clock"].union(*(self.clock(ticket, "FI-REPLY") for ticket in others))
        self.env["gas.sla.clock"].search([]).next_alert_at = False
        clocks.next_alert_at = self.reply.yellow_at
        later = self.reply.yellow_at + timedelta(minutes=10)
        self.assertFalse(self.run_at(later))
        self.assertFalse(self.run_at(self.china("2026-09-19 10:00")), "not on a Saturday")
        messages = self.run_at(self.china("2026-09-20 08:30"))
        self.assertEqual(len(messages), 1)
        for ticket in others:
            self.assertIn(ticket.name, messages.body)

    def test_digest_leaves_out_what_is_done(self):
        with patch.object(type(self.env["gas.sla.digest"]), "_send_due"):
            self.run_at(self.reply.yellow_at)
        self.reply._settle(self.reply.yellow_at)
        self.assertFalse(self.run_at(self.reply.yellow_at + timedelta(minutes=5)))
        self.assertFalse(self.env["gas.sla.event"].search([("digest_pending", "=", True)]))

    def test_accused_is_never_told(self):
        """FI-8.5: the notices of an accused handler go to his manager; of an accused manager, higher up."""
        ticket = self.make_complaint(self.market_handler | self.market_manager, department_id=self.market.id)
        clock = self.clock(ticket, "FI-REPLY")
        clock.employee_id = self.market_handler
        clock.next_alert_at = clock.due_at
        self.reply.next_alert_at = False
        messages = self.run_at(clock.due_at + timedelta(minutes=5))
        self.assertTrue(messages)
        self.assertFalse(self.told(messages) & (self.market_handler | self.market_manager).user_id)
        self.assertIn(self.supervision.user_id, self.told(messages))

    def test_responsible_without_login(self):
        self.reply.employee_id = self.env["hr.employee"].create({"name": "No login", "department_id": self.market.id})
        messages = self.run_at(self.reply.red_at)
        self.assertEqual(self.told(messages), self.market_manager.user_id)

    def test_advisory_says_so(self):
        self.reply.binding = False
        self.assertRegex(self.run_at(self.reply.red_at).subject, "advisory|提示性")

    def test_one_failure_does_not_silence_the_others(self):
        broken = self.clock(self.make_processing(), "FI-REPLY")
        self.env["gas.sla.clock"].search([]).next_alert_at = False
        (broken | self.reply).next_alert_at = self.reply.red_at
        original = type(self.reply)._alert_once

        def fail(clock, *args):
            if clock == broken:
                raise ValueError("broken")
            return original(clock, *args)

        with (
            patch.object(type(self.reply), "_alert_once", fail),
            self.assertLogs("odoo.addons.gas_service.models.gas_sla_clock_alert", "ERROR"),
        ):
            messages = self.run_at(self.reply.red_at)
        self.assertEqual(messages.res_id, self.ticket.id)
        self.assertEqual(broken.next_alert_at, self.reply.red_at, "tried again at the next run")

    def test_cost_follows_what_is_due(self):
        """Queries of a run with nothing due do not depend on the open clocks."""
        counts = []
        self.reply.next_alert_at = False
        for number in (1, 10, 100):  # the first fills caches
            for _index in range(number):
                self.make_ticket()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.run_at("2026-09-16 02:00:00")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])
