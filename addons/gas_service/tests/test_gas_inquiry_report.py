# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from .archive_common import GasArchiveCase

LONG = "很长的说明，带 Latin words 与表情😀。\n" * 40 + "x" * 5000 + "中" * 15000


@tagged("post_install", "-at_install")
class TestReports(GasArchiveCase):
    def render(self, name, tickets, user=None):
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = report.with_user(user or self.env.user)._render_qweb_pdf(f"gas_service.{name}", tickets.ids)
        self.assertEqual(kind, "pdf")
        return PdfFileReader(io.BytesIO(content))

    def html(self, name, tickets, user):
        report = self.env["ir.actions.report"].with_user(user)
        return report._render_qweb_html(f"gas_service.{name}", tickets.ids)[0].decode()

    def test_work_order_is_one_page(self):
        """FI-ANNEX: one A4 page, empty, usual or with 20,000 characters in every field."""
        usual = self.make_closed(transferred=True, description="Boiler shows E4")
        empty = self.make_ticket(anonymous=True, customer_name=False).sudo()
        full = self.make_ticket(
            subject=LONG, customer_name=LONG, address=LONG, description=LONG,
            phone_ids=[Command.create({"number": f"1380013800{i}"}) for i in range(9)],
        ).sudo()  # fmt: skip
        full.write({"materials_received": LONG})
        full._write_guarded({"result": LONG, "guidance": LONG, "urgent": True, "supervised": True, "urge_count": 3})
        for ticket in (usual, empty, full):
            reader = self.render("action_report_work_order", ticket)
            self.assertEqual(len(reader.pages), 1)
            size = reader.pages[0].mediabox
            self.assertAlmostEqual(float(size.width), 595, delta=2)
            self.assertAlmostEqual(float(size.height), 842, delta=2)

    def test_fifty_at_once(self):
        """FI-ANNEX: a batch gives one page a ticket."""
        values = {"subject": "x", "customer_name": "y"}
        tickets = self.env["gas.inquiry"].with_user(self.clerk.user_id).create([values] * 50)
        self.assertEqual(len(self.render("action_report_work_order", tickets).pages), 50)

    def test_work_order_content(self):
        """FI-ANNEX: who, what, limit, result and signatures stand on it; what is cut is said to be."""
        ticket = self.make_closed(transferred=True, description=LONG)
        html = self.html("action_report_work_order", ticket, self.market_manager.user_id)
        for text in (ticket.name, "Zhang San", "No hot water", "clerk", "market_handler", "Market Engineering",
                     "Customer Service", "Repaired", "2026-03-18 10:00", "2026-03-23 17:00", "signature", "<svg"):  # fmt: skip
            self.assertIn(text, html)
        self.assertEqual(html.count("continued in the system"), 1)

    def test_phone_only_for_who_may_read_it(self):
        """FI-ANNEX: whoever may read the ticket may print it; the number is masked where he may not read it."""
        with self.subTest("works on it"):
            ticket = self.make_processing(phone_ids=[Command.create({"number": "13800138000"})])
            html = self.html("action_report_work_order", ticket, self.market_handler.user_id)
            self.assertIn("13800138000", html)
        with self.subTest("reads progress only"):
            agent = self.make_employee("agent", self.make_department("Hotline"), "gas_service.group_hotline")
            html = self.html("action_report_work_order", ticket, agent.user_id)
            self.assertIn(ticket.name, html)
            self.assertNotIn("13800138000", html)
            self.assertIn("****", html)

    def test_access_is_the_tickets(self):
        """FI-ANNEX, FI-8.5: nothing is printed for who may not read the ticket, alone or hidden in a batch."""
        outsider = self.make_employee("outsider", self.market, "gas_service.group_hotline")
        own = self.make_ticket(outsider)
        ticket = self.make_complaint(self.market_handler, department_id=self.market.id)
        for name in ("action_report_work_order", "action_report_notice"):
            for user in (outsider.user_id, self.market_handler.user_id):
                for tickets in (ticket, ticket | own.sudo()):
                    with self.assertRaises(AccessError):
                        self.html(name, tickets, user)
                    with self.assertRaises(AccessError):
                        self.render(name, tickets, user)

    def test_notice(self):
        """FI-8.1: matter, materials and how, complete to the last line, hotline, limit; printing gives it."""
        self.company.write({"gas_hotline": "95777", "gas_emergency_phone": "119"})
        ticket = self.make_processing()
        with self.assertRaises(UserError):
            ticket.action_print_notice()
        ticket.write(
            {
                "notice_matter": "New connection",
                "notice_materials": "\n".join(f"Paper {i}" for i in range(200)),
                "notice_procedure": "Come to the counter",
            }
        )
        action = ticket.action_print_notice()
        self.assertEqual(action["report_name"], "gas_service.report_notice")
        self.assertTrue(ticket.notice_at)
        html = self.html("action_report_notice", ticket, self.market_handler.user_id)
        for text in ("New connection", "Paper 0", "Paper 199", "Come to the counter", "95777", "119", "market_handler"):
            self.assertIn(text, html)
        self.assertNotIn("continued in the system", html)
        self.assertGreater(len(self.render("action_report_notice", ticket).pages), 2)
        ticket.sudo().write({"notice_materials": "Identity card"})
        self.assertEqual(len(self.render("action_report_notice", ticket).pages), 1)

    def test_notice_by_mail(self):
        """FI-8.1: sent with the PDF to the customer, and kept in the ticket."""
        partner = self.env["res.partner"].create({"name": "Zhang San", "email": "zhang@example.com"})
        ticket = self.make_processing(partner_id=partner.id)
        ticket.write({"notice_matter": "New", "notice_materials": "Card", "notice_procedure": "Come"})
        action = ticket.action_send_notice()
        self.assertTrue(ticket.notice_at)
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.market_handler.user_id)
            .with_context(**action["context"], force_report_rendering=True)
            .create({})
        )
        composer._action_send_mail()
        message = ticket.sudo().message_ids.filtered("attachment_ids")[:1]
        self.assertEqual(message.partner_ids, partner)
        self.assertEqual(message.attachment_ids.mimetype, "application/pdf")
        self.assertIn("Zhang San", message.body)


@tagged("post_install", "-at_install")
class TestReportRoute(HttpCase, GasArchiveCase):
    def test_route(self):
        """FI-ANNEX: the report's address gives nothing to who may not read the ticket."""
        ticket = self.make_complaint(self.market_handler, department_id=self.market.id)
        self.env.flush_all()
        for kind in ("html", "pdf"):
            url = f"/report/{kind}/gas_service.report_work_order/{ticket.id}"
            self.authenticate("market_handler", "market_handler")
            answer = self.url_open(url)
            self.assertNotIn(ticket.name, answer.text)
            self.assertNotEqual(answer.headers["Content-Type"], "application/pdf")
            self.authenticate(None, None)
            self.assertNotIn(ticket.name, self.url_open(url).text)
        self.authenticate("market_manager", "market_manager")
        answer = self.url_open(f"/report/html/gas_service.report_work_order/{ticket.id}")
        self.assertIn(ticket.name, answer.text)
