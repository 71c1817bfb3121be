# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

# of each step: the service callbacks ask about, and how the customer met us
_SERVICES = {
    "pre_service": ("pre_service", "visit"),
    "design": ("design_install", "call"),
    "installation": ("design_install", "visit"),
    "ignition": ("ignition", "visit"),
}


class GasProject(models.Model):
    """What a finished step leaves for the callbacks: a service record, once (CB-2, PS-6.2)."""

    _inherit = "gas.project"

    def _record_service(self, step, at):
        """Record the service that a step was to the customer.

        A time corrected later leaves the record as it is: the population of a month does not move
        under a plan that was drawn from it.

        :param step: finished: ``pre_service``, ``design``, ``installation`` or ``ignition``
        :param at: when, naive UTC
        """
        service_type, mode = _SERVICES[step]
        self.env["gas.service.record"]._gas_record_service(
            [
                {
                    "project_id": project.id,
                    "project_step": step,
                    "service_type": service_type,
                    "mode": mode,
                    "date": project.company_id._gas_calendar()._gas_timeline().local_date(at),
                    "company_id": project.company_id.id,
                    "account_id": project.account_id.id,
                    "partner_id": project.partner_id.id,
                    "customer_name": project.customer_name,
                    "category": project.category,
                    "department_id": project.department_id.id,
                    "employee_id": project.lead_id.id,
                    "involved_ids": self.env["gas.service.record"]._involved(project).ids,
                }
                for project in self.sudo()  # sudo: the lead is an employee, not readable by ordinary users
            ]
        )
