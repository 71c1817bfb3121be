# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError

from .common import GasServiceCase

MANY = 60


class TestGasInquiryAccessMany(GasServiceCase):
    """The access to many tickets at once is what it is to each of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tickets = cls.env["gas.inquiry"].with_user(cls.clerk.user_id)
        values = {"subject": "No hot water", "customer_name": "Zhang San"}
        cls.tickets = tickets.create([dict(values) for _number in range(MANY)]).sudo()
        cls.complaint = cls.make_complaint(cls.handler)

    def as_handler(self, tickets):
        return tickets.with_user(self.handler.user_id)

    def test_many_may_be_read(self):
        tickets = self.as_handler(self.tickets)
        self.assertTrue(tickets.has_access("read"))
        self.assertEqual(len(tickets.read(["subject"])), MANY)

    def test_one_forbidden_among_many(self):
        """FI-8.5: who is complained about does not get at the complaint in a crowd."""
        mixed = self.as_handler(self.tickets + self.complaint)
        self.assertFalse(mixed.has_access("read"))
        self.assertEqual(mixed._filtered_access("read"), self.as_handler(self.tickets))
        mixed.sudo().mapped("subject")  # in the cache already
        with self.assertRaises(AccessError):
            mixed.read(["subject"])

    def test_what_is_not_written_yet_counts(self):
        ticket = self.tickets[0]
        ticket._write_guarded(
            {
                "department_id": self.market.id,
                "first_department_id": self.market.id,
                "handler_id": self.market_handler.id,
            }
        )
        tickets = self.as_handler(self.tickets)
        self.assertEqual(tickets._filtered_access("read"), self.as_handler(self.tickets[1:]))

    def test_without_any_right(self):
        portal = self.env["res.users"].create(
            {"name": "Portal", "login": "portal-many", "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)]}
        )
        tickets = self.tickets.with_user(portal)
        self.assertFalse(tickets.has_access("read"))
        with self.assertRaises(AccessError):
            tickets.check_access("read")

    def test_writing_follows_its_own_rules(self):
        """Who may read many may not write them for that."""
        hotline = self.make_employee("hotline-many", self.market, "gas_service.group_hotline")
        tickets = self.tickets.with_user(hotline.user_id)
        self.assertTrue(tickets.has_access("read"))
        self.assertFalse(tickets.has_access("write"))

    def test_queries_do_not_grow(self):
        def queries(tickets):
            tickets = self.as_handler(tickets)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            tickets.web_read({"date_deadline": {}, "sla_light": {}, "sla_remaining": {}})
            return self.env.cr.sql_log_count - before

        queries(self.tickets)  # users, groups and rules into the caches of the process
        self.assertEqual(queries(self.tickets[:10]), queries(self.tickets))
