# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import deduction
from .gas_pay_run import cents


class GasPayAllocation(models.Model):
    """What becomes of allocations when their payslip is confirmed, cancelled or refunded (all as superuser)."""

    _inherit = "gas.pay.allocation"

    def _settle(self):
        """The payslip is confirmed: what is held is paid, the rest lapses or waits for the next month."""
        now = fields.Datetime.now()
        for row in self:
            rest = cents(row.requested_amount) - cents(row.amount)
            if row.company_id.gas_deduction_carry_over:
                rest = 0
            row._write_guarded({"state": "paid", "paid_at": now, "lapsed_amount": deduction.from_cents(rest)})

    def _release(self, refund=None):
        """The payslip does not pay this any more: the order asks for it again, unless an appeal was won meanwhile.

        :param refund: the payslip that gives the amount back, if it is not a cancellation
        """
        gone = {"state": "refunded", "refund_id": refund.id} if refund else {"state": "released"}
        # what an appeal gave back first: it must be known to be open again when the deduction is released
        for row in self.sorted(lambda row: row.kind != "reversal"):
            paid = row.state == "paid"
            row._write_guarded(gone)
            if paid and row.order_id._is_reversed():
                row._settle_with_reversal()

    def _settle_with_reversal(self):
        """An amount goes back to a person who won his appeal: the order that gives it back asks for so much less.

        :raise UserError: it was given back already
        """
        order, reversal, amount = self.order_id, self.order_id.reversal_ids, cents(self.amount)
        reversal.allocation_ids.filtered(lambda row: row.state == "held")._release()
        if cents(reversal.open_amount) < amount:
            paid = reversal.allocation_ids.filtered(lambda row: row.state == "paid")
            raise UserError(
                self.env._(
                    "%(order)s was given back by %(payslip)s after an appeal: cancel or refund that one first.",
                    order=order.name,
                    payslip=", ".join(paid.mapped("payslip_name")),
                )
            )
        order._take_back(order.open_amount)
        reversal._take_back(self.amount)

    def _reinstate(self):
        """Their refund is not valid any more: the payslips pay them as before.

        :raise UserError: another payslip took them meanwhile, or an appeal was won
        """
        taken = []
        for row in self:
            order = row.order_id
            free = cents(order.open_amount) - cents(order.held_amount)
            if row.payslip_id.state != "done":
                row._write_guarded({"state": "released"})
            elif free >= cents(row.amount) + cents(row.lapsed_amount):
                row._write_guarded({"state": "paid"})
            else:
                taken.append(row)
        if taken:
            others = (
                self.browse().union(*taken).order_id.allocation_ids.filtered(lambda row: row.state in ("held", "paid"))
            )
            raise UserError(
                self.env._(
                    "This refund stays: %(orders)s was taken by another payslip since, or given back after an appeal. %(payslips)s",
                    orders=", ".join(row.order_id.name for row in taken),
                    payslips=", ".join(others.mapped("payslip_name")),
                )
            )
