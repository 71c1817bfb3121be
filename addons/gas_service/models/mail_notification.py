# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MailNotification(models.Model):
    """Every employee reads notifications: not the number a message was sent to by SMS."""

    _inherit = "mail.notification"

    sms_number = fields.Char(groups="base.group_system")
