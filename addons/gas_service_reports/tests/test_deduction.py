# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.deduction import Limits, bonus, from_cents, percent, split, take, to_cents
from . import naive_deduction

quick = settings(max_examples=200, deadline=None, derandomize=True, database=None)
# small, so that a model that counts cents is fast and every limit gets its turn
amounts = st.integers(0, 300)
limits = st.builds(
    Limits,
    own_bonus=amounts,
    bonus=amounts,
    wage=st.integers(0, 1500),
    kept=st.integers(-100, 1500),
    minimum=st.integers(0, 1200),
    share=st.integers(0, 2000).map(lambda n: Decimal(n) / 100),
    before=st.integers(0, 100),
)


@tagged("at_install", "-post_install")
class TestDeduction(BaseCase):
    """FI-14.2, FI-14.4: what a deduction may take, against a model that counts cent by cent."""

    @quick
    @given(amounts, limits)
    def test_take(self, requested, given_limits):
        taken = take(requested, given_limits)
        self.assertEqual(taken.amount, naive_deduction.take(requested, given_limits))
        self.assertEqual(taken.cap is None, taken.amount == requested)
        if taken.cap:
            self.assertEqual(dict(given_limits.rooms())[taken.cap], taken.amount)

    @quick
    @given(st.lists(amounts, max_size=6), st.floats(0, 1))
    def test_split(self, requests, part):
        """The sum is what was paid, to the cent, and nobody gets anything before the older ones have all."""
        paid = int(sum(requests) * part)
        self.assertEqual(split(paid, requests), naive_deduction.split(paid, requests))

    def test_split_of_too_much(self):
        with self.assertRaises(ValueError):
            split(11, [5, 5])

    def test_caps(self):
        """Bonus, 20 % of the wage, minimum wage: the narrowest holds, and is named."""
        free = Limits(own_bonus=100_000, bonus=100_000, wage=600_000, kept=600_000, minimum=200_000)
        self.assertEqual(take(100_000, free), (100_000, None))
        self.assertEqual(take(100_001, free), (100_000, "bonus"))
        self.assertEqual(take(90_000, free._replace(wage=300_000)), (60_000, "share"))
        self.assertEqual(take(90_000, free._replace(kept=250_000)), (50_000, "minimum"))
        self.assertEqual(take(90_000, free._replace(kept=150_000)), (0, "minimum"))
        self.assertEqual(take(90_000, free._replace(before=80_000)), (20_000, "bonus"))
        self.assertEqual(take(90_000, free._replace(own_bonus=0)), (0, "bonus"))

    def test_share_is_rounded_down(self):
        """20 % of 1,000.04 is 200.008: the employee keeps the fraction."""
        limit = Limits(own_bonus=100_000, bonus=100_000, wage=100_004, kept=100_004, minimum=1)
        self.assertEqual(take(99_999, limit), (20_000, "share"))

    def test_bonus(self):
        """Half a cent is rounded up, which binary floats would not."""
        self.assertEqual(bonus(100_500, Decimal("1.0950")), 110_048)  # 1100.475
        self.assertEqual(bonus(to_cents(1234.56), Decimal("0.8")), 98_765)  # 987.648

    @quick
    @given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), max_size=20))
    def test_cents_there_and_back(self, amount, parts):
        self.assertEqual(to_cents(from_cents(amount)), amount)
        self.assertEqual(to_cents(sum(from_cents(part) for part in parts)), sum(parts))

    def test_percent(self):
        self.assertEqual(percent(0.1 + 0.2), Decimal("0.3"))
