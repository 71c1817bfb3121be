# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import hashlib
import io
import zipfile

import openpyxl

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .archive_common import GasArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveExport(GasArchiveCase):
    """FI-8.6: merging contacts and uninstalling are refused until a copy of the archive is kept elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partners = cls.env["res.partner"]
        cls.partner = partners.create({"name": "Zhang San", "email": "zhang@example.com"})
        cls.twin = partners.create({"name": "Zhang  San", "email": "zhang@example.com"})
        cls.ticket = cls.make_archived(
            partner_id=cls.partner.id, subject="=1+1", phone_ids=[Command.create({"number": "13800138000"})]
        )
        cls.exports = cls.env["gas.archive.export"].with_user(cls.general.user_id)

    def merge(self, *partners):
        ids = [partner.id for partner in partners]
        self.env["base.partner.merge.automatic.wizard"]._merge(ids, partners[-1])

    def take(self, confirm=True):
        export = self.exports.create({})
        if confirm:
            export.action_confirm()
        return export

    def test_merge(self):
        """FI-8.6: a contact of an archived ticket is merged only after a confirmed export."""
        with self.assertRaisesRegex(UserError, "export"):
            self.merge(self.partner, self.twin)
        with self.assertRaisesRegex(UserError, "export"):
            self.merge(self.twin, self.partner)
        self.assertTrue(self.partner.exists())
        export = self.take(confirm=False)
        with self.assertRaisesRegex(UserError, "export"):
            self.merge(self.partner, self.twin)
        export.action_confirm()
        self.merge(self.partner, self.twin)
        self.ticket.invalidate_recordset()
        self.assertEqual(self.ticket.partner_id, self.twin)

    def test_merge_of_authors_and_accounts(self):
        """FI-8.6: the same for who wrote a message and for the contact of its gas account."""
        author, account_partner = self.env["res.partner"].create([{"name": "A"}, {"name": "B"}])
        account = self.make_account("1001", "Zhang San", partner_id=account_partner.id)
        ticket = self.make_closed(at="2026-04-20 02:00:00", account_id=account.id)
        ticket.message_post(body="x", author_id=author.id)
        self.hand_over(self.manager, at="2026-05-08 02:00:00", month=ticket.closed_at.date().replace(day=1))
        for partner in (author, account_partner):
            with self.assertRaisesRegex(UserError, "export"):
                self.merge(partner, self.twin)
        with self.assertRaisesRegex(UserError, "archived"):
            author.unlink()

    def test_merge_of_others(self):
        """Contacts without archived tickets are merged as ever."""
        one, two = self.env["res.partner"].create([{"name": "A"}, {"name": "A"}])
        self.merge(one, two)
        self.assertFalse(one.exists())

    def test_export_covers_what_it_contains(self):
        """FI-8.6: what is archived after the export is not covered by it."""
        self.take()
        later = self.make_closed(at="2026-04-20 02:00:00", partner_id=self.partner.id)
        self.hand_over(self.manager, at="2026-05-08 02:00:00", month=later.closed_at.date().replace(day=1))
        with self.assertRaisesRegex(UserError, "export"):
            self.merge(self.partner, self.twin)

    def test_uninstall(self):
        """FI-8.6: uninstalling, of what it depends on too, is refused by every door until the export is confirmed."""
        module = self.env.ref("base.module_gas_service")
        for name in ("gas_service", "hr", "mail"):
            with self.assertRaisesRegex(UserError, "export"):
                self.env.ref(f"base.module_{name}").button_uninstall()
        for state in ("to remove", "uninstalled"):
            with self.assertRaisesRegex(UserError, "export"):
                module.write({"state": state})
        with self.assertRaisesRegex(UserError, "export"):
            module.module_uninstall()
        with self.assertRaisesRegex(UserError, "export"):
            module.with_context(gas_archive_open=True).write({"state": "to remove"})
        self.take()
        module.button_uninstall()
        self.assertEqual(module.state, "to remove")

    def test_uninstall_of_others(self):
        """Modules that nothing here depends on are none of our business."""
        self.env.ref("base.module_base_import").write({"state": "to remove"})

    def test_content(self):
        """FI-8.6: the file holds every archived ticket with its records and files; texts are no formulas."""
        export = self.take(confirm=False)
        content = base64.b64decode(export.file)
        self.assertEqual(hashlib.sha256(content).hexdigest(), export.checksum)
        self.assertEqual((export.ticket_count, export.ticket_ids), (1, self.ticket))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            files = [archive.read(name) for name in names if name.startswith(f"files/{self.ticket.name}/")]
            book = openpyxl.load_workbook(io.BytesIO(archive.read("archive.xlsx")))
        self.assertEqual(set(files), {b"photo of the boiler", b"written down"})
        cells = {sheet.title: [cell.value for row in sheet.iter_rows() for cell in row] for sheet in book}
        self.assertIn("=1+1", cells["tickets"])
        self.assertTrue(all(cell.data_type == "s" for row in book["tickets"].iter_rows() for cell in row if cell.value))
        self.assertIn("13800138000", cells["tickets"])
        self.assertIn("Told on the phone", cells["contact"])
        self.assertIn("FI-REPLY", cells["clock"])
        self.assertIn("note", cells["message"])

    def test_button(self):
        """FI-8.6: the button of the empty list makes an export and opens it."""
        action = call_kw(self.exports, "action_take", [[]], {})
        self.assertEqual(self.exports.browse(action["res_id"]).ticket_ids, self.ticket)

    def test_rights(self):
        """FI-8.6: exporting is general management's own right; an export is evidence."""
        export = self.take()
        for employee in (self.manager, self.clerk, self.leader, self.supervision):
            exports = export.with_user(employee.user_id)
            with self.assertRaises(AccessError):
                exports.create({})
            with self.assertRaises(AccessError):
                exports.read(["file"])
            with self.assertRaises(AccessError):
                exports.action_confirm()
        for values in ({"state": "taken"}, {"ticket_ids": [(5,)]}, {"checksum": "x"}, {"file": False}):
            with self.assertRaises(UserError):
                export.sudo().write(values)
        with self.assertRaises(UserError):
            export.sudo().unlink()
        forged = self.exports.create({"ticket_ids": [(5,)], "state": "confirmed", "confirmed_by": 1})
        self.assertEqual((forged.state, forged.ticket_ids), ("taken", self.ticket))

    def test_accused(self):
        """FI-8.5: an export holding the complaint about him is hidden from the accused; his own lacks it."""
        accused = self.make_employee("accused", self.general_department, "gas_service.group_general")
        self.ticket.sudo().env.cr.execute(
            "INSERT INTO gas_inquiry_excluded_rel VALUES (%s, %s)", [self.ticket.id, accused.user_id.id]
        )
        self.ticket.invalidate_recordset()
        self.env["gas.inquiry"].invalidate_model()
        export = self.take()
        self.assertFalse(export.with_user(accused.user_id).search([("id", "=", export.id)]))
        with self.assertRaises(UserError):
            self.exports.with_user(accused.user_id).create({})
