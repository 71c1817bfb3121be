# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasDuty(models.Model):
    """A duty of the leads of projects (PL-1); what they do for it goes into their work records."""

    _name = "gas.duty"
    _description = "Duty of a Project Lead"
    _order = "sequence, id"
    _rec_names_search = ("code", "name")

    code = fields.Char(required=True, help="Clause, such as PL-1.3.")
    name = fields.Char("Duty", required=True, translate=True)
    description = fields.Text(translate=True, help="As the measure says it.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", ondelete="cascade", help="Empty: a duty in every company.")

    _code_unique = models.UniqueIndex("(code, COALESCE(company_id, 0))", "This code is used already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for duty in self:
            duty.display_name = " ".join(filter(None, (duty.code, duty.name)))
