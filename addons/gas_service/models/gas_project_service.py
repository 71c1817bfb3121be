# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasProject(models.Model):
    """What a finished step leaves for the callbacks: a service record, once (CB-2, PS-6.2)."""

    _inherit = "gas.project"

    def _record_service(self, step, at):
        """A step (pre_service, design, installation, ignition) was finished at ``at`` (naive UTC)."""
