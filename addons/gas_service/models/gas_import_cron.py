# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json
import logging
from itertools import islice

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

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
            record._check_importer()
            return record._run_batches()
        except RowFileError as error:
            reason = record._file_error(error)
        except UserError as error:
            reason = str(error)
        except psycopg2.OperationalError:
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
        with row_file.open_rows(self._data()) as rows:
            _number, titles = next(rows)
            mapping = self._map_titles(list(enumerate(titles)))
            self._write_guarded({"titles": json.dumps(titles)})
            rows = ((number, cells) for number, cells in rows if number > self.position)
            while batch := list(islice(rows, BATCH)):
                if not self._still_mine(batch):
                    return True
                width = max(len(cells) for _number, cells in batch)
                self._handle_cells(
                    mapping,
                    [(number, dict(enumerate(cells))) for number, cells in batch],
                    range(max(width, len(titles))),
                )
                self._write_guarded({"position": batch[-1][0], "total": max(self.total, self.done_count)})
                left = self.env["ir.cron"]._commit_progress(len(batch), remaining=max(self.total - self.done_count, 1))
                self.env.invalidate_all()
                if left <= 0:
                    return False
        self._write_guarded({"state": "done", "total": self.done_count, "finished_at": fields.Datetime.now()})
        others = self.search_count([("state", "=", "running")])
        return self.env["ir.cron"]._commit_progress(remaining=others) > 0

    def _still_mine(self, batch):
        """Lock the import for this batch; False when it was stopped or another process took the batch."""
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        self.invalidate_recordset(["state", "position"], flush=False)
        return self.state == "running" and self.position < batch[0][0]
