# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasServiceRecord(models.Model):
    """What a project's finished steps were to its customer: one record a step (CB-2)."""

    _inherit = "gas.service.record"

    project_id = fields.Many2one("gas.project", readonly=True, ondelete="restrict")
    project_step = fields.Selection(
        [
            ("pre_service", "Pre-Service"),
            ("design", "Design"),
            ("installation", "Installation"),
            ("ignition", "Ignition"),
        ],
        "Step",
        readonly=True,
    )

    _project_step_unique = models.UniqueIndex(
        "(project_id, project_step) WHERE project_id IS NOT NULL",
        "The service of this step of the project is recorded already.",
    )
    _step_of_project = models.Constraint(
        "CHECK ((project_id IS NULL) = (project_step IS NULL))", "A project's service belongs to one of its steps."
    )

    _guarded_fields = frozenset({"project_id", "project_step"})

    @api.model
    def _origin_key(self, vals):
        if vals.get("project_id"):
            return ("project", vals["project_id"], vals["project_step"])
        return super()._origin_key(vals)

    @api.model
    def _existing_by_origin(self, keys):
        found = super()._existing_by_origin(keys)
        if ids := {key[1] for key in keys if key[0] == "project"}:
            records = self.search_fetch([("project_id", "in", ids)], ["project_id", "project_step"])
            found |= {("project", record.project_id.id, record.project_step): record for record in records}
        return found
