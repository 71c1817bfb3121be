# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import Decimal
from typing import NamedTuple

from odoo import models


class PerformanceCoefficient(NamedTuple):
    """By what the performance bonus of a month is multiplied, and where that comes from."""

    value: Decimal = Decimal(1)  # at most four decimals
    source: str | bool = False  # in words, for the payslip
    payslip_values: dict | None = None  # what else the payslip stores of it, such as the appraisal it came from


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _gas_performance_coefficients(self, month):
        """Return {employee id: PerformanceCoefficient} of the month that begins on the date ``month``.

        Called once for all payslips of a month that are computed together; those left out have the
        coefficient 1. Appraisals extend it.
        """
        return {}
