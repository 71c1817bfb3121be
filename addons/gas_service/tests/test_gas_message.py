# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .project_common import GasProjectCase

PHONE, EMAIL = "13912340002", "zhang@example.com"
NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGasMessage(GasProjectCase):
    """FI-5.5, FI-8.1, PS-4.2.3: customers are told by e-mail and SMS what happens to their matter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "Zhang San", "email": f"Zhang <{EMAIL}>"})
        cls.account = cls.make_account("SZ-1", "Zhang San", partner_id=cls.partner.id)
        cls.rules = cls.env["gas.message.rule"].search([])
        cls.rules.by_sms = True

    def setUp(self):
        super().setUp()
        self.forget()

    def forget(self):
        self.last_mail = self.env["mail.mail"].search([], order="id desc", limit=1).id or 0
        self.last_sms = self.env["sms.sms"].search([], order="id desc", limit=1).id or 0

    def sent(self):
        """Return the mails to the customer and the SMS since the last time."""
        mails = self.env["mail.mail"].search([("id", ">", self.last_mail), ("email_to", "=", EMAIL)])
        messages = self.env["sms.sms"].search([("id", ">", self.last_sms)])
        self.forget()
        return mails, messages

    def register(self, **values):
        return self.make_ticket(self.clerk, partner_id=self.partner.id, phone=PHONE, **values)

    def assertTold(self, document, text, event):
        mails, messages = self.sent()
        self.assertEqual((len(mails), len(messages)), (1, 1), event)
        for content in (f"{mails.subject} {mails.body_html}", messages.body):
            self.assertIn(document.name, content)
            self.assertIn(document._tracking_url(), content)
            self.assertNotIn(PHONE, content)
        self.assertIn(text, mails.subject + mails.body_html)
        # what the matter is about is nothing for whoever reads the SMS over the customer's shoulder
        self.assertNotIn(document.sudo().subject, messages.body)
        # the link is the customer's own: not in the chatter, not kept
        self.assertFalse(mails.model or mails.res_id)
        self.assertTrue(mails.auto_delete)
        self.assertEqual(messages.number, f"+86{PHONE}")
        said = document.sudo().message_ids[0].body
        self.assertIn(dict(self.rules._fields["event"].selection)[event], said)
        for secret in (PHONE, PHONE[-4:], EMAIL, document._tracking_code()):
            self.assertNotIn(secret, str(document.sudo().message_ids.mapped("body")))

    def test_events_of_a_ticket(self):
        """From the receipt to the rating, each told once, and noted on the ticket without the number."""
        ticket = self.register()
        self.assertTold(ticket, "已受理", "registered")
        ticket.action_transfer(self.market.id, self.market_handler.id)
        self.assertTold(ticket, "Market Engineering", "transferred")
        ticket = ticket.with_user(self.market_handler.user_id)
        ticket.action_sign()
        ticket.action_report("urgent", self.market_manager.id, "At once, please")
        self.assertTold(ticket, "急事特办", "urgent")
        ticket.write(
            {"notice_matter": "Repair", "notice_materials": "Photo of the meter", "notice_procedure": "We come"}
        )
        ticket.action_give_notice()
        self.assertTold(ticket, "Photo of the meter", "notice")
        self.log_answer(ticket)
        self.assertTold(ticket, "办理结果", "answered")
        self.log_answer(ticket)
        self.assertFalse(any(self.sent()), "answered once")
        ticket.action_resolve("solved", "Repaired")
        ticket.action_inform("Told on the phone")
        self.assertFalse(any(self.sent()))
        ticket.action_close()
        self.assertTold(ticket, "已办结", "rate")

    def log_answer(self, ticket):
        self.env["gas.contact"].with_user(self.market_handler.user_id).create(
            {"inquiry_id": ticket.id, "purpose": "answer", "note": "Explained"}
        )

    def test_answered_at_once(self):
        ticket = self.register()
        self.forget()
        ticket.action_answer_at_once("Explained")
        self.assertTold(ticket, "已办结", "rate")

    def test_project_waits_for_the_customer(self):
        """PS-4.2.3: he is told what is missing; not when he has delivered it already."""
        project = self.make_design(partner_id=self.partner.id, phone=PHONE)
        self.forget()
        project.action_propose_pause(date(2026, 9, 16), "Plans of the cellar", "Letter 12")
        self.assertTold(project, "Plans of the cellar", "supply")

    def test_settings(self):
        """Each event and each way can be switched off."""
        rule = self.rules.filtered(lambda rule: rule.event == "registered")
        rule.by_sms = False
        self.register()
        self.assertEqual(list(map(len, self.sent())), [1, 0])
        rule.write({"by_sms": True, "by_email": False})
        self.register()
        self.assertEqual(list(map(len, self.sent())), [0, 1])
        rule.active = False
        self.register()
        self.assertFalse(any(self.sent()))

    def test_where_there_is_an_address(self):
        """Who has only one of them is told by it; a landline gets no SMS; the account's number serves too."""
        self.make_ticket(self.clerk, partner_id=self.partner.id)
        self.assertEqual(list(map(len, self.sent())), [1, 0])
        self.make_ticket(self.clerk, phone="0451-83289588")
        self.assertFalse(any(self.sent()))
        self.account.phone = "0451-83289588、13712340003"
        self.make_ticket(self.clerk, account_id=self.account.id)
        mails, messages = self.sent()
        self.assertEqual((len(mails), messages.number), (1, "+8613712340003"))

    def test_not_disturbed(self):
        """Who wants no calls gets no messages; nobody writes to the anonymous, and not about emergencies."""
        self.account.do_not_call = True
        self.make_ticket(self.clerk, account_id=self.account.id, phone=PHONE)
        self.register(anonymous=True)
        self.register(kind="emergency")
        self.env["gas.inquiry"].with_context(tracking_disable=True).create(
            {"subject": "Imported", "customer_name": "Zhang San", "partner_id": self.partner.id,
             "first_responsible_id": self.clerk.id},
        )  # fmt: skip
        self.assertFalse(any(self.sent()))

    @mute_logger("odoo.addons.gas_service.models.gas_messaged_mixin")
    def test_a_message_that_fails(self):
        """The action goes on, nothing half-made stays, and the ticket says so."""
        rule = self.rules.filtered(lambda rule: rule.event == "registered")
        rule.sms_template_id.with_context(lang="zh_CN").body = "{{ object.no_such_field }}"
        ticket = self.register()
        self.assertEqual(ticket.state, "new")
        self.assertFalse(any(self.sent()))
        self.assertIn("could not be told", str(ticket.message_ids[0].body))

    def test_language_of_the_customer(self):
        """He reads Chinese, whatever the clerk reads."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.partner.lang = "zh_CN"
        rule = self.rules.filtered(lambda rule: rule.event == "registered")
        rule.mail_template_id.with_context(lang="zh_CN").subject = "您的事项已登记 {{ object.name }}"
        rule.sms_template_id.with_context(lang="zh_CN").body = "您的事项已登记"
        self.clerk.user_id.lang = "en_US"
        ticket = self.register()
        mails, messages = self.sent()
        self.assertEqual((mails.subject, messages.body), (f"您的事项已登记 {ticket.name}", "您的事项已登记"))

    def test_in_print_for_whom_no_message_reaches(self):
        """FI-8.1: a customer without e-mail and phone, or who wants none, is offered a slip."""
        ticket = self.make_ticket(self.clerk)
        self.assertTrue(ticket.customer_unreachable)
        self.assertFalse(self.register().customer_unreachable)
        self.assertFalse(self.make_ticket(self.clerk, phone="0451-83289588").customer_unreachable)
        self.account.do_not_call = True
        self.assertTrue(self.make_ticket(self.clerk, account_id=self.account.id).customer_unreachable)
        self.assertEqual(ticket.action_print_slip()["report_name"], "gas_service.report_slip")
        reports = self.env["ir.actions.report"].with_user(self.clerk.user_id)
        html = reports._render_qweb_html("gas_service.report_slip", ticket.ids)[0].decode()
        for text in (ticket.name, ticket._tracking_code(), "/gas/privacy"):
            self.assertIn(text, html)

    def test_numbers_of_sms_are_nobodys(self):
        """Every employee reads notifications: not the number of an SMS somebody sent by hand."""
        self.assertNotIn("sms_number", self.env["mail.notification"].with_user(self.manager.user_id).fields_get())
        admin = self.env.ref("base.group_system")
        self.manager.user_id.group_ids = [Command.link(admin.id)]
        self.assertIn("sms_number", self.env["mail.notification"].with_user(self.manager.user_id).fields_get())

    def test_what_was_given_up_goes(self):
        """Numbers and addresses do not stay in the queues."""
        self.register()
        mails, messages = self.sent()
        mails.state, messages.state = "exception", "error"
        self.env.flush_all()
        for table, record in (("mail_mail", mails), ("sms_sms", messages)):
            self.env.cr.execute(f"UPDATE {table} SET create_date = '2026-08-01' WHERE id = %s", [record.id])
        self.env.invalidate_all()
        self.rules._gc_unsent()
        self.assertFalse(mails.exists() or messages.exists())
