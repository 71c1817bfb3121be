# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model
    def _gas_play_demo_wages(self):
        """Pay the people of the demo company; called by the demo data and by nothing else."""
        from ..demo import wages  # noqa: PLC0415 -- loaded with the demo data only

        wages.play(self.env)
