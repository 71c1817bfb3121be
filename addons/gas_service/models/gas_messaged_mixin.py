# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

from odoo import api, fields, models
from odoo.tools import email_normalize

from ..tools import phone as phone_tools

_logger = logging.getLogger(__name__)


class GasMessagedMixin(models.AbstractModel):
    """A document whose customer is told by e-mail and SMS what happens to it; see gas.message.rule.

    A message is a courtesy: it settles no deadline, and when it fails the action goes on.
    """

    _name = "gas.messaged.mixin"
    _description = "Document whose customer gets messages"

    customer_unreachable = fields.Boolean(
        "No Message Possible",
        compute="_compute_customer_unreachable",
        compute_sudo=True,
        help="Neither e-mail nor phone number is known, or no messages are wanted: give him a slip in print.",
    )

    @api.depends("partner_id.email", "account_id.partner_id.email", "account_id.do_not_call", "phone_ids")
    def _compute_customer_unreachable(self):
        for document in self:
            known = document._message_email() or document.phone_ids or document.account_id.phone_ids
            document.customer_unreachable = document.account_id.do_not_call or not known

    def _message_wanted(self):
        """Return those (sudo) whose customer may be written to by itself."""
        return self.filtered(lambda document: not document.account_id.do_not_call)

    def _message_email(self):
        return email_normalize(self.partner_id.email or self.account_id.partner_id.email or "")

    def _message_mobile(self):
        """Return the mobile number an SMS can reach: the document's own first, else the account's."""
        numbers = (self.phone_ids + self.account_id.phone_ids).mapped("number")
        return next(filter(phone_tools.is_mobile, numbers), None)

    def _customer_lang(self):
        """Return the customer's language where it is known and installed, else the company's."""
        # sudo: a contact or company the reader of the document may not read
        document = self.sudo()
        installed = dict(self.env["res.lang"].get_installed())
        wanted = (document.partner_id.lang, document.company_id.partner_id.lang, self.env.lang)
        return next((lang for lang in wanted if lang in installed), None)

    def _tell_customer(self, event):
        """Send what the rule of ``event`` says to the customers of these documents, and note it on each."""
        # sudo: the system writes to the customer; who acted need not be able to see his number or address
        rule = self.env["gas.message.rule"].sudo().search([("event", "=", event)])
        event = dict(rule._fields["event"]._description_selection(self.env)).get(rule.event)
        for document in self.sudo()._message_wanted() if rule else ():
            address = rule.by_email and rule.mail_template_id and document._message_email()
            number = rule.by_sms and rule.sms_template_id and document._message_mobile()
            if not address and not number:
                continue
            try:
                with self.env.cr.savepoint():
                    channels = "、".join(document._send_messages(rule, address, number))
            except Exception:
                # a template somebody broke, a server that is away: not the fault of who acted
                _logger.exception("%s: the customer of %s could not be told", rule.event, document.name)
                document._message_log(body=self.env._("The customer could not be told: %s", event))
            else:
                document._message_log(
                    body=self.env._("The customer was told by %(channels)s: %(event)s", channels=channels, event=event)
                )

    def _send_messages(self, rule, address, number):
        """Put the messages of one document (sudo) into the queues; return by which channels.

        They hold the customer's own link, so they hang on no document that others read, and are
        deleted once they are sent.
        """
        self.ensure_one()
        document = self.with_context(lang=self._customer_lang(), gas_tracking_url=self._tracking_url())
        channels = []
        if address:
            rule.mail_template_id.with_env(document.env).send_mail(
                self.id, email_values={"email_to": address, "recipient_ids": [], "model": False, "res_id": False}
            )
            channels.append(self.env._("e-mail"))
        if number:
            body = rule.sms_template_id.with_env(document.env)._render_field("body", self.ids)[self.id]
            self.env["sms.sms"].create({"number": f"+86{number}", "body": body})
            channels.append(self.env._("SMS"))
        return channels
