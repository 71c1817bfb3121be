# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasConductCase(models.Model):
    """What has lowered somebody's pay by his appraisal is no reason for a deduction as well."""

    _inherit = "gas.conduct.case"

    def _missing_of_penalty(self):
        missing = super()._missing_of_penalty()
        if self.sanction == "deduction":
            # sudo: appraisals of the person, which who works on the case may not read; only their names are told
            lowered = self.env["gas.appraisal"].sudo()._lowered_pay_for(self.sudo())
            if lowered:
                missing.append(
                    self.env._(
                        "another sanction than a deduction: it has lowered pay already, by the appraisal %s",
                        ", ".join(lowered.mapped("name")),
                    )
                )
        return missing
