# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import json
import logging
from itertools import islice

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError

from ..tools import row_file
from ..tools.row_file import RowFileError
from .gas_import_rows import BATCH

_logger = logging.getLogger(__name__)


class GasImport(models.Model):
    """The background: one batch after the other, each committed with its position."""

    _inherit = "gas.import"

    @api.model
    def _cron_run(self):
        """Work on the running imports, oldest first, until all are done or the time is up."""
        for record in self.search([("state", "=", "running")], order="id"):
            if not record._run():
                break

    def _run(self):
        """Work on one import; return False when the time of this call is up."""
        # the rows are the importer's: his language for the reasons, his company, his name on the
        # records. sudo: his right was checked when he started, and is checked again in _handle
        record = (
            self.with_user(self.user_id)
            .with_context(lang=self.user_id.lang, allowed_company_ids=self.company_id.ids, tz=self.user_id.tz)
            .with_company(self.company_id)
            .sudo()
        )
        try:
            record._check_importer(record.kind)
            return record._run_batches()
        except RowFileError as error:
            reason = record._file_error(error)
        except UserError as error:
            reason = str(error)
        except (psycopg2.OperationalError, ConcurrencyError):
            # somebody else changed the same rows: what is committed stays, the action goes on later
            self.env.cr.rollback()
            _logger.info("Import %s waits for another transaction", self.id)
            self.env.ref("gas_service.ir_cron_gas_import")._trigger()
            self.env["ir.cron"]._commit_progress()
            return False
        except Exception as error:
            _logger.exception("Import %s failed", self.id)
            reason = self.env._("Unexpected error: %s", error)
        self.env.cr.rollback()
        self._write_guarded({"state": "failed", "message": reason})
        return self.env["ir.cron"]._commit_progress(1) > 0

    def _run_batches(self):
        if not self.spool_id:
            self._fill_spool()
            if self.env["ir.cron"]._commit_progress(remaining=max(self.total, 1)) <= 0:
                return False
        titles = json.loads(self.titles)
        mapping = self._map_titles(list(enumerate(titles)))
        lines = io.BytesIO(self.spool_id.raw or b"")
        lines.seek(self.position)
        while batch := list(islice(lines, BATCH)):
            if not self._still_mine(lines.tell() - sum(map(len, batch))):
                return True
            rows = [json.loads(line) for line in batch]
            width = max(len(titles), *(len(cells) for _number, cells in rows))
            self._handle_cells(mapping, [(number, dict(enumerate(cells))) for number, cells in rows], range(width))
            self._write_guarded({"position": lines.tell()})
            left = self.env["ir.cron"]._commit_progress(len(batch), remaining=max(self.total - self.done_count, 1))
            self.env.invalidate_all()
            if left <= 0:
                return False
        self._write_guarded({"state": "done", "finished_at": fields.Datetime.now()})
        self.spool_id.unlink()
        others = self.search_count([("state", "=", "running")])
        return self.env["ir.cron"]._commit_progress(remaining=others) > 0

    def _fill_spool(self):
        """Lay the rows down as lines of JSON, so that going on in the middle costs nothing.

        Reading a big xlsx file up to the middle takes longer than a run of the action lasts.
        """
        spool, total = io.BytesIO(), 0
        with row_file.open_rows(self._data()) as rows:
            _number, titles = next(rows)
            for total, row in enumerate(rows, 1):  # noqa: B007
                spool.write(json.dumps(row, ensure_ascii=True).encode() + b"\n")
        attachment = self.env["ir.attachment"].create(
            {
                "name": "rows",
                "raw": spool.getvalue(),
                "mimetype": "application/octet-stream",
                "res_model": self._name,
                "res_id": self.id,
                "res_field": "spool_id",
            }
        )
        self._write_guarded({"spool_id": attachment.id, "total": total, "titles": json.dumps(titles)})

    def _still_mine(self, position):
        """Lock the import for a batch; False when it was stopped or another process took the batch."""
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        self.invalidate_recordset(["state", "position"])
        return self.state == "running" and self.position == position
