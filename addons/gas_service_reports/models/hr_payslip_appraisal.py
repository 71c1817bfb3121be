# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class HrPayslip(models.Model):
    """From the bonus line of a payslip to the appraisal it came from."""

    _inherit = "hr.payslip"

    gas_appraisal_id = fields.Many2one(
        "gas.appraisal", "Appraisal", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )

    _guarded_fields = frozenset({"gas_appraisal_id"})

    def _gas_coefficient_values(self, found):
        return {"gas_appraisal_id": False, **super()._gas_coefficient_values(found)}

    def action_gas_appraisal(self):
        """Open the appraisal that the performance bonus follows, for those who may read it.

        :raise UserError: it follows none
        """
        self.ensure_one()
        self.check_access("read")
        if not self.gas_appraisal_id:
            raise UserError(
                self.env._("The bonus is the performance base of the contract: no locked appraisal of the month.")
            )
        self.gas_appraisal_id.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "gas.appraisal",
            "res_id": self.gas_appraisal_id.id,
            "views": [(False, "form")],
            "name": self.env._("Appraisal"),
        }
