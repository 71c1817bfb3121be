# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import random
import unittest
from statistics import NormalDist

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.gas_service.tools import interval_chart
from odoo.addons.gas_service.tools.interval import Interval, mean_interval, share_interval, t_quantile

MARKS = st.lists(st.integers(1, 5), min_size=1, max_size=60)


def of_marks(marks):
    return mean_interval(len(marks), sum(marks), sum(mark * mark for mark in marks))


class TestShareInterval(unittest.TestCase):
    def test_known_values(self):
        """Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
        for hits, count, low, high in (
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ):
            found = share_interval(hits, count)
            self.assertAlmostEqual(found.low, low, 4)
            self.assertAlmostEqual(found.high, high, 4)

    def test_nobody_asked(self):
        self.assertEqual(share_interval(0, 0), Interval(0, 1))

    @given(st.integers(1, 500), st.data())
    def test_holds_the_share_and_narrows(self, count, data):
        hits = data.draw(st.integers(0, count))
        low, high = share_interval(hits, count)
        self.assertTrue(0 <= low <= hits / count <= high <= 1)
        self.assertLess(low, high)
        more = share_interval(hits * 4, count * 4)
        self.assertLess(more.high - more.low, high - low)

    def test_covers_what_it_says(self):
        """Of many samples of 40 about 95 % of the intervals hold the truth (seeded)."""
        chance = random.Random(5)
        held = 0
        for _trial in range(2000):
            hits = sum(chance.random() < 0.85 for _customer in range(40))
            low, high = share_interval(hits, 40)
            held += low <= 0.85 <= high
        self.assertTrue(0.92 <= held / 2000 <= 0.98, held)


class TestMeanInterval(unittest.TestCase):
    def test_quantiles(self):
        """From any table of Student's t: 1, 10, 30, 40, 120 degrees of freedom, and the normal distribution."""
        for freedom, quantile in ((1, 12.706), (10, 2.228), (30, 2.042), (40, 2.021), (120, 1.980)):
            self.assertAlmostEqual(t_quantile(freedom), quantile, 3)
        self.assertAlmostEqual(t_quantile(10**9), NormalDist().inv_cdf(0.975), 6)
        self.assertTrue(all(t_quantile(n) > t_quantile(n + 1) for n in range(1, 200)))

    def test_by_hand(self):
        # mean 4, deviation sqrt(2/3), t of 3 degrees 3.1824
        low, high = of_marks([3, 4, 4, 5])
        self.assertAlmostEqual(low, 4 - 3.1824 * (2 / 3) ** 0.5 / 2, 4)
        self.assertAlmostEqual(high, 5, 4)

    def test_two_of_the_same_are_not_two_hundred(self):
        """Where all answers are the same the interval is as wide as the scale's Wilson interval, never nothing."""
        few, many = of_marks([5, 5]), of_marks([5] * 200)
        self.assertLess(few.low, 2.5)
        self.assertGreater(many.low, 4.9)
        self.assertEqual((few.high, many.high), (5, 5))

    def test_one_or_none(self):
        self.assertEqual(mean_interval(0, 0, 0), Interval(1, 5))
        low, high = of_marks([3])
        self.assertLess(low, 2)
        self.assertGreater(high, 4)

    @given(MARKS)
    def test_holds_the_mean_within_the_scale(self, marks):
        low, high = of_marks(marks)
        mean = sum(marks) / len(marks)
        self.assertTrue(1 <= low <= mean + 1e-9 and mean - 1e-9 <= high <= 5)
        self.assertGreater(high - low, 0)

    def test_thirds_do_not_break_it(self):
        """Means of several questions are no whole numbers: rounding must not make a root of something negative."""
        mark = 13 / 3
        low, high = mean_interval(7, mark * 7, mark * mark * 7)
        self.assertTrue(1 <= low < mark < high <= 5)


class TestIntervalChart(unittest.TestCase):
    def test_texts_are_escaped_and_few_are_hollow(self):
        point = interval_chart.Point(1.0, 0.3, 1.0, True, "<script>1</script>")
        drawn = interval_chart.svg([("<b>态度</b>", [None, point])], ["07", "08"])
        self.assertNotIn("<script>", drawn)
        self.assertNotIn("<b>", drawn)
        self.assertIn('fill="#fff"', drawn)
        self.assertNotIn('stroke-opacity=".5"', drawn)  # one point has no line

    def test_empty(self):
        self.assertIn("<svg", interval_chart.svg([], []))
