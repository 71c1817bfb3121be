# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasSlaPolicy(models.Model):
    _inherit = "gas.sla.policy"

    appraisal_weight = fields.Float(
        default=1.0, digits=(6, 2), help="How much a deadline of this clause counts in an appraisal."
    )

    _appraisal_weight_positive = models.Constraint("CHECK (appraisal_weight > 0)", "A weight is above 0.")
