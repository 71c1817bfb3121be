# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from odoo import api, models
from odoo.fields import Domain

from ..tools.chinese_text import search_forms

_TRIGRAM = 3


def _literal(text):
    """Return a pattern that matches the text itself."""
    return re.sub(r"([\\%_])", r"\\\1", text)


class GasAccount(models.Model):
    """Finding an account while the customer is on the phone, among hundreds of thousands."""

    _inherit = "gas.account"

    @api.model
    def _search_display_name(self, operator, value):
        """Match the account's number, a phone (any written form, or its last digits), name, address.

        Several words must all match, each anywhere: “李 平安街”.
        """
        if operator not in ("ilike", "like", "=ilike", "=like") or not isinstance(value, str):
            return super()._search_display_name(operator, value)
        if operator.startswith("="):
            return Domain("name", operator, value) | Domain("number", operator, value)
        words = value.split()
        if not words:
            return Domain.TRUE
        by_words = Domain.AND(
            Domain.OR(
                Domain(name, operator, _literal(form))
                for form in search_forms(word)
                for name in ("number", "name", "address")
            )
            for word in words
        )
        return by_words | self._domain_by_phone(value)

    @api.model
    def _domain_by_phone(self, text, exact=False):
        # ids, not a subquery: with one inside OR, PostgreSQL would read the whole table
        ids = self.env["gas.phone"]._hosts_by_text(text, "account_id", exact)
        return Domain("id", "in", ids)

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Exact account or phone numbers first, then what begins or ends like it, then the rest."""
        text = (name or "").strip()
        if operator != "ilike" or not text or not limit:
            return super().name_search(name, domain, operator, limit)
        found = self.browse()
        for step, only_if_none in self._name_search_steps(text):
            if found and only_if_none:
                break
            wanted = step & Domain("id", "not in", found.ids) & Domain(domain or Domain.TRUE)
            found |= self.search_fetch(wanted, ["number", "name"], limit=limit - len(found))
            if len(found) >= limit:
                break
        # sudo: names of accounts the search has just allowed
        return [(account.id, account.display_name) for account in found.sudo()]

    @api.model
    def _name_search_steps(self, text):
        """Yield (domain, whether to skip it when something was found), each served by an index.

        A trigram index finds two characters at the beginning or at the end of a text, but not
        inside: that one reads all names (0.2 s for 300,000), so it is the last resort.
        """
        number = self._normalize_number(text)
        yield Domain("number", "=", number) | self._domain_by_phone(text, exact=True), False
        forms = [_literal(form) for form in search_forms(text)]
        # with the bounds, the index on the number gives the first ones in order
        begins = Domain("number", ">=", number) & Domain("number", "<=", number + "\uffff")
        yield begins & Domain("number", "=like", _literal(number) + "%"), False
        ends = (f"{form}%" if first else f"%{form}" for form in forms for first in (True, False))
        yield Domain.OR(Domain("name", "=ilike", pattern) for pattern in ends), False
        if len(text) < _TRIGRAM:
            yield Domain.OR(Domain("name", "ilike", form) for form in forms), True
        else:
            yield self._search_display_name("ilike", text), False
