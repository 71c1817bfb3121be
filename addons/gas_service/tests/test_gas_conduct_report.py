# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io

import pypdf
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .conduct_common import GasConductCase

REPORT = "gas_service.report_conduct_notice"


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductReport(GasConductCase):
    """What is served on paper: number, person, summary, article, sanction, amount, rights and their dates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.case = cls.make_delay(finding="He answered a day late and asked nobody to answer for him")

    def text(self, employee, lang="en_US"):
        report = self.env["ir.actions.report"].with_user(employee.user_id).with_context(lang=lang)
        notice = self.case.sudo().notice_id
        html, _type = report._render_qweb_html(REPORT, notice.ids)
        return html.decode()

    def test_notice_and_decision(self):
        """FI-14.4: heard until and appeal until with date and time; nothing of who complained."""
        case = self.notified(self.case)
        ticket, complaint = case.sudo().inquiry_ids, case.sudo().objection_ids
        notice = self.text(self.market_handler)
        for part in (
            case.name,
            "market_handler",
            case.summary,
            "17 Neglect of duty (2024)",
            "200.00",
            "2026-09-22 17:00",
        ):
            self.assertIn(part, notice)
        case.sudo().notice_id.with_user(self.market_handler.user_id).action_state("I was alone")
        case.action_launch_approval()
        while case.sudo().approval_state == "running":
            case.with_user(case.sudo().approval_approver_ids[0]).action_approve("Secret opinion")
        case.action_serve()
        decision = self.text(self.market_handler)
        for part in (case.finding, "I was alone", "right to appeal: until <b>2026-09-22 17:00</b>"):
            self.assertIn(part, decision)
        for secret in (
            ticket.name, complaint.name, complaint.subject, complaint.customer_name, ticket.customer_name,
            case.sudo().verification, "Secret opinion",
        ):  # fmt: skip
            self.assertNotIn(secret, notice)
            self.assertNotIn(secret, decision)

    def test_who_prints(self):
        """The person concerned and who may read the case; nobody else, whatever ids the route is asked for."""
        self.notified(self.case)
        for employee in (self.market_handler, self.market_manager, self.supervisor, self.general):
            self.assertIn(self.case.name, self.text(employee))
        for employee in (self.clerk, self.handler, self.manager):
            with self.assertRaises(AccessError):
                self.text(employee)

    def test_pdf(self):
        """One page A4, in Chinese too."""
        self.notified(self.case)
        report = (
            self.env["ir.actions.report"]
            .with_user(self.market_handler.user_id)
            .with_context(lang="zh_CN", force_report_rendering=True)
        )
        pdf, _type = report._render_qweb_pdf(REPORT, self.case.sudo().notice_id.ids)
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        self.assertEqual(len(pages), 1)
        self.assertAlmostEqual(float(pages[0].mediabox.height), 842, delta=2)
        self.assertIn(self.case.name, pages[0].extract_text())
