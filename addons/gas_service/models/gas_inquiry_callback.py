# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasInquiry(models.Model):
    """Tickets that a customer asked for when he was called back (CB-6)."""

    _inherit = "gas.inquiry"

    callback_ids = fields.One2many("gas.callback", "inquiry_id", "From the Callback", readonly=True)

    def _exclude(self):
        """Who is kept out of a complaint is kept out of the calls to its customer, and of all that tells of it."""
        result = super()._exclude()
        for ticket in self:
            excluded = [fields.Command.link(user.id) for user in ticket.excluded_user_ids]
            ticket.callback_ids._write_guarded({"excluded_user_ids": excluded})
        services = self.env["gas.service.record"].with_context(active_test=False)
        for service in services.search([("inquiry_id", "in", self.ids)]):
            department = service.department_id._gas_callback_department()
            plans = self.env["gas.callback.plan"].search([("department_id", "=", department.id)])
            for plan in plans.filtered(lambda one, day=service.date: one._period()[0] <= day < one._period()[1]):
                plan._hide_complaints()
                plan.callback_ids._keep_apart()
        return result
