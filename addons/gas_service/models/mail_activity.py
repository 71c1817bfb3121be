# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "gas.archived.mixin"]

    # an alert's activity goes away with its deadline
    gas_clock_id = fields.Many2one("gas.sla.clock", "Deadline", ondelete="cascade", index="btree_not_null")

    def _archive_link_fields(self):
        return {"res_model_id", "res_id"}

    def _archive_documents(self):
        ids = {
            activity.res_id for activity in self.sudo() if activity.res_model == "gas.inquiry"
        }  # sudo: see the mixin
        return super()._archive_documents().browse(ids).exists()
