# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasContact(models.Model):
    """Tries to call a customer back (CB-7)."""

    _inherit = "gas.contact"
    _host_fields = ("inquiry_id", "project_id", "callback_id")

    callback_id = fields.Many2one("gas.callback", ondelete="restrict", index="btree_not_null")
    purpose = fields.Selection(selection_add=[("callback", "Callback")], ondelete={"callback": "cascade"})

    _guarded_fields = frozenset({"callback_id"})

    _one_host = models.Constraint(
        "CHECK (num_nonnulls(inquiry_id, project_id, callback_id) = 1)", "A contact belongs to one document."
    )
