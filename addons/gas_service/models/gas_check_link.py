# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL

# what belongs to a record by its model's name and its number: no foreign key keeps these
_LINKS = (
    ("mail.message", "model", "res_id"),
    ("mail.followers", "res_model", "res_id"),
    ("mail.activity", "res_model", "res_id"),
    ("ir.attachment", "res_model", "res_id"),
    ("rating.rating", "res_model", "res_id"),
    ("ir.model.data", "model", "res_id"),
)


class GasCheck(models.AbstractModel):
    """Nothing is left of a document that is gone, and the database's own guards stand."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "link_host": self.env._("Whatever belongs to a document has one"),
            "link_gone": self.env._("No message, file or activity is left of a record that is gone"),
            "link_guard": self.env._("The database has every constraint and index that the addons declare"),
        }

    @api.model
    def _find_link_host(self):
        for records in self._documents("gas.hosted.mixin"):
            names = records._all_host_fields
            if any(records._fields[name].required for name in names):
                continue  # the database refuses those without
            # a callback's link to its ticket is no second document; a deadline has one document exactly
            wrong = SQL("!= 1" if records._name == "gas.sla.clock" else "= 0")
            rows = self._rows(
                "SELECT id FROM %(table)s WHERE num_nonnulls(%(hosts)s) %(wrong)s",
                table=SQL.identifier(records._table),
                hosts=SQL(", ").join(map(SQL.identifier, names)),
                wrong=wrong,
            )
            for (record_id,) in rows:
                yield records.browse(record_id), self.env._("belongs to no document, or to several")

    @api.model
    def _find_link_gone(self):
        tables = self._tables()
        for name, model_field, id_field in _LINKS:
            links = self.env[name]
            for documents in tables:
                rows = self._rows(
                    """
                    SELECT l.id FROM %(links)s l
                    WHERE l.%(model_field)s = %(model)s AND l.%(id_field)s > 0
                      AND NOT EXISTS (SELECT FROM %(table)s d WHERE d.id = l.%(id_field)s)
                    """,
                    links=SQL.identifier(links._table),
                    model_field=SQL.identifier(model_field),
                    id_field=SQL.identifier(id_field),
                    model=documents._name,
                    table=SQL.identifier(documents._table),
                )
                for (link_id,) in rows:
                    yield links.browse(link_id), self.env._("belongs to a record of %s that is gone", documents._name)

    @api.model
    def _find_link_guard(self):
        """Odoo only warns in its log when it cannot put a constraint on data that contradict it."""
        there = {name for (name,) in self._rows("SELECT conname FROM pg_constraint")}
        there |= {name for (name,) in self._rows("SELECT relname FROM pg_class WHERE relkind = 'i'")}
        columns = self._rows(
            "SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'"
        )
        nullable = {(table, column) for table, column, is_nullable in columns if is_nullable == "YES"}
        for model in self._tables():
            wanted = {
                guard.full_name(model)
                for guard in model._table_objects.values()
                if guard.get_definition(self.env.registry)
            }
            missing = sorted(wanted - there)
            missing += sorted(
                name
                for name, field in model._fields.items()
                if field.required and field.store and (model._table, name) in nullable
            )
            if missing:
                text = self.env._("The database does not have: %s", ", ".join(missing))
                yield self.env["ir.model"]._get(model._name), text
