# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasApprovalDecision(models.Model):
    """Decisions on callback plans."""

    _inherit = "gas.approval.decision"
    _host_fields = ("callback_plan_id",)

    callback_plan_id = fields.Many2one("gas.callback.plan", readonly=True, ondelete="restrict", index="btree_not_null")


class GasApprovalRule(models.Model):
    _inherit = "gas.approval.rule"

    kind = fields.Selection(selection_add=[("callback", "Callback Plan")], ondelete={"callback": "cascade"})
