# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """What each company sets about conduct cases: when payroll closes its books, when failures are the leader's."""

    _inherit = "res.company"

    gas_payroll_cutoff_day = fields.Integer(
        "Payroll Cut-off", default=25, required=True,
        help="Day of the month after which what becomes final goes into the next month's payslip (FI-14.4).",
    )  # fmt: skip
    gas_failure_limit = fields.Integer(
        "Failures for the Leader", default=3, required=True,
        help="So many verified cases and exceeded deadlines with an objection in a quarter propose a case about the"
        " department's manager (FI-6); 0: never.",
    )  # fmt: skip

    _gas_cutoff_day = models.Constraint(
        "CHECK (gas_payroll_cutoff_day BETWEEN 1 AND 31)", "The cut-off is a day of the month."
    )
    _gas_failure_limit = models.Constraint("CHECK (gas_failure_limit >= 0)", "A number of failures is not negative.")
