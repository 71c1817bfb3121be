# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasVisitItem(models.Model):
    """What a visitor wears and carries when he serves a customer at his place (PS-5.2)."""

    _name = "gas.visit.item"
    _description = "Item of the Visit Checklist"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
