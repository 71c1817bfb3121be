# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What one computation, duplication or refund of payslips knows and collects.

It travels in the context, from the method of a payslip through OCA's code to the salary rules and to
the inputs and lines they make. An object of this class cannot come over JSON: where there is one, the
engine itself is at work.
"""

from ..tools import deduction

_KEY = "gas_pay_run"

# the codes of inputs, rules and lines; and the kind of order each stands for
CODES = {"deduction": "GASDED", "reward": "GASREW", "reversal": "GASREV"}
# on payslip lines deductions are negative
SIGNS = {"GASDED": -1, "GASREW": 1, "GASREV": 1}
PERFORMANCE_CODE = "PERF"


class PayRun:
    def __init__(self):
        self.asked = {}  # payslip id → {code: orders, oldest first}
        self.months = {}  # payslip id → Month, of those that take a deduction
        self.refunding = False
        self.refunds = {}  # id of a payslip that is being refunded → id of its refund


class Month:
    """Figures of one payslip, or of those that others of the same employee and month have paid, in cents."""

    def __init__(self):
        self.bonus = 0  # performance bonus
        self.wage = 0  # before any deduction
        self.kept = 0  # what deductions other than ours leave of it
        self.before = 0  # what our deductions have taken


def cents(amount):
    return deduction.to_cents(amount)


def start(records):
    """Return ``records`` in a run, and the run."""
    run = PayRun()
    return records.with_context(**{_KEY: run}), run


def current(env):
    """Return the run ``env`` is in, or None."""
    run = env.context.get(_KEY)
    return run if isinstance(run, PayRun) else None
