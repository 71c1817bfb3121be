# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class HrPayslip(models.Model):
    """From the bonus line of a payslip to the appraisal it came from."""

    _inherit = "hr.payslip"

    gas_appraisal_id = fields.Many2one(
        "gas.appraisal", "Appraisal", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )

    _guarded_fields = frozenset({"gas_appraisal_id"})

    def _gas_coefficient_values(self, found):
        return {"gas_appraisal_id": False, **super()._gas_coefficient_values(found)}
