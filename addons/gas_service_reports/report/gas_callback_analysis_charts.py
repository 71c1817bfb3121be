# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from .gas_callback_analysis_xlsx import TEAL


class ReportCallbackAnalysisXlsx(models.AbstractModel):
    """The charts of the Excel file: Excel's own, with intervals as error bars, and few customers pale or hollow."""

    _inherit = "report.gas_service_reports.callback_analysis_xlsx"

    def _chart_satisfaction(self, workbook, sheet, lines, rows, at):
        """Shares as columns with their intervals as error bars; those of few customers are pale."""
        first, last = rows
        name = sheet.get_name()
        chart = workbook.add_chart({"type": "column"})
        chart.add_series(
            {
                "name": self.env._("Satisfied"),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 2, last, 2],
                "fill": {"color": TEAL},
                "points": [{"fill": {"color": "#B9D8DA"}} if line.few else None for line in lines],
                "data_labels": {"value": True, "num_format": "0%", "position": "inside_base"},
                "y_error_bars": {
                    "type": "custom",
                    "plus_values": [line.satisfied_high - line.satisfied_share for line in lines],
                    "minus_values": [line.satisfied_share - line.satisfied_low for line in lines],
                    "line": {"color": "#333333", "width": 1.25},
                },
            }
        )
        chart.set_title({"name": self.env._("Satisfied customers with 95 % interval (Wilson); pale: few customers")})
        chart.set_y_axis({"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": True}})
        chart.set_legend({"none": True})
        chart.set_size({"width": 760, "height": 360})
        sheet.insert_chart(at, 0, chart)

    def _chart_strata(self, workbook, sheet, rows, at):
        """How many answered beside how many were needed, of each service type."""
        name = sheet.get_name()
        first, last = rows
        chart = workbook.add_chart({"type": "column"})
        for column, color in ((2, "#9AA5B1"), (5, TEAL)):
            chart.add_series(
                {
                    "name": [name, 3, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "fill": {"color": color},
                    "data_labels": {"value": True},
                }
            )
        chart.set_title({"name": self.env._("Answered, and how many were needed")})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 760, "height": 360})
        sheet.insert_chart(at, 0, chart)

    def _write_trend(self, workbook, sheet, plan, values, formats):
        """Month by month; an empty cell is a month without answers, and a gap in the line."""
        months, by_dimension = values["trend"]
        keys = [key for key in values["labels"] if key in by_dimension]
        titles = [self.env._("Month")]
        for key in keys:
            titles += [
                values["labels"][key], self.env._("95 % from"), self.env._("95 % to"), self.env._("Customers"),
            ]  # fmt: skip
        self._head(sheet, 3, titles, formats)
        sheet.set_column(0, len(titles), 11)
        for row, month in enumerate(months, 4):
            sheet.write_string(row, 0, f"{month:%Y-%m}", formats["text"])
            for position, key in enumerate(keys):
                line = by_dimension[key].get(month)
                if line and line.share_count:
                    cells = (line.satisfied_share, line.satisfied_low, line.satisfied_high)
                    for offset, value in enumerate(cells, 1 + 4 * position):
                        sheet.write_number(row, offset, value, formats["share"])
                    sheet.write_number(row, 4 + 4 * position, line.share_count, formats["count"])
        last = 3 + len(months)
        name = sheet.get_name()
        for position, key in enumerate(keys):
            chart = workbook.add_chart({"type": "line"})
            lines = [by_dimension[key].get(month) for month in months]
            chart.add_series(
                {
                    "name": values["labels"][key],
                    "categories": [name, 4, 0, last, 0],
                    "values": [name, 4, 1 + 4 * position, last, 1 + 4 * position],
                    "line": {"color": TEAL},
                    "marker": {"type": "circle", "size": 7, "fill": {"color": TEAL}, "border": {"color": TEAL}},
                    "points": [self._trend_point(line) for line in lines],
                    "y_error_bars": {
                        "type": "custom",
                        "plus_values": [line.satisfied_high - line.satisfied_share if line else 0 for line in lines],
                        "minus_values": [line.satisfied_share - line.satisfied_low if line else 0 for line in lines],
                        "line": {"color": "#777777"},
                    },
                }
            )
            chart.show_blanks_as("gap")
            chart.set_title({"name": self.env._("%s: satisfied customers", values["labels"][key])})
            chart.set_y_axis({"min": 0, "max": 1, "num_format": "0%"})
            chart.set_legend({"none": True})
            chart.set_size({"width": 460, "height": 260})
            sheet.insert_chart(last + 2 + 14 * (position // 2), 6 * (position % 2), chart)

    @api.model
    def _trend_point(self, line):
        # hollow where few answered, as on the screen and on paper
        return {"fill": {"color": "#FFFFFF"}, "border": {"color": TEAL}} if line and line.few else None
