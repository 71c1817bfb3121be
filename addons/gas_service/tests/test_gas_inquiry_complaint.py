# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestComplaint(GasServiceCase):
    def assertHidden(self, ticket, employee):
        """Neither the ticket nor anything that hangs on it can be seen by the employee's user."""
        user = employee.user_id
        seen = ticket.with_user(user)
        self.assertFalse(seen.search([("id", "=", ticket.id)]))
        self.assertEqual(seen.search_count([("name", "=", ticket.name)]), 0)
        self.assertFalse(seen.name_search(ticket.name))
        self.assertFalse(seen._read_group([("id", "=", ticket.id)], ["state"], ["__count"]))
        with self.assertRaises(AccessError):
            seen.read(["subject"])
        with self.assertRaises(AccessError):
            seen.write({"subject": "x"})
        for model, domain in (
            ("gas.sla.clock", [("inquiry_id", "=", ticket.id)]),
            ("gas.contact", [("inquiry_id", "=", ticket.id)]),
            ("gas.handover", [("inquiry_id", "=", ticket.id)]),
            ("gas.phone", [("inquiry_id", "=", ticket.id)]),
            (
                "mail.message",
                # his own words from before stay his
                [
                    ("model", "=", "gas.inquiry"),
                    ("res_id", "=", ticket.id),
                    ("author_id", "!=", user.partner_id.id),
                ],
            ),
            ("ir.attachment", [("res_model", "=", "gas.inquiry"), ("res_id", "=", ticket.id)]),
            ("mail.activity", [("res_model", "=", "gas.inquiry"), ("res_id", "=", ticket.id)]),
        ):
            records = self.env[model].with_user(user)
            self.assertFalse(records.search(domain), model)
            self.assertFalse(records._read_group(domain, [], ["__count"])[0][0], model)
        for clock in ticket.clock_ids:
            with self.assertRaises(AccessError):
                clock.with_user(user).read(["due_at"])

    def test_accused_sees_nothing_whatever_his_role(self):
        """FI-8.5: the accused neither sees nor changes it, be he handler, manager, supervisor or administrator."""
        groups = ["handler", "manager", "hotline", "supervisor", "leader", "general", "supervision", "admin"]
        accused = self.env["hr.employee"]
        for name in groups:
            accused |= self.make_employee(f"accused_{name}", self.market, f"gas_service.group_{name}")
        ticket = self.make_complaint(accused, phone="13800138000", department_id=self.market.id)
        ticket.message_post(body="secret", partner_ids=accused.user_id.partner_id.ids)
        self.env["ir.attachment"].create({"name": "a", "raw": b"a", "res_model": "gas.inquiry", "res_id": ticket.id})
        for employee in accused:
            with self.subTest(employee=employee.name):
                self.assertHidden(ticket, employee)
        self.assertTrue(ticket.with_user(self.market_manager.user_id).has_access("write"))

    def test_wizard_returns_the_number_only(self):
        """FI-8.5: who types a complaint about himself learns its number, and it goes to supervision."""
        ticket = self.make_complaint(self.clerk)
        self.assertEqual(ticket.department_id, self.supervision_department)
        self.assertEqual(ticket.state, "transferred")
        self.assertHidden(ticket, self.clerk)
        self.assertTrue(ticket.with_user(self.supervision.user_id).has_access("write"))
        self.assertTrue(self.clock(ticket, "FI-REPLY"))

    def test_received_by_the_accused_typed_by_a_colleague(self):
        """FI-8.5: received by the accused himself: to supervision."""
        ticket = self.make_complaint(self.handler, first_responsible_id=self.handler.id)
        self.assertEqual(ticket.department_id, self.supervision_department)
        self.assertEqual(self.clock(ticket, "FI-REPLY").department_id, self.supervision_department)

    def test_without_supervision_nothing_is_lost_or_half_done(self):
        self.company.gas_supervision_department_id = False
        before = self.env["gas.inquiry"].search_count([])
        with self.assertRaises(UserError):
            self.make_complaint(self.clerk)
        self.assertEqual(self.env["gas.inquiry"].search_count([]), before)

    def test_recorded_and_transferred(self):
        """FI-8.5: recorded with the customer, and passed on to the department in charge."""
        ticket = self.make_complaint(self.market_handler, department_id=self.market.id)
        self.assertEqual((ticket.state, ticket.department_id), ("transferred", self.market))
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").state, "met")
        self.assertEqual(ticket.activity_ids.user_id, self.market_manager.user_id)

    def test_notices_go_to_the_next_manager(self):
        """FI-8.5: the manager is accused: notices meant for him go to the manager above."""
        head = self.make_department("Head Office")
        boss = self.make_employee("boss", head, "gas_service.group_manager")
        head.manager_id = boss
        self.market.parent_id = head
        ticket = self.make_complaint(self.market_manager, department_id=self.market.id)
        self.assertEqual(ticket.activity_ids.user_id, boss.user_id)
        self.assertEqual(self.clock(ticket, "FI-REPLY").employee_id, boss)

    def test_accused_named_later_loses_sight_at_once(self):
        """FI-8.5: named while it is handled: unsubscribed, activities and notifications gone."""
        ticket = self.make_complaint(self.clerk.browse(), department_id=self.market.id)
        seen = ticket.with_user(self.market_handler.user_id)
        seen.action_sign()
        ticket.message_subscribe(self.market_handler.user_id.partner_id.ids)
        ticket.message_post(body="x", partner_ids=self.market_handler.user_id.partner_id.ids)
        ticket.with_user(self.market_manager.user_id).action_accuse(self.market_handler.ids)
        self.assertEqual(ticket.department_id, self.supervision_department)
        self.assertNotIn(self.market_handler.user_id.partner_id, ticket.message_partner_ids)
        self.assertHidden(ticket, self.market_handler)
        ticket.message_subscribe(self.market_handler.user_id.partner_id.ids)
        self.assertNotIn(self.market_handler.user_id.partner_id, ticket.message_partner_ids)
        message = ticket.message_post(body="y", partner_ids=self.market_handler.user_id.partner_id.ids)
        self.assertNotIn(self.market_handler.user_id.partner_id, message.notification_ids.res_partner_id)

    def test_only_the_wizard_registers_complaints(self):
        """FI-8.5: the ordinary doors refuse a complaint, so that nobody sees one by registering it."""
        with self.assertRaises(UserError):
            self.make_ticket(kind="complaint")
        ticket = self.make_ticket()
        with self.assertRaises(UserError):
            ticket.kind = "complaint"

    def test_accused_is_never_handler(self):
        ticket = self.make_complaint(self.market_handler, department_id=self.market.id)
        with self.assertRaises(UserError):
            ticket.with_user(self.market_manager.user_id).action_assign(self.market_handler.id)

    def test_hotline_reads_ordinary_tickets_only(self):
        hotline = self.make_employee("hotline", self.supervision_department, "gas_service.group_hotline")
        complaint = self.make_complaint(self.market_handler, department_id=self.market.id)
        ordinary = self.make_ticket()
        self.assertTrue(ordinary.with_user(hotline.user_id).has_access("read"))
        self.assertFalse(ordinary.with_user(hotline.user_id).has_access("write"))
        self.assertFalse(complaint.with_user(hotline.user_id).has_access("read"))
