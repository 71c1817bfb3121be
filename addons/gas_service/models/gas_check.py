# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from itertools import islice

from odoo import api, models
from odoo.tools import SQL


class GasCheck(models.AbstractModel):
    """What holds of the data at any time, whatever crashed, ran twice or was changed by hand.

    Each file adds invariants: a key with its title in ``_invariants``, and a method ``_find_<key>`` that yields
    (record, message) of whatever contradicts it. They run as superuser, archived records included, and
    are set-based: tables of a million rows stay in PostgreSQL, and only what is wrong comes out.
    """

    _name = "gas.check"
    _description = "Invariants of the Data"

    @api.model
    def _invariants(self):
        """Return {key: what holds, in words}."""
        return {}

    @api.model
    def _run(self, key, most=1000):
        """Return up to ``most`` contradictions to one invariant: [(record, message)].

        PostgreSQL itself refuses to write meanwhile; what this transaction did before is seen, and kept.
        """
        # sudo: the data are checked, whoever may read them; callers decide who sees what is found
        checks = self.sudo().with_context(active_test=False)
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute("SET TRANSACTION READ ONLY")
            found = list(islice(getattr(checks, f"_find_{key}")(), most))
            # the transaction may write again; nothing was written that could be lost
            savepoint.rollback()
        return found

    @api.model
    def _documents(self, mixin):
        """Return an empty recordset of each model with a table that inherits ``mixin``."""
        names = sorted(self.env.registry.descendants([mixin], "_inherit"))
        return [self.env[name] for name in names if self.env[name]._auto and not self.env[name]._abstract]

    @api.model
    def _tables(self):
        """Return an empty recordset of each model of ours that has a table and is kept."""
        return [
            model
            for name, model in sorted(self.env.items())
            if name.startswith("gas.") and model._auto and not model._abstract and not model._transient
        ]

    @api.model
    def _rows(self, query, **values):
        return self.env.execute_query(SQL(query, **values))

    @api.model
    def _name_of(self, record):
        """Return a name by which a person finds the record: its document's, where it belongs to one."""
        host = record._host() if hasattr(record, "_host") else None
        name = record.display_name or f"{record._name},{record.id}"
        return f"{self._name_of(host)} › {name}" if host else name
