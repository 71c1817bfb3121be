# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-09 02:00:00")
class TestAppraisalReport(GasAppraisalCase):
    """The appraisal on paper, for the person concerned: every figure in words, of cases what he is told (FI-12, FI-14.3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_scheme({"clocks": 60, "complaints": 40}, prior=0)
        cls.ticket = cls.make_late(subject="No gas since Monday")
        cls.other = cls.make_late(objection=False, subject="Smell in the yard")
        with freeze_time("2026-09-14 03:00:00"):
            cls.case = cls.make_delay(cls.ticket)
            cls.case.sudo().report = "Her neighbour told us"
            cls.served(cls.case)
            cls.complaint = cls.make_complaint(cls.market_handler, subject="Shouted at me")
        cls.complaint._write_guarded({"verification": "verified", "closed_at": "2026-09-18 02:00:00"})
        with freeze_time("2026-10-09 02:00:00"):
            cls.appraisal = cls.of(cls.open_month(), cls.market_handler)
        cls.appraisal.with_user(cls.market_handler.user_id).action_comment("I was alone that day")

    def printed(self, employee):
        report = self.env["ir.actions.report"].with_user(employee.user_id)
        html, _type = report._render_qweb_html("gas_service_reports.report_appraisal", self.appraisal.ids)
        return html.decode()

    def test_for_the_person(self):
        html = self.printed(self.market_handler)
        for text in (
            "0 of 1, which is 0.0 %",
            "One event lowers pay once",
            "I was alone that day",
            "2026-09-10",  # the deadline that counts against him, in words
            self.case.summary,
        ):
            self.assertIn(text, html)
        tickets = self.ticket | self.other | self.complaint
        objection = self.env["gas.inquiry"].search([("objects_to_id", "=", self.ticket.id)])
        for secret in (
            *(tickets | objection).mapped("name"),
            *(tickets | objection).mapped("subject"),
            *set((tickets | objection).mapped("customer_name")),
            self.case.report,
        ):
            self.assertNotIn(secret, html)

    def test_for_others(self):
        """Who may not see the case does not find it on the paper."""
        self.assertIn(self.case.summary, self.printed(self.market_manager))
        self.case.sudo()._write_guarded({"excluded_user_ids": [(4, self.market_manager.user_id.id)]})
        self.assertNotIn(self.case.summary, self.printed(self.market_manager))
