# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.gas_service.tests.check_common import CheckMixin

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestGasCheckMoney(CheckMixin, GasAppraisalCase):
    """Faults in the ledger, on payslips and in appraisals are found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls.make_order(1500)
        cls.slip = cls.confirmed()
        cls.row = cls.slip.sudo().gas_allocation_ids
        cls.waiting = cls.make_order(300, month="2026-10-01")

    def test_sound(self):
        """Paid, refunded, taken back, carried over: all of it is conserved."""
        self.order._reverse()
        self.confirmed(month="2026-10-01")
        self.slip.refund_sheet()
        self.make_order(80, kind="reward")
        self.computed(month="2026-11-01")
        self.assertSound()

    def test_amount_of_an_order_changed(self):
        self.plant("UPDATE gas_conduct_order SET amount = 1400 WHERE id = %s", self.order.id)
        self.assertFound("money_order", self.order)

    def test_paid_sum_changed(self):
        self.plant("UPDATE gas_conduct_order SET paid_amount = 900, open_amount = 100 WHERE id = %s", self.order.id)
        self.assertFound("money_order", self.order)

    def test_row_of_the_ledger_deleted(self):
        self.plant("DELETE FROM gas_pay_allocation WHERE id = %s", self.row.id)
        self.assertFound("money_order", self.order)
        self.assertFound("money_line", self.slip)

    def test_cent_on_the_payslip(self):
        self.plant(
            "UPDATE hr_payslip_line SET total = total - 0.01, amount = amount - 0.01 WHERE slip_id = %s AND code = 'GASDED'",
            self.slip.id,
        )
        self.assertFound("money_line", self.slip)

    def test_paid_by_a_payslip_that_is_not_confirmed(self):
        self.plant("UPDATE hr_payslip SET state = 'cancel' WHERE id = %s", self.slip.id)
        self.assertFound("money_once", self.row)

    def test_taken_twice_in_a_month(self):
        other = self.confirmed(month="2026-10-01")
        row = other.sudo().gas_allocation_ids
        self.assertEqual(row.order_id, self.waiting)
        self.plant(
            "UPDATE gas_pay_allocation SET order_id = %s, month = '2026-09-01' WHERE id = %s", self.order.id, row.id
        )
        self.assertFound("money_once", row)
        self.assertFound("money_order", self.waiting)

    def test_more_than_the_bonus(self):
        self.plant(
            "UPDATE gas_pay_allocation SET amount = 1200, lapsed_amount = 300, taken_total = 1200 WHERE id = %s",
            self.row.id,
        )
        self.assertFound("money_limit", self.row)

    def test_given_back_too_much(self):
        self.order._reverse()
        self.assertEqual(self.order.reversal_ids.amount, 1000)
        self.plant(
            "UPDATE gas_conduct_order SET amount = 1100, open_amount = 1100 WHERE reverses_id = %s", self.order.id
        )
        self.assertFound("money_reversal", self.order)

    def test_score_and_coefficient(self):
        """FI-14.3"""
        self.make_scheme({"clocks": 100})
        with freeze_time("2026-09-07 01:00:00"):
            ticket = self.make_processing(self.person)
            self.give_notice(ticket)
            ticket.action_resolve("solved", "Repaired")
            ticket.action_inform("Told on the phone")
            ticket.action_close()
        with freeze_time("2026-10-08 02:00:00"):
            appraisal = self.of(self.open_month(), self.person)
            self.assertTrue(appraisal.has_score)
            self.locked(appraisal)
            slip = self.make_slip(name="Second of the month")
            slip.compute_sheet()
            self.assertEqual(slip.gas_appraisal_id, appraisal)
            slip.action_payslip_done()
        self.assertSound()
        self.plant("UPDATE gas_appraisal SET score = score - 5 WHERE id = %s", appraisal.id)
        self.assertFound("appraisal_score", appraisal)
        self.plant("UPDATE hr_payslip SET gas_coefficient = 2 WHERE id = %s", slip.id)
        self.assertFound("appraisal_bonus", slip)
