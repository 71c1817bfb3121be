# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestPaths(GasServiceCase):
    def test_own_scope(self):
        """FI-5.1, FI-4: within own scope the first responsible is the first handler; nothing to transfer."""
        ticket = self.make_ticket()
        ticket.action_take()
        self.assertEqual(ticket.sudo().first_handler_id, self.clerk)
        self.assertEqual(ticket.state, "processing")
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").state, "cancelled")
        self.assertEqual(self.clock(ticket, "FI-REPLY").state, "running")

    def test_colleague_of_the_department(self):
        """FI-5.1: a colleague of the same department is first handler, no transfer clock."""
        ticket = self.make_ticket()
        with self.assertRaises(UserError):
            ticket.action_assign(self.market_handler.id)
        ticket.action_assign(self.handler.id)
        self.assertEqual(ticket.sudo().first_handler_id, self.handler)
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").state, "cancelled")
        self.assertEqual(self.clock(ticket, "FI-REPLY").employee_id, self.handler)

    def test_transfer_with_the_person_reached(self):
        """FI-4, FI-5.1, FI-8.3: the person reached is first handler; sending the work order stops the clock."""
        ticket = self.make_ticket()
        with freeze_time("2026-09-16 03:30:00"):
            ticket.action_transfer(self.market.id, self.market_handler.id)
        clock = self.clock(ticket, "FI-TRANSFER")
        self.assertEqual((clock.state, clock.stopped_at), ("met", self.china("2026-09-16 11:30")))
        self.assertEqual(clock.employee_id, self.clerk)
        self.assertEqual(ticket.state, "transferred")
        self.assertEqual(ticket.sudo().first_handler_id, self.market_handler)
        self.assertEqual(self.clock(ticket, "FI-REPLY").employee_id, self.market_handler)

    def test_transfer_two_working_hours(self):
        """FI-8.3: the examples of the measure, make-up Saturday included."""
        for received, due in (
            ("2026-09-16 16:30", "2026-09-17 10:00"),
            ("2026-09-16 11:30", "2026-09-16 14:30"),
            ("2026-09-16 12:15", "2026-09-16 15:00"),
            ("2026-09-18 20:00", "2026-09-20 10:30"),  # Sunday the 20th is a make-up day
            ("2026-10-09 20:00", "2026-10-10 10:30"),  # Saturday the 10th too
            ("2026-09-30 16:00", "2026-10-08 09:30"),  # National Day in between
        ):
            with self.subTest(received=received), freeze_time(self.china(received)):
                clock = self.clock(self.make_ticket(), "FI-TRANSFER")
                self.assertEqual(clock.due_at, self.china(due))

    def test_late_transfer_is_the_first_responsibles(self):
        """FI-8.3: late, settled at the time it was sent, and his who received it."""
        ticket = self.make_ticket()
        with freeze_time("2026-09-16 09:30:00"):
            ticket.action_transfer(self.market.id)
        clock = self.clock(ticket, "FI-TRANSFER")
        self.assertEqual((clock.state, clock.employee_id), ("late", self.clerk))

    def test_without_a_person_the_manager_answers(self):
        """FI-4: until somebody is named the receiving manager is responsible; the signer becomes first handler."""
        ticket = self.make_ticket()
        ticket.action_transfer(self.market.id)
        self.assertFalse(ticket.sudo().first_handler_id)
        self.assertEqual(self.clock(ticket, "FI-REPLY").employee_id, self.market_manager)
        ticket.with_user(self.market_handler.user_id).action_sign()
        self.assertEqual(ticket.sudo().first_handler_id, self.market_handler)
        self.assertEqual(self.clock(ticket, "FI-REPLY").employee_id, self.market_handler)

    def test_first_handler_is_frozen(self):
        """FI-4: a later change of handler leaves the first handler."""
        ticket = self.make_processing()
        ticket.with_user(self.market_manager.user_id).action_assign(self.market_manager.id)
        self.assertEqual(ticket.sudo().first_handler_id, self.market_handler)
        self.assertEqual(ticket.sudo().handler_id, self.market_manager)
        with self.assertRaises(UserError):
            ticket.write({"first_handler_id": self.market_manager.id})

    def test_escort(self):
        """FI-5.1: the visitor was escorted: receiver and time are recorded, no transfer clock."""
        with self.assertRaises(UserError):
            self.make_ticket().action_escort(self.market.id, self.market_handler.id)
        ticket = self.make_ticket(channel="visit")
        ticket.action_escort(self.market.id, self.market_handler.id)
        step = ticket.sudo().handover_ids
        self.assertEqual((step.kind, step.to_employee_id), ("escort", self.market_handler))
        self.assertTrue(step.signed_at)
        self.assertEqual(ticket.sudo().state, "processing")
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").state, "cancelled")

    def test_return_of_a_misrouted_ticket(self):
        """FI-5.2: returned within its limit, counted per department; FI-REPLY runs on."""
        ticket = self.make_ticket()
        ticket.action_transfer(self.market.id, self.market_handler.id)
        due = self.clock(ticket, "FI-REPLY").due_at
        receiver = ticket.with_user(self.market_handler.user_id)
        with self.assertRaises(UserError):
            receiver.action_return(" ")
        receiver.action_return("Meters belong to operations")
        ticket = ticket.sudo()
        self.assertEqual(ticket.state, "new")
        self.assertEqual(ticket.department_id, self.service)
        self.assertFalse(ticket.first_handler_id)
        self.assertEqual(
            (self.clock(ticket, "FI-REPLY").state, self.clock(ticket, "FI-REPLY").due_at), ("running", due)
        )
        self.assertEqual(self.clock(ticket, "FI-SIGN").state, "met")
        returns = self.env["gas.handover"].search_count(
            [("kind", "=", "return"), ("from_department_id", "=", self.market.id)]
        )
        self.assertEqual(returns, 1)
        ticket.with_user(self.clerk.user_id).action_assign(self.handler.id)
        self.assertEqual(self.clock(ticket, "FI-RETURN").state, "met")

    def test_only_the_receiving_department_signs_or_returns(self):
        ticket = self.make_ticket()
        ticket.action_transfer(self.market.id)
        with self.assertRaises(UserError):
            ticket.action_sign()
        with self.assertRaises(AccessError):
            ticket.with_user(self.handler.user_id).action_sign()

    def test_ask_the_leader(self):
        """FI-5.3, FI-9: question and report with recipient and answer."""
        leader = self.make_employee("leader", self.market, "gas_service.group_leader")
        ticket = self.make_ticket()
        for purpose in ("ask", "scope", "routine"):
            contact = ticket.action_report(purpose, leader.id, "Who is in charge?")
            with self.assertRaises(UserError):
                contact.action_reply("Me")
            contact.with_user(leader.user_id).action_reply("Operations")
            self.assertEqual(contact.reply, "Operations")
            with self.assertRaises(UserError):
                contact.with_user(leader.user_id).action_reply("Somebody else")

    def test_overdue_stays_with_who_held_it(self):
        """FI-10 prepared: a hand-over freezes what is overdue."""
        ticket = self.make_processing()
        with freeze_time("2026-09-25 02:00:00"):
            ticket.with_user(self.market_manager.user_id).action_assign(self.market_manager.id)
        self.assertEqual(self.clock(ticket, "FI-REPLY").employee_id, self.market_handler)
