# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasPhone(models.Model):
    """Numbers of a ticket: for those who work on it, not for all who read its progress."""

    _inherit = "gas.phone"
    _host_fields = ("inquiry_id",)
    _host_read_operations = {"inquiry_id": "write"}

    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", ondelete="restrict", index="btree_not_null")

    _one_host = models.Constraint(
        "CHECK (num_nonnulls(account_id, inquiry_id) = 1)", "A phone number belongs to a gas account or to a ticket."
    )
