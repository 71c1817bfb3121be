# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from ..tools import deduction
from . import gas_pay_run
from .gas_pay_run import CODES, cents


class HrPayslip(models.Model):
    """Confirming, and what leaves that state: whatever its lines say, a payslip pays what its ledger says."""

    _inherit = "hr.payslip"

    def _gas_expected_totals(self):
        """Return {(payslip id, code): cents} that the ledger wants on the lines; of a refund, what it gives back."""
        run = gas_pay_run.current(self.env)
        expected = {}
        for row in self._gas_rows("held"):
            key = (row.payslip_id.id, row.code)
            expected[key] = expected.get(key, 0) + cents(row.amount)
        refunds = self.filtered("credit_note")
        for row in refunds._gas_refund_rows(run):
            refund_id = (run and run.refunds.get(row.payslip_id.id)) or row.refund_id.id
            key = (refund_id, row.code)
            expected[key] = expected.get(key, 0) + cents(row.amount)
        return expected

    def _gas_outdated(self):
        """Return those whose lines with our codes are not what the ledger says."""
        lines, expected = self._gas_line_totals(), self._gas_expected_totals()
        wrong = {key[0] for key in lines.keys() | expected.keys() if lines.get(key, 0) != expected.get(key, 0)}
        return self.filtered(lambda slip: slip.id in wrong)

    def _gas_check_confirmable(self):
        """:raise UserError: names the payslips whose lines are not what the ledger says, or take too much"""
        wrong = self._gas_outdated()
        wrong |= (self - wrong)._gas_over_limits()
        refunds = wrong.filtered("credit_note")
        if refunds:
            raise UserError(
                self.env._(
                    "%s does not give back the rewards and penalties of the payslip it refunds: delete it and refund again.",
                    ", ".join(refunds._gas_names()),
                )
            )
        if wrong:
            raise UserError(
                self.env._(
                    "Rewards or penalties, or what limits them, are not those that %s was computed with: compute it first.",
                    ", ".join(wrong._gas_names()),
                )
            )

    def _gas_over_limits(self):
        """Return those whose lines were changed so that they deduct more than they may."""
        totals = {
            slip_id: amount
            for (slip_id, code), amount in self._gas_line_totals().items()
            if code == CODES["deduction"] and amount
        }
        slips = self.filtered(lambda slip: slip.id in totals and not slip.credit_note)
        if not slips:
            return slips
        limits = slips._gas_line_limits(slips._gas_months())
        return slips.filtered(lambda slip: deduction.take(totals[slip.id], limits[slip.id]).cap)

    def _gas_settle(self):
        """They are confirmed: what they hold is paid; what a refund gives back is not paid any more."""
        run = gas_pay_run.current(self.env)
        self._gas_rows("held")._settle()
        for row in self.filtered("credit_note")._gas_refund_rows(run):
            row._release(refund=self.browse(run and run.refunds.get(row.payslip_id.id)) or row.refund_id)

    def _gas_leave_done(self):
        """They are not confirmed any more: what they paid is open again, what they refunded is paid again.

        :raise UserError: the settings do not allow it, or money would be lost or doubled
        """
        paid, refunded = self._gas_rows("paid"), self._gas_refunded_rows()
        lost = self._gas_rows("refunded") - refunded
        if not (paid or refunded or lost):
            return
        if not self[:1].allow_cancel_payslips:
            raise UserError(
                self.env._(
                    "%s pays rewards or penalties and is confirmed: refund it, or let the settings allow cancelling.",
                    ", ".join((paid | refunded | lost).payslip_id._gas_names()),
                )
            )
        if lost:
            raise UserError(self.env._("Cancel first the refund of %s.", ", ".join(lost.payslip_id._gas_names())))
        refunded._reinstate()
        self._gas_rows("paid")._release()
