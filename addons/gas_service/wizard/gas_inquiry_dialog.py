# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasInquiryDialog(models.AbstractModel):
    """What the dialogs of a ticket share: the ticket, which their user must be able to read."""

    _name = "gas.inquiry.dialog"
    _description = "Dialog of a Ticket"

    inquiry_id = fields.Many2one("gas.inquiry", required=True, ondelete="cascade")

    @api.constrains("inquiry_id")
    def _check_inquiry(self):
        # names and related fields of any ticket could be read through a dialog otherwise;
        # constraints run as superuser, so ask for the user himself
        self.inquiry_id.sudo(False).check_access("read")
