# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from ..models.gas_archived_mixin import with_archive_open
from .archive_common import GasArchiveCase
from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"


class ServiceOfTicket:
    def of_ticket(self, ticket):
        """Return the service records of a ticket, voided ones included, as superuser."""
        records = self.env["gas.service.record"].with_context(active_test=False)
        return records.search([("inquiry_id", "=", ticket.id)])


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestServiceRecordInquiry(ServiceOfTicket, GasArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.make_account("S-1001", "Old Restaurant", category="commercial")

    def close(self, ticket, handler, visit=False):
        """Drive a ticket being processed to its end as its handler does."""
        ticket = ticket.with_user(handler.user_id)
        if visit:
            self.env["gas.contact"].with_user(handler.user_id).create(
                {"inquiry_id": ticket.id, "channel": "visit", "note": "Repaired the valve"}
            )
        self.give_notice(ticket)
        ticket.action_resolve("solved", "Repaired")
        ticket.action_inform("Told")
        ticket.action_close()

    def test_answered_at_once(self):
        """CB-2: a call answered at once leaves one service, of who answered it, on that day."""
        ticket = self.make_ticket(account_id=self.account.id)
        self.assertFalse(self.of_ticket(ticket))
        ticket.action_answer_at_once("Explained the bill")
        record = self.of_ticket(ticket)
        self.assertEqual(len(record), 1)
        self.assertEqual(
            (record.service_type, record.mode, record.date, record.category, record.inquiry_kind),
            ("hotline", "call", date(2026, 9, 16), "commercial", "inquiry"),
        )
        self.assertEqual(
            (record.account_id, record.department_id, record.employee_id), (self.account, self.service, self.clerk)
        )

    def test_handled_and_closed(self):
        """CB-2: the service is of who handled it and his department, once, from the day it was closed."""
        ticket = self.make_processing(kind="request", account_id=self.account.id)
        with freeze_time("2026-09-17 16:30:00"):  # half past midnight of the 18th in China
            self.close(ticket, self.market_handler, visit=True)
        record = self.of_ticket(ticket)
        self.assertEqual((record.date, record.mode, record.inquiry_kind), (date(2026, 9, 18), "visit", "request"))
        self.assertEqual((record.department_id, record.employee_id), (self.market, self.market_handler))
        self.assertEqual(record.involved_ids, self.clerk | self.market_handler)
        ticket.sudo()._record_service()
        self.assertEqual(self.of_ticket(ticket), record)

    def test_mode_by_channel(self):
        """CB-2: a visitor was served at the counter; who phoned or wrote, from afar."""
        for channel, mode in (("phone", "call"), ("visit", "counter"), ("letter", "call"), ("online", "call")):
            ticket = self.make_ticket(channel=channel)
            ticket.action_answer_at_once("Explained")
            self.assertEqual(self.of_ticket(ticket).mode, mode, channel)

    def test_nobody_to_call(self):
        """CB-2: who stays anonymous and what was registered by mistake leave nothing to call back."""
        anonymous = self.make_ticket(anonymous=True, account_id=self.account.id)
        anonymous.action_answer_at_once("Explained")
        mistake = self.make_ticket()
        mistake.with_user(self.manager.user_id).action_cancel("Registered twice")
        self.assertFalse(self.of_ticket(anonymous) | self.of_ticket(mistake))

    def test_complaint_and_emergency(self):
        """CB-2, CB-3: they leave a service that says what it was, for those who are called all."""
        complaint = self.make_complaint(self.market_handler, account_id=self.account.id)
        complaint = complaint.with_user(self.supervision.user_id)
        complaint.sudo()._write_guarded({"state": "processing", "handler_id": self.manager.id})
        self.close(complaint, self.manager)
        record = self.of_ticket(complaint)
        self.assertEqual((record.inquiry_kind, record.service_type), ("complaint", "hotline"))
        emergency = self.make_ticket(kind="emergency")
        emergency.sudo()._write_guarded({"state": "resolved", "informed_at": NOW, "handler_id": self.handler.id})
        emergency.sudo().action_close()
        record = self.of_ticket(emergency)
        self.assertEqual(
            (record.inquiry_kind, record.service_type, record.mode), ("emergency", "inspection_repair", "visit")
        )
        unknown = self.make_ticket(kind="emergency", customer_name=False)
        unknown.sudo()._write_guarded({"state": "resolved", "informed_at": NOW})
        unknown.sudo().action_close()
        self.assertFalse(self.of_ticket(unknown))

    def test_anonymised(self):
        """CB-2, FI-8.6: with the ticket the service forgets the customer, and stays counted."""
        ticket = self.make_ticket(account_id=self.account.id)
        ticket.action_answer_at_once("Explained")
        record = self.of_ticket(ticket)
        record.with_user(self.manager.user_id).action_void("Zhang San never called")
        with_archive_open(ticket.sudo())._remove_children()
        self.assertEqual((record.account_id.id, record.customer_name, record.void_reason), (False, "—", "—"))
        self.assertEqual((record.service_type, record.date), ("hotline", date(2026, 9, 16)))


@tagged("post_install", "-at_install")
class TestServiceRecordProject(GasProjectCase):
    @freeze_time(NOW)
    def test_steps(self):
        """CB-2: survey and drawings each leave a service of the lead, once."""
        records = self.env["gas.service.record"]
        project = self.make_design()
        of_project = records.search([("project_id", "=", project.id)])
        self.assertEqual(
            (of_project.service_type, of_project.mode, of_project.project_step), ("pre_service", "visit", "pre_service")
        )
        self.assertEqual((of_project.employee_id, of_project.department_id), (self.lead, self.market))
        self.assertEqual((of_project.category, of_project.customer_name), ("commercial", "Shangzhi Grand Hotel"))
        self.assertEqual(of_project.involved_ids, self.lead)
        project.action_hand_over(self.colleague.id, "Parental leave")
        with freeze_time("2026-09-18 16:30:00"):
            project.sudo().action_drawings_received()
        design = records.search([("project_id", "=", project.id), ("project_step", "=", "design")])
        self.assertEqual((design.service_type, design.date), ("design_install", date(2026, 9, 19)))
        # CB-5: who led it before does not call the customer either
        self.assertEqual((design.employee_id, design.involved_ids), (self.colleague, self.lead | self.colleague))
        project._record_service("design", project.drawings_received_at)
        project._record_service("ignition", project.drawings_received_at)
        self.assertEqual(records.search_count([("project_id", "=", project.id)]), 3)
