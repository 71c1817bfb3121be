# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasApprovalDecision(models.Model):
    """Decisions on the budget of a project (PS-4.2.3.3)."""

    _inherit = "gas.approval.decision"
    _host_fields = ("project_id",)

    project_id = fields.Many2one("gas.project", readonly=True, ondelete="restrict")

    _guarded_fields = frozenset({"project_id"})

    _project_idx = models.Index("(project_id, id) WHERE project_id IS NOT NULL")
