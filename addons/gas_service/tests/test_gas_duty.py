# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2 import IntegrityError
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestDuty(GasServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_employee("gas_admin", cls.service, "gas_service.group_admin")
        cls.duty = cls.env.ref("gas_service.gas_duty_3")

    def test_the_ten(self):
        """PL-1: the ten duties of the measure, in its order, each with its number and its words."""
        duties = self.env["gas.duty"].search([("code", "=like", "PL-1.%")])
        self.assertEqual(duties.mapped("code"), [f"PL-1.{number}" for number in range(1, 11)])
        self.assertTrue(all(duties.mapped("description")))
        self.assertIn("PL-1.3", self.duty.display_name)
        self.assertIn(self.duty, self.env["gas.duty"].browse(dict(self.env["gas.duty"].name_search("PL-1.3"))))

    def test_configurable(self):
        """PL-1: the administrator changes the list, others read it; a code is used once in a company."""
        duties = self.env["gas.duty"].with_user(self.admin.user_id)
        duties.create({"code": "PL-1.11", "name": "Own duty", "company_id": self.company.id})
        self.duty.with_user(self.admin.user_id).name = "Market news"
        for employee in (self.market_manager, self.clerk):
            duty = self.duty.with_user(employee.user_id)
            self.assertTrue(duty.description)
            with self.assertRaises(AccessError):
                duty.name = "Nothing"
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.env["gas.duty"].create({"code": "PL-1.3", "name": "Again"})
        # every company may have its own of that code
        self.env["gas.duty"].create({"code": "PL-1.3", "name": "Ours", "company_id": self.company.id})

    def test_kept_while_used(self):
        """PL-1: a duty somebody has a record of is archived, not deleted."""
        self.env["gas.work.record"].create(
            {"employee_id": self.market_handler.id, "duty_id": self.duty.id, "name": "Visited the market"}
        )
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.duty.unlink()

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other gas"})
        duty = self.env["gas.duty"].create({"code": "X", "name": "Theirs", "company_id": other.id})
        self.assertNotIn(duty, self.env["gas.duty"].with_user(self.market_handler.user_id).search([]))
