# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from io import BytesIO
from unittest.mock import patch

import openpyxl
from freezegun import freeze_time
from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.gas_service.tests.archive_common import GasArchiveCase

from ..report import gas_report_table
from .report_common import HOSTILE, PDF, XLSX, ReportPrinting


class GasReportPrintCase(ReportPrinting, GasArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(5):
            cls.make_closed(subject=HOSTILE if number == 0 else f"-2+3+cmd|{number}")
        cls.hand_over(cls.manager, cls.market_manager)

    def archive(self, employee=None, **values):
        return self.choose(
            "gas.archive.register", employee or self.general, date_from="2026-03-01", date_to="2026-03-31", **values
        )


@tagged("post_install", "-at_install")
class TestReportPrint(GasReportPrintCase):
    """What Excel files and printed reports have in common."""

    def test_text_stays_text(self):
        """What looks like a formula or a link is what somebody wrote, in Excel and on paper."""
        choice = self.archive()
        for sheet in self.workbook(choice):
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", cell.value)
                    self.assertFalse(cell.hyperlink)
        self.assertIn(HOSTILE, [row["Matter"] for row in self.rows(choice)])
        self.assertIn(HOSTILE, self.page(choice))

    def test_rows_come_in_portions(self):
        """However many rows there are, a few of them are in memory; none is lost or doubled."""
        whole = self.rows(self.archive())
        with patch.object(gas_report_table, "_FETCH", 2):
            portions = self.rows(self.archive())
        self.assertEqual(portions, whole)
        # a hand-over of each department, and the tickets of one
        self.assertEqual(len(whole), len(self.departments) + 5)

    def test_paper_holds_some_rows(self):
        choice = self.archive()
        with patch.object(type(self.env["gas.archive.register"]), "_report_paper_rows", 3):
            text = self.page(choice)
        self.assertIn("the first 3 rows", text)
        self.assertNotIn("the first", self.page(choice))

    def test_somebody_elses_choice(self):
        """Asking with the id of what somebody else chose is refused, whatever the route says."""
        choice = self.archive()
        reports = self.env["ir.actions.report"].with_user(self.manager.user_id)
        for render in (
            lambda: reports._render_xlsx(XLSX, choice.ids, {}),
            lambda: reports._render_qweb_html(PDF, choice.ids),
            lambda: (
                self.env[f"report.{XLSX}"]
                .with_user(self.manager.user_id)
                .with_context(active_model="gas.archive.register")
                .create_xlsx_report(choice.ids, {"report": "gas.archive.register"})
            ),
        ):
            with self.assertRaises(AccessError):
                render()

    def test_data_instead_of_a_choice(self):
        """What the route is given besides ids counts for nothing."""
        data = {"report": "gas.archive.register", "context": {"active_ids": self.departments.ids}}
        for employee in (self.manager, self.general):
            reports = self.env["ir.actions.report"].with_user(employee.user_id)
            with self.assertRaises(UserError):
                reports._render_xlsx(XLSX, [], data)

    def test_who_may_not(self):
        """An ordinary employee cannot even choose; a leader has no archive."""
        with self.assertRaises(AccessError):
            self.archive(self.handler)
        choice = self.archive(self.leader)
        offered = [model for model, _title in choice._selection_report()]
        self.assertEqual(offered, ["gas.sla.report", "gas.performance.report", "gas.conduct.register"])
        with self.assertRaises(AccessError):
            self.workbook(choice)
        with self.assertRaises(AccessError):
            self.page(choice)

    def test_other_company(self):
        """Of a company that is none of the user's there is nothing to choose."""
        other = self.env["res.company"].create({"name": "Other Gas"})
        with self.assertRaises(AccessError):
            self.archive(company_id=other.id)

    def test_time_in_order(self):
        with self.assertRaises(ValidationError):
            self.choose("gas.archive.register", self.general, date_from="2026-04-01", date_to="2026-03-31")

    def test_names_of_files(self):
        self.assertEqual(self.archive().display_name, "Archive Register 2026-03")
        with freeze_time("2026-05-05 02:00:00"):
            choice = (
                self.env["gas.report.print"].with_user(self.general.user_id).new({"report": "gas.archive.register"})
            )
            choice._onchange_report()
            self.assertEqual(choice._period_name(), "2026")


@tagged("post_install", "-at_install")
class TestReportPrintOverHttp(HttpCase, GasReportPrintCase):
    def test_routes(self):
        """The routes give a manager his department, and nothing by the ids of somebody else."""
        mine, general = self.archive(self.manager), self.archive()
        self.authenticate("manager", "manager")
        response = self.url_open(f"/report/xlsx/{XLSX}/{mine.id}")
        rows = list(
            openpyxl.load_workbook(BytesIO(response.content)).worksheets[-1].iter_rows(min_row=5, values_only=True)
        )
        self.assertEqual({row[1] for row in rows}, {"Customer Service"})
        with mute_logger("odoo.http"):
            for converter, report in (("xlsx", XLSX), ("pdf", PDF), ("html", PDF)):
                for ids in (f"/{general.id}", ""):
                    with self.subTest(converter, ids=ids):
                        response = self.url_open(f"/report/{converter}/{report}{ids}?report=gas.archive.register")
                        self.assertNotEqual(response.status_code, 200)

    def call(self, method, *args, model="gas.archive.register"):
        """Call a method as the web client does."""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def test_calls(self):
        """Rows, sums and exports from outside are kept to the manager's department; a row's number opens none."""
        others = self.env["gas.archive.register"].search([("department_id", "!=", self.service.id)])
        self.manager.user_id.group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        self.authenticate("manager", "manager")
        rows = self.call("search_read", [], ["department_id"])
        self.assertEqual({row["department_id"][1] for row in rows}, {"Customer Service"})
        groups = self.call("formatted_read_group", [], ["department_id"], ["ticket_count:sum"])
        self.assertEqual([group["ticket_count:sum"] for group in groups], [5])
        found = self.call("export_data", [row["id"] for row in rows], ["department_id/name", "number"])
        self.assertEqual({row[0] for row in found["datas"]}, {"Customer Service"})
        for method, args in (
            ("read", (others.ids, ["subject"])),
            ("export_data", (others.ids, ["number"])),
            ("action_open", (others[:1].ids,)),
            ("write", (others.ids, {"subject": "x"})),
            ("unlink", (others.ids,)),
        ):
            with self.subTest(method), self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
                self.call(method, *args)
        self.authenticate("handler", "handler")
        with self.assertRaises(JsonRpcException), mute_logger("odoo.http"):
            self.call("get_figures", model="gas.dashboard")

    def test_pdf(self):
        """FI-8.6: on paper, with page numbers."""
        choice = self.archive()
        reports = choice.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(PDF, choice.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfReader(BytesIO(content)).pages
        self.assertGreater(pages[0].mediabox.width, pages[0].mediabox.height)
        for number, page in enumerate(pages, 1):
            self.assertIn(f"{number} / {len(pages)}", " ".join(page.extract_text().split()))
