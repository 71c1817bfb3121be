# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasContact(models.Model):
    """Contacts of a ticket."""

    _inherit = "gas.contact"
    _host_fields = ("inquiry_id",)

    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", ondelete="restrict", index="btree_not_null")

    _guarded_fields = frozenset({"inquiry_id"})
