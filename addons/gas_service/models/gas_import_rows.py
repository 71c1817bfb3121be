# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

import psycopg2

from odoo import api, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools.misc import clean_context

from ..tools import row_file
from ..tools.import_column import map_columns, with_titles_of

MAX_CALL = 10_000
BATCH = 2000
# whose users may push rows of any kind
PUSH_GROUP = "gas_service.group_push"


class GasImport(models.Model):
    """From cells to records: the part that files and calls share."""

    _inherit = "gas.import"

    @api.model
    def push_rows(self, kind, rows, update_existing=True):
        """Take rows from another program, through JSON-2: good rows go in, bad ones come back.

        :param str kind: as the field ``kind``: "account", …
        :param list rows: at most 10,000 dicts; keys are column names or titles as in the template,
            values are texts, numbers, true/false or null
        :param bool update_existing: see the field
        :return: {"import_id", "total", "good", "bad": [{"row": position from 0, "reason"}]}
        :raises AccessError: the user may not push rows
        :raises UserError: unknown kind, too many rows, or columns that are missing from all rows
        """
        self._check_pusher(kind)
        if kind not in self._kind_models():
            raise UserError(
                self.env._(
                    "Unknown kind “%(kind)s”; known: %(kinds)s.", kind=kind, kinds=", ".join(self._kind_models())
                )
            )
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UserError(self.env._("Rows must be a list of objects."))
        if len(rows) > MAX_CALL:
            raise UserError(self.env._("At most %s rows a call.", MAX_CALL))
        context = clean_context(self.env.context) | {
            # under sudo nobody would look whether the company named is the caller's
            "allowed_company_ids": self.env.company.ids,
            # reasons are for whoever owns the key, unless the call says otherwise
            "lang": self.env.context.get("lang") or self.env.user.lang,
        }
        # sudo: the right to push was checked above and is all the caller has; what the rows can do
        # is bounded by the columns of the kind, and his default_* keys are none of them
        imports = self.with_env(self.env(context=context)).sudo()
        record = imports._create_guarded(
            [
                {
                    "kind": kind,
                    "source": "call",
                    "state": "done",
                    "update_existing": update_existing,
                    "total": len(rows),
                }
            ]
        )
        return record._push(rows)

    @api.model
    def _push_groups(self):
        """Return {kind: xml id of the group whose members may push rows of that kind alone}."""
        return {}

    @api.model
    def _check_pusher(self, kind):
        """:raises AccessError: the user may not push rows of ``kind``"""
        groups = filter(None, (PUSH_GROUP, self._push_groups().get(kind)))
        if not any(map(self.env.user.has_group, groups)):
            self._check_importer(kind)

    def _push(self, rows):
        titles = list(dict.fromkeys(str(key) for row in rows for key in row))
        mapping = self._map_titles([(title, title) for title in titles], one_table=False) if rows else None
        self._write_guarded({"titles": json.dumps(titles)})
        numbered = []
        for position, row in enumerate(rows):
            cells = {str(key): self._json_text(value, mapping.columns.get(str(key))) for key, value in row.items()}
            numbered.append((position, cells))
        for start in range(0, len(numbered), BATCH):
            self._handle_cells(mapping, numbered[start : start + BATCH], titles)
        lines = self.line_ids.sorted("row_number")
        return {
            "import_id": self.id,
            "total": len(rows),
            "good": self.good_count,
            "bad": [{"row": line.row_number, "reason": line.reason} for line in lines],
        }

    @api.model
    def _json_text(self, value, column):
        if value is False and not (column and column.boolean):
            return ""
        if isinstance(value, (list, dict)):
            return "\x00"  # no cell: refused like any other character that cannot be stored
        return row_file.cell_text(value)

    @api.model
    def _map_titles(self, titles, one_table=True):
        """Return the Mapping of (position, title) pairs.

        :param one_table: the titles stand over one table, not in rows that differ
        :raises UserError: columns are missing or there twice; says which, and what was found
        """
        target = self._target()
        # a file from an English screen goes in wherever the user works in Chinese
        english = target.with_context(lang="en_US")._gas_import_columns()
        mapping = map_columns(with_titles_of(target._gas_import_columns(), english), titles)
        found = ", ".join(title for _position, title in titles if title)[:500] or "—"
        if mapping.missing:
            raise UserError(
                self.env._(
                    "Columns are missing: %(missing)s.\nFound: %(found)s.",
                    missing=", ".join(column.title for column in mapping.missing),
                    found=row_file.printable(found),
                )
            )
        if mapping.doubled and one_table:
            raise UserError(self.env._("Columns are there twice: %s.", ", ".join(mapping.doubled)))
        return mapping

    def _handle_cells(self, mapping, numbered, titles):
        """Take one batch of (row number, cells by position): records for the good rows, lines for the bad."""
        good, bad = [], []
        for number, cells in numbered:
            values, reasons = self._parse_cells(mapping, cells)
            if reasons:
                bad.append((number, "\n".join(reasons)))
            else:
                good.append((number, values))
        bad += self._handle_rows(good)
        cells_by_number = dict(numbered)
        self.env["gas.import.line"].create(
            [
                {
                    "import_id": self.id,
                    "row_number": number,
                    "reason": reason,
                    "cells": json.dumps([cells_by_number[number].get(key, "") for key in titles]),
                }
                for number, reason in sorted(bad)
            ]
        )
        self._write_guarded(
            {
                "done_count": self.done_count + len(numbered),
                "good_count": self.good_count + len(numbered) - len(bad),
                "bad_count": self.bad_count + len(bad),
            }
        )

    def _parse_cells(self, mapping, cells):
        """Return ({column name: value}, [reason]) of one row; empty cells are left out."""
        texts, reasons = {}, []
        for position, column in mapping.columns.items():
            if text := cells.get(position):
                if column not in texts:
                    texts[column] = text
                elif column.multiple:
                    texts[column] += f"、{text}"
        values = {}
        for column in dict.fromkeys(mapping.columns.values()):
            text = texts.get(column, "")
            if reason := self._refuse_text(column, text):
                reasons.append(f"{column.title}: {reason}")
            elif text:
                try:
                    values[column.name] = column.parse(text)
                except (ValueError, UserError) as error:
                    reasons.append(f"{column.title}: {error}")
        return values, reasons

    def _refuse_text(self, column, text):
        """Return why a cell is refused whatever it means, or None."""
        if not text:
            return self.env._("is missing") if column.required else None
        if character := row_file.control_character(text):
            return self.env._("contains a character that cannot be stored (%s)", character)
        if row_file.looks_like_formula(text):
            return self.env._("looks like a formula; only text is accepted")
        if len(text) > column.max_length:
            return self.env._("has %(length)s characters, at most %(limit)s", length=len(text), limit=column.max_length)
        return None

    def _handle_rows(self, rows):
        """Give (row number, values) to the model; return the bad ones as (row number, reason).

        A batch that fails as a whole is halved until the rows at fault are found.

        :raises ConcurrencyError: another call is making the same records; the server does this one again
        """
        target, bad, waiting = self._target(), [], [rows]
        while waiting:
            chunk = waiting.pop()
            if not chunk:
                continue
            try:
                with self.env.cr.savepoint():
                    refused = target._gas_import_rows([values for _number, values in chunk], self)
                    self.env.flush_all()
                bad += [(chunk[index][0], reason) for index, reason in refused]
            except (UserError, AccessError, psycopg2.IntegrityError, psycopg2.DataError) as error:
                self.env.invalidate_all(flush=False)
                if self._is_made_meanwhile(target, error):
                    # only a new transaction sees what another call made after this one began
                    raise ConcurrencyError(str(error)) from error
                if len(chunk) == 1:
                    bad.append((chunk[0][0], self._reason(target, error)))
                else:
                    middle = len(chunk) // 2
                    waiting += [chunk[middle:], chunk[:middle]]
        return bad

    def _is_made_meanwhile(self, target, error):
        constraint = error.diag.constraint_name if isinstance(error, psycopg2.IntegrityError) else None
        return bool(constraint) and constraint in target._import_identity

    def _reason(self, target, error):
        if isinstance(error, psycopg2.Error):
            return target._sql_error_to_message(error)
        return str(error)
