# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasRecordStep(models.TransientModel):
    """Dialog of the steps of a work or service record that need a reason."""

    _name = "gas.record.step"
    _description = "Step with a Reason"

    step = fields.Selection([("return", "Return a Work Record"), ("void", "Void a Service Record")], required=True)
    work_record_ids = fields.Many2many("gas.work.record", string="Work Records")
    service_record_ids = fields.Many2many("gas.service.record", string="Service Records")
    reason = fields.Char(required=True)

    def action_confirm(self):
        self.ensure_one()
        if self.step == "return":
            self.work_record_ids.action_return(self.reason)
        else:
            self.service_record_ids.action_void(self.reason)
        return {"type": "ir.actions.act_window_close"}
