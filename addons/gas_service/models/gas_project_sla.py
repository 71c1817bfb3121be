# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasProject(models.Model):
    """Whose promise it is: what the engine of the clocks asks a project."""

    _inherit = "gas.project"

    def _sla_responsible(self, kind):
        """Return {project id: (employee or partner, department)} of those who answer for a clock of this kind."""
        # sudo: employees are not readable by ordinary users
        return {project.id: project._responsible_for(kind) for project in self.sudo()}

    def _responsible_for(self, kind):
        if kind == "supplier":
            # outside the company it is a record of the supplier; the department follows it up
            return self.designer_id or self.design_unit_id, self.designer_id.department_id or self.department_id
        if kind == "estimator" and self.estimator_id:
            return self.estimator_id, self.estimator_id.department_id
        # the lead; without one the manager of the market department (PS-4.1.1)
        return self.lead_id or self.department_id.manager_id, self.department_id

    def _sla_presser(self):
        """The lead talks with the design unit, and has to chase it (PS-4.2.3.1)."""
        return self.lead_id

    def _sla_limits(self):
        """An outside limit shorter than ours prevails on that project (PL-2.3)."""
        limits = self.env["gas.project.limit"].sudo().search([("project_id", "in", self.ids)])  # sudo: the engine
        result = {}
        for limit in limits:
            codes = result.setdefault(limit.project_id.id, {})
            codes[limit.code] = min(limit.days, codes.get(limit.code, limit.days))
        return result

    def _sla_may_manage(self, clock, user):
        """Whoever manages the project's department decides on its deadlines, whatever department a step is in.

        Never who leads it; nor the manager of the department whose step it is.
        """
        project = self.sudo()  # sudo: who leads it, to compare with the user
        return project.department_id in user.gas_department_ids and not project._is_led_by(user)

    def _sla_may_propose(self, clock, user):
        """The lead says what the customer owes, whoever waits for it."""
        # sudo: who leads it, to compare with the user
        return super()._sla_may_propose(clock, user) or self.sudo()._is_led_by(user)
