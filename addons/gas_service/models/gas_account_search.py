# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from odoo import api, models
from odoo.fields import Domain

from ..tools import phone as phone_tools


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
            Domain.OR(Domain(name, operator, _literal(word)) for name in ("number", "name", "address"))
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
        """Exact account or phone numbers first, then names that begin like it, then the rest."""
        text = (name or "").strip()
        if operator != "ilike" or not text or not limit:
            return super().name_search(name, domain, operator, limit)
        found = self.browse()
        for part in self._name_search_steps(text):
            step = part & Domain("id", "not in", found.ids) & Domain(domain or Domain.TRUE)
            found |= self.search_fetch(step, ["number", "name"], limit=limit - len(found))
            if len(found) >= limit:
                break
        # sudo: names of accounts the search has just allowed
        return [(account.id, account.display_name) for account in found.sudo()]

    @api.model
    def _name_search_steps(self, text):
        number = self._normalize_number(text)
        yield Domain("number", "=", number) | self._domain_by_phone(text, exact=True)
        if not phone_tools.search_numbers(text) and " " not in text:
            yield Domain("name", "=ilike", _literal(text) + "%")
        yield self._search_display_name("ilike", text)
