# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class GasPayAllocation(models.Model):
    """What one payslip takes of one order: the ledger of money (FI-14.4).

    Of every order, at any time and to the cent: amount = paid + open + lapsed + reversed, where paid and
    lapsed are the sums of its paid allocations. Held amounts are still open, but no other payslip takes
    them. Written by payslips and orders alone, whoever works on them.
    """

    _name = "gas.pay.allocation"
    _description = "Amount on a Payslip"
    _inherit = ["gas.guarded.mixin"]
    _order = "month desc, id desc"

    order_id = fields.Many2one("gas.conduct.order", required=True, readonly=True, ondelete="restrict", index=True)
    kind = fields.Selection(related="order_id.kind", store=True)
    employee_id = fields.Many2one(related="order_id.employee_id", store=True, index=True)
    company_id = fields.Many2one(related="order_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    payslip_id = fields.Many2one("hr.payslip", readonly=True, ondelete="set null", index="btree_not_null")
    payslip_name = fields.Char("Payslip Reference", readonly=True, help="Stays when the payslip is deleted.")
    code = fields.Char(readonly=True, required=True, help="Of the payslip line that holds the amount.")
    month = fields.Date(readonly=True, required=True, help="First day of the month the payslip is for.")
    requested_amount = fields.Monetary("Asked", readonly=True, required=True, aggregator=None)
    amount = fields.Monetary(
        "Taken by the Payslip", readonly=True, required=True, aggregator=None, help="Never negative."
    )
    lapsed_amount = fields.Monetary("Lapsed", readonly=True, aggregator=None)
    state = fields.Selection(
        [
            ("held", "In Preparation"),  # the payslip is not confirmed yet
            ("paid", "Paid"),
            ("released", "Taken Out"),  # the payslip was cancelled, deleted or computed without it
            ("refunded", "Refunded"),
        ],
        required=True, readonly=True,
    )  # fmt: skip
    paid_at = fields.Datetime("Paid On", readonly=True)
    refund_id = fields.Many2one("hr.payslip", readonly=True, ondelete="set null", index="btree_not_null")
    # what a deduction was measured against: explained in words by gas_pay_allocation_explain
    cap = fields.Selection(
        [
            ("bonus", "Performance bonus of the month"),
            ("share", "Share of the month's wage"),
            ("minimum", "Local minimum wage"),
            ("rule", "Salary rule"),
        ],
        "Limited By", readonly=True,
    )  # fmt: skip
    asked_total = fields.Monetary("Asked in All", readonly=True, groups="payroll.group_payroll_user", aggregator=None)
    taken_total = fields.Monetary("Taken in All", readonly=True, groups="payroll.group_payroll_user", aggregator=None)
    bonus_amount = fields.Monetary("Bonus", readonly=True, groups="payroll.group_payroll_user", aggregator=None)
    wage_amount = fields.Monetary("Wage", readonly=True, groups="payroll.group_payroll_user", aggregator=None)
    kept_amount = fields.Monetary(
        "Left by Others", readonly=True, groups="payroll.group_payroll_user", aggregator=None,
        help="What other deductions leave of the month's wage.",
    )  # fmt: skip
    before_amount = fields.Monetary(
        "Taken Before", readonly=True, groups="payroll.group_payroll_user", aggregator=None,
        help="By other payslips of the month.",
    )  # fmt: skip
    minimum_wage = fields.Monetary(readonly=True, groups="payroll.group_payroll_user", aggregator=None)
    share = fields.Float(
        "Share (%)", digits=(5, 2), readonly=True, groups="payroll.group_payroll_user", aggregator=None
    )

    _once = models.UniqueIndex("(order_id, payslip_id)", "A payslip takes an order once.")
    _held_once = models.UniqueIndex("(order_id) WHERE state = 'held'", "Two payslips cannot hold the same order.")
    _amounts = models.Constraint(
        "CHECK (amount >= 0 AND lapsed_amount >= 0 AND amount + lapsed_amount <= requested_amount)",
        "A payslip takes no more than it is asked to.",
    )
    _employee_month_idx = models.Index("(employee_id, month)")

    _guarded_fields = frozenset(
        "order_id kind employee_id company_id payslip_id payslip_name code month requested_amount amount lapsed_amount"
        " state paid_at refund_id cap asked_total taken_total bonus_amount wage_amount kept_amount before_amount"
        " minimum_wage share".split()
    )

    @api.depends("order_id", "month")
    def _compute_display_name(self):
        for row in self:
            month = row.month.strftime("%Y-%m") if row.month else ""
            # sudo: the number of an order whose amount the reader may see
            row.display_name = f"{row.sudo().order_id.name} · {month}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_unguarded():
            raise UserError(self.env._("Payslips write down what they take themselves."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What a payslip took stays on record."))
