# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import fields, models

from ..tools.qr_code import svg

_QR_PIXELS = 220


class GasCallbackLinkDialog(models.TransientModel):
    """Dialog that sends a customer the questions, or shows the link for an SMS or as a QR code."""

    _name = "gas.callback.link.dialog"
    _description = "Let the Customer Answer Himself"

    callback_id = fields.Many2one("gas.callback", required=True, readonly=True)
    email = fields.Char("E-mail")
    # shown once and never stored: the database keeps only the hash of the secret in them
    url = fields.Char("Link", store=False)
    sms = fields.Text("Text of an SMS", store=False)
    qr = fields.Html("QR Code", store=False, sanitize=False)

    def action_send(self):
        self.ensure_one()
        self.callback_id.action_send_link(self.email)
        return {"type": "ir.actions.act_window_close"}

    def action_show(self):
        """Make a link and show it in the same dialog."""
        self.ensure_one()
        link = self.callback_id.action_give_link()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Link Valid Until %s", link["valid_until"]),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_callback_id": self.callback_id.id,
                "default_url": link["url"],
                "default_sms": link["sms"],
                "default_qr": Markup(svg(link["url"], _QR_PIXELS)),
            },
        }
