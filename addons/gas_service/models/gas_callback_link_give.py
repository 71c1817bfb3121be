# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class GasCallback(models.Model):
    """Giving a customer the link instead of, or after, calling him."""

    _inherit = "gas.callback"

    link_ids = fields.One2many("gas.callback.link", "callback_id", "Links", readonly=True)

    def action_send_link(self, email=""):
        """Send the customer the questions by e-mail; by the caller who pulled him.

        :param email: address he gave; default: the one of his contact
        :raise UserError: not pulled by the user, the plan is not being called, or no usable address
        """
        self.ensure_one()
        employee = self._check_link_giver()
        callback = self.sudo()  # sudo: the caller's right has just been checked
        address = email_normalize(email or callback._contact_email())
        if not address:
            raise UserError(self.env._("Which e-mail address? The contact has none that can be used."))
        link, url = self.env["gas.callback.link"].sudo()._give(callback, "email", employee, address)  # sudo: as above
        template = self.env.ref("gas_service.mail_template_callback_link").sudo()  # sudo: as above
        # no document on the message: whoever reads the callback must not find the secret; deleted once it is sent
        template.with_context(gas_callback_url=url, gas_callback_until=link._until_text()).send_mail(
            callback.id, email_values={"email_to": address, "recipient_ids": [], "model": False, "res_id": False}
        )
        callback._log_try(self.env._("Questions sent by e-mail"), "email", reached=False)

    def action_give_link(self):
        """Return a new link for the customer, to be copied into an SMS or shown as a QR code.

        :return: dict: ``url``, ``sms`` (a text with it), ``valid_until`` (local, as text)
        :raise UserError: not pulled by the user, or the plan is not being called
        """
        self.ensure_one()
        employee = self._check_link_giver()
        callback = self.sudo()  # sudo: the caller's right has just been checked
        link, url = self.env["gas.callback.link"].sudo()._give(callback, "copy", employee)  # sudo: as above
        callback._log_try(self.env._("Link to the questions given"), "sms", reached=False)
        until = link._until_text()
        sms = self.env._(
            "%(company)s: how was our service? Please tell us in two minutes, until %(until)s: %(url)s",
            company=callback.company_id.name,
            until=until,
            url=url,
        )
        return {"url": url, "sms": sms, "valid_until": until}

    def _check_link_giver(self):
        employee = self._check_caller()
        if self.sudo().plan_id.state != "calling":  # sudo: the state of the plan he calls for
            raise UserError(self.env._("Links are given while the plan is being called."))
        return employee

    def _contact_email(self):
        return (self.partner_id or self.account_id.partner_id).email or ""

    def action_open_link_dialog(self):
        """Open the dialog that sends the questions, or shows the link."""
        self._check_link_giver()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Let the Customer Answer Himself"),
            "res_model": "gas.callback.link.dialog",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_callback_id": self.id,
                "default_email": self.sudo()._contact_email(),  # sudo: the caller's right has just been checked
            },
        }
