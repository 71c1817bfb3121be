# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasAppraisalStep(models.TransientModel):
    """Dialog of the steps of an appraisal that take a few words; the appraisal's own actions check who may."""

    _name = "gas.appraisal.step"
    _description = "Step of an Appraisal"

    appraisal_id = fields.Many2one("gas.appraisal", required=True, ondelete="cascade")
    step = fields.Selection(
        [("comment", "Seen"), ("record", "Comment on Paper"), ("confirm", "Confirmed")], required=True
    )
    comment = fields.Text("Comment of the Employee", related="appraisal_id.comment")
    note = fields.Text()

    @api.constrains("appraisal_id")
    def _check_appraisal(self):
        # see gas.inquiry.dialog: constraints run as superuser, so ask for the user himself
        self.appraisal_id.sudo(False).check_access("read")

    def action_apply(self):
        self.ensure_one()
        actions = {"comment": "action_comment", "record": "action_record_comment", "confirm": "action_confirm"}
        getattr(self.appraisal_id, actions[self.step])(self.note or "")
        return {"type": "ir.actions.act_window_close"}
