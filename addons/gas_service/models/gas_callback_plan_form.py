# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasCallbackPlan(models.Model):
    """What the views show of a plan as a whole, and the dialogs and lists its buttons open."""

    _inherit = "gas.callback.plan"

    total_population = fields.Integer("Customers Served", compute="_compute_totals")
    total_quota = fields.Integer("Needed", compute="_compute_totals")
    total_completed = fields.Integer("Answered", compute="_compute_totals")
    total_ratio = fields.Float("Ratio (%)", compute="_compute_totals", digits=(5, 2))

    @api.depends("stratum_ids")
    def _compute_totals(self):
        for plan in self:
            total = plan.stratum_ids.filtered(lambda one: one.stratum == "total")
            plan.total_population = total.population
            plan.total_quota = total.quota
            plan.total_completed = total.completed
            plan.total_ratio = total.ratio

    def action_next(self):
        """Give the current user the next customer of this plan; see gas.callback."""
        self.ensure_one()
        return self.env["gas.callback"].action_next(self.id)

    def action_open_callbacks(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_callback")
        return action | {"name": self.name, "domain": [("plan_id", "=", self.id)], "context": {}}

    def action_open_population(self):
        """Show everyone who was drawn from, in his place, or why he was passed over."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Population of %s", self.name),
            "res_model": "gas.callback.candidate",
            "view_mode": "list",
            "domain": [("plan_id", "=", self.id)],
            "context": {"search_default_group_stratum": 1},
        }

    def action_open_analysis(self):
        self.ensure_one()
        view = self.env.ref("gas_service.gas_callback_plan_view_analysis")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Analysis of %s", self.name),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(view.id, "form")],
        }

    def action_open_end_calls(self):
        return self._open_wizard("gas.callback.plan.step", self.env._("End the Calls"), default_step="end_calls")

    def action_open_cancel(self):
        return self._open_wizard("gas.callback.plan.step", self.env._("Cancel the Plan"), default_step="cancel")
