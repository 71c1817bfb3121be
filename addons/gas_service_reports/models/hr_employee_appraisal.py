# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import Decimal

from odoo import models

from .hr_employee import PerformanceCoefficient


class HrEmployee(models.Model):
    """The performance bonus follows the locked appraisal of its month, where the company pays by it."""

    _inherit = "hr.employee"

    def _gas_performance_coefficients(self, month):
        coefficients = super()._gas_performance_coefficients(month)
        # sudo: payroll need not be allowed to read appraisals; it gets the coefficient and its name
        appraisals = (
            self.env["gas.appraisal"]
            .sudo()
            .search(
                [
                    ("employee_id", "in", self.ids),
                    ("period", "=", "month"),
                    ("date_from", "=", month),
                    ("state", "=", "locked"),
                    ("has_score", "=", True),
                    ("scheme_id.paid", "=", True),
                    ("company_id.gas_appraisal_pay", "=", True),
                ]
            )
        )
        for one in appraisals:
            coefficients[one.employee_id.id] = PerformanceCoefficient(
                Decimal(str(one.coefficient)),
                self.env._("Appraisal %(name)s: %(grade)s", name=one.name, grade=one.grade_id.name),
                {"gas_appraisal_id": one.id},
            )
        return coefficients
