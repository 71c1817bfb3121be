# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    gas_currency_id = fields.Many2one(related="company_id.currency_id", string="Currency of the Company")
    gas_payroll_cutoff_day = fields.Integer(related="company_id.gas_payroll_cutoff_day", readonly=False)
    gas_minimum_wage = fields.Monetary(
        related="company_id.gas_minimum_wage", readonly=False, currency_field="gas_currency_id"
    )
    gas_deduction_share = fields.Float(related="company_id.gas_deduction_share", readonly=False)
    gas_deduction_carry_over = fields.Boolean(related="company_id.gas_deduction_carry_over", readonly=False)
    gas_appraisal_day = fields.Integer(related="company_id.gas_appraisal_day", readonly=False)
    gas_comment_days = fields.Integer(related="company_id.gas_comment_days", readonly=False)
    gas_appraisal_pay = fields.Boolean(related="company_id.gas_appraisal_pay", readonly=False)
