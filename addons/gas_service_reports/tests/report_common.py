# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from io import BytesIO

import openpyxl
from lxml import html

XLSX = "gas_service_reports.report_print_xlsx"
PDF = "gas_service_reports.report_print"
HOSTILE = '=HYPERLINK("http://evil.example","click")'


class ReportPrinting:
    """Choosing a report as somebody, and reading what comes out; to be mixed into a test case."""

    def choose(self, report, employee, **values):
        """Return what ``employee`` asks for: by default the report of September 2026."""
        return (
            self.env["gas.report.print"]
            .with_user(employee.user_id)
            .create({"report": report, "date_from": "2026-09-01", "date_to": "2026-09-30", **values})
        )

    def workbook(self, choice):
        content, kind = choice.env["ir.actions.report"]._render_xlsx(XLSX, choice.ids, {})
        self.assertEqual(kind, "xlsx")
        return openpyxl.load_workbook(BytesIO(content))

    def rows(self, choice, sheet="Rows"):
        """Return the rows of a sheet below its head, as dicts by title."""
        head, *rows = self.workbook(choice)[sheet].iter_rows(min_row=4, values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows if any(value is not None for value in row)]

    def page(self, choice):
        """Return the text of what is printed."""
        content, _kind = choice.env["ir.actions.report"]._render_qweb_html(PDF, choice.ids)
        return " ".join(html.fromstring(content.decode()).text_content().split())
