# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL

# (model, what is counted from 1 without gaps, in what)
_COUNTED = (
    ("gas.callback.round", "number", ("plan_id",)),
    ("gas.sla.clock", "occurrence", ("inquiry_id", "code")),
    ("gas.sla.clock", "occurrence", ("project_id", "code")),
    ("gas.sla.clock", "occurrence", ("callback_plan_id", "code")),
)


class GasCheck(models.AbstractModel):
    """Numbers: those that count something have no gaps; the next number of a document is free."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "number_gap": self.env._(
                "What is counted has no gaps: draws of a plan, deadlines of a document, approvals"
            ),
            "number_next": self.env._("The next number of a document is free"),
        }

    @api.model
    def _find_number_gap(self):
        for name, number, group in _COUNTED:
            records = self.env[name]
            columns = SQL(", ").join(map(SQL.identifier, group))
            rows = self._rows(
                """
                SELECT max(id) FROM %(table)s WHERE %(first)s IS NOT NULL GROUP BY %(columns)s
                HAVING min(%(number)s) != 1 OR max(%(number)s) != count(*) OR count(DISTINCT %(number)s) != count(*)
                """,
                table=SQL.identifier(records._table),
                first=SQL.identifier(group[0]),
                columns=columns,
                number=SQL.identifier(number),
            )
            for (record_id,) in rows:
                yield records.browse(record_id), self.env._("one before it is missing")
        for documents in self._documents("gas.approval.mixin"):
            rows = self._rows(
                """
                SELECT d.id FROM %(table)s d
                LEFT JOIN (
                    SELECT %(host)s AS id, count(*) AS launches FROM gas_approval_decision
                    WHERE decision = 'launched' AND %(host)s IS NOT NULL GROUP BY %(host)s
                ) l ON l.id = d.id
                WHERE COALESCE(l.launches, 0) != COALESCE(d.approval_round, 0)
                """,
                table=SQL.identifier(documents._table),
                host=SQL.identifier(documents._approval_host_field),
            )
            for (document_id,) in rows:
                yield (
                    documents.browse(document_id),
                    self.env._("was put up for approval more or less often than it says"),
                )

    @api.model
    def _find_number_next(self):
        for sequence in self.env["ir.sequence"].search([("code", "=like", "gas.%"), ("use_date_range", "=", False)]):
            documents = self.env.get(sequence.code)
            if documents is None or sequence.implementation != "standard":
                continue
            (last, is_called), *_rest = self._rows(
                "SELECT last_value, is_called FROM %(name)s", name=SQL.identifier(f"ir_sequence_{sequence.id:03d}")
            )
            # SW2026-000123: the digits at the end count on, whatever the year
            ((highest,),) = self._rows(
                "SELECT max(substring(name FROM '-([0-9]{1,9})$')::int) FROM %(table)s",
                table=SQL.identifier(documents._table),
            )
            free = last + (1 if is_called else 0)
            if highest is not None and highest >= free:
                text = self.env._(
                    "the next number would be %(next)s, but %(highest)s is taken", next=free, highest=highest
                )
                yield sequence, text
