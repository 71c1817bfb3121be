# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasInquiry(models.Model):
    """Tickets that a customer asked for when he was called back (CB-6)."""

    _inherit = "gas.inquiry"

    callback_ids = fields.One2many("gas.callback", "inquiry_id", "From the Callback", readonly=True)

    def action_accuse(self, employee_ids):
        """Who is complained about does not read the call in which it was said either."""
        result = super().action_accuse(employee_ids)
        ticket = self.sudo()  # sudo: checked by super, which may have hidden the ticket from the user himself
        excluded = [fields.Command.link(user.id) for user in ticket.excluded_user_ids]
        ticket.callback_ids._write_guarded({"excluded_user_ids": excluded})
        return result
