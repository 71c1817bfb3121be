# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import AccessError

from .gas_tracked_mixin import TRACKED_MODELS


class RatingRating(models.Model):
    """Odoo lets every employee write ratings; those of tickets and projects are the customers' alone."""

    _inherit = "rating.rating"

    @api.model_create_multi
    def create(self, vals_list):
        ratings = super().create(vals_list)
        ratings._check_by_customer()
        return ratings

    def write(self, vals):
        self._check_by_customer()
        result = super().write(vals)
        self._check_by_customer()
        return result

    @api.ondelete(at_uninstall=False)
    def _check_by_customer(self):
        """:raise AccessError: somebody writes what a customer is to say"""
        if not self.env.su and any(rating.res_model in TRACKED_MODELS for rating in self.sudo()):  # sudo: what it is of
            raise AccessError(self.env._("Customers rate this themselves, on the page their number and code open."))
