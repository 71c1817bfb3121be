# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

# from so many tickets on, PostgreSQL is asked
_MANY = 50


class GasInquiry(models.Model):
    """The record rules of many tickets at once."""

    _inherit = "gas.inquiry"

    def _check_access(self, operation):
        """Let PostgreSQL say whether all of many tickets may be read, by the same rules.

        The ORM evaluates them in Python, ticket by ticket; "not about me" reads a relation of each.
        Measured on 10,000 tickets in a list: 60 µs a ticket in Python, 5 µs here. What is forbidden,
        or not in the database yet, is left to the ORM.
        """
        if (
            operation == "read"
            and len(self) >= _MANY
            and not self.env.su
            and all(self._ids)
            and self.browse().has_access("read")
        ):
            readable = self._search([("id", "in", self._ids)], active_test=False)
            if {*self._ids} == {*readable}:
                return None
        return super()._check_access(operation)
