# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestTours(HttpCase, GasServiceCase):
    """What people do in the browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls.make_employee("tour_agent", cls.service, "gas_service.group_hotline")
        cls.receiver = cls.make_employee("tour_handler", cls.market, "gas_service.group_handler")
        cls.company.gas_emergency_phone = "0451-53359110"

    def last(self):
        return self.env["gas.inquiry"].search([], order="id desc", limit=1)

    def test_register_by_keyboard(self):
        """A clerk on the phone registers and transfers without the mouse."""
        self.make_account("SZ-1", "Li Ping", "Ping'an Street 12", "13845012345")
        meant = self.make_account("SZ-2", "Li Xiuying", "Ping'an Street 14", "13845012345")
        self.start_tour("/odoo/gas-board", "gas_service_register", login="tour_agent")
        ticket = self.last()
        self.assertEqual((ticket.subject, ticket.account_id), ("No hot water", meant))
        self.assertEqual((ticket.state, ticket.department_id), ("transferred", self.market))
        self.assertEqual(ticket.phone_ids.number, "13845012345")
        self.assertEqual(ticket.first_responsible_id, self.agent)

    def test_handle_by_dragging(self):
        """Signing, result, informing and closing by dragging the card."""
        ticket = self.make_ticket(self.agent, subject="Boiler does not start")
        ticket.action_transfer(self.market.id)
        self.start_tour("/odoo/gas-tickets", "gas_service_kanban_grouped", login="tour_handler")
        self.start_tour("/odoo/gas-tickets", "gas_service_kanban", login="tour_handler")
        self.assertEqual(ticket.state, "closed")
        self.assertEqual(ticket.sudo().handler_id, self.receiver)
        self.assertEqual(ticket.result, "Burner cleaned")
        self.assertTrue(ticket.notice_at and ticket.informed_at)

    def test_emergency_by_one_key(self):
        self.start_tour("/odoo", "gas_service_emergency", login="tour_agent")
        ticket = self.last()
        self.assertEqual((ticket.kind, ticket.state), ("emergency", "processing"))
        self.assertEqual(ticket.registered_by, self.agent.user_id)

    def test_complaint_about_who_logs_in_next(self):
        """FI-8.5: he does not find it."""
        ticket = self.make_ticket(self.agent, subject="Boiler does not start")
        ticket.action_transfer(self.market.id, self.receiver.id)
        count = self.env["gas.inquiry"].search_count([])
        self.start_tour("/odoo/gas-board", "gas_service_complaint", login="tour_agent")
        complaint = self.last()
        self.assertEqual(self.env["gas.inquiry"].search_count([]), count + 1, "The form that was left is not saved")
        self.assertEqual((complaint.kind, complaint.accused_ids), ("complaint", self.receiver))
        self.start_tour("/odoo/gas-tickets", "gas_service_complaint_accused", login="tour_handler")
