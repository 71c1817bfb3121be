# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSlaClock(models.Model):
    _inherit = "gas.sla.clock"
    _host_fields = ("inquiry_id",)

    # the unique index below also serves searches by document
    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", readonly=True, ondelete="cascade")

    _inquiry_unique = models.UniqueIndex("(inquiry_id, code, occurrence) WHERE inquiry_id IS NOT NULL")
