# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.fields import Domain

# of the marks 1 to 5, from which on a customer is satisfied: as on the scale of callbacks
SATISFIED = 4


class GasAppraisal(models.Model):
    """Facts of the marks customers gave on the public page (FI-13)."""

    _inherit = "gas.appraisal"

    def _metric_marks(self):
        """Good marks among all for what one handled or led; of a department all of them (FI-13, FI-14.3).

        Not of complaints: such a mark is about how the complaint ended, and would tell of it. In no scheme unless
        somebody adds it: customers who give marks chose to, they are no sample.
        """
        live_from = self.company_id._gas_live_from()
        tickets = self._company_domain() & Domain("received_at", ">=", live_from) & Domain("kind", "!=", "complaint")
        projects = self._company_domain() & Domain("info_received_at", ">=", live_from)
        marks = self.env["rating.rating"].search(
            Domain("consumed", "=", True)
            & self._within("rated_on", moments=True)
            & (Domain("gas_inquiry_id", "any", tickets) | Domain("gas_project_id", "any", projects))
        )
        dealt_with, result = self._dealt_with("rating.rating"), {}
        for mark in marks:
            department = mark._host().department_id
            subject = department if self.subject == "department" else mark._gas_person()
            if not subject:
                continue
            facts = self._facts_of(result, subject.id, department.id)
            if mark.id in dealt_with:
                facts.leave_out(mark._name, mark.ids)
            else:
                facts.count(mark._name, mark.ids, mark.rating >= SATISFIED)
        return result
