# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    # an alert's activity goes away with its deadline
    gas_clock_id = fields.Many2one("gas.sla.clock", "Deadline", ondelete="cascade", index="btree_not_null")
