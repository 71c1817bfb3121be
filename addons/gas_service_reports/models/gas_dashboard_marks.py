# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from .gas_appraisal_facts_marks import SATISFIED


class GasDashboard(models.AbstractModel):
    """The marks customers gave of themselves, on the page their number and code open (FI-13).

    Beside the satisfaction of callbacks and never added to it: who is called was drawn, who gives a mark chose to.
    """

    _inherit = "gas.dashboard"

    @api.model
    def get_figures(self):
        return super().get_figures() | {"marks": self._marks()}

    @api.model
    def _marks(self):
        """Return the share of good ones among the marks of the last twelve months that the user may read."""
        scope = self._scope()
        given = (
            Domain("consumed", "=", True)
            & Domain("rated_on", ">=", self._since())
            & (Domain("gas_inquiry_id", "any", scope) | Domain("gas_project_id", "any", scope))
        )
        return self._share(
            self._figure("marks", self.env._("Customers' Marks"), "rating.rating", given),
            self._figure(
                "marks_satisfied",
                self.env._("Marks of Satisfied Customers"),
                "rating.rating",
                given & Domain("rating", ">=", SATISFIED),
            ),
        )
