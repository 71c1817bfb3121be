# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

from .gas_retained_mixin import REMOVED

# where an account is named; a plan's draw names it by a key of its own
_NAMED_IN = ("gas.inquiry", "gas.project", "gas.callback", "gas.service.record")


class GasAccount(models.Model):
    """A closed account that no kept record names any more (FI-8.6). Whoever burns gas stays who he is."""

    _name = "gas.account"
    _inherit = ["gas.account", "gas.retained.mixin"]
    _personal_fields = {"name": REMOVED, "address": False, "note": False, "partner_id": False}

    closed_on = fields.Date(readonly=True, copy=False, help="When it was archived: the retention of its data begins.")

    _guarded_fields = frozenset({"closed_on"})

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            self._write_guarded({"closed_on": False if vals["active"] else fields.Date.context_today(self)})
        return result

    @api.model
    def _domain_past_retention(self, today, company):
        domain = Domain("active", "=", False) & Domain("closed_on", "<", self._retention_begin(today, company))
        for model in _NAMED_IN:
            # sudo: what names it keeps it, whoever may see that; voided records, too
            records = self.env[model].sudo().with_context(active_test=False)
            naming = records._search([("account_id", "!=", False)])
            domain &= Domain("id", "not in", naming.subselect("account_id"))
        return domain

    def _remove_children(self):
        removed = super()._remove_children() + Counter(phones=len(self.phone_ids))
        self.phone_ids.unlink()
        for account in self:
            account.number = f"X{account.id}"
        return removed
