# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models

RULES = ("basic", "performance", "gross", "deduction", "reward", "reversal", "net")


class ResCompany(models.Model):
    """How much a month's wage may be lessened, and the salary structure that does it."""

    _inherit = "res.company"

    gas_structure_id = fields.Many2one(
        "hr.payroll.structure", "Wage Structure", readonly=True, ondelete="restrict",
        help="Salary structure whose payslips take rewards and penalties.",
    )  # fmt: skip
    gas_minimum_wage = fields.Monetary(
        "Local Minimum Wage", help="Of a month. A deduction must leave it; without it no payslip takes a deduction."
    )
    gas_deduction_share = fields.Float(
        "Deducted at Most (%)", digits=(5, 2), default=20, help="Of the month's wage. The law allows 20 %."
    )
    gas_deduction_carry_over = fields.Boolean(
        "Carry Over", help="What a payslip could not take of a deduction waits for the next month; otherwise it lapses."
    )
    gas_appraisal_pay = fields.Boolean(
        "Appraisals Change Pay",
        help="The performance bonus of a month follows its locked appraisal, where its scheme is for pay.",
    )

    gas_appraisal_day = fields.Integer(
        "Appraisals From", default=3, required=True,
        help="Working day of the month on which the appraisals of the month before are opened (FI-14.3).",
    )  # fmt: skip
    gas_comment_days = fields.Integer(
        "Time to Comment", default=5, required=True,
        help="Working days an employee has to see and comment on his appraisal before it is confirmed (FI-14.3).",
    )  # fmt: skip

    _gas_appraisal_range = models.Constraint(
        "CHECK (gas_appraisal_day BETWEEN 1 AND 15 AND gas_comment_days BETWEEN 1 AND 30)",
        "Appraisals open on one of the first 15 working days, and there are 1 to 30 working days to comment.",
    )
    _gas_minimum_wage_positive = models.Constraint("CHECK (gas_minimum_wage >= 0)", "A minimum wage is not negative.")
    _gas_deduction_share_legal = models.Constraint(
        "CHECK (gas_deduction_share BETWEEN 0 AND 20)", "At most 20 % of a month's wage may be deducted."
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: whoever may create a company need not be allowed to create salary structures
        companies.sudo()._gas_create_structures()
        return companies

    @api.model
    def _gas_init_structures(self):
        """Give every company its salary structure (install)."""
        self.with_context(active_test=False).search([], limit=None)._gas_create_structures()

    def _gas_create_structures(self):
        companies = self.filtered(lambda company: not company.gas_structure_id)
        rules = [self.env.ref(f"gas_service_reports.hr_salary_rule_{name}").id for name in RULES]
        structures = self.env["hr.payroll.structure"].create(
            [
                {
                    "name": self.env._("Monthly Wage with Performance Bonus"),
                    "code": "GAS",
                    "company_id": company.id,
                    "parent_id": False,
                    "rule_ids": [Command.set(rules)],
                }
                for company in companies
            ]
        )
        for company, structure in zip(companies, structures, strict=True):
            company.gas_structure_id = structure
