# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GasServiceCase

# Who may do what with which ticket: r read, w write (and log a contact), - nothing.
#   own        registered by the user himself
#   handled    its handling department is the user's
#   received   received by a colleague of the user's department, handled elsewhere
#   other      an ordinary ticket of other departments
#   complaint  a complaint handled elsewhere
#   accused    a complaint about the user, whatever else would let him in
TABLE = """
             own  handled  received  other  complaint  accused
employee     rw   -        -         -      -          -
handler      rw   rw       r         -      -          -
manager      rw   rw       r         -      -          -
hotline      rw   r        r         r      -          -
supervisor   rw   rw       rw        rw     rw         -
leader       rw   rw       r         r      -          -
general      rw   r        r         r      r          -
supervision  rw   rw       r         r      r          -
admin        rw   r        r         r      -          -
"""
CHILDREN = ("gas.sla.clock", "gas.contact", "gas.handover", "gas.phone")
HANGERS = ("mail.message", "ir.attachment")


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestAccessDocuments(GasServiceCase):
    """Every role × every kind of ticket × every operation × everything that hangs on a ticket."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post = cls.make_department("Meter Reading")
        cls.post_handler = cls.make_employee("post_handler", cls.post, "gas_service.group_handler")
        header, *rows = [line.split() for line in TABLE.strip().splitlines()]
        cls.table = {role: dict(zip(header, cells, strict=True)) for role, *cells in rows}
        cls.roles = {}
        for role in cls.table:
            group = "" if role == "employee" else f"gas_service.group_{role}"
            cls.roles[role] = cls.make_employee(f"role_{role}", cls.post, group)
        accused = cls.env["hr.employee"].union(*cls.roles.values())
        cls.tickets = {
            "handled": cls.make_ticket(),
            "received": cls.make_ticket(cls.post_handler),
            "other": cls.make_ticket(),
            "complaint": cls.make_complaint(cls.market_handler, department_id=cls.market.id),
            "accused": cls.make_complaint(accused, department_id=cls.post.id),
        }
        cls.tickets["handled"].action_transfer(cls.post.id)
        cls.tickets["received"].action_transfer(cls.market.id)
        cls.tickets["other"].action_transfer(cls.market.id)
        for ticket in cls.tickets.values():
            cls.furnish(ticket.sudo())

    @classmethod
    def furnish(cls, ticket):
        """Hang one of everything on the ticket."""
        cls.env["gas.phone"].create({"number": "13800138000", "inquiry_id": ticket.id})
        cls.env["ir.attachment"].create({"name": "a", "raw": b"a", "res_model": "gas.inquiry", "res_id": ticket.id})
        cls.env["gas.contact"].create({"inquiry_id": ticket.id, "note": "x", "employee_id": cls.manager.id})
        ticket.message_post(body="note")

    def each_case(self, check):
        """Call ``check(ticket seen by the role's user, letters of the table)`` for every cell."""
        for role, row in self.table.items():
            user = self.roles[role].user_id
            own = self.make_ticket(self.roles[role])
            self.furnish(own.sudo())
            for name, expected in row.items():
                ticket = own if name == "own" else self.tickets[name]
                with self.subTest(role=role, ticket=name):
                    check(ticket.with_user(user), expected)

    def test_tickets(self):
        """Reading, searching, counting, grouping and writing agree with the table."""

        def check(ticket, expected):
            domain = [("id", "=", ticket.id)]
            can_read = "r" in expected
            self.assertEqual(ticket.has_access("read"), can_read)
            self.assertEqual(ticket.has_access("write"), "w" in expected)
            self.assertFalse(ticket.has_access("unlink"))
            self.assertEqual(ticket.search_count(domain), int(can_read))
            self.assertEqual(ticket._read_group(domain, [], ["__count"])[0][0], int(can_read))
            self.assertEqual(bool(ticket.name_search(ticket.sudo().name)), can_read)
            self.assertEqual(bool(ticket.web_search_read(domain, {"subject": {}})["length"]), can_read)
            if can_read:
                ticket.web_read({"subject": {}, "clock_ids": {"fields": {"due_at": {}}}, "contact_ids": {}})
            else:
                with self.assertRaises(AccessError):
                    ticket.read(["subject"])

        self.each_case(check)

    def test_children(self):
        """Clocks, contacts, hand-overs and phones are as visible as their ticket; nobody writes a clock."""

        def check(ticket, expected):
            for model in CHILDREN:
                records = self.env[model].search([("inquiry_id", "=", ticket.id)])
                if model not in ("gas.handover",) or ticket.sudo().handover_ids:
                    self.assertTrue(records, model)
                seen = records.with_user(ticket.env.user)
                readable = "w" in expected if model == "gas.phone" else "r" in expected
                self.assertEqual(bool(seen.search([("id", "in", records.ids)])), readable and bool(records), model)
                self.assertEqual(
                    seen._read_group([("id", "in", records.ids)], [], ["__count"])[0][0],
                    len(records) if readable else 0,
                    model,
                )
                if records:
                    self.assertEqual(seen.has_access("read"), readable, model)
            for model in ("gas.sla.clock", "gas.handover"):
                for operation in "create", "write", "unlink":
                    self.assertFalse(self.env[model].with_user(ticket.env.user).has_access(operation))

        self.each_case(check)

    def test_contacts_are_logged_by_who_may_write(self):

        def check(ticket, expected):
            values = {"inquiry_id": ticket.id, "note": "called", "purpose": "other"}
            if "w" in expected:
                self.assertTrue(ticket.env["gas.contact"].create(values))
            else:
                with self.assertRaises(AccessError):
                    ticket.env["gas.contact"].create(values)

        self.each_case(check)

    def test_messages_and_attachments(self):
        """The chatter and the files are as visible as their ticket."""

        def check(ticket, expected):
            for model in HANGERS:
                key = "model" if model == "mail.message" else "res_model"
                domain = [(key, "=", "gas.inquiry"), ("res_id", "=", ticket.id)]
                records = self.env[model].search(domain)
                self.assertTrue(records, model)
                seen = records.with_user(ticket.env.user)
                self.assertEqual(bool(seen.search(domain)), "r" in expected, model)

        self.each_case(check)

    def test_writers_cannot_force_a_state(self):
        """No role writes a state, a result or a deadline, not even where it may write the ticket."""

        def check(ticket, expected):
            for values in ({"state": "closed"}, {"result": "x"}, {"date_deadline": False}, {"handler_id": False}):
                with self.assertRaises(UserError):
                    ticket.write(values)

        self.each_case(check)

    def test_other_company(self):
        """Multi-company: a ticket of another company is nobody's but that company's."""
        other = self.env["res.company"].create({"name": "Other Gas"})
        department = self.env["hr.department"].create({"name": "D", "company_id": other.id})
        employee = self.env["hr.employee"].create({"name": "E", "company_id": other.id, "department_id": department.id})
        ticket = self.env["gas.inquiry"].create(
            {"subject": "x", "customer_name": "y", "company_id": other.id, "first_responsible_id": employee.id}
        )
        for role, employee in self.roles.items():
            with self.subTest(role=role):
                self.assertFalse(ticket.with_user(employee.user_id).has_access("read"))
                self.assertFalse(ticket.clock_ids.with_user(employee.user_id).has_access("read"))
