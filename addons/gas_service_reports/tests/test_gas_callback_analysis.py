# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from io import BytesIO

import openpyxl
from freezegun import freeze_time
from lxml import html
from pypdf import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.gas_service.tests.callback_common import GasCallbackCase

XLSX = "gas_service_reports.callback_analysis_xlsx"
PDF = "gas_service_reports.callback_analysis"
HOSTILE = '=HYPERLINK("http://evil.example","click")'


class GasCallbackAnalysisCase(GasCallbackCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-09-01 02:00:00"):
            cls.serve(cls.make_accounts(120))
            cls.serve(cls.make_accounts(60, "B"), "inspection_repair")
            cls.plan = cls.open_plans()
            cls.approve(cls.plan)
            for mark, remark in (
                (5, "谢谢"),
                (1, HOSTILE),
                (4, "<script>alert(1)</script>"),
                (5, "+86 13800138000"),
                (5, ""),
            ):
                callback = cls.pull()
                callback.action_complete(cls.answers(callback, mark), remark)
            cls.plan.with_user(cls.manager.user_id).write(
                {"conclusion": "<p>Bills <b>puzzle</b> people</p>", "suggestion": "<p>=Explain them</p>"}
            )
            cls.env["gas.improvement"].with_user(cls.manager.user_id).create(
                {
                    "name": "@explain",
                    "employee_id": cls.handler.id,
                    "date_deadline": "2026-10-30",
                    "plan_id": cls.plan.id,
                }
            )
            cls.plan.with_user(cls.manager.user_id).action_end_calls("-2 callers")
        cls.leader = cls.make_employee("leader", cls.market, "gas_service.group_leader")

    def workbook(self, employee=None, plans=None):
        user = (employee or self.manager).user_id
        reports = self.env["ir.actions.report"].with_user(user)
        content, kind = reports._render_xlsx(XLSX, (plans or self.plan).ids, {})
        self.assertEqual(kind, "xlsx")
        return openpyxl.load_workbook(BytesIO(content))

    def page(self, employee=None):
        reports = self.env["ir.actions.report"].with_user((employee or self.manager).user_id)
        content, _kind = reports._render_qweb_html(PDF, self.plan.ids)
        return content.decode()


@tagged("post_install", "-at_install")
class TestCallbackAnalysisReports(GasCallbackAnalysisCase):
    """CB-7: the analysis of a month as Excel file and PDF."""

    def test_sheets_and_figures(self):
        book = self.workbook()
        self.assertEqual(
            book.sheetnames, ["Satisfaction", "Who Was Called", "Trend", "Quotes", "Conclusions", "Employees"]
        )
        sheet = book["Satisfaction"]
        rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=5, max_row=8, values_only=True)}
        attitude = rows["Attitude"]
        self.assertEqual(attitude[0], 5)
        self.assertEqual((attitude[1], attitude[4], attitude[5]), (0.8, 0.2, 4))
        self.assertAlmostEqual(attitude[2], 0.3755, 4)  # Wilson, 4 of 5
        self.assertIn("few", attitude[8])
        strata = {row[0]: row[1:6] for row in book["Who Was Called"].iter_rows(min_row=5, max_row=7, values_only=True)}
        self.assertEqual(strata["Meter Reading and Billing"][:2], (120, 4))
        self.assertEqual(book["Trend"]["A16"].value, "2026-08")
        self.assertEqual(book["Trend"]["B16"].value, 0.8)
        self.assertIsNone(book["Trend"]["B15"].value)

    def test_charts(self):
        """The charts are Excel's own, with the intervals as error bars."""
        book = self.workbook()
        self.assertEqual(len(book["Satisfaction"]._charts), 1)
        self.assertEqual(len(book["Who Was Called"]._charts), 1)
        self.assertEqual(len(book["Trend"]._charts), 4)
        bars = book["Satisfaction"]._charts[0].series[0].errBars
        self.assertEqual(bars.errValType, "cust")
        self.assertAlmostEqual(bars.minus.numLit.pt[0].v, 0.8 - 0.3755, 4)

    def test_text_stays_text(self):
        """What a customer or a colleague wrote is never a formula or a link."""
        for sheet in self.workbook():
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", cell.value)
                    self.assertFalse(cell.hyperlink)
        quotes = [cell.value for cell in self.workbook()["Quotes"]["A"][4:]]
        self.assertEqual(quotes[0], HOSTILE)  # the dissatisfied one first
        self.assertIn("+86 13800138000", quotes)
        page = self.page()
        self.assertNotIn("<script>alert", page)
        self.assertIn("&lt;script&gt;alert(1)", page)

    def test_page(self):
        text = " ".join(html.fromstring(self.page()).text_content().split())
        for expected in (
            "Bills puzzle people",
            "=Explain them",
            "-2 callers",
            "@explain",
            "38% – 96%",
            "few customers",
        ):
            self.assertIn(expected, text)
        self.assertNotIn(self.handler.name, text.replace("@explain handler", ""))  # nobody is ranked on paper

    def test_access(self):
        """Who may not read the plan gets neither; employees stand in the manager's file only."""
        for employee in (self.agent, self.clerk, self.market_manager, self.handler):
            with self.subTest(user=employee.name):
                with self.assertRaises(AccessError):
                    self.workbook(employee)
                with self.assertRaises(AccessError):
                    self.page(employee)
                with self.assertRaises(AccessError):
                    # the model the outside names does not matter
                    reports = self.env[f"report.{XLSX}"].with_user(employee.user_id)
                    reports.with_context(active_model="res.users").create_xlsx_report(self.plan.ids, {})
        for employee in (self.leader, self.supervisor, self.supervision):
            with self.subTest(user=employee.name):
                self.assertNotIn("Employees", self.workbook(employee).sheetnames)
                self.assertIn("Bills", self.page(employee))

    def test_several_plans(self):
        """Two plans in one file: each has its sheets."""
        with freeze_time("2026-10-08 02:00:00"):
            self.serve(self.make_accounts(40, "S"), date="2026-09-12")
            plans = self.plan | self.env["gas.callback.plan"]._open_month(self.company, self.month.replace(month=9))
        self.assertEqual(len(plans), 2)
        self.assertEqual(len(self.workbook(plans=plans).sheetnames), 12)

    def test_plan_without_answers(self):
        with freeze_time("2026-10-08 02:00:00"):
            self.serve(self.make_accounts(40, "S"), date="2026-09-12")
            plan = self.env["gas.callback.plan"]._open_month(self.company, self.month.replace(month=9))
        self.assertEqual(len(self.workbook(plans=plan).sheetnames), 6)
        reports = self.env["ir.actions.report"].with_user(self.manager.user_id)
        self.assertIn(b"not written yet", reports._render_qweb_html(PDF, plan.ids)[0])


@tagged("post_install", "-at_install")
class TestCallbackAnalysisOverHttp(HttpCase, GasCallbackAnalysisCase):
    def test_routes(self):
        """The routes of the reports check the same, whatever ids they are asked for."""
        self.authenticate("market_manager", "market_manager")
        for converter, report in (("xlsx", XLSX), ("pdf", PDF), ("html", PDF)):
            with self.subTest(converter):
                response = self.url_open(f"/report/{converter}/{report}/{self.plan.id}")
                self.assertNotEqual(response.status_code, 200)
        self.authenticate("manager", "manager")
        response = self.url_open(f"/report/xlsx/{XLSX}/{self.plan.id}")
        self.assertEqual(response.content[:2], b"PK")

    def test_pdf(self):
        """CB-7: printed, with page numbers."""
        reports = (
            self.env["ir.actions.report"].with_user(self.manager.user_id).with_context(force_report_rendering=True)
        )
        content, kind = reports._render_qweb_pdf(PDF, self.plan.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfReader(BytesIO(content)).pages
        for number, page in enumerate(pages, 1):
            self.assertIn(f"{number} / {len(pages)}", " ".join(page.extract_text().split()))
