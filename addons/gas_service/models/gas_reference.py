# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasReference(models.Model):
    """A law, standard or internal rule that projects are to comply with (PS-5.3)."""

    _name = "gas.reference"
    _inherit = ["gas.nature.mixin"]
    _description = "Reference Document"
    _order = "kind, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char("Number", help="As cited, such as GB 55009-2021.")
    kind = fields.Selection(
        [("law", "Law or Regulation"), ("standard", "Standard"), ("rule", "Internal Rule")],
        default="law",
        required=True,
    )
    url = fields.Char("Link")
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.depends("code", "name")
    def _compute_display_name(self):
        for reference in self:
            reference.display_name = " ".join(filter(None, (reference.code, reference.name)))
