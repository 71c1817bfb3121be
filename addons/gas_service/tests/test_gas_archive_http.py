# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .archive_common import GasArchiveCase


@tagged("post_install", "-at_install")
class TestArchiveDoorsOverHttp(HttpCase, GasArchiveCase):
    """FI-8.6: the same lock for what comes through the network, whatever it puts into its context."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "Zhang San"})
        cls.ticket = cls.make_archived(partner_id=cls.partner.id)
        cls.env.flush_all()

    def call(self, key, model, method, **body):
        return self.url_open(
            f"/json/2/{model}/{method}", json=body, headers={"Authorization": f"bearer {key}"}, timeout=60
        )

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_json2(self):
        """FI-8.6: no field, child, message or file through JSON-2, as manager, general management or administrator."""
        context = {"gas_archive_open": True, "gas_guard:gas.inquiry": True, "default_locked_at": False}
        ids = [self.ticket.id]
        message = self.ticket.message_ids.filtered("body")[0]
        attachment = self.env["ir.attachment"].search([("res_model", "=", "gas.inquiry"), ("res_id", "in", ids)])[0]
        admin = self.env.ref("base.user_admin")
        users = self.market_manager.user_id | self.general.user_id | admin
        before = self.ticket.read(["subject", "state", "locked_at", "retention_until", "legal_hold"])
        number = len(self.ticket.message_ids)
        for user in users:
            keys = self.env["res.users.apikeys"].with_user(user)
            key = keys._generate("rpc", "test", datetime.now() + timedelta(days=1))
            self.env.flush_all()
            for model, method, body in (
                ("gas.inquiry", "write", {"ids": ids, "vals": {"subject": "x"}}),
                ("gas.inquiry", "write", {"ids": ids, "vals": {"locked_at": False}}),
                ("gas.inquiry", "unlink", {"ids": ids}),
                ("gas.inquiry", "message_post", {"ids": ids, "body": "late"}),
                ("gas.inquiry", "load", {"fields": [".id", "subject"], "data": [[str(ids[0]), "x"]]}),
                ("gas.inquiry", "_anonymise", {"ids": ids, "destruction": 1}),
                ("gas.inquiry", "_archive_lock", {"ids": ids, "at": "2020-01-01"}),
                ("gas.contact", "create", {"vals_list": [{"inquiry_id": ids[0], "note": "x"}]}),
                ("gas.contact", "write", {"ids": self.ticket.contact_ids.ids, "vals": {"note": "x"}}),
                ("gas.phone", "create", {"vals_list": [{"inquiry_id": ids[0], "number": "13800138000"}]}),
                ("mail.message", "write", {"ids": message.ids, "vals": {"body": "x"}}),
                ("mail.message", "unlink", {"ids": message.ids}),
                ("ir.attachment", "write", {"ids": attachment.ids, "vals": {"raw": "eA=="}}),
                ("ir.attachment", "unlink", {"ids": attachment.ids}),
                ("gas.archive.batch", "write", {"ids": self.ticket.archive_batch_ids.ids, "vals": {"state": "draft"}}),
            ):
                with self.subTest(user=user.login, model=model, method=method):
                    answer = self.call(key, model, method, context=context, **body)
                    refused = answer.status_code >= 400 or (method == "load" and not answer.json()["ids"])
                    self.assertTrue(refused, answer.text[:300])
        self.env.invalidate_all()
        self.assertEqual(self.ticket.read(["subject", "state", "locked_at", "retention_until", "legal_hold"]), before)
        self.assertEqual(len(self.ticket.message_ids), number)
        self.assertTrue(attachment.exists())

    def test_rating_link(self):
        """FI-8.6: the customer's link works after the hand-over and changes nothing but the rating."""
        rating = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("gas.inquiry"),
                "res_id": self.ticket.id,
                "partner_id": self.partner.id,
            }
        )
        columns = ["subject", "state", "description", "result", "locked_at"]
        before = self.ticket.read(columns)
        self.env.flush_all()
        self.authenticate(None, None)
        page = self.url_open(f"/rate/{rating.access_token}/5")
        self.assertEqual(page.status_code, 200)
        token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        data = {"rate": 5, "feedback": "well done", "csrf_token": token}
        answer = self.url_open(f"/rate/{rating.access_token}/submit_feedback", data=data)
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual((rating.rating, rating.feedback), (5, "well done"))
        self.assertEqual(self.ticket.read(columns), before)
