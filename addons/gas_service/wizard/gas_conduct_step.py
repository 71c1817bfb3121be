# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasConductStep(models.TransientModel):
    """Dialog of the steps of a case that need a few words; the case's own actions check who may."""

    _name = "gas.conduct.step"
    _description = "Step of a Conduct Case"

    case_id = fields.Many2one("gas.conduct.case", required=True, ondelete="cascade")
    step = fields.Selection(
        [
            ("verify", "Verified"),
            ("unfounded", "Unfounded"),
            ("dismiss", "Dismiss"),
            ("take_back_notice", "Take the Notice Back"),
            ("record_statement", "Statement on Paper"),
            ("record_appeal", "Appeal on Paper"),
            ("grant", "Grant the Appeal"),
            ("refuse", "Refuse the Appeal"),
        ],
        required=True,
    )
    statement = fields.Text(compute="_compute_said")
    appeal = fields.Text(compute="_compute_said")
    note = fields.Text(required=True)

    @api.constrains("case_id")
    def _check_case(self):
        # see gas.inquiry.dialog: constraints run as superuser, so ask for the user himself
        self.case_id.sudo(False).check_access("read")

    @api.depends("case_id", "step")
    def _compute_said(self):
        for dialog in self:
            decides = dialog.step in ("grant", "refuse")
            dialog.statement = decides and dialog.case_id.statement
            dialog.appeal = decides and dialog.case_id.appeal

    def action_confirm(self):
        self.ensure_one()
        case = self.case_id
        if self.step in ("grant", "refuse"):
            case.action_decide_appeal(self.step == "grant", self.note)
        else:
            getattr(case, f"action_{self.step}")(self.note)
        if not case.has_access("read"):
            return self.env["ir.actions.actions"]._for_xml_id("gas_service.gas_conduct_case_action")
        return {"type": "ir.actions.act_window_close"}


class GasConductWords(models.TransientModel):
    """Dialog in which the person concerned says what he has to say."""

    _name = "gas.conduct.words"
    _description = "Statement or Appeal"

    notice_id = fields.Many2one("gas.conduct.notice", required=True, ondelete="cascade")
    appeal = fields.Boolean()
    words = fields.Text(required=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    @api.constrains("notice_id")
    def _check_notice(self):
        # see gas.inquiry.dialog
        self.notice_id.sudo(False).check_access("read")

    def action_confirm(self):
        self.ensure_one()
        if self.appeal:
            self.notice_id.action_appeal(self.words, self.attachment_ids.ids)
        else:
            self.notice_id.action_state(self.words, self.attachment_ids.ids)
        return {"type": "ir.actions.act_window_close"}
