# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL


class GasCheck(models.AbstractModel):
    """Guarded fields whose changes are tracked: each is what its last change made it, so nobody wrote it past an action."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "frozen_tracked": self.env._("Guarded fields are what their history says"),
        }

    @api.model
    def _find_frozen_tracked(self):
        for documents in self._documents("gas.guarded.mixin"):
            if not hasattr(documents, "_track_get_fields"):
                continue
            for name in sorted(documents._all_guarded & documents._track_get_fields()):
                field = documents._fields[name]
                if field.store and field.type in ("selection", "many2one", "monetary"):
                    for document_id in self._changed_untracked(documents, field):
                        text = self.env._("“%s” was changed past its history", field._description_string(self.env))
                        yield documents.browse(document_id), text

    @api.model
    def _changed_untracked(self, documents, field):
        """Return the ids of the documents whose field is not what the last tracked change made it."""
        rows = self._rows(
            """
            SELECT d.id, d.%(column)s, last.new_value_integer, last.new_value_char, last.new_value_float
            FROM (
                SELECT DISTINCT ON (m.res_id) m.res_id, v.*
                FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id
                WHERE v.field_id = %(field)s AND m.model = %(model)s ORDER BY m.res_id, v.id DESC
            ) last
            JOIN %(table)s d ON d.id = last.res_id
            """,
            column=SQL.identifier(field.name),
            field=self.env["ir.model.fields"]._get(documents._name, field.name).id,
            model=documents._name,
            table=SQL.identifier(documents._table),
        )
        if field.type == "many2one":
            return [row[0] for row in rows if (row[1] or 0) != (row[2] or 0)]
        if field.type == "monetary":
            return [row[0] for row in rows if abs(float(row[1] or 0) - (row[4] or 0)) > 0.005]
        labels = self._labels(documents, field)
        # a label that is no value's any more was translated anew since
        return [
            document_id
            for document_id, value, _integer, label, _float in rows
            if label in labels and value not in labels[label] and not self._archived(field, value, labels[label])
        ]

    @api.model
    def _archived(self, field, value, former):
        """The hand-over archives what is closed without a word in its chatter, which is locked by then."""
        return field.name == "state" and value == "archived" and "closed" in former

    @api.model
    def _labels(self, documents, field):
        """Return {label: values it stands for, in any language; who has none writes the terms of the source}."""
        labels = {}
        for code in {"en_US", *(code for code, _name in self.env["res.lang"].get_installed())}:
            for value, label in field._description_selection(self.with_context(lang=code).env):
                labels.setdefault(label, set()).add(value)
        return labels
