# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasDocumentType(models.Model):
    """A document the customer supplies for a project; the design starts when all required are there (PS-4.2.3.1)."""

    _name = "gas.document.type"
    _inherit = ["gas.nature.mixin"]
    _description = "Document to Supply"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    required = fields.Boolean(default=True, help="The deadline of the design does not start without it (PS-4.2.3.1).")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
