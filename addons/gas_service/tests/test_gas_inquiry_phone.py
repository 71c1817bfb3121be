# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestGasInquiryPhone(GasServiceCase):
    """The caller's number on the ticket: kept as gas.phone, masked, and a way to the account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls.make_employee("agent", cls.service, "gas_service.group_hotline")
        cls.first = cls.make_account("SZ-1", "Li Ping", "Ping'an Street 12", "13845012345")
        cls.second = cls.make_account("SZ-2", "Li Xiuying", "Ping'an Street 14", "13845012345")
        cls.school = cls.make_account("SZ-3", "First School", "Central Street 88", "0451-53321234")

    def form(self):
        return Form(self.env["gas.inquiry"].with_user(self.agent.user_id), "gas_service.gas_inquiry_view_form")

    def test_one_account_is_chosen_by_its_number(self):
        with self.form() as form:
            form.phone = "+86 451 5332 1234"
            self.assertEqual(form.account_id, self.school)
            self.assertEqual((form.customer_name, form.address), ("First School", "Central Street 88"))
            form.subject = "Meter"
        self.assertEqual(form.record.sudo().phone_ids.mapped("number"), ["045153321234"])

    def test_two_accounts_are_proposed(self):
        with self.form() as form:
            form.phone = "138 4501 2345"
            self.assertFalse(form.account_id)
            self.assertEqual(set(form.phone_account_ids.ids), {self.first.id, self.second.id})
            form.account_id = self.second
            form.subject = "Stove"
        self.assertEqual(form.record.account_id, self.second)

    def test_masked_for_who_only_reads(self):
        ticket = self.make_ticket(self.clerk, phone="13900001111")
        self.assertEqual(ticket.phone, "13900001111", "Who works on it sees it")
        self.assertEqual(ticket.with_user(self.agent.user_id).phone, "139****1111")

    def test_what_is_shown_masked_is_not_added_again(self):
        ticket = self.make_ticket(self.clerk, phone="13900001111")
        ticket.sudo().phone = "139****1111"
        ticket.write({"phone": "139****1111、0451-83289588转801"})
        numbers = ticket.sudo().phone_ids.mapped(lambda phone: (phone.number, phone.extension or ""))
        self.assertEqual(numbers, [("13900001111", ""), ("045183289588", "801")])
        with self.assertRaises(ValidationError):
            ticket.phone = "not a number"

    def test_found_by_number(self):
        noted = self.make_ticket(self.clerk, phone="13900001111")
        of_account = self.make_ticket(self.clerk, account_id=self.school.id)
        tickets = self.env["gas.inquiry"].with_user(self.agent.user_id)
        self.assertEqual(tickets.search([("phone", "ilike", "1390000 1111")]), noted)
        self.assertEqual(tickets.search([("phone", "ilike", "53321234")]), of_account)
        self.assertFalse(tickets.search([("phone", "ilike", "abc")]))

    def test_other_open_tickets_of_the_account(self):
        """A matter that is registered already is seen before it is registered again."""
        self.make_ticket(self.clerk, account_id=self.school.id)
        with self.form() as form:
            form.account_id = self.school
            self.assertEqual(form.account_open_count, 1)
            form.subject = "Meter"
        self.assertEqual(form.record.account_open_count, 1)
        other = self.make_ticket(self.clerk)
        self.assertEqual(other.account_open_count, 0)

    def test_numbers_are_shown_on_demand_and_logged(self):
        ticket = self.make_ticket(self.clerk, phone="13900001111", account_id=self.school.id)
        with self.assertRaises(AccessError):
            ticket.action_reveal_phones()  # a clerk without a role
        before = self.env["gas.phone.reveal"].search_count([])
        message = ticket.with_user(self.agent.user_id).action_reveal_phones()["params"]["message"]
        self.assertIn("13900001111", message)
        self.assertIn("53321234", message)
        self.assertEqual(self.env["gas.phone.reveal"].search_count([]), before + 2)
