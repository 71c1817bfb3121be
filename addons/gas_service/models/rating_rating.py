# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .gas_tracked_mixin import TRACKED_MODELS


class RatingRating(models.Model):
    """Odoo lets every employee read and write all ratings. Those of tickets and projects are as visible as
    their document, and nobody writes them but the customer's own page."""

    _name = "rating.rating"
    _inherit = ["rating.rating", "gas.hosted.mixin"]
    _host_fields = ("gas_inquiry_id", "gas_project_id")

    gas_inquiry_id = fields.Many2one(
        "gas.inquiry", "Ticket", compute="_compute_gas_document", store=True, ondelete="cascade",
        index="btree_not_null",
    )  # fmt: skip
    gas_project_id = fields.Many2one(
        "gas.project", compute="_compute_gas_document", store=True, ondelete="cascade", index="btree_not_null"
    )

    @api.depends("res_model", "res_id")
    def _compute_gas_document(self):
        for rating in self:
            rating.gas_inquiry_id = rating.res_id if rating.res_model == "gas.inquiry" else False
            rating.gas_project_id = rating.res_id if rating.res_model == "gas.project" else False

    def _gas_person(self):
        """Return the employee the mark is about: who handled the ticket, else who answers for it; a project's lead."""
        ticket = self.gas_inquiry_id
        return ticket.handler_id or ticket.first_responsible_id or self.gas_project_id.lead_id

    def _host_free_domain(self):
        """What other applications rate is theirs."""
        return Domain("res_model", "not in", TRACKED_MODELS) | Domain("res_model", "=", False)

    def _without_host_access(self, operation):
        ours = self.filtered(lambda rating: rating.sudo().res_model in TRACKED_MODELS)  # sudo: what it is of
        return super(RatingRating, ours)._without_host_access(operation)

    def _archive_documents(self):
        """A customer may say how satisfied he was after the hand-over, too."""
        return self.env["gas.inquiry"]

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
