# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import random
from datetime import datetime, timedelta

from freezegun import freeze_time
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.sla_clock import Promise, plan
from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")  # Wednesday, 10:00 in China
class TestClock(GasServiceCase):
    """How clocks start and settle; the peer's faults, one test each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.company._gas_calendar()
        cls.reply = cls.env.ref("gas_service.gas_sla_policy_fi_reply")

    def reply_clock(self, **values):
        return self.clock(self.make_ticket(**values), "FI-REPLY")

    def holiday(self, day):
        return self.make_holiday(self.calendar, day)

    # -- faults of the nearest peer ----------------------------------------------------------

    def test_three_days_are_not_24_hours(self):
        """FI-8.2a: three working days end at a close of business, wherever in the day they began."""
        with freeze_time("2026-09-16 00:30:00"):
            early = self.reply_clock()
        with freeze_time("2026-09-16 08:59:00"):
            late = self.reply_clock()
        self.assertEqual(early.due_at, self.china("2026-09-20 17:00"))
        self.assertEqual(late.due_at, early.due_at)

    def test_start_is_when_it_happened(self):
        """FI-3: the clock runs from the receipt, not from the typing."""
        clock = self.reply_clock(received_at=datetime(2026, 9, 15, 23))
        self.assertEqual(clock.started_at, datetime(2026, 9, 15, 23))

    def test_calendar_change_replans(self):
        """A new holiday moves running deadlines, keeps the old date with the reason, and the ticket's copy."""
        ticket = self.make_ticket()
        clock = self.clock(ticket, "FI-REPLY")
        transfer = self.clock(ticket, "FI-TRANSFER")
        transfer._settle(datetime(2026, 9, 16, 3))
        self.assertEqual(ticket.date_deadline, self.china("2026-09-20 17:00"))
        self.holiday("2026-09-18")
        self.assertEqual(clock.due_at, self.china("2026-09-21 17:00"))
        self.assertEqual(ticket.date_deadline, clock.due_at)
        event = clock.event_ids.filtered(lambda e: e.kind == "replan")
        self.assertEqual(event.cause, "calendar")
        self.assertEqual((event.old_due_at, event.new_due_at), (self.china("2026-09-20 17:00"), clock.due_at))
        self.assertFalse(transfer.event_ids.filtered(lambda e: e.kind == "replan"), "a settled one is left alone")

    def test_changed_policy_keeps_promises(self):
        """What runs stays as promised, also when the calendar changes later; what starts is new."""
        clock = self.reply_clock()
        self.reply.limit = 1
        self.holiday("2026-09-18")
        self.assertEqual(clock.due_at, self.china("2026-09-21 17:00"))
        self.assertEqual(self.reply_clock().due_at, self.china("2026-09-17 17:00"))

    def test_settles_by_the_event_not_by_the_moment_of_typing(self):
        """The peer leaves a done ticket "in progress" when the deadline passed meanwhile."""
        clock = self.reply_clock()
        with freeze_time("2026-09-30 02:00:00"):
            clock._settle(datetime(2026, 9, 18, 2))
        self.assertEqual((clock.state, clock.stopped_at), ("met", datetime(2026, 9, 18, 2)))

    def test_met_until_the_last_second(self):
        clock, other = self.reply_clock(), self.reply_clock()
        clock._settle(clock.due_at)
        other._settle(other.due_at + timedelta(seconds=1))
        self.assertEqual((clock.state, other.state), ("met", "late"))

    def test_cancelled_is_not_met(self):
        clock = self.reply_clock()
        clock._cancel("Withdrawn by the customer")
        self.assertEqual((clock.state, clock.cancel_reason), ("cancelled", "Withdrawn by the customer"))
        self.assertFalse(self.env["gas.sla.clock"].search([("id", "=", clock.id), ("state", "=", "met")]))

    def test_overdue_at_once_without_a_scheduled_action(self):
        ticket = self.make_ticket()
        clock = self.clock(ticket, "FI-REPLY")
        with freeze_time(clock.due_at + timedelta(seconds=1)):
            self.env.invalidate_all()
            self.assertTrue(clock.is_overdue)
            found = self.env["gas.sla.clock"].search([("is_overdue", "=", True)])
            self.assertIn(clock, found)
            self.assertNotIn(clock, self.env["gas.sla.clock"].search([("is_overdue", "=", False)]))
            groups = dict(self.env["gas.sla.clock"]._read_group([("id", "=", clock.id)], ["is_overdue"], ["__count"]))
            self.assertEqual(groups, {True: 1})
        with freeze_time(clock.due_at):
            self.env.invalidate_all()
            self.assertFalse(clock.is_overdue)

    @mute_logger("odoo.sql_db")
    def test_no_duplicates(self):
        """One clock per (record, code, occurrence); starting what runs starts nothing."""
        ticket = self.make_ticket()
        self.assertFalse(ticket._sla_start("FI-REPLY"))
        clock = self.clock(ticket, "FI-REPLY")
        values = clock.copy_data()[0] | {"inquiry_id": ticket.id, "started_at": clock.started_at}
        with self.assertRaises(UniqueViolation):
            self.env["gas.sla.clock"].create(values)

    def test_second_stop_changes_nothing(self):
        """The peer's public method, run again, turns late into met."""
        ticket = self.make_ticket()
        clock = self.clock(ticket, "FI-REPLY")
        clock._settle(clock.due_at + timedelta(days=1))
        ticket._sla_stop("FI-REPLY", clock.started_at)
        ticket._sla_cancel(None, "Second thoughts")
        self.assertEqual(clock.state, "late")
        self.assertEqual(len(clock.event_ids.filtered(lambda e: e.kind == "stop")), 1)

    def test_settled_survives_what_changes_later(self):
        clock = self.reply_clock()
        clock._settle(clock.due_at + timedelta(hours=1))
        before = clock.read(["due_at", "state", "explanation"])
        self.holiday("2026-09-18")
        clock._replan("calendar")
        self.assertEqual(clock.read(["due_at", "state", "explanation"]), before)

    def test_due_date_searches_sorts_and_groups(self):
        """The peer's deadline can do none of these."""
        tickets = self.make_ticket() | self.make_ticket()
        model = self.env["gas.inquiry"]
        self.assertTrue(
            model.search([("id", "in", tickets.ids), ("date_deadline", "<", "2026-12-31")], order="date_deadline")
        )
        self.assertTrue(model._read_group([("id", "in", tickets.ids)], ["date_deadline:day"], ["__count"]))

    def test_calendar_without_hours(self):
        """The peer crashes at creation; here a message says what is missing."""
        empty = self.env["resource.calendar"].create({"name": "Nobody", "attendance_ids": [(5, 0, 0)]})
        self.reply.calendar_id = empty
        with self.assertRaisesRegex(UserError, "Nobody"):
            self.make_ticket()

    # -- starts and stops --------------------------------------------------------------------

    def test_stop_before_start(self):
        clock = self.reply_clock()
        with self.assertRaisesRegex(ValidationError, "cannot end"):
            clock._settle(clock.started_at - timedelta(minutes=1))

    def test_occurrences(self):
        """FI-8.2a: a second promise is a clock of its own."""
        ticket = self.make_ticket()
        first = ticket._sla_start("FI-PROMISE", limit_date="2026-09-18")
        first._settle(first.due_at)
        second = ticket._sla_start("FI-PROMISE", limit_date="2026-09-19")
        self.assertEqual((first.occurrence, second.occurrence), (1, 2))
        self.assertEqual(second.due_at, self.china("2026-09-20 17:00"), "19 is a Saturday, 20 a make-up Sunday")

    def test_promise_in_the_past(self):
        with self.assertRaises(ValidationError):
            self.make_ticket()._sla_start("FI-PROMISE", limit_date="2026-09-15")

    def test_unknown_and_archived_codes(self):
        ticket = self.make_ticket()
        with self.assertRaisesRegex(ValidationError, "FI-NONE"):
            ticket._sla_start("FI-NONE")
        self.env.ref("gas_service.gas_sla_policy_fi_urgent").active = False
        self.assertFalse(ticket._sla_start("FI-URGENT"))

    def test_own_policy_of_a_company_wins(self):
        self.reply.copy({"company_id": self.company.id, "limit": 1})
        self.assertEqual(self.reply_clock().due_at, self.china("2026-09-17 17:00"))

    def test_corrected_start(self):
        clock = self.reply_clock()
        clock._correct_start(datetime(2026, 9, 15, 1), "Called the day before")
        self.assertEqual(clock.due_at, self.china("2026-09-18 17:00"))
        correct, replan = clock.event_ids.filtered("reason").sorted("id")
        self.assertEqual((correct.kind, correct.old_started_at), ("correct", datetime(2026, 9, 16, 2)))
        self.assertEqual((replan.kind, replan.cause, replan.new_due_at), ("replan", "start", clock.due_at))
        self.assertEqual({correct.reason, replan.reason}, {"Called the day before"})

    def test_unannounced_year_is_provisional(self):
        with freeze_time("2026-12-30 02:00:00"):
            clock = self.reply_clock()
            self.assertTrue(clock.provisional)
            self.calendar.gas_announced_years = f"{self.calendar.gas_announced_years},2027"
            self.assertFalse(clock.provisional)

    def test_responsible_frozen_when_due(self):
        """A hand-over gives the new handler what is not due yet, and no more."""
        ticket = self.make_processing()
        clock, closing = self.clock(ticket, "FI-REPLY"), self.clock(ticket, "FI-CLOSE")
        self.assertEqual(clock.employee_id, self.market_handler)
        ticket.sudo()._write_guarded({"handler_id": self.market_manager.id})
        ticket._sla_reassign(clock.due_at + timedelta(minutes=1))
        self.assertEqual((clock.employee_id, closing.employee_id), (self.market_handler, self.market_manager))
        self.assertEqual(closing.event_ids.filtered(lambda e: e.kind == "reassign").employee_id, self.market_handler)

    def test_batch_costs_the_same_queries(self):
        """Queries of starting 10 and 100 clocks do not differ."""
        counts = []
        for number in (2, 10, 100):  # the first fills caches
            tickets = self.env["gas.inquiry"].concat(*[self.make_ticket().sudo() for _i in range(number)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            tickets._sla_start("FI-URGENT")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_replan_costs_the_same_queries(self):
        counts = []
        for number in (10, 100):
            clocks = self.env["gas.sla.clock"].concat(*[self.reply_clock() for _i in range(number)])
            leave = self.holiday("2026-09-18")
            leave.unlink()
            self.env.flush_all()
            clocks.write({"timeline_version": -1, "due_at": datetime(2026, 1, 1)})
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.assertEqual(len(clocks._replan("calendar")), number)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_stale_clock_is_replanned(self):
        """A clock that started while another transaction changed its calendar is found by its version."""
        clock = self.reply_clock()
        clock.write({"due_at": datetime(2026, 12, 1), "timeline_version": -1})
        self.env["gas.sla.clock"]._replan_stale()
        self.assertEqual(clock.due_at, self.china("2026-09-20 17:00"))

    def test_replan_against_naive(self):
        """Random starts and holidays: a re-planned deadline is what a fresh one would be."""
        rng = random.Random(7)
        clocks = self.env["gas.sla.clock"]
        for _index in range(15):
            with freeze_time(datetime(2026, 9, 1) + timedelta(minutes=rng.randrange(40_000))):
                clocks |= self.reply_clock()
        for day in rng.sample(range(1, 25), 6):
            self.holiday(f"2026-09-{day:02d}")
            timeline = self.calendar._gas_timeline()
            for clock in clocks:
                fresh = plan(timeline, Promise("days", 3, None, 8, 2), clock.started_at)
                self.assertEqual((clock.due_at, clock.yellow_at, clock.red_at), fresh[:3])

    # -- correction --------------------------------------------------------------------------

    def test_reopen(self):
        """Only the manager of the department, with a reason, not for himself; the history tells."""
        ticket = self.make_processing()
        clock = self.clock(ticket, "FI-REPLY")
        clock._settle(datetime(2026, 9, 16, 3))
        for employee in (self.market_handler, self.clerk):
            with self.assertRaises(AccessError):
                clock.with_user(employee.user_id).action_reopen("It was not the customer")
        managed = clock.with_user(self.market_manager.user_id)
        with self.assertRaises(UserError):
            managed.action_reopen(" ")
        managed.action_reopen("It was not the customer")
        self.assertEqual((clock.state, clock.stopped_at, clock.explanation), ("running", False, False))
        event = clock.event_ids.filtered(lambda e: e.kind == "reopen")
        self.assertEqual((event.reason, event.happened_at), ("It was not the customer", datetime(2026, 9, 16, 3)))
        self.assertEqual(event.create_uid, self.market_manager.user_id)
        self.assertEqual(ticket.date_deadline, clock.due_at)
        with self.assertRaises(UserError):
            managed.action_reopen("Again")

    def test_nobody_reopens_his_own(self):
        ticket = self.make_processing(self.market_manager)
        clock = self.clock(ticket, "FI-REPLY")
        clock._settle(datetime(2026, 9, 16, 3))
        with self.assertRaises(AccessError):
            clock.with_user(self.market_manager.user_id).action_reopen("For myself")
