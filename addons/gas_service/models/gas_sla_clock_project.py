# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSlaClock(models.Model):
    """Clocks of projects."""

    _inherit = "gas.sla.clock"
    _host_fields = ("project_id",)

    # the unique index below also serves searches by document
    project_id = fields.Many2one("gas.project", readonly=True, ondelete="cascade")
    lead_id = fields.Many2one("hr.employee", "Lead", related="project_id.lead_id")
    project_customer = fields.Char("Customer", related="project_id.customer_name")
    design_chased = fields.Boolean(related="project_id.design_chased")

    _project_unique = models.UniqueIndex("(project_id, code, occurrence) WHERE project_id IS NOT NULL")
