# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestEscalation(GasServiceCase):
    def test_customer_does_not_accept_three_days(self):
        """FI-8.2b: reported to a leader as urgent, with a limit of its own, which is advisory."""
        ticket = self.make_ticket()
        ticket.action_report("urgent", self.manager.id, "Baby in the house")
        self.assertTrue(ticket.urgent)
        clock = self.clock(ticket, "FI-URGENT")
        self.assertFalse(clock.binding)
        self.assertEqual(clock.due_at, self.china("2026-09-16 15:00"))
        self.assertEqual(self.clock(ticket, "FI-REPLY").state, "running")

    def test_two_kinds_of_report(self):
        """FI-9: to the department in charge of the business, and out of the routine to the leader in charge."""
        ticket = self.make_processing()
        for purpose in "scope", "routine":
            with self.assertRaises(UserError):
                ticket.action_report(purpose, False, "text")
            contact = ticket.action_report(purpose, self.manager.id, "May we?")
            self.assertEqual((contact.purpose, contact.recipient_id), (purpose, self.manager))
        activity = ticket.sudo().activity_ids.filtered(lambda a: a.user_id == self.manager.user_id)
        self.assertEqual(len(activity), 2)
        # being asked is enough to read the ticket, and to answer
        self.assertTrue(ticket.with_user(self.manager.user_id).has_access("read"))

    def test_emergency_asks_nothing_and_runs_no_clock(self):
        """Emergency: one call registers and dispatches; the form can follow."""
        action = self.env["gas.inquiry"].with_user(self.clerk.user_id).action_emergency()
        ticket = self.env["gas.inquiry"].browse(action["res_id"])
        self.assertEqual((ticket.kind, ticket.state), ("emergency", "processing"))
        self.assertTrue(ticket.received_at and ticket.dispatched_at)
        self.assertFalse(ticket.clock_ids)
        self.assertEqual(ticket.activity_ids.user_id, self.manager.user_id)

    def test_urging(self):
        """FI-5.2: whoever may read the ticket passes the customer's urging on, and nothing else."""
        hotline = self.make_employee("hotline", self.supervision_department, "gas_service.group_hotline")
        ticket = self.make_processing()
        seen = ticket.with_user(hotline.user_id)
        seen.action_urge("Second call")
        self.assertEqual(ticket.urge_count, 1)
        self.assertIn(self.market_handler.user_id, ticket.sudo().activity_ids.user_id)
        with self.assertRaises(AccessError):
            seen.action_resolve("solved", "x")
        with self.assertRaises(AccessError):
            ticket.with_user(self.handler.user_id).with_user(
                self.make_employee("other", self.supervision_department).user_id
            ).action_urge()

    def test_supervising(self):
        """FI-6: leaders follow a ticket; ordinary employees cannot put that mark on it."""
        ticket = self.make_processing()
        with self.assertRaises(AccessError):
            ticket.with_user(self.clerk.user_id).action_supervise()
        ticket.with_user(self.market_manager.user_id).action_supervise("Follow up")
        self.assertTrue(ticket.supervised)
