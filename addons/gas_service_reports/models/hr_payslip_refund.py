# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from . import gas_pay_run
from .gas_pay_run import SIGNS


class HrPayslip(models.Model):
    """Refunds and duplicates. OCA copies inputs and lines into both."""

    _inherit = "hr.payslip"

    def refund_sheet(self):
        """Refund confirmed payslips: their orders ask for the amounts again.

        :raise UserError: one is not confirmed, is a refund itself, or was refunded already
        """
        wrong = (
            self.filtered(lambda slip: slip.state != "done" or slip.credit_note) | self._gas_rows("refunded").payslip_id
        )
        if wrong:
            raise UserError(
                self.env._("Only a confirmed payslip is refunded, and once: %s", ", ".join(wrong._gas_names()))
            )
        slips, run = gas_pay_run.start(self)
        run.refunding = True
        return super(HrPayslip, slips).refund_sheet()

    def copy(self, default=None):
        run = gas_pay_run.current(self.env)
        if run and run.refunding:
            refund = super().copy(default)
            run.refunds[self.id] = refund.id
            return refund
        slips, run = gas_pay_run.start(self)
        copies = super(HrPayslip, slips).copy(default)
        copies._gas_forget()
        return copies.with_env(self.env)

    def _gas_forget(self):
        """A duplicate takes nothing until it is computed; lines with amounts of the other one would."""
        self.input_line_ids.filtered(lambda line: line.code in SIGNS).unlink()
        self.filtered(lambda slip: any(line.code in SIGNS for line in slip.line_ids)).line_ids.unlink()

    def _gas_refund_rows(self, run):
        """Return (sudo) what these refunds give back once they are confirmed: still paid."""
        if not self.ids:
            return self.env["gas.pay.allocation"]
        originals = [slip_id for slip_id, refund_id in (run.refunds if run else {}).items() if refund_id in self.ids]
        rows = self.browse(originals)._gas_rows("paid")
        # sudo: the ledger is kept by payslips, whoever works on them
        return rows | rows.sudo().search([("refund_id", "in", self.ids), ("state", "=", "paid")])

    def _gas_refunded_rows(self):
        """Return (sudo) what these refunds gave back."""
        # sudo: the ledger is kept by payslips, whoever works on them
        rows = self.env["gas.pay.allocation"].sudo()
        return rows.search([("refund_id", "in", self.ids), ("state", "=", "refunded")]) if self.ids else rows
