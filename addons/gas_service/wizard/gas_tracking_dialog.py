# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import api, fields, models

from ..tools.qr_code import svg

_QR_PIXELS = 220


class GasTrackingDialog(models.TransientModel):
    """Dialog that shows the tracking code to whoever gives it to the customer, and issues a new one (FI-13)."""

    _name = "gas.tracking.dialog"
    _description = "Tracking Code for the Customer"

    inquiry_id = fields.Many2one("gas.inquiry", readonly=True)
    project_id = fields.Many2one("gas.project", readonly=True)
    # computed for who may write the document, and never stored
    number = fields.Char(compute="_compute_code")
    code = fields.Char("Tracking Code", compute="_compute_code")
    url = fields.Char("Link", compute="_compute_code")
    qr = fields.Html("QR Code", compute="_compute_code", sanitize=False)

    def _document(self):
        return self.inquiry_id or self.project_id

    @api.depends("inquiry_id", "project_id")
    @api.depends_context("uid")
    def _compute_code(self):
        for dialog in self:
            document = dialog._document()
            shown = bool(document) and document.has_access("write")
            dialog.number = document.name if shown else False
            dialog.code = document._tracking_code() if shown else False
            dialog.url = document._tracking_url() if shown else False
            dialog.qr = Markup(svg(dialog.url, _QR_PIXELS)) if shown else False

    def action_new_code(self):
        """Void the code and show the new one."""
        self.ensure_one()
        document = self._document()
        document.action_new_tracking_code()
        return document.action_open_tracking()
