# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasHandover(models.Model):
    """Who held a project, and who had its estimate in his hands (PS-5.1, PS-4.2.3.2)."""

    _inherit = "gas.handover"
    _host_fields = ("project_id",)

    project_id = fields.Many2one("gas.project", ondelete="restrict", index="btree_not_null")
    kind = fields.Selection(
        selection_add=[("lead", "Lead"), ("estimate", "Estimate")],
        ondelete={"lead": "cascade", "estimate": "cascade"},
    )

    @api.depends("project_id.info_received_at", "project_id.handover_ids.date")
    def _compute_held_days(self):
        return super()._compute_held_days()
