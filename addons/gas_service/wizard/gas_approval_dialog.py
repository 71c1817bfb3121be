# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class GasApprovalDialog(models.TransientModel):
    """Dialog for deciding on any document that is approved; the document's own actions check who may."""

    _name = "gas.approval.dialog"
    _description = "Decide on an Approval"

    step = fields.Selection(
        [("approve", "Approve"), ("reject", "Reject"), ("withdraw", "Withdraw")], required=True, readonly=True
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Document ID", model_field="res_model", required=True, readonly=True)
    document_name = fields.Char("Document", compute="_compute_document_name")
    reason = fields.Char()

    @api.depends("res_model", "res_id")
    def _compute_document_name(self):
        for dialog in self:
            dialog.document_name = dialog._document().display_name

    def _document(self):
        """Return the document, which the user may read.

        :raise UserError: nothing of that kind is approved
        """
        model = self.env.get(self.res_model)
        if not isinstance(model, self.env.registry["gas.approval.mixin"]):
            raise UserError(self.env._("There is nothing to decide on."))
        document = model.browse(self.res_id)
        document.check_access("read")
        return document

    def action_confirm(self):
        self.ensure_one()
        document = self._document()
        if self.step == "approve":
            document.action_approve(self.reason)
        elif self.step == "reject":
            document.action_reject(self.reason)
        else:
            document.action_withdraw_approval(self.reason)
        return {"type": "ir.actions.act_window_close"}
