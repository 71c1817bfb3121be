# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GasServiceCase


@tagged("-at_install", "post_install")
class TestGasAccountRules(GasServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hotline = cls.make_employee("hotline", cls.service, "gas_service.group_hotline")
        cls.admin = cls.make_employee("gas_admin", cls.service, "gas_service.group_admin")
        cls.account = cls.make_account("A 100", "李明", "平安街")

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_number_in_one_form(self):
        self.assertEqual(self.account.number, "A100")
        self.account.number = "ａ－１ 02"
        self.assertEqual(self.account.number, "A-102")

    @mute_logger("odoo.sql_db")
    def test_number_unique_in_a_company(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.make_account("a100", "另一个", "")
        other = self.env["res.company"].create({"name": "Other"})
        self.make_account("A100", "外公司", "", company_id=other.id)

    def test_number_is_not_emptied(self):
        for values in ({"number": " "}, {"name": " "}):
            with self.assertRaises(ValidationError):
                self.account.write(values)

    def test_who_may_write(self):
        for employee, may in (
            (self.clerk, False),
            (self.handler, True),
            (self.hotline, True),
            (self.supervision, False),
        ):
            account = self.account.with_user(employee.user_id)
            self.assertEqual(account.name, "李明")
            if may:
                account.write({"category": "commercial", "do_not_call": True})
            else:
                with self.assertRaises(AccessError):
                    account.write({"category": "industrial"})
        with self.assertRaises(AccessError):
            self.account.with_user(self.hotline.user_id).unlink()
        self.account.with_user(self.admin.user_id).unlink()

    def test_do_not_call_is_traced(self):
        self.flush_tracking()
        self.account.with_user(self.hotline.user_id).do_not_call = True
        self.flush_tracking()
        values = self.account.message_ids.sudo().tracking_value_ids
        self.assertIn("do_not_call", values.field_id.mapped("name"))

    def test_ticket_count(self):
        """FI-8.5: only tickets the user may see are counted."""
        tickets = self.env["gas.inquiry"].with_user(self.handler.user_id)
        values = {"subject": "x", "account_id": self.account.id, "customer_name": "李明"}
        ticket = tickets.create([values, values])[:1]
        self.assertEqual(self.account.with_user(self.handler.user_id).inquiry_count, 2)
        ticket.sudo()._write_guarded({"excluded_user_ids": [(4, self.handler.user_id.id)]})
        self.env.invalidate_all()
        self.assertEqual(self.account.with_user(self.handler.user_id).inquiry_count, 1)
        domain = self.account.action_open_inquiries()["domain"]
        self.assertEqual(tickets.search_count(domain), 1)

    def test_odoo_import_all_or_nothing(self):
        """Odoo's own import goes through the same guards, and keeps nothing when a row is bad."""
        accounts = self.env["gas.account"].with_user(self.clerk.user_id)
        fields = ["number", "name", "category", "phone"]
        good = [["900001", "甲", "residential", "139 1234 5678"], ["900002", "乙", "Industrial", "0451-83289588-8"]]
        result = accounts.load(fields, [*good, ["900003", "丙", "residential", "1391234567"]])
        self.assertFalse(result["ids"])
        self.assertIn("1391234567", str(result["messages"]))
        self.assertFalse(accounts.search([("number", "=like", "90000%")]))
        result = accounts.load(fields, good)
        self.assertEqual(len(result["ids"]), 2, result["messages"])
        created = accounts.browse(result["ids"])
        self.assertEqual(created.sudo().phone_ids.mapped("number"), ["13912345678", "045183289588"])
        self.assertEqual(created.mapped("phone"), ["139****5678", "0451****588"])
