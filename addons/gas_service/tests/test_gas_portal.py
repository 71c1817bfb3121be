# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .public_common import GasPublicCase

PDF = b"%PDF-1.4 x"


@tagged("post_install", "-at_install")
class TestPortal(GasPublicCase):
    """FI-13: a customer with a login sees his own matters, and nothing of others or of ours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterprise = cls.env["res.partner"].create({"name": "Grand Hotel", "is_company": True})
        cls.customer = new_test_user(cls.env, "customer_login", groups="base.group_portal", name="Customer Chen")
        cls.customer.partner_id.parent_id = cls.enterprise
        cls.stranger = new_test_user(cls.env, "stranger_login", groups="base.group_portal")
        cls.project = cls.make_survey(partner_id=cls.enterprise.id)
        cls.ticket = cls.make_processing(
            partner_id=cls.customer.partner_id.id, description="MY WORDS", phone="13900002085"
        )
        cls.paths = (f"/my/gas/projects/{cls.project.id}", f"/my/gas/tickets/{cls.ticket.id}")
        cls.env.flush_all()

    def login(self, user):
        self.authenticate(user.login, user.login)

    def post(self, path, data=None, page=None, **kwargs):
        return self.send(path, data or {}, page=page or self.paths[0], **kwargs)

    def test_own_only(self):
        """FI-13: lists and pages of his own; another's is not found, as what does not exist."""
        self.login(self.customer)
        self.assertIn(self.project.name, self.url_open("/my/gas/projects").text)
        self.assertIn(self.ticket.name, self.url_open("/my/gas/tickets").text)
        self.assertIn("/my/gas/tickets", self.url_open("/my").text)
        for path in self.paths:
            self.assertEqual(self.url_open(path).status_code, 200)
        self.login(self.stranger)
        self.assertNotIn(self.project.name, self.url_open("/my/gas/projects").text)
        self.assertNotIn(self.ticket.name, self.url_open("/my/gas/tickets").text)
        token = self.token("/my/account")
        for path in (*self.paths, "/my/gas/projects/999999", "/my/gas/res.users", "/my/gas/x/1"):
            self.assertEqual(self.url_open(path).status_code, 404, path)
        document = self.project.document_ids[0]
        for path in (*(f"{path}/{step}" for path in self.paths for step in ("message", "open")),
                     f"{self.paths[0]}/document/{document.id}"):  # fmt: skip
            response = self.url_open(path, data={"csrf_token": token, "text": "x"})
            self.assertEqual(response.status_code, 404, path)

    def test_needs_login_and_token(self):
        """Without a login to the login page; without the form's token nothing is done."""
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(self.paths[0]).url)
        self.login(self.customer)
        self.assertEqual(self.url_open(f"{self.paths[0]}/message", data={"text": "x"}).status_code, 400)

    def test_no_rights_to_the_models(self):
        """FI-13: over RPC a customer reads none of the models, his own documents neither."""
        for record in (
            self.project,
            self.ticket,
            self.project.document_ids,
            self.ticket.clock_ids,
            self.ticket.phone_ids,
        ):
            for user in (self.customer, self.env.ref("base.public_user")):
                with self.assertRaises(AccessError):
                    record.with_user(user).search([])
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["id"])

    def test_messages(self):
        """FI-13: what he wrote and what was sent to him; no note, no word between colleagues."""
        self.login(self.customer)
        page = self.post(f"{self.paths[0]}/message", {"text": "When? <script>alert(1)</script>"})
        self.assertIn("When? &lt;script&gt;", page.text)
        message = self.project.sudo().message_ids[0]
        self.assertEqual(message.author_id, self.customer.partner_id)
        self.assertIn(self.lead.user_id.partner_id, message.notified_partner_ids | message.partner_ids)
        project = self.project.with_user(self.lead.user_id)
        project.message_post(body="NOTE")
        project.sudo().message_unsubscribe(self.customer.partner_id.ids)
        project.message_post(
            body="AMONG US", subtype_xmlid="mail.mt_comment", partner_ids=self.colleague.user_id.partner_id.ids
        )
        project.message_post(body="Tomorrow", subtype_xmlid="mail.mt_comment", partner_ids=self.customer.partner_id.ids)
        self.env.flush_all()
        text = self.url_open(self.paths[0]).text
        self.assertIn("Tomorrow", text)
        for hidden in ("NOTE", "AMONG US"):
            self.assertNotIn(hidden, text)
        self.assertIn("请先填写留言", self.post(f"{self.paths[0]}/message", {"text": " "}).text)

    def test_upload_begins_design(self):
        """PS-4.2.3.1: the last missing document, uploaded by the customer, starts the design at that moment."""
        self.project.action_confirm_appliances()
        self.env.flush_all()
        self.login(self.customer)
        missing = self.project.document_ids.filtered("required")
        page = self.url_open(self.paths[0]).text
        self.assertEqual(page.count('type="file"'), len(self.project.document_ids))
        lie = self.post(
            f"{self.paths[0]}/document/{missing[0].id}", files=[("files", ("a.pdf", b"<html>", "application/pdf"))]
        )
        self.assertIn("既不是图片", lie.text)
        self.assertFalse(missing[0].received_at)
        for document in missing:
            self.assertEqual(self.project.state, "survey")
            self.post(f"{self.paths[0]}/document/{document.id}", files=[("files", ("../图.exe", PDF, "text/html"))])
            self.env.invalidate_all()
        self.assertEqual(self.project.state, "design")
        self.assertEqual(self.clock(self.project, "PS-DESIGN").started_at, self.project.documents_complete_at)
        document = missing[0].sudo()
        self.assertEqual(document.received_by, self.customer)
        self.assertEqual(
            (document.attachment_ids.name, document.attachment_ids.mimetype), ("图.pdf", "application/pdf")
        )
        again = self.post(
            f"{self.paths[0]}/document/{document.id}", files=[("files", ("b.pdf", PDF, "application/pdf"))]
        )
        self.assertIn("已收到", again.text)
        self.assertTrue(self.project.sudo().activity_ids.filtered(lambda one: "上传" in (one.summary or "")))
        # the lead opens it, a stranger does not
        self.assertTrue(document.attachment_ids.with_user(self.lead.user_id).has_access("read"))
        for user in (self.stranger, self.env.ref("base.public_user")):
            self.assertFalse(document.attachment_ids.with_user(user).has_access("read"))

    def test_open(self):
        """FI-13: rating and complaint without typing the code."""
        self.login(self.customer)
        page = self.post(f"{self.paths[1]}/open", page=self.paths[1])
        self.assertTrue(page.url.endswith("/gas/track/view"))
        self.assertTrue(re.search("/gas/track/complain", page.text))

    def test_write_to_us(self):
        """FI-3: what a customer writes with his login is in his portal; anonymous it is in nobody's."""
        self.company.gas_service_department_id = self.service
        self.login(self.customer)
        with patch("odoo.addons.gas_service.controllers.gas_request._QUICKEST", 0):
            for subject, anonymous in (("MY METER", ""), ("HIDDEN", "1")):
                page = self.url_open("/gas/request").text
                self.assertIn('value="Customer Chen"', page)
                stamp = re.search(r'name="stamp" value="([^"]+)"', page)[1]
                data = {"stamp": stamp, "kind": "inquiry", "subject": subject, "anonymous": anonymous}
                data |= {"customer_name": "Chen", "phone": "13900002085"}
                self.assertTrue(self.post("/gas/request", data, page="/gas/request").url.endswith("/done"))
        page = self.url_open("/my/gas/tickets").text
        self.assertIn("MY METER", page)
        self.assertNotIn("HIDDEN", page)
