# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class ResourceResource(models.Model):
    _inherit = "resource.resource"

    def unlink(self):
        # The database only empties `resource_id`, and a leave without a resource is everyone's:
        # the sick leave of an employee who is deleted would become a holiday of the company.
        # sudo: leaves of other people are hidden from those who may delete a resource
        self.env["resource.calendar.leaves"].sudo().search([("resource_id", "in", self.ids)]).unlink()
        return super().unlink()
