# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import secrets
from collections import Counter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .gas_retained_mixin import REMOVED


class GasCallbackPlan(models.Model):
    """A department's services of a month and the callbacks about them, after their retention (FI-8.6).

    They go together: the draw names every customer who was served. Marks, service types, categories,
    ranks and who served or called stay; that two rows are the same customer can still be seen, not whom.
    """

    _name = "gas.callback.plan"
    _inherit = ["gas.callback.plan", "gas.retained.mixin"]

    @api.model
    def _domain_past_retention(self, today, company):
        before = self._retention_begin(today, company)
        held = self._held_accounts().ids
        # a quarter's plan is named after its first month
        return (
            Domain("state", "in", ("done", "cancelled"))
            & Domain("month", "<", before.replace(day=1))
            & Domain(
                "callback_ids", "not any", Domain("account_id", "in", held) | Domain("inquiry_id.legal_hold", "=", True)
            )
        )

    @api.model
    def _held_accounts(self):
        """Return (sudo) the accounts whose matters are on legal hold."""
        # sudo: to keep them, whoever asks
        return self.env["gas.account"].union(
            *(self.env[model].sudo().search([("legal_hold", "=", True)]).account_id for model in ("gas.inquiry", "gas.project"))
        )  # fmt: skip

    def _remove_messages(self):
        """The chatter of a plan is about the work, the one of an issue may be about a customer."""
        return Counter()

    def _remove_children(self):
        callbacks = self.callback_ids
        removed = super()._remove_children()
        removed += Counter(callbacks=len(callbacks), contacts=len(callbacks.contact_ids))
        self._make_units_anonymous()
        callbacks.contact_ids._write_guarded({"note": REMOVED})
        callbacks.link_ids.write({"email": False})
        callbacks.answer_ids.filtered("text")._forget_words()
        callbacks._write_guarded({"customer_name": False, "account_id": False, "partner_id": False, "remark": False})
        for plan in self:
            removed += plan._remove_services()
        return removed

    def _remove_services(self):
        """Remove who was served from the service records of the plan; of whom a dispute needs they stay."""
        records = self.env["gas.service.record"].search(
            self._period_domain()
            & Domain("department_id", "=", self.department_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("category", "in", self._categories())
            & (Domain("account_id", "=", False) | Domain("account_id", "not in", self._held_accounts().ids))
        )
        records._write_guarded(
            {"account_id": False, "partner_id": False, "customer_name": REMOVED, "external_ref": False, "void_reason": False}
        )  # fmt: skip
        return Counter(services=len(records))

    def _make_units_anonymous(self):
        """Replace the keys of the customers by ones that nobody can turn back: the salt is kept nowhere."""
        self.env.flush_all()
        for plan in self:
            salt = secrets.token_hex(16)
            for table, where in (
                ("gas_callback_candidate", SQL("round_id IN %s", tuple(plan.round_ids.ids) or (0,))),
                ("gas_callback", SQL("plan_id = %s", plan.id)),
            ):
                # the draw of a month has up to a million rows
                self.env.cr.execute(
                    SQL("UPDATE %s SET unit = 'x' || md5(%s || unit) WHERE %s", SQL.identifier(table), salt, where)
                )
        self.env.invalidate_all()
