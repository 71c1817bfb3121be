# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.report_table import Column, kind_of

# rows taken from the database at a time
_FETCH = 2000


class GasReportTable(models.AbstractModel):
    """A report: an SQL view to look at, and what is made of it in Excel and on paper.

    Everything is read as the user, by the rules of the view and by those of the document each row belongs to:
    who chooses a department that is none of his gets an empty report.
    """

    _name = "gas.report.table"
    _inherit = ["gas.hosted.mixin"]
    _description = "Report on Screen, in Excel and on Paper"

    # the local date by which a period is chosen
    _report_date = "date"
    # the fields of the rows in Excel, in this order, where the tables do not say it all; those that fit on paper
    # as well, and how many rows do
    _report_columns = ()
    _report_paper = ()
    _report_paper_rows = 0
    # what a column holds, and how wide it is, where the field does not tell
    _report_kinds = {}
    _report_widths = {}

    @api.model
    def _report_period(self, choice):
        """Return the first and the last local date of what was chosen in a gas.report.print."""
        return choice.date_from, choice.date_to

    @api.model
    def _report_domain(self, choice):
        first, last = self._report_period(choice)
        domain = (
            Domain("company_id", "=", choice.company_id.id)
            & Domain(self._report_date, ">=", first)
            & Domain(self._report_date, "<=", last)
        )
        if choice.department_id:
            domain &= Domain("department_id", "child_of", choice.department_id.ids)
        return domain

    @api.model
    def _report_tables(self, choice):
        """Return the tables that sum up what was chosen: a list of Table."""
        return []

    @api.model
    def _report_head(self, names):
        """Return the columns of rows of these fields."""
        return [
            Column(
                field._description_string(self.env),
                self._report_kinds.get(field.name) or kind_of(field.type),
                self._report_widths.get(field.name),
            )
            for field in map(self._fields.get, names)
        ]

    @api.model
    def _report_rows(self, choice, names, limit=None):
        """Yield these fields of what was chosen as the database gives them: of however many rows, few are in memory."""
        query = self._search(self._report_domain(choice), order=self._order, limit=limit)
        if query.is_empty():
            return
        fields = [self._fields[name] for name in names]
        rows = query.select(*(self._report_value_sql(field, query) for field in fields))
        cursor = SQL.identifier("gas_report_rows")
        self.env.execute_query(SQL("DECLARE %s NO SCROLL CURSOR FOR %s", cursor, rows))
        readers = [self._report_reader(field) for field in fields]
        while rows := self.env.execute_query(SQL("FETCH %s FROM %s", _FETCH, cursor)):
            # column by column: names are looked up for all of these rows at once
            columns = zip(*rows, strict=True)
            shown = (read(values) for read, values in zip(readers, columns, strict=True))
            yield from zip(*shown, strict=True)
        self.env.execute_query(SQL("CLOSE %s", cursor))

    @api.model
    def _report_value_sql(self, field, query):
        value = self._field_to_sql(self._table, field.name, query)
        if field.type == "datetime":
            zone = self.env.user.tz or self.env.company._gas_calendar().tz
            return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)", value, zone)
        if field.type in ("float", "monetary"):
            return SQL("(%s)::float", value)
        return value

    @api.model
    def _report_reader(self, field):
        """Return what turns the values of a column into what is shown."""
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return lambda values: map(labels.get, values)
        if field.type == "boolean":
            yes = self.env._("Yes")
            return lambda values: [yes if value else None for value in values]
        if field.type == "many2one":
            names = {}
            comodel = self.env[field.comodel_name]

            def read(values):
                new = {value for value in values if value} - names.keys()
                names.update((record.id, record.display_name) for record in comodel.browse(new))
                return map(names.get, values)

            return read
        return lambda values: values
