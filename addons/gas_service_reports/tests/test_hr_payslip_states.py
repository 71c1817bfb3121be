# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestPayslipStates(GasPayCase):
    """FI-14.4: cancelled, refunded, duplicated, paid twice: no amount is lost or doubled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_param("allow_cancel_payslips")

    # -- cancelling --------------------------------------------------------------------------------

    def test_cancel_before_confirmation(self):
        order = self.make_order(1500)
        slip = self.computed()
        self.assertEqual(order.held_amount, 1500)
        slip.action_payslip_cancel()
        self.assertEqual(order.held_amount, 0)
        self.assertOrder(order, open=1500)
        slip.action_payslip_draft()
        self.assertTrue(slip.gas_outdated)
        self.set_param("prevent_compute_on_confirm")
        with self.assertRaises(UserError):
            slip.action_payslip_done()
        slip.compute_sheet()
        slip.action_payslip_done()
        self.assertOrder(order, paid=1000, lapsed=500)

    def test_cancel_after_confirmation(self):
        """What lapsed is open again too: the next payslip may take it."""
        order = self.make_order(1500)
        slip = self.confirmed()
        self.assertOrder(order, paid=1000, lapsed=500)
        slip.action_payslip_cancel()
        self.assertOrder(order, open=1500)
        other = self.confirmed()
        self.assertEqual(self.line(other, "GASDED"), -1000)
        slip.action_payslip_draft()
        slip.compute_sheet()
        self.assertIsNone(self.line(slip, "GASDED"))
        self.assertOrder(order, paid=1000, lapsed=500)

    def test_cancel_needs_the_setting(self):
        """Neither the button nor a write of the state takes a paid amount out where the settings don't allow it."""
        self.set_param("allow_cancel_payslips", False)
        order = self.make_order(100)
        slip = self.confirmed()
        for state in "cancel", "draft", "verify":
            with self.subTest(state), self.assertRaises(UserError):
                slip.write({"state": state})
        with self.assertRaises(UserError):
            slip.action_payslip_draft()
        self.assertOrder(order, paid=100)

    def test_back_to_draft(self):
        order = self.make_order(100)
        slip = self.confirmed()
        slip.action_payslip_draft()
        self.assertOrder(order, open=100)
        self.set_param("prevent_compute_on_confirm")
        with self.assertRaises(UserError):
            slip.action_payslip_done()
        slip.compute_sheet()
        slip.action_payslip_done()
        self.assertOrder(order, paid=100)
        self.assertEqual(self.rows(slip), [(100, 100, 0, "paid")])

    def test_verify_back_to_draft_holds(self):
        order = self.make_order(100)
        slip = self.computed()
        slip.action_payslip_draft()
        self.assertEqual(order.held_amount, 100)
        self.assertFalse(slip.gas_outdated)
        self.assertIsNone(self.line(self.computed(), "GASDED"))

    def test_delete(self):
        order = self.make_order(100)
        slip = self.computed()
        slip.action_payslip_draft()
        number = slip.number
        slip.unlink()
        self.assertOrder(order, open=100)
        row = order.allocation_ids
        self.assertEqual((row.state, row.payslip_name, row.payslip_id.id), ("released", number, False))
        self.confirmed()
        self.assertOrder(order, paid=100)

    def test_delete_confirmed(self):
        order = self.make_order(100)
        slip = self.confirmed()
        with self.assertRaises(UserError):
            slip.unlink()
        self.assertOrder(order, paid=100)

    # -- refunds -----------------------------------------------------------------------------------

    def refund(self, slip):
        action = slip.refund_sheet()
        return slip.browse(action["domain"][0][2] if isinstance(action["domain"], list) else slip.refunded_id.id)

    def test_refund(self):
        order = self.make_order(1500)
        slip = self.confirmed()
        slip.refund_sheet()
        refund = slip.refunded_id
        self.assertEqual((refund.state, refund.credit_note, self.line(refund, "GASDED")), ("done", True, -1000))
        self.assertFalse(refund.gas_allocation_ids)
        self.assertOrder(order, open=1500)
        self.assertEqual(self.rows(slip), [(1500, 1000, 500, "refunded")])
        again = self.confirmed()
        self.assertEqual(self.line(again, "GASDED"), -1000)
        self.assertOrder(order, paid=1000, lapsed=500)

    def test_refund_once(self):
        self.make_order(100)
        slip = self.confirmed()
        slip.refund_sheet()
        with self.assertRaises(UserError):
            slip.refund_sheet()
        with self.assertRaises(UserError):
            slip.refunded_id.refund_sheet()
        with self.assertRaises(UserError):
            self.computed(employee=self.make_paid("other")).refund_sheet()

    def test_refund_of_several(self):
        other = self.make_paid("other")
        orders = self.make_order(100) | self.make_order(200, employee=other)
        slips = self.confirmed() | self.confirmed(employee=other)
        slips.refund_sheet()
        self.assertEqual(orders.mapped("open_amount"), [100, 200])
        for slip in slips:
            self.assertEqual(slip.sudo().gas_allocation_ids.refund_id, slip.refunded_id.sudo())

    def test_refund_cancelled(self):
        """The payslip pays again what it paid, if no other has taken it."""
        order = self.make_order(1500)
        slip = self.confirmed()
        slip.refund_sheet()
        with self.assertRaises(ValidationError):
            slip.action_payslip_cancel()
        with self.assertRaises(UserError):
            slip.write({"state": "cancel"})
        slip.refunded_id.action_payslip_cancel()
        self.assertOrder(order, paid=1000, lapsed=500)
        self.assertEqual(self.rows(slip), [(1500, 1000, 500, "paid")])
        slip.refund_sheet()
        self.assertOrder(order, open=1500)

    def test_refund_cancelled_too_late(self):
        order = self.make_order(1500)
        slip = self.confirmed()
        slip.refund_sheet()
        self.computed()
        with self.assertRaises(UserError):
            slip.refunded_id.action_payslip_cancel()
        self.assertEqual(slip.refunded_id.state, "done")
        self.assertOrder(order, open=1500)

    def test_cancelled_refund_confirmed_again(self):
        order = self.make_order(100)
        slip = self.confirmed()
        slip.refund_sheet()
        refund = slip.refunded_id
        refund.action_payslip_cancel()
        refund.action_payslip_draft()
        refund.with_context(without_compute_sheet=True).action_payslip_done()
        self.assertOrder(order, open=100)
        refund.action_payslip_cancel()
        refund.action_payslip_draft()
        # computed anew it would give nothing back
        with self.assertRaises(UserError):
            refund.action_payslip_done()
        self.assertOrder(order, paid=100)

    def test_both_cancelled_at_once(self):
        order = self.make_order(100)
        slip = self.confirmed()
        slip.refund_sheet()
        (slip | slip.refunded_id).write({"state": "cancel"})
        self.assertOrder(order, open=100)

    def test_credit_note_takes_nothing(self):
        order = self.make_order(100)
        slip = self.confirmed(credit_note=True)
        self.assertIsNone(self.line(slip, "GASDED"))
        self.assertOrder(order, open=100)

    # -- several payslips ----------------------------------------------------------------------------

    def test_second_payslip(self):
        """An order is in one payslip; the month's limits are those of both together."""
        first_order = self.make_order(900)
        first = self.computed()
        late_order = self.make_order(900)
        second = self.computed()
        self.assertEqual((self.line(first, "GASDED"), self.line(second, "GASDED")), (-900, -100))
        first.action_payslip_done()
        self.assertOrder(first_order, paid=900)
        # the first one's bonus is paid now, and counts too; its deduction still does
        second.compute_sheet()
        self.assertEqual(self.line(second, "GASDED"), -900)
        second.action_payslip_done()
        self.assertOrder(late_order, paid=900)

    def test_second_payslip_after_first_is_cancelled(self):
        """What the second may take when both are paid it may not when it is the only one."""
        self.company.gas_deduction_share = 10
        self.set_param("prevent_compute_on_confirm")
        first = self.confirmed()
        self.make_order(900)
        second = self.computed()
        self.assertEqual(self.line(second, "GASDED"), -900)  # of a bonus of 1,000 and 10 % of 12,000
        first.action_payslip_cancel()
        with self.assertRaises(UserError):
            second.action_payslip_done()
        second.compute_sheet()
        self.assertEqual(self.line(second, "GASDED"), -600)

    def test_duplicate(self):
        order = self.make_order(100)
        slip = self.confirmed()
        copy = slip.copy()
        self.assertFalse(copy.line_ids)
        self.assertFalse(copy.input_line_ids)
        self.assertEqual(copy.state, "draft")
        copy.compute_sheet()
        self.assertIsNone(self.line(copy, "GASDED"))
        self.assertOrder(order, paid=100)

    def test_duplicate_of_a_held_one(self):
        order = self.make_order(100)
        slip = self.computed()
        copy = slip.copy()
        self.set_param("prevent_compute_on_confirm")
        copy.action_payslip_done()
        self.assertFalse(copy.line_ids)
        slip.action_payslip_done()
        self.assertOrder(order, paid=100)

    def test_confirm_several(self):
        """OCA's own button raises on several payslips."""
        other = self.make_paid("other")
        orders = self.make_order(100) | self.make_order(200, employee=other)
        slips = self.computed() | self.computed(employee=other)
        slips.action_payslip_done()
        self.assertEqual(slips.mapped("state"), ["done", "done"])
        self.assertEqual(orders.mapped("paid_amount"), [100, 200])

    def test_change_state_wizard(self):
        order = self.make_order(100)
        slip = self.make_slip()
        wizard = self.env["hr.payslip.change.state"].with_user(self.officer).with_context(active_ids=slip.ids)
        wizard.create({"state": "verify"}).change_state_confirm()
        self.assertEqual(order.held_amount, 100)
        wizard.create({"state": "done"}).change_state_confirm()
        self.assertOrder(order, paid=100)

    def make_batch(self, employees, **values):
        run = (
            self.env["hr.payslip.run"]
            .with_user(self.officer)
            .create({"name": "September", "date_start": "2026-09-01", "date_end": "2026-09-30", **values})
        )
        wizard = self.env["hr.payslip.employees"].with_user(self.officer).with_context(active_id=run.id)
        wizard.create({"employee_ids": [Command.set(employees.ids)]}).compute_sheet()
        return run

    def test_batch(self):
        other = self.make_paid("other", wage=1500, base=800)
        order, big, reward = (
            self.make_order(300),
            self.make_order(900, employee=other),
            self.make_order(50, kind="reward"),
        )
        run = self.make_batch(self.person | other)
        self.assertEqual(sorted(run.slip_ids.mapped("state")), ["verify", "verify"])
        self.assertEqual(big.held_amount, 900)
        # another batch of the same month takes nothing
        again = self.make_batch(self.person | other)
        self.assertFalse(again.slip_ids.line_ids.filtered(lambda line: line.code.startswith("GAS")))
        run.slip_ids.action_payslip_done()
        run.close_payslip_run()
        self.assertOrder(order, paid=300)
        self.assertOrder(reward, paid=50)
        self.assertOrder(big, paid=300, lapsed=600)  # the minimum wage of 2,000 is kept

    def test_batch_of_refunds(self):
        order = self.make_order(300)
        run = self.make_batch(self.person, credit_note=True)
        self.assertTrue(run.slip_ids.credit_note)
        self.assertOrder(order, open=300)

    # -- what changes under a payslip ------------------------------------------------------------------

    def test_another_employee(self):
        """A payslip made over to somebody else gives free what it held, and cannot be confirmed with it."""
        other = self.make_paid("other")
        order = self.make_order(100)
        slip = self.computed()
        slip.write({"employee_id": other.id, "contract_id": other.version_id.id})
        self.assertEqual(order.held_amount, 0)
        self.set_param("prevent_compute_on_confirm")
        with self.assertRaises(UserError):
            slip.action_payslip_done()
        slip.compute_sheet()
        self.assertIsNone(self.line(slip, "GASDED"))

    def test_another_employee_after_confirmation(self):
        self.make_order(100)
        slip = self.confirmed()
        for values in {"employee_id": self.handler.id}, {"date_to": "2026-10-31"}, {"credit_note": True}:
            with self.subTest(values), self.assertRaises(UserError):
                slip.write(values)
        slip.write({"employee_id": self.person.id, "note": "The same as before"})

    def test_refetch(self):
        """The button that gets the data of the employee again throws the inputs away: no harm is done."""
        order = self.make_order(100)
        slip = self.computed()
        slip.onchange_employee()
        slip.action_payslip_done()
        self.assertOrder(order, paid=100)
        self.assertEqual(self.line(slip, "GASDED"), -100)

    # -- appeals -------------------------------------------------------------------------------------

    def test_appeal_while_held(self):
        """FI-14.4: an appeal won takes the amount out of the payslip that is being prepared."""
        order = self.make_order(100)
        slip = self.computed()
        order.sudo()._reverse()
        self.assertOrder(order, reversed=100)
        self.assertFalse(order.reversal_ids)
        self.assertTrue(slip.gas_outdated)
        self.set_param("prevent_compute_on_confirm")
        with self.assertRaises(UserError):
            slip.action_payslip_done()
        slip.compute_sheet()
        slip.action_payslip_done()
        self.assertEqual(self.line(slip, "NET"), 6000)

    def test_appeal_after_payment(self):
        """FI-14.4: an appeal won later gives back what was paid, and only that, on a later payslip."""
        order = self.make_order(1500)
        self.confirmed()
        order.sudo()._reverse()
        self.assertOrder(order, paid=1000, lapsed=500)
        back = order.reversal_ids
        self.assertOrder(back, open=1000)
        october = self.confirmed(month="2026-10-01")
        self.assertIsNone(self.line(october, "GASREV"))  # not executed yet
        back.with_user(self.general.user_id).action_execute()
        november = self.confirmed(month="2026-11-01")
        self.assertEqual((self.line(november, "GASREV"), self.line(november, "NET")), (1000, 7000))
        self.assertOrder(back, paid=1000)

    def test_appeal_after_payment_carried_over(self):
        """What was paid is given back, what is still open is not asked for any more."""
        self.company.gas_deduction_carry_over = True
        order = self.make_order(1500)
        self.confirmed()
        order.sudo()._reverse()
        self.assertOrder(order, paid=1000, reversed=500)
        self.assertOrder(order.reversal_ids, open=1000)

    def test_cancel_after_appeal(self):
        """The cancelled payslip gives the money back: the order that would is not needed any more."""
        order = self.make_order(1500)
        slip = self.confirmed()
        order.sudo()._reverse()
        back = order.reversal_ids
        slip.action_payslip_cancel()
        self.assertOrder(order, reversed=1500)
        self.assertOrder(back, reversed=1000)
        self.assertFalse(back.to_execute)
        slip.action_payslip_draft()
        slip.compute_sheet()
        self.assertIsNone(self.line(slip, "GASDED"))

    def test_cancel_after_appeal_when_all_had_lapsed(self):
        """Nothing was paid, nothing is given back: the cancelled payslip must not wake the order up."""
        self.make_order(1000)
        order = self.make_order(300)
        slip = self.confirmed()
        self.assertOrder(order, lapsed=300)
        order.sudo()._reverse()
        self.assertFalse(order.reversal_ids)
        slip.action_payslip_cancel()
        self.assertOrder(order, reversed=300)

    def test_appeal_takes_no_reward_back(self):
        order = self.make_order(300, kind="reward")
        self.confirmed()
        order.sudo()._reverse()
        self.assertFalse(order.reversal_ids)
        self.assertOrder(order, paid=300)

    def test_refund_after_appeal_while_given_back(self):
        order = self.make_order(100)
        slip = self.confirmed()
        order.sudo()._reverse()
        back = order.reversal_ids
        back.with_user(self.general.user_id).action_execute()
        later = self.computed(month="2026-11-01")
        self.assertEqual(self.line(later, "GASREV"), 100)
        slip.refund_sheet()
        self.assertOrder(order, reversed=100)
        self.assertOrder(back, reversed=100)
        self.assertTrue(later.gas_outdated)
        with self.assertRaises(UserError):
            slip.refunded_id.action_payslip_cancel()

    def test_refund_after_money_was_given_back(self):
        """Both would give it back: one is refused, until the other is cancelled."""
        order = self.make_order(100)
        slip = self.confirmed()
        order.sudo()._reverse()
        back = order.reversal_ids
        back.with_user(self.general.user_id).action_execute()
        later = self.confirmed(month="2026-11-01")
        with self.assertRaises(UserError):
            slip.refund_sheet()
        with self.assertRaises(UserError):
            slip.action_payslip_cancel()
        (slip | later).write({"state": "cancel"})
        self.assertOrder(order, reversed=100)
        self.assertOrder(back, reversed=100)
