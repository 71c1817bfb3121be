# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

from ..tools.report_table import MONEY, MONTH, SCORE, SHARE, TEXT, TIMES, YEAR, Table


class ReportPrint(models.AbstractModel):
    """A report on paper: its sums, and the rows of a register as far as they fit.

    What the route is given besides the ids of gas.report.print is not looked at.
    """

    _name = "report.gas_service_reports.report_print"
    _description = "Report on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        choices = self._choices(docids)
        return {
            "doc_ids": choices.ids,
            "doc_model": choices._name,
            "docs": choices,
            "tables_of": {choice: self._tables(choice) for choice in choices},
            "titles": dict(choices._fields["report"]._description_selection(self.env)),
            "text": self._text,
            "is_time": lambda column: column.kind in TIMES,
            "is_number": lambda column: column.kind not in (TEXT, *TIMES),
        }

    @api.model
    def _choices(self, ids):
        """Return what is wanted, whatever model the route was asked for.

        :raise AccessError: somebody else wants it
        :raise UserError: nothing is wanted
        """
        choices = self.env["gas.report.print"].browse(ids or []).exists()
        if not choices:
            raise UserError(self.env._("Choose the report again: it was not asked for, or too long ago."))
        choices.check_access("read")
        return choices

    @api.model
    def _tables(self, choice):
        """Return [(Table, whether there are more rows)]."""
        report = choice._report_table()
        tables = [(table, False) for table in report._report_tables(choice)]
        if names := report._report_paper:
            most = report._report_paper_rows
            rows = list(report._report_rows(choice, names, most + 1))
            listed = Table(self.env._("Rows"), report._report_head(names), rows[:most])
            tables.append((listed, len(rows) > most))
        return tables

    @api.model
    def _text(self, value, kind):
        """Return a value as it is printed."""
        if value is None or value is False:
            return "–" if kind in (SHARE, SCORE) else ""
        if kind == SHARE:
            return f"{value:.1%}"
        if kind == SCORE:
            return f"{value:.2f}"
        if kind == MONEY:
            return f"{value:,.2f}"
        if kind in TIMES:
            # of a moment the day: paper is narrow
            return value.strftime({YEAR: "%Y", MONTH: "%Y-%m"}.get(kind, "%Y-%m-%d"))
        return str(value)
