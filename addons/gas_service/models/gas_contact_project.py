# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

_OF_PROJECTS = {"demand", "service", "chase"}
_OF_TICKETS = {"answer", "interim", "inform", "notice"}


class GasContact(models.Model):
    """Contacts of a project: who, when, how, what was said, what the customer and the market are doing (PS-4.1.5)."""

    _inherit = "gas.contact"
    _host_fields = ("project_id",)

    project_id = fields.Many2one("gas.project", ondelete="restrict", index="btree_not_null")
    purpose = fields.Selection(
        selection_add=[
            ("demand", "Demand Asked For"),
            ("service", "Consultation"),
            ("chase", "Design Unit Chased"),
        ],
        ondelete={"demand": "cascade", "service": "cascade", "chase": "cascade"},
    )
    situation = fields.Text("Customer's Situation", help="What changes at the customer's.")
    market_news = fields.Text(help="What was heard about the market.")
    visit_item_ids = fields.Many2many(
        "gas.visit.item", string="Visit Checklist", help="What was worn and carried at the visit (PS-5.2)."
    )
    visit_missing = fields.Char("Missing at the Visit", compute="_compute_visit_missing")

    _guarded_fields = frozenset({"project_id", "visit_item_ids"})
    _wording_fields = frozenset({"note", "situation", "market_news"})

    _one_host = models.Constraint(
        "CHECK (num_nonnulls(inquiry_id, project_id) = 1)", "A contact belongs to a ticket or a project."
    )

    def _guarded_initial(self, vals):
        initial = super()._guarded_initial(vals)
        if vals.get("project_id") and not vals.get("purpose"):
            initial["purpose"] = "service"  # the plain default is a ticket's
        return initial

    @api.depends("visit_item_ids", "channel", "direction")
    def _compute_visit_missing(self):
        items = self.env["gas.visit.item"].search([("active", "=", True)])
        for contact in self:
            visit = contact.project_id and contact.channel == "visit" and contact.direction == "out"
            missing = items - contact.visit_item_ids if visit else items.browse()
            contact.visit_missing = "、".join(missing.mapped("name"))

    @api.constrains("purpose", "project_id", "inquiry_id", "direction")
    def _check_purpose_of_host(self):
        for contact in self:
            if contact.purpose in _OF_PROJECTS and not contact.project_id:
                raise ValidationError(self.env._("This kind of contact belongs to a project."))
            if contact.purpose in _OF_TICKETS and contact.project_id:
                raise ValidationError(self.env._("This kind of contact belongs to a ticket."))
            if contact.purpose == "chase" and contact.direction != "internal":
                raise ValidationError(self.env._("Chasing the design unit is no contact with the customer."))
