# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import row_file
from ..tools.row_file import RowFileError

# who may import whatever the kind; a kind adds its own
IMPORT_GROUPS = ("gas_service.group_supervisor", "gas_service.group_admin")


class GasImport(models.Model):
    """One file or one call of rows: the good rows go in, the bad ones come back with reasons.

    A kind of rows is a model that says which columns it understands (``_gas_import_columns``) and
    takes parsed rows (``_gas_import_rows``); see gas.import's ``_kind_models``. The work is done in
    the background, batch by batch: the rows of a batch and the position in the file are committed
    together, so that it goes on where it stopped, whatever stopped it.
    """

    _name = "gas.import"
    _description = "Import of Rows"
    _inherit = ["gas.guarded.mixin"]
    _order = "id desc"
    _guarded_fields = frozenset(
        "state source user_id company_id position total done_count good_count bad_count"
        " started_at finished_at message ignored titles spool_id".split()
    )

    kind = fields.Selection([("account", "Gas Accounts")], required=True, default=lambda self: self._default_kind())
    source = fields.Selection([("file", "File"), ("call", "Call")], default="file", required=True, readonly=True)
    file = fields.Binary(
        attachment=True, copy=False, help="Excel (xlsx), or text with commas (csv) in UTF-8 or GB18030."
    )
    file_name = fields.Char(copy=False)
    update_existing = fields.Boolean(
        default=True,
        help="What is there already gets the values of the file; empty cells change nothing. "
        "Otherwise rows of what is there already are passed over.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Importing"), ("done", "Done"), ("failed", "Stopped")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    user_id = fields.Many2one("res.users", "Imported By", readonly=True, default=lambda self: self.env.uid)
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company.id)
    spool_id = fields.Many2one("ir.attachment", readonly=True, help="The rows of the file as lines of JSON.")
    position = fields.Integer(readonly=True, help="Where the next row begins in the lines of JSON.")
    total = fields.Integer("Rows", readonly=True)
    done_count = fields.Integer("Handled", readonly=True)
    good_count = fields.Integer("Good Rows", readonly=True)
    bad_count = fields.Integer("Bad Rows", readonly=True)
    progress = fields.Float(compute="_compute_progress", help="Percent of the rows that are handled.")
    started_at = fields.Datetime("Started On", readonly=True)
    finished_at = fields.Datetime("Finished On", readonly=True)
    message = fields.Text(readonly=True)
    ignored = fields.Char("Ignored Columns", readonly=True)
    titles = fields.Text(readonly=True, help="The titles of the columns, as a JSON list.")
    line_ids = fields.One2many("gas.import.line", "import_id", "Refused Rows", readonly=True)

    _running_idx = models.Index("(id) WHERE state = 'running'")

    @api.depends("kind", "file_name", "source")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for record in self:
            record.display_name = ": ".join(filter(None, (kinds.get(record.kind), record.file_name)))

    @api.depends("done_count", "total", "state")
    def _compute_progress(self):
        for record in self:
            if record.state == "done":
                record.progress = 100.0
            else:
                record.progress = 100.0 * min(record.done_count / record.total, 1.0) if record.total else 0.0

    def write(self, vals):
        if self._options() & vals.keys() and any(r.state != "draft" for r in self):
            raise UserError(self.env._("This import has begun. Make a new one for another file."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_running(self):
        if any(record.state == "running" for record in self):
            raise UserError(self.env._("Stop the import before you delete it."))

    def _options(self):
        """Return the fields that are decided before the start."""
        return {"file", "kind", "update_existing"}

    @api.model
    def _kind_models(self):
        """Return {kind: name of the model that takes its rows}; extend together with ``kind``."""
        return {"account": "gas.account"}

    def _target(self):
        self.ensure_one()
        return self.env[self._kind_models()[self.kind]]

    @api.model
    def _default_kind(self):
        """Return the first kind that the user may import."""
        kinds = self._kind_models()
        return next((k for k in kinds if any(map(self.env.user.has_group, self._importer_groups(k)))), "account")

    @api.model
    def _importer_groups(self, kind):
        """Return the xml ids of the groups whose members may import rows of ``kind``."""
        return IMPORT_GROUPS

    @api.model
    def _check_importer(self, kind):
        """:raises AccessError: the user may not import rows of ``kind``"""
        if not any(map(self.env.user.has_group, self._importer_groups(kind))):
            raise AccessError(self.env._("You may not import rows of this kind."))

    # -- buttons -----------------------------------------------------------------------------

    def action_start(self):
        """Check the file's form and its columns, then hand it over to the background.

        :raises UserError: the file cannot be read, or columns are missing; says which
        """
        for record in self:
            record._check_importer(record.kind)
            if record.state not in ("draft", "failed"):
                raise UserError(self.env._("This import is running or done already."))
            if not record.file:
                raise UserError(self.env._("Choose a file first."))
            total, mapping = record._inspect_file()
            record._write_guarded(
                {
                    "state": "running",
                    "total": total,
                    "ignored": ", ".join(mapping.ignored),
                    "started_at": record.started_at or fields.Datetime.now(),
                    "user_id": self.env.uid,
                    "message": False,
                }
            )
        self.env.ref("gas_service.ir_cron_gas_import")._trigger()
        return True

    def action_stop(self):
        """Stop after the batch at work; “Start” goes on from there."""
        for record in self.filtered(lambda r: r.state == "running"):
            record._check_importer(record.kind)
            record._write_guarded({"state": "failed", "message": self.env._("Stopped by %s.", self.env.user.name)})

    def action_template(self):
        """Download an empty file with the columns of this kind."""
        return {"type": "ir.actions.act_url", "url": f"/gas_service/import/template/{self.kind}", "target": "download"}

    def action_bad_rows(self):
        """Download the refused rows with their reasons, to be corrected and imported again."""
        return {"type": "ir.actions.act_url", "url": f"/gas_service/import/{self.id}/bad_rows", "target": "download"}

    # -- the file ----------------------------------------------------------------------------

    def _data(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    def _inspect_file(self):
        """Return (number of rows, Mapping); raises UserError when the file is not usable."""
        data = self._data()
        try:
            with row_file.open_rows(data) as rows:
                _number, titles = next(rows, (0, []))
                mapping = self._map_titles(list(enumerate(titles)))
            return row_file.estimate_rows(data), mapping
        except RowFileError as error:
            raise UserError(self._file_error(error)) from error

    def _file_error(self, error):
        """Return what a RowFileError means to the user."""
        messages = {
            "too_big": self.env._("The file is too big: at most %s MB. Split it.", error.details.get("limit")),
            "empty": self.env._("The file is empty."),
            "binary": self.env._("This is no table. Upload an Excel file (xlsx) or a csv file."),
            "old_excel": self.env._("This is an old or protected Excel file. Save it as xlsx, without a password."),
            "damaged": self.env._("The Excel file is damaged or no spreadsheet. Open it, and save it again as xlsx."),
            "encoding": self.env._(
                "Line %s of the file is neither UTF-8 nor GB18030. Save it as “CSV UTF-8” or as xlsx.",
                error.details.get("line"),
            ),
            "quotes": self.env._("In line %s of the file a quotation mark is never closed.", error.details.get("line")),
            "columns": self.env._("The file has more than %s columns.", error.details.get("limit")),
        }
        return messages[error.code]

    @api.autovacuum
    def _gc_personal_data(self):
        """Forget uploaded files and refused rows after the days of the settings: they hold numbers and addresses."""
        old, now = self.browse(), fields.Datetime.now()
        for company in self.env["res.company"].with_context(active_test=False).search([], limit=None):
            limit = fields.Datetime.subtract(now, days=company.gas_import_days)
            old |= self.search(
                [("company_id", "=", company.id), ("state", "!=", "running"), ("write_date", "<", limit)]
            )
        old.line_ids.unlink()
        self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_field", "in", ["file", "spool_id"]), ("res_id", "in", old.ids)]
        ).unlink()
