# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasCallbackStep(models.TransientModel):
    """Dialog of what can happen in a call besides answers."""

    _name = "gas.callback.step"
    _description = "Step of a Callback"

    callback_id = fields.Many2one("gas.callback", required=True, ondelete="cascade")
    step = fields.Selection(
        [
            ("attempt", "Not Reached"),
            ("later", "Call Later"),
            ("refuse", "Refused"),
            ("ticket", "Make a Ticket of It"),
        ],
        required=True,
    )
    note = fields.Text()
    until = fields.Datetime("Not Before")
    subject = fields.Char("Matter")
    kind = fields.Selection(
        [("inquiry", "Inquiry"), ("request", "Request"), ("complaint", "Complaint")], default="request"
    )
    # public: an ordinary user may not link records of hr.employee
    accused_ids = fields.Many2many("hr.employee.public", string="Complained About")

    @api.constrains("callback_id")
    def _check_callback(self):
        # see gas.inquiry.dialog: constraints run as superuser, so ask for the user himself
        self.callback_id.sudo(False).check_access("read")

    def action_confirm(self):
        self.ensure_one()
        callback, note = self.callback_id, self.note or ""
        if self.step == "ticket":
            callback.action_make_ticket(self.subject, note, self.kind, self.accused_ids.ids)
            return {"type": "ir.actions.act_window_close"}
        if self.step == "attempt":
            callback.action_attempt(note)
        elif self.step == "later":
            callback.action_release(self.until, note)
        else:
            callback.action_refuse(note)
        return callback.action_next_or_list()
