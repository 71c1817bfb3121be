# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

# what makes a reminder one of its project on its day
_REMINDS = {"active", "res_id", "res_model_id", "activity_type_id", "date_deadline"}


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

    def write(self, vals):
        projects = self._gas_tracked_projects() if _REMINDS & vals.keys() else self.env["gas.project"]
        result = super().write(vals)
        projects._follow_up_changed()
        return result

    def unlink(self):
        projects = self._gas_tracked_projects()
        result = super().unlink()
        projects.exists()._keep_follow_up()
        return result

    def _gas_tracked_projects(self):
        """Return the tracked projects whose reminders these are: they are given another one (PS-4.1.2)."""
        # sudo: a reminder is replaced whoever is done with it
        follow_ups = self.sudo().filtered(
            lambda a: (
                a.res_model == "gas.project"
                and a.activity_type_id == self.env.ref("gas_service.activity_type_follow_up")
            )
        )
        return follow_ups.env["gas.project"].browse(follow_ups.mapped("res_id"))
