# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from ..tools import upload
from .common import GasServiceCase
from .public_common import GasPublicCase

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
PDF = b"%PDF-1.4 ..."
_QUICKEST = "odoo.addons.gas_service.controllers.gas_request._QUICKEST"


@tagged("post_install", "-at_install")
@freeze_time("2026-09-18 02:00:00")
class TestDutyRoster(GasServiceCase):
    """FI-3, FI-4: who receives what comes in without a person."""

    def duty(self, day, employee):
        roster = self.env["gas.duty.roster"].with_user(self.manager.user_id)
        return roster.create({"date": day, "employee_id": employee.id})

    def on_duty(self, moment="2026-09-18 10:00"):
        return self.env["gas.duty.roster"]._on_duty(self.company, self.china(moment))

    def test_officer_of_the_local_day(self):
        """FI-3: the day is the company's, not the server's."""
        self.company.gas_service_department_id = self.service
        self.duty("2026-09-18", self.clerk)
        self.duty("2026-09-19", self.handler)
        self.assertEqual(self.on_duty("2026-09-18 23:59"), self.clerk)
        self.assertEqual(self.on_duty("2026-09-19 00:00"), self.handler)
        self.assertEqual(self.on_duty("2026-09-20 12:00"), self.manager)

    def test_nobody(self):
        """FI-3: who left is not on duty; without a manager of customer service there is nobody."""
        self.duty("2026-09-18", self.clerk)
        self.clerk.active = False
        self.assertFalse(self.on_duty())
        self.company.gas_service_department_id = self.service
        self.assertEqual(self.on_duty(), self.manager)

    def test_history(self):
        """FI-3: one a day; who was on duty stays; handlers do not change it."""
        duty = self.duty("2026-09-18", self.clerk)
        with self.assertRaises(AccessError):
            duty.with_user(self.handler.user_id).employee_id = self.handler
        for change in (
            lambda: duty.write({"employee_id": self.handler.id}),
            duty.unlink,
            lambda: duty.write({"note": "x"}),
        ):
            with freeze_time("2026-09-19 02:00:00"), self.assertRaises(UserError):
                change()
        with self.assertRaises(UserError):
            self.duty("2026-09-17", self.clerk)
        with self.assertRaises(UserError):
            duty.date = "2026-09-01"


