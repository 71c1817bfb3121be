# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GasServiceCase


@tagged("-at_install", "post_install")
class TestGasAccountPhones(GasServiceCase):
    """Numbers of customers are for those who need them; everybody else sees them masked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hotline = cls.make_employee("hotline", cls.service, "gas_service.group_hotline")
        cls.account = cls.make_account("1", "李明", "平安街", "13812345678、0451-83289588转801")

    def as_user(self, employee, record=None):
        return (record or self.account).with_user(employee.user_id)

    def test_masked(self):
        for employee in (self.clerk, self.handler, self.manager, self.supervision):
            self.assertEqual(self.as_user(employee).phone, "138****5678、0451****588", employee.name)
        self.assertEqual(self.as_user(self.hotline).phone, "13812345678、0451-83289588转801")
        # the cache of one user is not shown to the next
        self.assertEqual(self.as_user(self.clerk).phone, "138****5678、0451****588")

    def test_numbers_are_not_read(self):
        """No door leads an employee to the number: record, search, relation, grouping, export."""
        phone = self.account.phone_ids[:1]
        (self.clerk | self.handler).user_id.group_ids += self.env.ref("base.group_allow_export")
        for employee in (self.clerk, self.handler):
            with self.assertRaises(AccessError):
                self.as_user(employee, phone).number
            phones = self.env["gas.phone"].with_user(employee.user_id)
            self.assertFalse(phones.search([]))
            self.assertFalse(phones.search_count([("number", "=", "13812345678")]))
            self.assertFalse(phones._read_group([], ["number"]))
            self.assertFalse(phones.name_search("138"))
            accounts = self.env["gas.account"].with_user(employee.user_id)
            self.assertFalse(accounts.search([("phone_ids.number", "=like", "138%")]))
            self.assertFalse(self.as_user(employee).phone_ids)
            data = self.as_user(employee).export_data(["number", "phone", "phone_ids/number"])["datas"]
            self.assertNotIn("13812345678", str(data))
            self.assertEqual(self.as_user(employee, phone).display_name, "138****5678")

    def test_customer_service_reads(self):
        phones = self.as_user(self.hotline).phone_ids
        self.assertEqual(phones.mapped("display_name"), ["13812345678", "0451-83289588转801"])
        phones[0].write({"number": "+86 139 1234 5678", "note": "妻子"})
        self.assertEqual(self.account.phone_ids[0].number, "13912345678")

    def test_other_company(self):
        """A number is no more visible than its account."""
        other = self.env["res.company"].create({"name": "Other"})
        account = self.make_account("2", "外公司", "", "13900000001", company_id=other.id)
        phones = self.env["gas.phone"].with_user(self.hotline.user_id)
        self.assertFalse(phones.search([("number", "=", "13900000001")]))
        with self.assertRaises(AccessError):
            self.as_user(self.hotline, account.phone_ids).number
        with self.assertRaises(AccessError):
            phones.create({"account_id": account.id, "number": "110"})
        with self.assertRaises(AccessError):
            self.as_user(self.hotline, account.phone_ids).action_reveal()

    def test_reveal_is_logged(self):
        reveals = self.env["gas.phone.reveal"]
        with self.assertRaises(AccessError):
            self.as_user(self.clerk).action_reveal_phones()
        with self.assertRaises(AccessError):
            self.as_user(self.clerk, self.account.phone_ids).action_reveal()
        self.assertFalse(reveals.search([]))
        action = self.as_user(self.handler).action_reveal_phones()
        self.assertIn("13812345678", action["params"]["message"])
        logged = reveals.search([])
        self.assertEqual(logged.user_id, self.handler.user_id)
        self.assertEqual(sorted(logged.mapped("masked")), ["0451****588", "138****5678"])
        self.assertEqual(set(logged.mapped("document")), {"1 李明"})

    def test_log_stays(self):
        self.as_user(self.handler).action_reveal_phones()
        logged = self.env["gas.phone.reveal"].search([], limit=1)
        self.account.phone_ids.unlink()
        self.assertTrue(logged.exists())
        with self.assertRaises(UserError):
            logged.write({"masked": "x"})
        with self.assertRaises(UserError):
            logged.unlink()
        with self.assertRaises(AccessError):
            self.env["gas.phone.reveal"].with_user(self.hotline.user_id).search([])
        self.assertTrue(self.env["gas.phone.reveal"].with_user(self.supervision.user_id).search([]))

    def test_create_in_passing(self):
        """Every employee registers a customer with his number, and from then on sees it masked."""
        accounts = self.env["gas.account"].with_user(self.clerk.user_id)
        account = accounts.create({"name": "新客户", "phone": "139 1234 5678、83289588"})
        self.assertEqual(account.phone, "139****5678、****588")
        self.assertEqual(account.sudo().phone_ids.mapped("number"), ["13912345678", "83289588"])
        self.assertRegex(account.number, r"^T\d+$")
        with self.assertRaises(AccessError):
            account.write({"phone": "110"})
        with self.assertRaises(AccessError):
            account.write({"do_not_call": True})
        with self.assertRaises(AccessError):
            account.unlink()

    def test_name_create(self):
        accounts = self.env["gas.account"].with_user(self.clerk.user_id)
        account = accounts.browse(accounts.name_create("赵六")[0])
        self.assertEqual(account.name, "赵六")
        account = accounts.browse(accounts.name_create("139-1234-5678")[0])
        self.assertNotIn("139", account.display_name)
        self.assertEqual(account.sudo().phone_ids.number, "13912345678")

    def test_typed_numbers_are_added(self):
        """Saving what is shown changes nothing; a new number is added, masked ones are kept."""
        account = self.as_user(self.handler)
        account.phone = account.phone
        self.assertEqual(len(self.account.phone_ids), 2)
        account.phone = account.phone + "、110"
        self.assertEqual(self.account.phone_ids.mapped("number"), ["13812345678", "045183289588", "110"])
        account = self.as_user(self.hotline)
        account.phone = account.phone
        self.assertEqual(len(self.account.phone_ids), 3)
        with self.assertRaises(ValidationError):
            account.phone = "1381234567"

    def test_two_customers_share_a_number(self):
        other = self.make_account("2", "邻居", "", "13812345678")
        self.assertEqual(other.phone_ids.number, "13812345678")

    @mute_logger("odoo.sql_db")
    def test_a_number_has_a_document(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["gas.phone"].create({"number": "110"})
