# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

#: how long what could not be sent is kept, in days: it holds numbers and addresses
KEEP_DAYS = 30


class GasMessageRule(models.Model):
    """What customers are told by message, by itself, and how: one row an event."""

    _name = "gas.message.rule"
    _description = "Message to Customers"
    _order = "sequence, id"
    _rec_name = "event"

    sequence = fields.Integer(default=10)
    event = fields.Selection(
        [
            ("registered", "Registered"),
            ("transferred", "Transferred"),
            ("urgent", "Urgent Matter Accepted"),
            ("notice", "One-Time Notice Given"),
            ("answered", "Answered"),
            ("rate", "Closed: Please Rate"),
            ("supply", "Project: Please Supply"),
        ],
        required=True,
        readonly=True,
    )
    active = fields.Boolean("Sent", default=True)
    by_email = fields.Boolean("By E-Mail", default=True)
    by_sms = fields.Boolean(
        "By SMS",
        help="Needs an SMS gateway. Odoo's own is abroad: connect one in the country before you tick this.",
    )
    mail_template_id = fields.Many2one("mail.template", "Mail", ondelete="restrict")
    sms_template_id = fields.Many2one("sms.template", "SMS", ondelete="restrict")

    _event_unique = models.UniqueIndex("(event)", "There is one row for each event.")

    @api.autovacuum
    def _gc_unsent(self):
        """Delete messages to customers that were given up; those that were sent have gone by themselves."""
        old = [("create_date", "<", fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_DAYS))]
        self.env["sms.sms"].search([*old, ("state", "in", ("error", "canceled", "sent"))]).unlink()
        given_up = [("state", "in", ("exception", "cancel")), ("auto_delete", "=", True), ("model", "=", False)]
        self.env["mail.mail"].search([*old, *given_up]).unlink()
