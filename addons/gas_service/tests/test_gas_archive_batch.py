# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, datetime

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .archive_common import APRIL, MARCH, GasArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveBatch(GasArchiveCase):
    def test_opened_on_the_first_working_day(self):
        """FI-8.6: National Day over, every department is asked for September, by the fifth working day."""
        batches = self.env["gas.archive.batch"]
        for day in ("2026-10-01", "2026-10-07"):
            with freeze_time(f"{day} 10:00:00"):
                batches._cron_open()
            self.assertFalse(batches.search([("month", "=", date(2026, 9, 1))]))
        with freeze_time("2026-10-07 16:30:00"):  # half past midnight of the 8th in China
            batches._cron_open()
            batches._cron_open()
        opened = batches.search([("month", "=", date(2026, 9, 1)), ("company_id", "=", self.company.id)])
        self.assertEqual(opened.department_id, self.departments)
        self.assertEqual(len(opened), len(self.departments))
        # 8, 9, the make-up Saturday 10, 12, 13
        self.assertEqual(set(opened.mapped("due_date")), {date(2026, 10, 13)})
        activity = self.batch(self.service, date(2026, 9, 1)).activity_ids
        self.assertEqual((activity.user_id, activity.date_deadline), (self.manager.user_id, date(2026, 10, 13)))

    def test_who_takes_part(self):
        """FI-8.6: a department that does not take part, or came later, is asked only for what it has."""
        self.market.gas_archives = False
        new = self.make_department("New")
        self.open_month()
        self.assertFalse(self.batch(self.market))
        self.assertFalse(self.batch(new))
        self.make_closed(at="2026-04-20 02:00:00", transferred=True)
        self.market.active = False
        self.open_month(date(2026, 4, 1))
        self.assertTrue(self.batch(self.market, date(2026, 4, 1)).ticket_ids)

    def test_one_a_month(self):
        """FI-8.6: one hand-over a department and month, whatever runs at once."""
        batch = self.open_month()[0]
        self.assertFalse(self.env["gas.archive.batch"]._open_month(self.company, batch.month))
        values = {"company_id": self.company.id, "department_id": batch.department_id.id, "month": batch.month}
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            batch._create_guarded([{**values, "due_date": batch.due_date}])

    def test_content(self):
        """FI-8.6: what both departments finished up to the end of the month, each in its own list."""
        own = self.make_closed()
        both = self.make_closed(transferred=True)
        with freeze_time(MARCH):
            still_open = self.make_ticket().sudo()
            cancelled = self.make_ticket().sudo()
            cancelled.with_user(self.manager.user_id).action_cancel("Registered twice")
        # midnight between March and April in China is 16:00 UTC
        last_minute = self.make_closed(at="2026-03-31 15:59:00")
        next_month = self.make_closed(at="2026-03-31 16:00:00")
        self.open_month()
        self.assertEqual(self.batch(self.service).ticket_ids, own | both | cancelled | last_minute)
        self.assertEqual(self.batch(self.market).ticket_ids, both)
        self.hand_over(self.manager)
        with freeze_time("2026-04-20 02:00:00"):
            still_open.with_user(self.clerk.user_id).action_answer_at_once("Explained")
        self.open_month(date(2026, 4, 1))
        self.assertEqual(self.batch(self.service, date(2026, 4, 1)).ticket_ids, next_month | still_open)

    def test_missed_month_goes_into_the_next(self):
        """FI-8.6: what nobody handed over stays in its list until somebody does, and is in no other."""
        ticket = self.make_closed()
        self.open_month()
        self.open_month(date(2026, 4, 1))
        self.assertIn(ticket, self.batch(self.service).ticket_ids)
        self.assertNotIn(ticket, self.batch(self.service, date(2026, 4, 1)).ticket_ids)

    def test_reopened_deadline_keeps_it_out(self):
        """FI-8.6: a ticket whose deadline a manager reopened is not finished."""
        ticket = self.make_closed(transferred=True)
        with freeze_time("2026-03-20 02:00:00"):
            self.clock(ticket, "FI-REPLY").with_user(self.market_manager.user_id).action_reopen("Wrong time")
        self.open_month()
        self.assertFalse(self.batch(self.market).ticket_ids)

    def test_two_signatures(self):
        """FI-8.6: handed over by the manager, received by general management; who and when stand in it."""
        ticket = self.make_closed(transferred=True)
        self.open_month()
        batch = self.batch(self.service)
        for employee in (self.handler, self.market_manager, self.general, self.supervision):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                batch.with_user(employee.user_id).action_hand_over()
        with freeze_time(APRIL):
            batch.with_user(self.manager.user_id).action_hand_over()
        self.assertEqual((batch.state, batch.handed_by), ("handed", self.manager.user_id))
        self.assertEqual(batch.handed_at, datetime(2026, 4, 2, 2))
        self.assertFalse(batch.is_late)
        self.assertEqual((ticket.state, ticket.locked_at), ("closed", batch.handed_at))
        self.assertFalse(batch.activity_ids)
        with self.assertRaises(UserError):
            batch.with_user(self.manager.user_id).action_hand_over()
        with self.assertRaises(AccessError):
            batch.with_user(self.manager.user_id).action_receive()
        batch.with_user(self.general.user_id).action_receive()
        self.assertEqual((batch.state, batch.received_by), ("received", self.general.user_id))
        self.assertTrue(batch.received_at)
        with self.assertRaises(UserError):
            batch.with_user(self.general.user_id).action_receive()

    def test_nobody_signs_twice(self):
        """FI-8.6: who handed over does not receive as well, but for general management's own hand-over."""
        self.open_month()
        self.service.manager_id = False
        both = self.make_employee("both", self.service, "gas_service.group_manager,gas_service.group_general")
        batch = self.batch(self.service).with_user(both.user_id)
        batch.action_nil_return()
        with self.assertRaises(UserError):
            batch.action_receive()
        own = self.batch(self.general_department).with_user(self.general_manager.user_id)
        own.action_nil_return()
        own.action_receive()
        self.assertEqual(own.state, "received")

    def test_archived_when_both_handed_over(self):
        """FI-8.6: first-inquiry and handling department each archive it; retention runs from the later one."""
        ticket = self.make_closed(transferred=True)
        single = self.make_closed()
        with freeze_time(MARCH):
            cancelled = self.make_ticket().sudo()
            cancelled.with_user(self.manager.user_id).action_cancel("Registered twice")
        self.hand_over(self.manager, at="2026-04-02 02:00:00")
        self.assertEqual((single.state, single.retention_until), ("archived", date(2031, 4, 2)))
        self.assertEqual((cancelled.state, cancelled.retention_until), ("cancelled", date(2031, 4, 2)))
        self.assertEqual((ticket.state, ticket.archived_at, ticket.retention_until), ("closed", False, False))
        # 23:30 UTC is the next day in China
        self.company.gas_retention_years = 6
        self.hand_over(self.market_manager, at="2026-04-07 23:30:00")
        self.assertEqual((ticket.state, ticket.retention_until), ("archived", date(2032, 4, 8)))
        self.assertEqual(ticket.locked_at, datetime(2026, 4, 2, 2))
        self.assertEqual(single.retention_until, date(2031, 4, 2))

    def test_retention_at_least_five_years(self):
        """FI-8.6: the setting cannot go below five years."""
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation):
            self.company.gas_retention_years = 4
            self.company.flush_recordset()

    def test_nil_return_is_said_explicitly(self):
        """FI-8.6: nothing finished is handed over as nil return, never by the other button."""
        ticket = self.make_closed()
        self.open_month()
        nil = self.batch(self.market).with_user(self.market_manager.user_id)
        with self.assertRaises(UserError):
            nil.action_hand_over()
        nil.action_nil_return()
        self.assertTrue(nil.is_nil)
        full = self.batch(self.service).with_user(self.manager.user_id)
        with self.assertRaises(UserError):
            full.action_nil_return()
        self.assertFalse(ticket.locked_at)

    def test_late(self):
        """FI-8.6: due on the fifth working day (8 April 2026, Qingming in between); later is late, for good."""
        self.open_month()
        batch, other = self.batch(self.service), self.batch(self.market)
        self.assertEqual(batch.due_date, date(2026, 4, 8))
        batches = self.env["gas.archive.batch"]
        with freeze_time("2026-04-08 15:59:00"):  # a minute before midnight in China
            batches.invalidate_model()
            self.assertFalse(batch.with_user(self.general.user_id).is_late)
            other.with_user(self.market_manager.user_id).action_nil_return()
        with freeze_time("2026-04-08 16:00:00"):
            batches.invalidate_model()
            missing = batches.with_user(self.general.user_id).search([("is_late", "=", True)])
            self.assertIn(batch, missing)
            self.assertNotIn(other, missing)
            self.assertTrue(batch.with_user(self.general.user_id).is_late)
            batch.with_user(self.manager.user_id).action_nil_return()
        with freeze_time("2026-05-20 16:00:00"):
            batches.invalidate_model()
            self.assertTrue(batch.is_late)
            self.assertFalse(other.is_late)

    def test_stamps_are_guarded(self):
        """FI-8.6: nobody writes a signature, sudo included; nobody creates or deletes a hand-over."""
        self.make_closed()
        batch = self.open_month()[0]
        for name, value in (
            ("state", "received"), ("handed_at", "2026-04-01"), ("handed_by", 1), ("received_by", 1),
            ("ticket_ids", [(5, 0, 0)]), ("due_date", "2030-01-01"), ("handed_late", False), ("nil_declared", True),
        ):  # fmt: skip
            with self.subTest(name=name), self.assertRaises(UserError):
                batch.sudo().write({name: value})
        for employee in (self.manager, self.general, self.supervision, self.clerk, self.leader):
            user_batch = batch.with_user(employee.user_id)
            for operation in ("create", "write", "unlink"):
                self.assertFalse(user_batch.browse().has_access(operation), (employee.name, operation))

    def test_who_sees_what(self):
        """FI-8.6: managers see their department's hand-overs, general management and supervision all, others none."""
        self.open_month()
        batches = self.env["gas.archive.batch"]
        month = [("month", "=", date(2026, 3, 1))]
        self.assertEqual(batches.with_user(self.manager.user_id).search(month).department_id, self.service)
        for employee in (self.general, self.supervision):
            self.assertEqual(batches.with_user(employee.user_id).search(month).department_id, self.departments)
        for employee in (self.clerk, self.handler, self.leader):
            with self.assertRaises(AccessError):
                batches.with_user(employee.user_id).search(month)

    def test_accused_manager_learns_nothing(self):
        """FI-8.5, FI-8.6: a complaint about the manager is archived with his list, and he sees it in no count."""
        with freeze_time(MARCH):
            complaint = self.make_complaint(self.manager, by=self.clerk, department_id=self.market.id)
            complaint.with_user(self.market_manager.user_id).action_sign()
            handled = complaint.with_user(self.market_manager.user_id)
            handled.action_resolve("solved", "Talked to")
            handled.action_inform("Told")
            handled.action_close()
        self.open_month()
        batch = self.batch(self.service)
        self.env.invalidate_all()
        seen = batch.with_user(self.manager.user_id)
        self.assertEqual((seen.ticket_count, seen.ticket_ids.ids), (0, []))
        with freeze_time(APRIL):
            seen.action_nil_return()
        self.assertTrue(seen.is_nil)
        self.assertFalse(batch.with_user(self.general.user_id).is_nil)
        self.assertEqual(batch.with_user(self.general.user_id).ticket_count, 1)
        self.assertTrue(complaint.locked_at)

    def test_queries_do_not_grow(self):
        """Handing over 100 tickets costs hardly more queries than 10."""
        counts = []
        for month, number in ((3, 10), (4, 100)):
            with freeze_time(f"2026-{month:02}-18 02:00:00"):
                values = {"subject": "x", "customer_name": "y"}
                tickets = self.env["gas.inquiry"].with_user(self.clerk.user_id).create([values] * number)
                for ticket in tickets:
                    ticket.action_answer_at_once("Explained")
            self.open_month(date(2026, month, 1))
            batch = self.batch(self.service, date(2026, month, 1)).with_user(self.manager.user_id)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch.action_hand_over()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(batch.ticket_ids.filtered("archived_at")), number)
        self.assertLess(counts[1], counts[0] * 2)
