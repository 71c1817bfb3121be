# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import os
from collections import Counter
from contextlib import contextmanager

from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.gas_pay_run import CODES
from ..tools.deduction import to_cents as cents
from .common import GasPayCase

MONTHS = ["2026-09-01", "2026-10-01", "2026-11-01"]
# chosen by two numbers, so that hypothesis can make a failing sequence short
OPERATIONS = (
    "order order reward slip slip compute compute compute_any compute_all confirm confirm confirm confirm_as_it_is"
    " confirm_all draft draft_any cancel cancel cancel_refund cancel_refund refund refund copy delete appeal appeal_paid"
    " appeal_paid execute execute batch another_employee other_state less_bonus"
).split()
steps = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 7), st.integers(0, 100_000)), min_size=25, max_size=40
)
# GAS_EXAMPLES=500 looks further than there is time for every day
thorough = settings(
    max_examples=int(os.environ.get("GAS_EXAMPLES", "20")),
    deadline=None,
    database=None,
    derandomize="GAS_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestPayConservation(GasPayCase):
    """FI-14.4: whatever happens in whatever order, amount = paid + open + lapsed + reversed, to the cent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.person | cls.make_paid("other", wage=1700, base=777.77)

    @thorough
    @given(steps, st.booleans(), st.booleans(), st.sampled_from([True, True, True, False]))
    def test_any_sequence(self, sequence, carry_over, prevented, cancellable):
        with self.undone():
            self.company.gas_deduction_carry_over = carry_over
            self.set_param("prevent_compute_on_confirm", prevented)
            self.set_param("allow_cancel_payslips", cancellable)
            self.slips = self.env["hr.payslip"].with_user(self.officer)
            self.orders = self.env["gas.conduct.order"]
            # something to begin with, or most sequences do nothing
            for which, number in (0, 120_000), (1, 30_000), (2, 5_000):
                self.do_order(which, number)
                self.do_slip(which, which)
            self.slips.compute_sheet()
            for operation, which, number in sequence:
                try:
                    with self.env.cr.savepoint():
                        getattr(self, f"do_{operation}")(which, number)
                except UserError:
                    self.env.invalidate_all(flush=False)
                self.slips = self.slips.exists()
                self.orders = self.env["gas.conduct.order"].search([("employee_id", "in", self.people.ids)])
                self.check_all()
            # make check says the same, whatever happened
            for key in ("money_order", "money_reversal", "money_once", "money_line", "money_limit"):
                self.assertEqual(self.env["gas.check"]._run(key), [], key)

    @contextmanager
    def undone(self):
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all(flush=False)

    # -- what may happen -------------------------------------------------------------------------------

    def person_of(self, number):
        return self.people[number % 2]

    def slip_of(self, which, *states):
        slips = self.slips.filtered(lambda slip: slip.state in states) if states else self.slips
        return slips[which % len(slips)] if slips else slips

    def do_order(self, which, number):
        self.make_order((number + 1) / 100, employee=self.person_of(which), month=MONTHS[which % 3])

    def do_reward(self, which, number):
        self.make_order((number + 1) / 100, employee=self.person_of(which), month=MONTHS[which % 3], kind="reward")

    def do_slip(self, which, number):
        self.slips |= self.make_slip(self.person_of(which), month=MONTHS[number % 3])

    def do_compute(self, which, number):
        self.slip_of(which, "draft", "verify").compute_sheet()

    def do_compute_any(self, which, number):
        self.slip_of(which).compute_sheet()

    def do_compute_all(self, which, number):
        self.slips.filtered(lambda slip: slip.state in ("draft", "verify")).compute_sheet()

    def do_confirm(self, which, number):
        self.slip_of(which, "draft", "verify").action_payslip_done()

    def do_confirm_as_it_is(self, which, number):
        self.slip_of(which, "draft", "verify", "cancel").with_context(without_compute_sheet=True).action_payslip_done()

    def do_confirm_all(self, which, number):
        self.slips.filtered(lambda slip: slip.state == "verify").action_payslip_done()

    def do_draft(self, which, number):
        self.slip_of(which, "cancel").action_payslip_draft()

    def do_draft_any(self, which, number):
        self.slip_of(which).action_payslip_draft()

    def do_cancel(self, which, number):
        self.slip_of(which, "draft", "verify", "done").action_payslip_cancel()

    def do_cancel_refund(self, which, number):
        refunds = self.slips.filtered(lambda slip: slip.credit_note and slip.state == "done")
        if refunds:
            refunds[which % len(refunds)].action_payslip_cancel()

    def do_refund(self, which, number):
        slip = self.slip_of(which, "done")
        slip.refund_sheet()
        self.slips |= slip.refunded_id

    def do_copy(self, which, number):
        self.slips |= self.slip_of(which).copy()

    def do_delete(self, which, number):
        self.slip_of(which, "draft", "cancel").unlink()

    def do_appeal(self, which, number):
        if self.orders:
            self.orders[number % len(self.orders)].sudo()._reverse()

    def do_appeal_paid(self, which, number):
        paid = self.orders.filtered(lambda order: order.paid_amount or order.lapsed_amount)
        if paid:
            paid[number % len(paid)].sudo()._reverse()

    def do_execute(self, which, number):
        waiting = self.orders.filtered(lambda order: not order.executed_at)
        if waiting:
            waiting[number % len(waiting)].with_user(self.general.user_id).action_execute()

    def do_batch(self, which, number):
        month = MONTHS[number % 3]
        values = {"name": month, "date_start": month, "date_end": f"{month[:8]}30", "credit_note": number % 7 == 0}
        run = self.env["hr.payslip.run"].with_user(self.officer).create(values)
        wizard = self.env["hr.payslip.employees"].with_user(self.officer).with_context(active_id=run.id)
        wizard.create({"employee_ids": [Command.set(self.people.ids)]}).compute_sheet()
        self.slips |= run.slip_ids

    def do_another_employee(self, which, number):
        person = self.person_of(number)
        self.slip_of(which).write({"employee_id": person.id, "contract_id": person.version_id.id})

    def do_other_state(self, which, number):
        state = ["draft", "verify", "done", "cancel"][number % 4]
        self.slips[which % 3 :: 3].write({"state": state})

    def do_less_bonus(self, which, number):
        lines = self.slip_of(which).line_ids
        lines.filtered(lambda line: line.code == "PERF").write({"amount": number / 1000})

    # -- what must be true ----------------------------------------------------------------------------------

    def check_all(self):
        self.env.flush_all()
        self.env.invalidate_all()
        for order in self.orders:
            self.check_order(order)
        for employee in self.people:
            for kind, code in CODES.items():
                self.check_money(employee, kind, code)
        for slip in self.slips:
            self.check_slip(slip)

    def check_order(self, order):
        parts = [order.paid_amount, order.open_amount, order.lapsed_amount, order.reversed_amount]
        self.assertEqual(sum(map(cents, parts)), cents(order.amount), parts)
        self.assertGreaterEqual(min(parts), 0)
        rows = order.allocation_ids
        paid = rows.filtered(lambda row: row.state == "paid")
        held = rows.filtered(lambda row: row.state == "held")
        self.assertEqual(sum(cents(row.amount) for row in paid), cents(order.paid_amount))
        self.assertEqual(sum(cents(row.lapsed_amount) for row in paid), cents(order.lapsed_amount))
        self.assertEqual(sum(cents(row.requested_amount) for row in held), cents(order.held_amount))
        self.assertLessEqual(order.held_amount, order.open_amount)
        months = Counter((paid | held).mapped("month"))
        self.assertLessEqual(max(months.values(), default=0), 1, "one payslip a month")
        back = order.reversal_ids
        self.assertLessEqual(len(back), 1)
        if order.taken_back_at:
            self.assertEqual(order.open_amount, 0)
        if back:
            self.assertEqual(cents(back.amount) - cents(back.reversed_amount), cents(order.paid_amount))

    def check_money(self, employee, kind, code):
        """What confirmed payslips pay a person is what his orders say was paid."""
        lines = self.env["hr.payslip.line"].search(
            [("slip_id.employee_id", "=", employee.id), ("code", "=", code), ("slip_id.state", "=", "done")]
        )
        on_slips = sum(cents(line.total) * (-1 if line.slip_id.credit_note else 1) for line in lines)
        orders = self.orders.filtered(lambda order: order.employee_id == employee and order.kind == kind)
        paid = sum(cents(order.paid_amount) for order in orders)
        self.assertEqual(on_slips, -paid if kind == "deduction" else paid, (employee.name, code))

    def check_slip(self, slip):
        lines, rows = Counter(), Counter()
        for line in slip.line_ids.filtered(lambda line: line.code in CODES.values()):
            lines[line.code] += abs(cents(line.total))
        for row in slip.sudo().gas_allocation_ids.filtered(lambda row: row.state in ("held", "paid")):
            rows[row.code] += cents(row.amount)
            self.assertEqual(row.state, "paid" if slip.state == "done" else "held")
        if slip.state in ("draft", "verify") and not slip.credit_note and not slip.gas_outdated:
            self.assertEqual(+lines, +rows)
        if slip.state == "cancel":
            self.assertFalse(+rows)
        if slip.state == "done" and not slip.credit_note:
            bonus = self.line(slip, "PERF") or 0
            # lines of a confirmed payslip may still be edited where the settings allow it: not ours to keep
            if slip.line_ids and bonus == cents(slip.contract_id.gas_performance_base) / 100:
                self.assertLessEqual(lines["GASDED"], cents(bonus))
