# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasCallbackPlanStep(models.TransientModel):
    """Dialog of the steps of a callback plan that need a reason."""

    _name = "gas.callback.plan.step"
    _description = "Step of a Callback Plan"

    plan_id = fields.Many2one("gas.callback.plan", required=True, ondelete="cascade")
    step = fields.Selection([("end_calls", "End the Calls"), ("cancel", "Cancel the Plan")], required=True)
    shortfall = fields.Boolean(related="plan_id.shortfall", related_sudo=False)
    note = fields.Text("Reason")

    @api.constrains("plan_id")
    def _check_plan(self):
        # see gas.inquiry.dialog: constraints run as superuser, so ask for the user himself
        self.plan_id.sudo(False).check_access("read")

    def action_confirm(self):
        self.ensure_one()
        getattr(self.plan_id, f"action_{self.step}")(self.note or "")
        return {"type": "ir.actions.act_window_close"}
