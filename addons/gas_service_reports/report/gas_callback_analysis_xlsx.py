# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import html2plaintext

TEAL = "#017E84"
# what a name of a sheet may not have
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class ReportCallbackAnalysisXlsx(models.AbstractModel):
    """The monthly analysis of callbacks as an Excel file with charts of its own (CB-7).

    Texts are written as texts: what looks like a formula stays what the customer said.
    """

    _name = "report.gas_service_reports.callback_analysis_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Analysis of Callbacks (Excel)"

    def get_workbook_options(self):
        return {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

    @api.model
    def _get_objs_for_report(self, docids, data):
        records = super()._get_objs_for_report(docids, data)
        return self.env["report.gas_service_reports.callback_analysis"]._plans(records.ids)

    def generate_xlsx_report(self, workbook, data, objs):
        objs.check_access("read")
        formats = self._formats(workbook)
        for plan in objs:
            # the name of the plan only where there are several: sheets are found by their short names otherwise
            prefix = f"{plan.name} " if len(objs) > 1 else ""
            values = self.env["report.gas_service_reports.callback_analysis"]._values(plan)
            for title, write in (
                (self.env._("Satisfaction"), self._write_satisfaction),
                (self.env._("Who Was Called"), self._write_strata),
                (self.env._("Trend"), self._write_trend),
                (self.env._("Quotes"), self._write_quotes),
                (self.env._("Conclusions"), self._write_conclusions),
            ):
                write(workbook, self._sheet(workbook, prefix + title, plan, formats), plan, values, formats)
            if plan._shows_employees():
                sheet = self._sheet(workbook, prefix + self.env._("Employees"), plan, formats)
                self._write_employees(workbook, sheet, plan, values, formats)

    @api.model
    def _formats(self, workbook):
        return {
            "title": workbook.add_format({"bold": True, "font_size": 15, "font_color": TEAL}),
            "head": workbook.add_format(
                {"bold": True, "bg_color": "#E6F1F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
            ),
            "text": workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "few": workbook.add_format({"border": 1, "italic": True, "font_color": "#777777", "text_wrap": True}),
            "few_share": workbook.add_format(
                {"border": 1, "italic": True, "font_color": "#777777", "num_format": "0%"}
            ),
            "few_count": workbook.add_format({"border": 1, "italic": True, "font_color": "#777777"}),
            "count": workbook.add_format({"border": 1, "num_format": "#,##0"}),
            "mean": workbook.add_format({"border": 1, "num_format": "0.00"}),
            "share": workbook.add_format({"border": 1, "num_format": "0%"}),
            "ratio": workbook.add_format({"border": 1, "num_format": "0.00%"}),
            "bad": workbook.add_format({"border": 1, "num_format": "#,##0", "bold": True, "font_color": "#B42318"}),
            "note": workbook.add_format({"font_color": "#555555", "text_wrap": True, "valign": "top"}),
        }

    @api.model
    def _sheet(self, workbook, name, plan, formats):
        """Return a new sheet with its heading; the table begins in row 3 (the fourth)."""
        sheet = workbook.add_worksheet(name.translate(_FORBIDDEN)[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, self.env._("Analysis of Callbacks: %s", plan.name), formats["title"])
        return sheet

    @api.model
    def _head(self, sheet, row, titles, formats):
        for column, title in enumerate(titles):
            sheet.write_string(row, column, title, formats["head"])

    # -- sheets ------------------------------------------------------------------------------------

    def _write_satisfaction(self, workbook, sheet, plan, values, formats):
        self._head(
            sheet,
            3,
            [
                self.env._("Dimension"), self.env._("Customers"), self.env._("Satisfied"), self.env._("95 % from"),
                self.env._("95 % to"), self.env._("Dissatisfied"), self.env._("Mean (1 to 5)"), self.env._("95 % from"),
                self.env._("95 % to"), self.env._("Remark"),
            ],
            formats,
        )  # fmt: skip
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 8, 12)
        sheet.set_column(9, 9, 24)
        row = 4
        for line in values["dimensions"] | values["extra_dimensions"]:
            self._write_dimension(sheet, row, line, values["labels"], formats)
            row += 1
        count = len(values["dimensions"])
        if count:
            self._chart_satisfaction(workbook, sheet, values["dimensions"], (4, 3 + count), row + 2)
            row += 20
        row = self._write_breakdown(sheet, row + 1, self.env._("By Service"), values["services"], values, formats)
        row = self._write_breakdown(
            sheet, row, self.env._("By Customer Category"), values["categories"], values, formats
        )
        self._write_note(sheet, row, formats)

    def _write_dimension(self, sheet, row, line, labels, formats):
        remarks = []
        if line.extra:
            remarks.append(self.env._("apart from the ratio"))
        if line.few:
            remarks.append(self.env._("few customers"))
        sheet.write_string(row, 0, labels[line.dimension], formats["few" if line.few else "text"])
        sheet.write_number(row, 1, line.customer_count, formats["count"])
        shares = (line.satisfied_share, line.satisfied_low, line.satisfied_high) if line.share_count else ("–",) * 3
        means = (line.mean, line.mean_low, line.mean_high) if line.has_mean else ("–",) * 3
        cells = [*((one, "share") for one in (*shares, line.dissatisfied_share)), *((one, "mean") for one in means)]
        for column, (value, kind) in enumerate(cells, 2):
            self._write_value(sheet, row, column, value, formats[kind])
        sheet.write_string(row, 9, ", ".join(remarks), formats["text"])

    @api.model
    def _write_value(self, sheet, row, column, value, cell_format):
        if isinstance(value, str):
            sheet.write_string(row, column, value, cell_format)
        else:
            sheet.write_number(row, column, value, cell_format)

    def _write_breakdown(self, sheet, row, title, groups, values, formats):
        """Write a table of groups by dimension (share satisfied, and of how many); return the next free row."""
        if not groups:
            return row
        titles = [title]
        for key in values["keys"]:
            titles += [self.env._("%s: satisfied", values["labels"][key]), self.env._("Customers")]
        self._head(sheet, row, titles, formats)
        for number, (label, figures) in enumerate(groups, row + 1):
            sheet.write_string(number, 0, label, formats["text"])
            for position, key in enumerate(values["keys"]):
                found = figures.get(key)
                pale = "few_" if found and found["few"] else ""
                share, count = (found["satisfied_share"], found["count"]) if found else ("–", "–")
                self._write_value(sheet, number, 1 + 2 * position, share, formats[f"{pale}share"])
                self._write_value(sheet, number, 2 + 2 * position, count, formats[f"{pale}count"])
        return row + len(groups) + 2

    def _write_note(self, sheet, row, formats):
        sheet.merge_range(
            row, 0, row + 3, 9,
            self.env._(
                "Customers are counted, not answers. 95 %: Wilson's score interval for shares, Student's t for means (where "
                "all answers are the same, Wilson's stretched over the scale). Grey or pale: fewer than 10 customers, chance "
                "alone can move such a figure far. Who got several services counts once in each."
            ),
            formats["note"],
        )  # fmt: skip

    def _write_strata(self, workbook, sheet, plan, values, formats):
        self._head(
            sheet,
            3,
            [
                self.env._("Service Type"), self.env._("Customers"), self.env._("Needed"), self.env._("Drawn"),
                self.env._("Reached"), self.env._("Answered"), self.env._("Ratio"), self.env._("Remark"),
            ],
            formats,
        )  # fmt: skip
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 6, 12)
        sheet.set_column(7, 7, 30)
        labels = self.env["report.gas_service_reports.callback_analysis"]._labels("gas.callback.stratum", "stratum")
        row = 4
        for row, one in enumerate(values["strata"], 4):
            short = not one.extra and not one.reached_quota
            sheet.write_string(row, 0, labels[one.stratum], formats["text"])
            for column, name in enumerate(("population", "quota", "drawn", "reached", "completed"), 1):
                sheet.write_number(row, column, one[name], formats["bad" if short and name == "completed" else "count"])
            sheet.write_number(row, 6, one.ratio / 100, formats["ratio"])
            remark = self.env._("apart from the ratio") if one.extra else self.env._("not enough") if short else ""
            sheet.write_string(row, 7, remark, formats["text"])
        if plan.shortfall_reason:
            sheet.write_string(row + 2, 0, self.env._("Fewer than needed, because:"), formats["note"])
            sheet.merge_range(row + 2, 1, row + 2, 7, "", formats["note"])
            sheet.write_string(row + 2, 1, plan.shortfall_reason, formats["note"])
        if values["strata"]:
            self._chart_strata(workbook, sheet, (4, row), row + 4)

    def _write_quotes(self, workbook, sheet, plan, values, formats):
        self._head(
            sheet,
            3,
            [
                self.env._("In the Customer's Words"),
                self.env._("Question"),
                self.env._("Services"),
                self.env._("Dissatisfied"),
            ],
            formats,
        )
        sheet.set_column(0, 0, 80)
        sheet.set_column(1, 2, 28)
        sheet.set_column(3, 3, 14)
        for row, quote in enumerate(values["quotes"], 4):
            sheet.write_string(row, 0, quote["text"], formats["text"])
            sheet.write_string(row, 1, quote["about"] or "", formats["text"])
            sheet.write_string(row, 2, quote["services"] or "", formats["text"])
            sheet.write_string(row, 3, self.env._("yes") if quote["dissatisfied"] else "", formats["text"])
        sheet.freeze_panes(4, 0)
        if values["quotes"]:
            sheet.autofilter(3, 0, 3 + len(values["quotes"]), 3)

    def _write_conclusions(self, workbook, sheet, plan, values, formats):
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 100)
        parts = [
            (self.env._("Analysis"), html2plaintext(plan.conclusion or "")),
            (self.env._("Suggestions"), html2plaintext(plan.suggestion or "")),
            (self.env._("Analysed By"), plan.analysed_by.sudo().name or ""),  # sudo: a name
        ]
        for item in values["improvements"]:
            owner = item.sudo().employee_id.name  # sudo: a name
            parts.append((self.env._("Improvement"), f"{item.name} · {owner} · {item.date_deadline}"))
        for row, (title, text) in enumerate(parts, 3):
            sheet.write_string(row, 0, title, formats["head"])
            sheet.write_string(row, 1, text, formats["text"])

    def _write_employees(self, workbook, sheet, plan, values, formats):
        """For the manager of the department alone, by name and not by rank."""
        rows = plan._breakdown("employee")
        employees = self.env["hr.employee"].sudo().browse(rows).sorted("name")  # sudo: names of his own people
        groups = [(employee.name, rows[employee.id]) for employee in employees]
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 2 * len(values["keys"]), 14)
        row = self._write_breakdown(sheet, 3, self.env._("Employee"), groups, values, formats)
        sheet.merge_range(
            row, 0, row + 2, 9,
            self.env._(
                "Only where one person served the customer. For talks with one's own people: mostly so few customers that "
                "chance decides; no ranking."
            ),
            formats["note"],
        )  # fmt: skip
