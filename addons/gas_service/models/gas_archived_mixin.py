# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

# See gas.guarded.mixin: an object() made in this process cannot come over JSON.
_TOKEN = object()
_KEY = "gas_archive_open"


def with_archive_open(records):
    """Return ``records`` in the context of the archive's own steps, which the lock lets pass."""
    return records.with_context(**{_KEY: _TOKEN})


def archive_is_open(records):
    return records.env.context.get(_KEY) is _TOKEN


class GasArchivedMixin(models.AbstractModel):
    """What has been handed over to the archive is not changed any more, by nobody, sudo included (FI-8.6).

    Every model whose records are part of a document says to which documents they belong
    (``_archive_documents``); the lock stands at the documents.
    """

    _name = "gas.archived.mixin"
    _description = "Locked in the archive"

    # what may still be written: tokens and marks that say nothing about the matter
    _archive_free_fields = frozenset()

    def _archive_documents(self):
        """Return (sudo) the tickets these records belong to."""
        # sudo: whether a document is locked does not depend on who asks
        return self.env["gas.inquiry"].sudo()

    def _archive_link_fields(self):
        """Return the names of the fields that say to which document a record belongs."""
        return frozenset()

    def _check_not_archived(self):
        """Refuse what would change an archived document.

        :raise UserError: one of the documents has been handed over
        """
        if archive_is_open(self) or not self:
            return
        locked = self._archive_documents().filtered("locked_at")
        if locked:
            raise UserError(
                self.env._(
                    "%s is archived and cannot be changed any more. If the matter comes back, open a new ticket from it.",
                    ", ".join(locked[:10].mapped("name")),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        # afterwards: only then are defaults and computed links known; the error undoes it
        records = super().create(vals_list)
        records._check_not_archived()
        return records

    def write(self, vals):
        if vals.keys() <= self._archive_free_fields:
            return super().write(vals)
        self._check_not_archived()
        result = super().write(vals)
        if self._archive_link_fields() & vals.keys():
            # it may have been moved to an archived document
            self._check_not_archived()
        return result

    def unlink(self):
        self._check_not_archived()
        return super().unlink()
