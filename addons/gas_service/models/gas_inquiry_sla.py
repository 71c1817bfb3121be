# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasInquiry(models.Model):
    """Whose promise it is: what the engine of the clocks asks a ticket."""

    _inherit = "gas.inquiry"

    def _sla_responsible(self, kind):
        """Return {ticket id: (employee, department)} of those who answer for a clock of this kind."""
        responsible = {}
        for ticket in self.sudo():  # sudo: employees are not readable by ordinary users
            if kind == "first_responsible":
                responsible[ticket.id] = (ticket.first_responsible_id, ticket.first_department_id)
            else:
                responsible[ticket.id] = (ticket._sla_handler(), ticket.department_id)
        return responsible

    def _sla_handler(self):
        """The handler; until one is named, the manager of the receiving department (FI-4)."""
        if self.handler_id:
            return self.handler_id
        manager = self.department_id.manager_id
        if manager.user_id and manager.user_id in self.excluded_user_ids:
            return self.department_id._gas_notice_user(self.excluded_user_ids)._gas_employee(self.company_id)
        return manager
