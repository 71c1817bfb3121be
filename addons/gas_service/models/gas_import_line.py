# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import json

from odoo import fields, models

from ..tools import row_file


class GasImportLine(models.Model):
    """A row that was refused, as it came, and why."""

    _name = "gas.import.line"
    _description = "Refused Row"
    _order = "row_number, id"
    _rec_name = "reason"

    import_id = fields.Many2one("gas.import", required=True, readonly=True, ondelete="cascade", index=True)
    row_number = fields.Integer("Row", readonly=True, aggregator=False)
    reason = fields.Text(readonly=True)
    # text, not jsonb: a refused cell may hold characters that the database cannot store
    cells = fields.Text(readonly=True, help="The cells of the row, as a JSON list.")
    preview = fields.Char("Content", compute="_compute_preview")

    def _compute_preview(self):
        for line in self:
            text = " | ".join(row_file.printable(cell) for cell in json.loads(line.cells or "[]"))
            line.preview = text[:200].replace("\n", " ")


class GasImport(models.Model):
    _inherit = "gas.import"

    def _bad_rows_file(self):
        """Return the refused rows of one import as bytes of an xlsx file."""
        self.ensure_one()
        titles = json.loads(self.titles or "[]")
        target = io.BytesIO()
        header = [self.env._("Row"), self.env._("Reason"), *titles]
        row_file.write_rows(target, header, self._bad_rows(), widths=(8, 50))
        return target.getvalue()

    def _bad_rows(self, size=5000):
        """Yield the cells of the refused rows, without holding all of them."""
        last = 0
        domain = [("import_id", "=", self.id)]
        while lines := self.env["gas.import.line"].search([*domain, ("id", ">", last)], order="id", limit=size):
            for line in lines:
                yield [line.row_number, line.reason or "", *json.loads(line.cells or "[]")]
            last = lines[-1].id
            self.env.invalidate_all(flush=False)

    def _template_file(self, kind):
        """Return an empty table with the columns of ``kind`` as bytes of an xlsx file."""
        columns = self.env[self._kind_models()[kind]]._gas_import_columns()
        target = io.BytesIO()
        row_file.write_rows(target, [column.title + "*" * column.required for column in columns], [])
        return target.getvalue()
