# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSlaClock(models.Model):
    """Clocks of callback plans."""

    _inherit = "gas.sla.clock"
    _host_fields = ("inquiry_id", "project_id", "callback_plan_id")

    # the unique index below also serves searches by document
    callback_plan_id = fields.Many2one("gas.callback.plan", "Callback Plan", readonly=True, ondelete="cascade")

    _callback_plan_unique = models.UniqueIndex("(callback_plan_id, code, occurrence) WHERE callback_plan_id IS NOT NULL")
