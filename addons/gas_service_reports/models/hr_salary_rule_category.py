# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class HrSalaryRuleCategory(models.Model):
    _inherit = "hr.salary.rule.category"

    def _gas_codes(self):
        """Return the codes of a category and of those above it: an amount counts for all of them."""
        codes, category = set(), self
        while category:
            codes.add(category.code)
            category = category.parent_id
        return codes
