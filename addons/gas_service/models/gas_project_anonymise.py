# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from .gas_project import ENDED_STATES
from .gas_retained_mixin import REMOVED


class GasProject(models.Model):
    """What is left of an ended project after its retention: no customer, the same statistics (FI-8.6)."""

    _name = "gas.project"
    _inherit = ["gas.project", "gas.retained.mixin", "gas.legal.hold.mixin"]
    _personal_fields = {
        "subject": REMOVED,
        "customer_name": REMOVED,
        **dict.fromkeys(
            "external_ref account_id partner_id uscc contact_name address demand wishes safety_guidance survey_note note"
            " end_reason legal_hold_reason".split(),
            False,
        ),
    }

    @api.model
    def _domain_past_retention(self, today, company):
        before = company._gas_midnight(self._retention_begin(today, company))
        ended = Domain("ended_at", "<", before) | Domain("ended_at", "=", False) & Domain("approved_at", "<", before)
        return Domain("state", "in", ENDED_STATES) & ended & Domain("legal_hold", "=", False)

    def _file_owners(self):
        return [*super()._file_owners(), self.contact_ids, self.document_ids]

    def _remove_children(self):
        removed = super()._remove_children() + self._remove_words()
        self.document_ids.write({"note": False})
        flags = self.env["gas.supervision.flag"].search([("project_id", "in", self.ids)])
        flags._write_guarded({"reason": False, "note": False})
        return removed
