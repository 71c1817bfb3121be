# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResCompany(models.Model):
    """What each company sets about conduct cases: time to be heard, what is proposed, when payroll closes its books."""

    _inherit = "res.company"

    gas_hearing_days = fields.Integer(
        "Time to Be Heard", default=5, required=True,
        help="Working days the person concerned has to speak before it is decided (FI-14.4).",
    )  # fmt: skip
    gas_appeal_days = fields.Integer(
        "Time to Appeal", default=5, required=True,
        help="Working days the person concerned has to appeal against a decision he was served (FI-14.4).",
    )  # fmt: skip
    gas_proposal_months = fields.Integer(
        "Proposals Look Back", default=3, required=True,
        help="Months an exceeded deadline is still proposed as a case when the customer objects (FI-10).",
    )  # fmt: skip
    gas_held_share = fields.Float(
        "Share of Time Held (%)", default=33.33, digits=(5, 2), required=True,
        help="Who held a matter for less of its time is not proposed for blame (FI-5.2).",
    )  # fmt: skip
    gas_failure_limit = fields.Integer(
        "Failures for the Leader", default=3, required=True,
        help="So many verified cases and exceeded deadlines with an objection in a quarter propose a case about the"
        " department's manager (FI-6); 0: never.",
    )  # fmt: skip
    gas_payroll_cutoff_day = fields.Integer(
        "Payroll Cut-off", default=25, required=True,
        help="Day of the month after which what becomes final goes into the next month's payslip (FI-14.4).",
    )  # fmt: skip

    _gas_hearing_range = models.Constraint(
        "CHECK (gas_hearing_days BETWEEN 1 AND 30 AND gas_appeal_days BETWEEN 1 AND 30)",
        "Nobody is punished unheard: there are 1 to 30 working days to speak, and as many to appeal (FI-14.4).",
    )
    _gas_proposal_range = models.Constraint(
        "CHECK (gas_proposal_months BETWEEN 1 AND 12 AND gas_held_share BETWEEN 0 AND 100)",
        "Proposals look back 1 to 12 months, and a share is between 0 and 100 %.",
    )
    _gas_cutoff_day = models.Constraint(
        "CHECK (gas_payroll_cutoff_day BETWEEN 1 AND 31)", "The cut-off is a day of the month."
    )
    _gas_failure_limit = models.Constraint("CHECK (gas_failure_limit >= 0)", "A number of failures is not negative.")
