# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

from ..tools.report_table import COUNT, DATE, MOMENT, MONEY, MONTH, SCORE, SHARE, TEXT, YEAR
from .gas_callback_analysis_xlsx import TEAL

# title and time stand above
_HEAD = 3
# what an Excel sheet holds
_MOST = 1_048_576 - _HEAD - 1
_NUMBERS = {COUNT: "#,##0", SHARE: "0.0%", SCORE: "0.00", MONEY: "#,##0.00"}
_TIMES = {YEAR: "yyyy", MONTH: "yyyy-mm", DATE: "yyyy-mm-dd", MOMENT: "yyyy-mm-dd hh:mm"}


class ReportPrintXlsx(models.AbstractModel):
    """A report in Excel: its sums with charts, and all rows behind them.

    Written row by row to the disk: 100,000 rows take as much memory as a hundred. Texts are written as texts:
    what looks like a formula stays what somebody wrote.
    """

    _name = "report.gas_service_reports.report_print_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Report in Excel"

    def get_workbook_options(self):
        return {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }

    @api.model
    def _get_objs_for_report(self, docids, data):
        return self.env["report.gas_service_reports.report_print"]._choices(docids)

    def generate_xlsx_report(self, workbook, data, objs):
        choices = self.env["report.gas_service_reports.report_print"]._choices(objs.ids)
        formats = self._formats(workbook)
        for choice in choices:
            report = choice._report_table()
            for table in report._report_tables(choice):
                sheet, last = self._write(workbook, formats, choice, table.title, table.columns, table.rows)
                if table.chart and table.rows:
                    self._add_chart(workbook, sheet, table, last)
            if names := report._report_columns:
                rows = report._report_rows(choice, names, _MOST + 1)
                self._write(workbook, formats, choice, self.env._("Rows"), report._report_head(names), rows)

    @api.model
    def _formats(self, workbook):
        border = {"border": 1, "border_color": "#B8C4CC", "valign": "top"}
        numbers = {kind: {"num_format": code} for kind, code in (_NUMBERS | _TIMES).items()}
        return {
            "title": workbook.add_format({"bold": True, "font_size": 15, "font_color": TEAL}),
            "note": workbook.add_format({"font_color": "#555555"}),
            "head": workbook.add_format(
                {"bold": True, "bg_color": "#E6F1F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
            ),
            TEXT: workbook.add_format(border),
            **{kind: workbook.add_format(border | number) for kind, number in numbers.items()},
        }

    @api.model
    def _write(self, workbook, formats, choice, title, columns, rows):
        """Write a sheet, row after row: the disk takes them as they come. Return it and its last row."""
        sheet = workbook.add_worksheet(title[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
        sheet.freeze_panes(_HEAD + 1, 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.characters)
        sheet.write_string(0, 0, choice.display_name, formats["title"])
        note = f"{choice.company_id.sudo().name} · {self.env.user.name}"  # sudo: a name
        sheet.write_string(1, 0, note, formats["note"])
        for place, column in enumerate(columns):
            sheet.write_string(_HEAD, place, column.title, formats["head"])
        cells = [
            (place, self._writer(sheet, column.kind), formats[column.kind]) for place, column in enumerate(columns)
        ]
        last = _HEAD
        for last, row in enumerate(rows, _HEAD + 1):
            for value, (place, write, cell_format) in zip(row, cells, strict=True):
                if value is None or value is False or value == "":
                    sheet.write_blank(last, place, None, cell_format)
                else:
                    write(last, place, value, cell_format)
        if last > _HEAD + _MOST:
            raise UserError(self.env._("These are more rows than Excel holds: choose a shorter time."))
        if last > _HEAD:
            sheet.autofilter(_HEAD, 0, last, len(columns) - 1)
        return sheet, last

    @api.model
    def _writer(self, sheet, kind):
        if kind in _NUMBERS:
            return sheet.write_number
        return sheet.write_datetime if kind in _TIMES else sheet.write_string

    @api.model
    def _add_chart(self, workbook, sheet, table, last):
        name, chart = sheet.get_name(), workbook.add_chart({"type": table.chart.kind})
        first, category = _HEAD + 1, table.chart.category
        for place in table.chart.values:
            chart.add_series(
                {
                    "name": [name, _HEAD, place],
                    "categories": [name, first, category, last, category],
                    "values": [name, first, place, last, place],
                    "fill": {"color": TEAL},
                    "line": {"color": TEAL},
                    "marker": {"type": "circle"} if table.chart.kind == "line" else {"type": "none"},
                    "data_labels": {"value": True},
                }
            )
        chart.set_title({"name": table.chart.title})
        chart.set_legend({"none": True})
        kind = table.columns[table.chart.values[0]].kind
        axis = chart.set_x_axis if table.chart.kind == "bar" else chart.set_y_axis
        axis({"min": 0, **({"max": 1} if kind == SHARE else {}), "num_format": _NUMBERS[kind]})
        chart.set_size({"width": 760, "height": 340})
        sheet.insert_chart(last + 2, 0, chart)
