# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class ResPartner(models.Model):
    """A supplier's record: promises of projects that waited for a unit outside the company (PS-4.2.3.1)."""

    _inherit = "res.partner"

    gas_deadline_count = fields.Integer("Deadlines", compute="_compute_gas_deadlines")
    gas_late_count = fields.Integer("Late Deadlines", compute="_compute_gas_deadlines")

    @api.depends_context("uid")
    def _compute_gas_deadlines(self):
        """Count what the user may see; late are those that ended late or are overdue."""
        clocks = self.env["gas.sla.clock"]
        of_these = [("partner_id", "in", self.ids)]
        late = [*of_these, "|", ("state", "=", "late"), ("is_overdue", "=", True)]
        counts = dict(clocks._read_group(of_these, ["partner_id"], ["__count"]))
        late_counts = dict(clocks._read_group(late, ["partner_id"], ["__count"]))
        for partner in self:
            partner.gas_deadline_count = counts.get(partner, 0)
            partner.gas_late_count = late_counts.get(partner, 0)

    def action_gas_deadlines(self):
        """Show the deadlines this supplier answered for."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_sla_clock_on_time")
        return action | {
            "display_name": self.display_name,
            "domain": [("partner_id", "=", self.id)],
            "views": [(self.env.ref("gas_service.gas_sla_clock_view_list_project").id, "list"), (False, "form")],
            "context": {},
        }
