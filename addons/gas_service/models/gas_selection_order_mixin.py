# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import SQL


class GasSelectionOrderMixin(models.AbstractModel):
    """Groups by a step of a workflow come in the order of the workflow, not in that of the keys' letters."""

    _name = "gas.selection.order.mixin"
    _description = "Order of the groups of a selection"

    # names of selections whose values follow one another
    _ordered_selections = ("state",)

    def _read_group_orderby(self, order, groupby_terms, query):
        plain = {}
        for name in self._ordered_selections:
            if name in groupby_terms:
                plain[name] = term = groupby_terms[name]
                keys = self._fields[name].get_values(self.env)
                groupby_terms[name] = SQL("array_position(%s::varchar[], %s::varchar)", keys, term)
        result = super()._read_group_orderby(order, groupby_terms, query)
        # what it is grouped by stays; others may have been extended
        groupby_terms.update(plain)
        return result
