# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.fields import Domain

# the facts that metrics count, and by what cases name them; customers' marks by what they are of
FACTS = {
    "gas.sla.clock": ("clock_ids",),
    "gas.callback": ("callback_ids",),
    "gas.inquiry": ("objection_ids", "inquiry_ids"),
    "rating.rating": (),
}


class GasConductCase(models.Model):
    """What has lowered somebody's pay by his appraisal is no reason for a deduction as well."""

    _inherit = "gas.conduct.case"

    def _missing_of_penalty(self):
        missing = super()._missing_of_penalty()
        if self.sanction == "deduction":
            # sudo: appraisals of the person, which who works on the case may not read; only their names are told
            lowered = self.env["gas.appraisal"].sudo()._lowered_pay_for(self.sudo())
            if lowered:
                missing.append(
                    self.env._(
                        "another sanction than a deduction: it has lowered pay already, by the appraisal %s",
                        ", ".join(lowered.mapped("name")),
                    )
                )
        return missing

    def _facts_about(self, model):
        """Return the ids of the facts of a model (one of ``FACTS``) that these cases (sudo) are about."""
        if model == "rating.rating":
            return set(self._marks().ids)
        return {id_ for link in FACTS[model] for id_ in self[link].ids}

    def _marks(self):
        """Return the customers' marks (sudo) of the matters that these cases link to, for the persons they are about.

        Those for a colleague on the same matter stay: he would learn of the case by them.
        """
        tickets, projects = self._linked_tickets(), self.project_ids | self.clock_ids.project_id
        marks = self.env["rating.rating"].search(
            Domain("gas_inquiry_id", "in", tickets.ids) | Domain("gas_project_id", "in", projects.ids)
        )
        about = {
            (case.employee_id, matter)
            for case in self
            for matter in (*case._linked_tickets(), *case.project_ids, *case.clock_ids.project_id)
        }
        return marks.filtered(lambda mark: (mark._gas_person(), mark._host()) in about)
