# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools.selection import same_as


class GasServiceRecord(models.Model):
    """The service that a first-inquiry ticket was: one record a ticket (CB-2)."""

    _inherit = "gas.service.record"

    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", readonly=True, ondelete="restrict")
    inquiry_kind = fields.Selection(
        same_as("gas.inquiry", "kind"), "Kind of Ticket", readonly=True,
        help="Complaints and emergencies are called back all, apart from the sample (CB-3).",
    )  # fmt: skip

    _inquiry_unique = models.UniqueIndex(
        "(inquiry_id) WHERE inquiry_id IS NOT NULL", "The service of this ticket is recorded already."
    )

    _guarded_fields = frozenset({"inquiry_id", "inquiry_kind"})

    @api.model
    def _origin_key(self, vals):
        if vals.get("inquiry_id"):
            return ("inquiry", vals["inquiry_id"])
        return super()._origin_key(vals)

    @api.model
    def _existing_by_origin(self, keys):
        found = super()._existing_by_origin(keys)
        if ids := [key[1] for key in keys if key[0] == "inquiry"]:
            records = self.search_fetch([("inquiry_id", "in", ids)], ["inquiry_id"])
            found |= {("inquiry", record.inquiry_id.id): record for record in records}
        return found
