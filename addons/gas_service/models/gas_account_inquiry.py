# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasAccount(models.Model):
    """The tickets of a gas account."""

    _inherit = "gas.account"

    inquiry_ids = fields.One2many("gas.inquiry", "account_id", "Tickets", readonly=True)
    inquiry_count = fields.Integer("Number of Tickets", compute="_compute_inquiry_count")

    @api.depends("inquiry_ids")
    @api.depends_context("uid")
    def _compute_inquiry_count(self):
        # without sudo: a ticket hidden from the user is not counted for him (FI-8.5)
        counts = dict(
            self.env["gas.inquiry"]._read_group([("account_id", "in", self.ids)], ["account_id"], ["__count"])
        )
        for account in self:
            account.inquiry_count = counts.get(account._origin, 0)

    def action_open_inquiries(self):
        """Open the tickets of the account."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tickets of %s", self.display_name),
            "res_model": "gas.inquiry",
            "view_mode": "list,kanban,form",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("account_id", "=", self.id)],
            "context": {"default_account_id": self.id},
        }
