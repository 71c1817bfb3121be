# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io
import json
from zipfile import ZipFile

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .project_common import GasProjectCase

PHONE, SHARED = "13912340002", "13612340009"


@tagged("post_install", "-at_install")
class TestGasPrivacyRequest(GasProjectCase):
    """DESIGN 4, personal data: what is kept about a person is found and given to him, and that is logged."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general = cls.make_role("general")
        cls.account = cls.make_account(
            "SZ-1", "Zhang San", "Happiness Road 1", f"{PHONE}、{SHARED}", category="commercial"
        )
        cls.neighbour = cls.make_account("SZ-2", "Li Si", "Happiness Road 2", SHARED)
        cls.ticket = cls.make_ticket(cls.clerk, account_id=cls.account.id, description="No water either")
        cls.ticket.message_post(body="He called again", attachments=[("photo.txt", b"the meter")])
        cls.by_phone = cls.make_ticket(cls.clerk, customer_name="Mrs Zhang", phone=PHONE)
        cls.other = cls.make_ticket(cls.clerk, customer_name="Somebody Else")
        cls.project = cls.make_project(customer_name="Grand Hotel", contact_name="Zhang San")
        cls.log(cls.project, note="Wants gas by May")
        cls.env["gas.service.record"]._gas_record_service(
            [{"account_id": cls.account.id, "service_type": "meter_billing", "mode": "visit", "date": "2026-08-12",
              "employee_id": cls.handler.id, "source": "test", "external_ref": "1"}]
        )  # fmt: skip
        cls.account.phone_ids[0].with_user(cls.handler.user_id).action_reveal()

    def request(self, employee=None, **values):
        requests = self.env["gas.privacy.request"].with_user((employee or self.general).user_id)
        return requests.create(
            {"person": "Zhang San", "phone": f"+86 {PHONE}", "identity_check": "Called back", **values}
        )

    def content(self, request):
        return ZipFile(io.BytesIO(base64.b64decode(request.file)))

    def test_found(self):
        """By name, by number in any form, by account; never more than the whole name or number."""
        request = self.request()
        request.action_find()
        self.assertEqual(request.account_ids, self.account)
        self.assertEqual(request.inquiry_ids, self.ticket | self.by_phone)
        self.assertEqual(request.project_ids, self.project)
        request = self.request(person="Zhang", phone=False)
        request.action_find()
        self.assertFalse(request.account_ids or request.inquiry_ids or request.project_ids)
        with self.assertRaises(UserError):
            request.action_export()
        request = self.request(person="?", phone=False, account_id=self.neighbour.id)
        request.action_find()
        self.assertEqual(request.account_ids, self.neighbour)

    def test_two_customers_on_one_number(self):
        """A household shares a number: the neighbour is proposed, and taken off by who looks."""
        request = self.request(phone=SHARED)
        request.action_find()
        self.assertEqual(request.account_ids, self.account | self.neighbour)
        request.account_ids = [Command.unlink(self.neighbour.id)]
        request.action_export()
        text = self.content(request).read("personal-data.json").decode()
        self.assertNotIn("Li Si", text)

    def test_exported(self):
        """Everything about him, as a workbook and as JSON, with the files and with who saw his number."""
        request = self.request()
        request.action_find()
        request.action_export()
        with self.content(request) as archive:
            data = json.loads(archive.read("personal-data.json"))
            sheets = load_workbook(io.BytesIO(archive.read("personal-data.xlsx"))).sheetnames
            files = [archive.read(name) for name in archive.namelist() if name.startswith("files/")]
        self.assertEqual(set(sheets), set(data))
        self.assertIn(b"the meter", files)
        text = json.dumps(data, ensure_ascii=False)
        for known in ("Zhang San", PHONE, SHARED, "Happiness Road 1", "No water either", "He called again",
                      "Wants gas by May", "Mrs Zhang", "handler"):  # fmt: skip
            self.assertIn(known, text)
        for foreign in ("Somebody Else", "Li Si"):
            self.assertNotIn(foreign, text)
        self.assertTrue(data["gas.service.record"] and data["gas.phone.reveal"])

    def test_logged(self):
        """Who gave what to whom stays; the number is masked again, and counts as seen."""
        request = self.request()
        request.action_find()
        request.action_export()
        self.assertEqual(
            (request.state, request.exported_by, request.phone), ("exported", self.general.user_id, "139****0002")
        )
        self.assertIn(": 2", request.contents)
        seen = self.env["gas.phone.reveal"].search([("user_id", "=", self.general.user_id.id)])
        self.assertIn("139****0002", seen.mapped("masked"))
        for change in (lambda: request.write({"person": "x"}), request.unlink, request.action_export):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(UserError):
            self.request().sudo().write({"state": "exported"})

    def test_who(self):
        """General management alone; supervision reads the log, without the file; who checked the identity is asked."""
        for employee in (self.clerk, self.handler, self.manager, self.lead):
            with self.assertRaises(AccessError):
                self.request(employee)
        request = self.request(identity_check=" ")
        request.action_find()
        with self.assertRaises(UserError):
            request.action_export()
        request.identity_check = "Card seen"
        request.action_export()
        log = request.with_user(self.supervision.user_id)
        self.assertEqual(log.person, "Zhang San")
        with self.assertRaises(AccessError):
            log.file
        with self.assertRaises(AccessError):
            log.action_export()

    def test_not_what_concerns_himself(self):
        """FI-8.5: a complaint about who looks the data up is not found by him, nor taken from a forged list."""
        complaint = self.make_complaint(self.general, customer_name="Zhang San")
        request = self.request()
        request.action_find()
        self.assertNotIn(complaint, request.sudo().inquiry_ids)
        request.sudo().inquiry_ids = [Command.link(complaint.id)]
        request.action_export()
        self.assertNotIn(complaint.name, self.content(request).read("personal-data.json").decode())

    def test_copies_do_not_stay(self):
        request = self.request()
        request.action_find()
        request.action_export()
        later = {30: (True, "Zhang San"), 32: (False, "Zhang San"), 6 * 366: (False, "—")}
        for days, expected in later.items():
            with freeze_time(self.env.cr.now()) as clock:
                clock.tick(days * 86400 - 3600)
                self.env["gas.privacy.request"]._gc_personal_data()
            self.assertEqual((bool(request.file), request.person), expected, days)
        self.assertTrue(request.exported_by)
