# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import os

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.gas_archived_mixin import with_archive_open
from .archive_common import AFTER_RETENTION, GasArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveDestruction(GasArchiveCase):
    """FI-8.6: after five years what is personal goes, on an approved list, and the statistics stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "Zhang San"})
        cls.account = cls.make_account("1001", "Zhang San", phones="13700137000")
        cls.ticket = cls.make_archived(
            partner_id=cls.partner.id,
            account_id=cls.account.id,
            address="1 Happiness Road",
            description="Boiler of Zhang San",
            phone_ids=[Command.create({"number": "13800138000"})],
        )
        cls.young = cls.make_closed(at="2026-04-20 02:00:00", customer_name="Li Si")
        cls.hand_over(cls.manager, at="2026-05-08 02:00:00", month=cls.young.closed_at.date().replace(day=1))
        cls.lists = cls.env["gas.archive.destruction"].with_user(cls.general.user_id)

    def propose(self):
        destruction = self.lists.create({})
        destruction.action_collect()
        destruction.action_propose()
        return destruction

    def approve(self):
        destruction = self.propose()
        destruction.with_user(self.leader.user_id).action_approve()
        return destruction

    @freeze_time(AFTER_RETENTION)
    def test_what_goes_and_what_stays(self):
        """FI-8.6: customer, texts, messages, files and phones go; kind, times, departments and deadlines stay."""
        ticket = self.ticket
        attachments = self.env["ir.attachment"].search([("res_model", "=", "gas.inquiry"), ("res_id", "=", ticket.id)])
        # a content nobody else has: the file store keeps equal ones once
        own = self.env["ir.attachment"].create({"name": "own", "raw": os.urandom(16)})
        with_archive_open(own).write({"res_model": "gas.inquiry", "res_id": ticket.id})
        attachments |= own
        path = own._full_path(own.store_fname)
        self.assertTrue(os.path.exists(path))
        rating = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("gas.inquiry"),
                "res_id": ticket.id,
                "partner_id": self.partner.id,
                "feedback": "Zhang San was content",
                "rating": 4,
                "consumed": True,
                "message_id": ticket.message_ids[0].id,
            }
        )
        destruction = self.approve()
        destruction.action_execute()
        for name in ("customer_name", "address", "description", "result", "notice_matter", "notice_materials",
                     "notice_procedure", "partner_id", "account_id", "phone_ids", "message_ids", "message_follower_ids",
                     "activity_ids"):  # fmt: skip
            self.assertFalse(ticket[name], name)
        self.assertEqual(ticket.subject, "—")
        self.assertEqual(set(ticket.contact_ids.mapped("note")), {"—"})
        self.assertFalse(attachments.exists())
        # the scheduled cleaning of the file store takes the files
        self.env["ir.attachment"]._gc_file_store_unsafe()
        self.assertFalse(os.path.exists(path))
        self.assertEqual(
            (rating.rating, rating.feedback, rating.partner_id.id, rating.message_id.id), (4, False, False, False)
        )
        # what statistics need
        self.assertEqual((ticket.state, ticket.kind, ticket.channel), ("archived", "inquiry", "phone"))
        self.assertTrue(ticket.received_at and ticket.closed_at and ticket.department_id and ticket.clock_ids)
        self.assertEqual(ticket.destruction_id, destruction.sudo())
        counts = ("state", "destroyed_count", "contact_count", "attachment_count", "phone_count", "skipped_count")
        self.assertEqual([destruction[name] for name in counts], ["executed", 1, 1, 3, 1, 0])
        self.assertGreater(destruction.message_count, 1)
        self.assertEqual(destruction.executed_by, self.general.user_id)
        # the account and its contact live on, and so does the ticket that is younger
        self.assertEqual(
            (self.account.name, self.partner.name, self.young.customer_name), ("Zhang San", "Zhang San", "Li Si")
        )
        # and it stays locked
        with self.assertRaisesRegex(UserError, "archived"):
            ticket.write({"customer_name": "x"})

    @freeze_time(AFTER_RETENTION)
    def test_nothing_personal_is_left(self):
        """FI-8.6: no column of any table of the ticket still holds what was said."""
        words = ("Zhang San", "Happiness", "13800138000", "Told on the phone", "photo of the boiler")
        with_archive_open(self.ticket)._write_guarded({"verification_note": "Zhang San was right"})
        self.approve().action_execute()
        self.env.flush_all()
        for table, condition in (
            ("gas_inquiry", "t.id = %s"),
            ("gas_contact", "t.inquiry_id = %s"),
            ("gas_handover", "t.inquiry_id = %s"),
            ("gas_sla_clock", "t.inquiry_id = %s"),
            ("gas_phone", "t.inquiry_id = %s"),
            ("mail_message", "t.model = 'gas.inquiry' AND t.res_id = %s"),
        ):
            self.env.cr.execute(f"SELECT t::text FROM {table} t WHERE {condition}", [self.ticket.id])
            for (row,) in self.env.cr.fetchall():
                for word in words:
                    self.assertNotIn(word, row, table)

    @freeze_time(AFTER_RETENTION)
    def test_statistics_stay(self):
        """FI-8.6: counts and averages are the same before and after."""

        def statistics():
            self.env.flush_all()
            self.env.invalidate_all()
            tickets, clocks = self.env["gas.inquiry"], self.env["gas.sla.clock"]
            return [
                sorted(map(str, tickets._read_group([], [name], ["__count"])))
                for name in ("kind", "channel", "state", "department_id", "first_department_id", "handler_id",
                             "received_at:month", "closed_at:month", "outcome", "answered_at_once", "anonymous")
            ] + [
                sorted(map(str, clocks._read_group([], [name], ["__count"])))
                for name in ("code", "state", "department_id", "employee_id", "due_at:month", "stopped_at:month")
            ]  # fmt: skip

        before = statistics()
        self.approve().action_execute()
        self.assertTrue(self.ticket.anonymised_at)
        self.assertEqual(statistics(), before)

    def test_not_before_retention(self):
        """FI-8.6: kept to the last day, whatever is tried."""
        tickets = self.ticket
        self.assertEqual(str(tickets.retention_until), "2031-04-02")
        with freeze_time("2031-04-02 15:00:00"):  # still the 2nd in China
            destruction = self.lists.create({})
            destruction.action_collect()
            self.assertFalse(destruction.ticket_count)
            with self.assertRaises(UserError):
                destruction.action_propose()
            forged = self.lists.create({"ticket_ids": [(6, 0, tickets.ids)], "state": "approved", "ticket_count": 1})
            self.assertEqual((forged.state, forged.ticket_ids.ids), ("draft", []))
            for values in ({"state": "approved"}, {"ticket_ids": [(6, 0, tickets.ids)]}):
                with self.assertRaises(UserError):
                    destruction.sudo().write(values)
            # even with a list that somehow is approved
            forged.sudo()._write_guarded({"ticket_ids": [(6, 0, tickets.ids)], "state": "approved"})
            forged.action_execute()
            self.assertEqual((forged.destroyed_count, forged.skipped_count), (0, 1))
            self.assertEqual(tickets.customer_name, "Zhang San")
            with self.assertRaises(UserError):
                tickets.sudo().write({"retention_until": "2020-01-01"})
        with freeze_time("2031-04-02 16:00:00"):
            destruction = self.lists.create({})
            destruction.action_collect()
            self.assertEqual(destruction.ticket_ids, tickets)

    @freeze_time(AFTER_RETENTION)
    def test_approved_by_another(self):
        """FI-8.6: proposed by general management, approved by a leader, never by the same person."""
        both = self.make_employee("both", self.general_department, "gas_service.group_general,gas_service.group_leader")
        destruction = self.lists.with_user(both.user_id).create({})
        destruction.action_collect()
        with self.assertRaises(UserError):
            destruction.action_approve()
        destruction.action_propose()
        with self.assertRaises(UserError):
            destruction.action_approve()
        for employee in (self.general, self.manager, self.supervision, self.clerk):
            with self.assertRaises(AccessError):
                destruction.with_user(employee.user_id).action_approve()
        with self.assertRaises(UserError):
            destruction.action_execute()
        destruction.with_user(self.leader.user_id).action_approve()
        with self.assertRaises(AccessError):
            destruction.with_user(self.leader.user_id).action_execute()
        self.assertEqual((destruction.proposed_by, destruction.decided_by), (both.user_id, self.leader.user_id))
        with self.assertRaises(UserError):
            destruction.sudo().unlink()

    @freeze_time(AFTER_RETENTION)
    def test_rejected_and_proposed_again(self):
        """FI-8.6: on one open list only; a rejected list frees its tickets."""
        destruction = self.propose()
        second = self.lists.create({})
        second.action_collect()
        self.assertFalse(second.ticket_ids)
        destruction.with_user(self.leader.user_id).action_reject("Look again")
        second.action_collect()
        self.assertEqual(second.ticket_ids, self.ticket)

    @freeze_time(AFTER_RETENTION)
    def test_legal_hold(self):
        """FI-8.6: what is held is not collected, and left out when it was collected before."""
        destruction = self.approve()
        for employee in (self.manager, self.leader):
            with self.assertRaises(AccessError):
                self.ticket.with_user(employee.user_id).action_set_legal_hold("Lawsuit")
        seen = self.ticket.with_user(self.general.user_id)
        with self.assertRaises(UserError):
            seen.action_set_legal_hold(" ")
        seen.action_set_legal_hold("Lawsuit")
        self.assertTrue(seen.legal_hold)
        self.assertIn("Lawsuit", str(seen.message_ids[0].body))
        destruction.action_execute()
        self.assertEqual((destruction.destroyed_count, destruction.skipped_count), (0, 1))
        self.assertEqual(self.ticket.customer_name, "Zhang San")
        self.ticket.with_user(self.supervision.user_id).action_release_legal_hold("Settled")
        again = self.approve()
        again.action_execute()
        self.assertEqual(again.destroyed_count, 1)

    @freeze_time(AFTER_RETENTION)
    def test_twice_is_once(self):
        """FI-8.6: executing again does nothing, and the anonymiser passes over what is done."""
        destruction = self.approve()
        destruction.action_execute()
        done = self.ticket.anonymised_at
        with self.assertRaises(UserError):
            destruction.action_execute()
        destruction.sudo()._write_guarded({"state": "approved"})
        self.assertFalse(self.ticket._anonymise(destruction))
        self.assertEqual(self.ticket.anonymised_at, done)

    @freeze_time(AFTER_RETENTION)
    def test_only_on_an_approved_list(self):
        """FI-8.6: nothing is destroyed beside an approved list."""
        destruction = self.propose()
        with self.assertRaises(UserError):
            self.ticket.sudo()._anonymise(destruction)
        destruction.with_user(self.leader.user_id).action_approve()
        with self.assertRaises(UserError):
            (self.ticket | self.young).sudo()._anonymise(destruction)
        self.assertFalse(self.ticket.anonymised_at)

    @freeze_time(AFTER_RETENTION)
    def test_copies_go_too(self):
        """FI-8.6: exported copies kept in the system go with what they hold."""
        export = self.env["gas.archive.export"].with_user(self.general.user_id).create({})
        self.assertTrue(export.file)
        self.approve().action_execute()
        self.assertFalse(export.file)
        self.assertTrue(export.file_removed_at and export.checksum)
