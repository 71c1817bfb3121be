# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasProjectDialog(models.AbstractModel):
    """What the dialogs of a project share: the project, which their user must be able to read."""

    _name = "gas.project.dialog"
    _description = "Dialog of a Project"

    project_id = fields.Many2one("gas.project", required=True, ondelete="cascade")

    @api.constrains("project_id")
    def _check_project(self):
        # see gas.inquiry.dialog: constraints run as superuser, so ask for the user himself
        self.project_id.sudo(False).check_access("read")
