# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GasServiceCase

CATALOGUES = ("gas.visit.item", "gas.document.type", "gas.reference")


@tagged("post_install", "-at_install")
class TestProjectCatalogues(GasServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_employee("gas_admin", cls.service, "gas_service.group_admin")

    def test_visit_checklist(self):
        """PS-5.2: uniform, materials, tools, documents and business cards are on the checklist."""
        items = self.env["gas.visit.item"].search([("id", "in", self._data_ids("gas.visit.item"))])
        self.assertEqual(len(items), 5)
        names = " ".join(items.with_context(lang="en_US").mapped("name"))
        for word in ("Uniform", "Materials", "Tools", "Documents", "Cards"):
            self.assertIn(word, names)

    def test_documents_by_nature(self):
        """PS-4.2.3.1: what has to be supplied follows the nature of the project; drawings or photos always."""
        types = self.env["gas.document.type"]
        drawings = self.env.ref("gas_service.gas_document_type_drawings")
        existing = self.env.ref("gas_service.gas_document_type_existing")
        lease = self.env.ref("gas_service.gas_document_type_property")
        for nature in ("new", "reconstruction", "expansion", "capacity"):
            with self.subTest(nature=nature):
                found = types._for_nature(nature)
                self.assertIn(drawings, found.filtered("required"))
                self.assertEqual(existing in found, nature != "new")
                self.assertEqual(lease in found, nature != "capacity")
        drawings.active = False
        self.assertNotIn(drawings, types._for_nature("new"))

    def test_some_nature(self):
        """PS-1: an entry for no nature at all would never be seen: refused."""
        none = dict.fromkeys(("for_new", "for_reconstruction", "for_expansion", "for_capacity"), False)
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env["gas.document.type"].create({"name": "x", **none}).flush_recordset()

    def test_references(self):
        """PS-5.3: laws, standards and internal rules, by nature, with their text, readable by who serves customers."""
        standard = self.env.ref("gas_service.gas_reference_gb55009")
        self.assertIn("GB 55009", standard.display_name)
        standard.write({"file": base64.b64encode(b"text"), "file_name": "gb.pdf", "for_capacity": False})
        references = self.env["gas.reference"].with_user(self.market_handler.user_id)
        self.assertIn(standard, references._for_nature("new"))
        self.assertNotIn(standard, references._for_nature("capacity"))
        self.assertEqual(set(references.search([]).mapped("kind")), {"law", "standard", "rule"})
        self.assertEqual(base64.b64decode(standard.with_user(self.market_handler.user_id).file), b"text")

    def test_access(self):
        """Everybody reads the catalogues, the administrator alone writes them."""
        for name in CATALOGUES:
            values = {"name": "Something"}
            for employee in (self.clerk, self.market_handler, self.market_manager, self.supervision):
                with self.subTest(model=name, employee=employee.name):
                    model = self.env[name].with_user(employee.user_id)
                    entry = model.search([], limit=1)
                    self.assertTrue(entry.name)
                    for attempt in (
                        lambda m=model, v=values: m.create(v),
                        lambda e=entry, v=values: e.write(v),
                        entry.unlink,
                    ):
                        with self.assertRaises(AccessError):
                            attempt()
            entry = self.env[name].with_user(self.admin.user_id).create(values)
            entry.write({"name": "Else"})
            entry.unlink()

    def _data_ids(self, model):
        data = self.env["ir.model.data"].search([("module", "=", "gas_service"), ("model", "=", model)])
        return data.mapped("res_id")


@tagged("post_install", "-at_install")
class TestMarketDeveloper(GasServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env.ref("gas_service.group_developer")

    def test_who_is(self):
        """PS-2.3: who has the role, whatever else he is; nobody by his department alone."""
        developer = self.make_employee("developer", self.market, "gas_service.group_developer")
        self.market_manager.user_id.group_ids = [Command.link(self.group.id)]
        left = self.make_employee("left", self.market, "gas_service.group_developer")
        left.user_id.active = False
        no_login = self.env["hr.employee"].create({"name": "No login", "department_id": self.market.id})
        everybody = developer | self.market_manager | self.market_handler | left | no_login | self.clerk
        self.assertEqual(everybody._gas_is_market_developer(), developer | self.market_manager)
        self.assertFalse(self.env["hr.employee"]._gas_is_market_developer())

    def test_asked_by_ordinary_users(self):
        """PS-2.3: anybody's code may ask, though he reads neither employees nor groups."""
        developer = self.make_employee("developer", self.market, "gas_service.group_developer")
        both = (developer | self.clerk).with_user(self.clerk.user_id)
        self.assertEqual(both._gas_is_market_developer(), developer)

    def test_implied_role(self):
        """PS-2.3: a group of the company's own that implies the role gives it."""
        own = self.env["res.groups"].create({"name": "Key accounts", "implied_ids": [Command.link(self.group.id)]})
        self.market_handler.user_id.group_ids = [Command.link(own.id)]
        self.assertEqual(self.market_handler._gas_is_market_developer(), self.market_handler)

    def test_many_at_once(self):
        """As many queries for 100 employees as for 10."""
        employees = self.env["hr.employee"].create(
            [{"name": f"E{number}", "department_id": self.market.id} for number in range(100)]
        )
        counts = []
        for some in (employees[:1], employees[:10], employees):  # the first fills the process's caches
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._gas_is_market_developer()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