@tagged("post_install", "-at_install")
@freeze_time("2026-09-18 10:30:00")
class TestRegisterOnline(GasServiceCase):
    """FI-3, FI-8: what a customer writes becomes a ticket like any other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_service_department_id = cls.service
        cls.env["gas.duty.roster"].create({"date": "2026-09-18", "employee_id": cls.handler.id})

    def register(self, files=(), **values):
        values = {
            "kind": "request",
            "subject": "No hot water",
            "customer_name": "Li Si",
            "phone": "139 0000 2085",
        } | values
        return (
            self.env["gas.inquiry"]
            .with_user(self.env.ref("base.public_user"))
            ._register_online(self.company, values, files)
        )

    def test_duty_officer_and_clocks(self):
        """FI-3, FI-8.2: the duty officer is first responsible; written after hours, the two hours begin next morning."""
        ticket = self.register()
        self.assertEqual((ticket.first_responsible_id, ticket.department_id), (self.handler, self.service))
        self.assertEqual((ticket.channel, ticket.kind, ticket.state), ("online", "request", "new"))
        # 18:30 on a Friday; the weekend follows, and 2026-09-20 is worked
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").due_at, self.china("2026-09-20 10:30"))
        self.assertTrue(self.clock(ticket, "FI-REPLY"))
        self.assertEqual(ticket.activity_ids.user_id, self.handler.user_id)
        self.assertEqual(ticket.phone_ids.number, "13900002085")

    def test_complaint(self):
        """FI-8.5: a complaint is registered as one."""
        ticket = self.register(kind="complaint")
        self.assertEqual((ticket.kind, ticket.department_id), ("complaint", self.service))

    def test_anonymous(self):
        """FI-5.5: nothing of the person is kept of who wants to stay anonymous."""
        ticket = self.register(anonymous="1", address="Here")
        self.assertTrue(ticket.anonymous)
        self.assertFalse(ticket.customer_name or ticket.phone_ids or ticket.address)
        self.assertFalse(self.clock(ticket, "FI-REPLY"))

    def test_missing(self):
        """All that is missing is named at once; other fields of a ticket cannot be set from outside."""
        with self.assertRaises(UserError) as caught:
            self.register(kind="emergency", subject=" ", customer_name="", phone="")
        self.assertEqual(str(caught.exception).count("•"), 4)
        with self.assertRaises(UserError):
            self.register(phone="call me")
        ticket = self.register(state="closed", result="x", company_id="99", accused_ids="1", subject="x" * 500)
        self.assertEqual((ticket.state, ticket.result, len(ticket.subject)), ("new", False, 100))

    def test_nobody_there(self):
        self.company.gas_service_department_id = False
        self.env["gas.duty.roster"].search([]).unlink()
        with self.assertRaisesRegex(UserError, "call us"):
            self.register()


class TestUpload(TransactionCase):
    """Files that strangers send."""

    def test_content_decides(self):
        for name, content, expected in (
            ("a.png", PNG, ("a.png", "image/png")),
            ("a.exe", PDF, ("a.pdf", "application/pdf")),
            ("图纸.DWG", b"AC1032....", ("图纸.dwg", "image/vnd.dwg")),
            ("x.jpg", b"\xff\xd8\xff\xe0", ("x.jpg", "image/jpeg")),
        ):
            self.assertEqual(upload.check(name, content), expected)

    def test_lies_are_refused(self):
        """What a browser or an office program would run is not taken, whatever it is called."""
        for content in (
            b"<html><script>",
            b"<svg onload=x>",
            b"MZ\x90",
            b"PK\x03\x04",
            b"#!/bin/sh",
            b"GIF",
            b" %PDF-",
            b"\0" * 99,
        ):
            with self.assertRaises(upload.UploadError) as caught:
                upload.check("photo.png", content)
            self.assertEqual(caught.exception.code, "type")
        for content, code in ((b"", "empty"), (PNG + b"\0" * upload.MAX_FILE, "large")):
            with self.assertRaises(upload.UploadError) as caught:
                upload.check("photo.png", content)
            self.assertEqual(caught.exception.code, code)

    def test_names(self):
        for name, stem in (
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\厨房 照片.jpg", "厨房 照片"),
            ("a\x00b\u202egpj.exe", "a b gpj"),
            ("<img src=x>.png", "_img src=x_"),
            (".htaccess", "htaccess"),
            ("", "file"),
            (None, "file"),
            ("....", "file"),
            ("x" * 300 + ".png", "x" * upload.LONGEST_STEM),
        ):
            self.assertEqual(upload.clean_stem(name), stem, name)


@tagged("post_install", "-at_install")
class TestRequestPage(GasPublicCase):
    """FI-3, FI-13: the page itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_service_department_id = cls.service

    def setUp(self):
        super().setUp()
        self.enterContext(patch(_QUICKEST, 0))

    def submit(self, files=None, **values):
        page = self.url_open("/gas/request").text
        data = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("csrf_token", "stamp")}
        data |= {"kind": "inquiry", "subject": "How do I pay?", "customer_name": "Li Si", "phone": "13900002085"}
        self.sent = data | values
        return self.url_open("/gas/request", data=self.sent, files=files)

    def tickets(self):
        return self.env["gas.inquiry"].search([("channel", "=", "online")])

    def test_submit(self):
        """FI-13: number and code come back, and open the page; sent twice it counts once."""
        page = self.submit(
            files=[("files", ("evil.html", PNG, "text/html")), ("files", ("../b.png", PDF, "image/png"))]
        )
        self.assertTrue(page.url.endswith("/gas/request/done"), page.text)
        ticket = self.tickets()
        self.assertIn(ticket.name, page.text)
        self.assertIn(ticket._tracking_code(), page.text)
        self.assertIn("就此事与您联系", page.text)
        files = self.env["ir.attachment"].search([("res_model", "=", "gas.inquiry"), ("res_id", "=", ticket.id)])
        self.assertEqual(
            sorted(zip(files.mapped("name"), files.mapped("mimetype"), strict=True)),
            [("b.pdf", "application/pdf"), ("evil.png", "image/png")],
        )
        self.assertFalse(any(files.mapped("public")))
        self.assertEqual(ticket.registered_by, self.env.ref("base.user_root"))
        self.assertIn(ticket.name, self.url_open("/gas/request", data=self.sent).text)
        self.assertEqual(len(self.tickets()), 1)
        self.assertIn("您的事项已受理", self.url_open("/gas/track/view").text)

    def test_refused(self):
        """A lying file, a hidden field filled in, a form that is old, forged or too quick: nothing is registered."""
        page = self.submit(files=[("files", ("a.png", b"<script>alert(1)</script>", "image/png"))])
        self.assertEqual(page.status_code, 422)
        self.assertIn("既不是图片", page.text)
        self.assertIn('value="How do I pay?"', page.text)
        for values in (
            {"website": "http://spam.example"},
            {"stamp": "1.x.y"},
            {"stamp": "1" * 400},
            {"stamp": ""},
            {"stamp": "é.²."},
        ):
            self.assertEqual(self.submit(**values).status_code, 400, values)
        with patch(_QUICKEST, 3):
            self.assertEqual(self.submit().status_code, 400)
        self.assertEqual(self.submit(csrf_token="x").status_code, 400)
        self.assertEqual(self.submit(kind="emergency").status_code, 422)
        self.assertFalse(self.tickets())

    def test_limit(self):
        """From one address so many a day; what was typed stays in the form, as text."""
        attempts = self.env["gas.public.attempt"]
        for _try in range(10):
            attempts._note(submit_address="127.0.0.1")
        page = self.submit(subject='"><script>alert(1)</script>')
        self.assertEqual(page.status_code, 429)
        self.assertNotIn("<script>", page.text)
        self.assertFalse(self.tickets())
