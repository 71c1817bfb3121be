# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasProject(models.Model):
    """Numbers of the customer's people."""

    _name = "gas.project"
    _inherit = ["gas.project", "gas.phone.mixin"]
    _phone_host_field = "project_id"

    phone_ids = fields.One2many("gas.phone", "project_id", "Phones")


class GasPhone(models.Model):
    """Numbers of a project: for those who work on it, not for all who read its progress."""

    _inherit = "gas.phone"
    _host_fields = ("project_id",)
    _host_read_operations = {"inquiry_id": "write", "project_id": "write"}

    project_id = fields.Many2one("gas.project", ondelete="cascade", index="btree_not_null")

    _one_host = models.Constraint(
        "CHECK (num_nonnulls(account_id, inquiry_id, project_id) = 1)",
        "A phone number belongs to a gas account, a ticket or a project.",
    )
