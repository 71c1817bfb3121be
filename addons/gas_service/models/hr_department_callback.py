# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class HrDepartment(models.Model):
    """Which departments call back (CB-1): a team's customers are usually called by the department above it."""

    _inherit = "hr.department"

    gas_calls_back = fields.Boolean(
        "Has Callback Plans of Its Own",
        default=True,
        help="Otherwise its customers are called for the department above it, in that one's plans (CB-1).",
    )

    def _gas_callback_department(self):
        """Return the department in whose plans the customers of this one are: itself, or the next one above."""
        self.ensure_one()
        department = self
        while department.parent_id and not department.gas_calls_back:
            department = department.parent_id
        return department

    def _gas_callback_departments(self):
        """Return the departments whose customers are in the plans of these: themselves and teams below."""
        # a team that was dissolved has served nevertheless
        below = self.with_context(active_test=False).search([("id", "child_of", self.ids)])
        return below.filtered(lambda department: department._gas_callback_department() in self)
