# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSlaClock(models.Model):
    """Clocks of callback plans, of issues found in them, of their audits."""

    _inherit = "gas.sla.clock"
    _host_fields = ("callback_plan_id", "callback_issue_id", "callback_audit_id")

    # the unique indexes below also serve searches by document
    callback_plan_id = fields.Many2one("gas.callback.plan", readonly=True, ondelete="cascade")
    callback_issue_id = fields.Many2one("gas.callback.issue", readonly=True, ondelete="cascade")
    callback_audit_id = fields.Many2one("gas.callback.audit", readonly=True, ondelete="cascade")

    _callback_plan_unique = models.UniqueIndex(
        "(callback_plan_id, code, occurrence) WHERE callback_plan_id IS NOT NULL"
    )
    _callback_issue_unique = models.UniqueIndex(
        "(callback_issue_id, code, occurrence) WHERE callback_issue_id IS NOT NULL"
    )
    _callback_audit_unique = models.UniqueIndex(
        "(callback_audit_id, code, occurrence) WHERE callback_audit_id IS NOT NULL"
    )
