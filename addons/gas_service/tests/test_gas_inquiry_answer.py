# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestAnswer(GasServiceCase):
    def contact(self, ticket, **values):
        return ticket.env["gas.contact"].create({"inquiry_id": ticket.id, "note": "We come tomorrow", **values})

    def test_answered_at_once(self):
        """FI-8.2a, FI-5.1: an ordinary question is answered at once, and nothing was promised."""
        ticket = self.make_ticket()
        ticket.action_answer_at_once("Meter readings are on the 5th")
        self.assertEqual(ticket.state, "closed")
        self.assertEqual(set(ticket.sudo().clock_ids.mapped("state")), {"cancelled"})
        self.assertEqual(ticket.sudo().first_handler_id, self.clerk)

    def test_outside_the_company(self):
        """FI-5.4: outside the company needs the guidance given."""
        ticket = self.make_ticket()
        with self.assertRaises(UserError):
            ticket.action_answer_at_once("Not ours", "outside")
        ticket.action_answer_at_once("Not ours", "outside", "The water company, 12345")
        self.assertEqual(ticket.outcome, "outside")

    def test_reply_is_stopped_by_reaching_with_an_answer(self):
        """FI-8.2a: only an outbound contact of the handling department that reached stops FI-REPLY, at its time."""
        ticket = self.make_processing()
        self.contact(ticket, reached=False)
        self.contact(ticket, direction="in")
        self.contact(ticket, purpose="other")
        self.contact(ticket.with_user(self.clerk.user_id))
        clock = self.clock(ticket, "FI-REPLY")
        self.assertEqual(clock.state, "running")
        with freeze_time("2026-09-17 08:00:00"):
            self.contact(ticket, date=datetime(2026, 9, 17, 7))
        self.assertEqual((clock.state, clock.stopped_at), ("met", datetime(2026, 9, 17, 7)))

    def test_reply_three_working_days(self):
        """FI-8.2a: due at the close of business of the third working day after the receipt."""
        for received, due in (
            ("2026-09-18 10:00", "2026-09-22"),
            ("2026-09-25 10:00", "2026-09-30"),
            ("2026-09-29 10:00", "2026-10-09"),
            ("2026-09-30 10:00", "2026-10-10"),
            ("2026-02-13 10:00", "2026-02-25"),
        ):
            with self.subTest(received=received), freeze_time(self.china(received)):
                self.assertEqual(self.clock(self.make_ticket(), "FI-REPLY").due_at, self.china(f"{due} 17:00"))

    def test_promised_date(self):
        """FI-8.2a: an interim answer needs a promised date, which starts FI-PROMISE."""
        ticket = self.make_processing()
        with self.assertRaises(ValidationError):
            self.contact(ticket, purpose="interim")
        self.contact(ticket, purpose="interim", promised_date=date(2026, 9, 24))
        self.assertEqual(self.clock(ticket, "FI-REPLY").state, "met")
        promise = self.clock(ticket, "FI-PROMISE")
        self.assertEqual(promise.due_at, self.china("2026-09-24 17:00"))
        # another date, agreed in time, replaces it; one agreed too late does not save it
        with freeze_time("2026-09-18 02:00:00"):
            self.contact(ticket, purpose="interim", promised_date=date(2026, 9, 23))
        self.assertEqual(promise.state, "cancelled")
        second = self.clock(ticket, "FI-PROMISE")
        with freeze_time("2026-09-24 02:00:00"):
            self.contact(ticket, purpose="interim", promised_date=date(2026, 9, 30))
        self.assertEqual(second.state, "late")
        with freeze_time("2026-09-29 02:00:00"):
            self.contact(ticket, purpose="answer")
        self.assertEqual(self.clock(ticket, "FI-PROMISE").state, "met")

    def test_one_time_notice(self):
        """FI-8.1: who is not served at once is told everything in one go, before the result."""
        ticket = self.make_processing()
        with self.assertRaisesRegex(UserError, "one-time notice"):
            ticket.action_resolve("solved", "Repaired")
        ticket.notice_matter = "Repair"
        with self.assertRaisesRegex(UserError, "(?s)Materials.*How"):
            ticket.action_give_notice()
        self.give_notice(ticket)
        ticket.action_resolve("solved", "Repaired")
        self.assertEqual(ticket.state, "resolved")

    def test_result_is_required_and_all_missing_is_named_at_once(self):
        """FI-8.4: result required; "cannot be done" needs explanation and report."""
        ticket = self.make_processing()
        with self.assertRaisesRegex(UserError, "(?s)result.*guidance.*notice.*report"):
            ticket.action_resolve("impossible", "")
        self.give_notice(ticket)
        ticket.action_report("impossible", self.market_manager.id, "No main in that street")
        ticket.action_resolve("impossible", "Cannot be connected", "No main in that street before 2028")
        self.assertEqual(ticket.state, "resolved")

    def test_informing_before_closing(self):
        """FI-5.5: the customer is informed before closing; that stops FI-REPLY too."""
        ticket = self.make_processing()
        self.give_notice(ticket)
        ticket.action_resolve("solved", "Repaired")
        with self.assertRaisesRegex(UserError, "not been told"):
            ticket.action_close()
        ticket.action_inform("Told her")
        self.assertEqual(ticket.state, "informed")
        self.assertEqual(self.clock(ticket, "FI-REPLY").state, "met")
        ticket.action_close()
        self.assertEqual(ticket.state, "closed")
        self.assertEqual(self.clock(ticket, "FI-CLOSE").state, "met")

    def test_anonymous_and_vexatious_need_not_be_informed(self):
        """FI-5.5: except anonymous, or vexatious as confirmed by the manager."""
        ticket = self.make_processing(anonymous=True, customer_name=False)
        ticket.action_resolve("solved", "Checked")
        ticket.action_close()
        self.assertEqual(ticket.state, "closed")
        ticket = self.make_processing()
        with self.assertRaises(UserError):
            ticket.action_confirm_vexatious()
        ticket.with_user(self.market_manager.user_id).action_confirm_vexatious()
        ticket.action_resolve("solved", "Checked")
        ticket.action_close()
        self.assertEqual(self.clock(ticket, "FI-REPLY").state, "cancelled")

    def test_a_matter_that_comes_back_is_a_new_linked_ticket(self):
        """FI-8.6: a matter that comes back later is a new ticket, linked."""
        ticket = self.make_ticket()
        with self.assertRaises(UserError):
            ticket.action_follow_up()
        ticket.action_answer_at_once("Explained")
        action = ticket.action_follow_up()
        later = ticket.browse(action["res_id"])
        self.assertEqual(later.origin_id, ticket)
        self.assertEqual(later.customer_name, ticket.customer_name)
        self.assertEqual((ticket.state, later.state), ("closed", "new"))

    def test_contacts_are_written_once(self):
        """FI-8.4: facts of a contact never change, its wording for a day by its author."""
        ticket = self.make_processing()
        contact = self.contact(ticket, reached=False)
        contact.note = "Nobody answered"
        with self.assertRaises(UserError):
            contact.reached = True
        with self.assertRaises(UserError):
            contact.with_user(self.market_manager.user_id).note = "Other words"
        contact.flush_recordset()
        self.env.cr.execute("UPDATE gas_contact SET create_date = '2026-09-14 00:00:00' WHERE id = %s", contact.ids)
        contact.invalidate_recordset()
        with self.assertRaises(UserError):
            contact.note = "Later words"

    def test_own_contacts_only(self):
        """FI-3: a contact is entered by who made it, or by his manager."""
        ticket = self.make_processing()
        with self.assertRaises(UserError):
            self.contact(ticket, employee_id=self.market_manager.id)
        manager = ticket.with_user(self.market_manager.user_id)
        self.assertEqual(self.contact(manager, employee_id=self.market_handler.id).employee_id, self.market_handler)

    def test_cancelled_is_not_met(self):
        ticket = self.make_processing()
        with self.assertRaises(UserError):
            ticket.action_cancel("Registered twice")
        ticket.with_user(self.market_manager.user_id).action_cancel("Registered twice")
        self.assertEqual(set(ticket.sudo().clock_ids.mapped("state")), {"met", "cancelled"})
        self.assertEqual(self.clock(ticket, "FI-REPLY").state, "cancelled")
