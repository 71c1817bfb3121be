# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.score import Part, fraction, rounded, score, shares
from . import naive_score

quick = settings(max_examples=100, deadline=None, derandomize=True, database=None)
KEYS = "abcd"
rows = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 12), st.integers(0, 12)).map(
        lambda row: (row[0], min(row[1:]), max(row[1:]))
    ),
    min_size=1, max_size=4,
).map(lambda found: [(KEYS[number], *row) for number, row in enumerate(found)])  # fmt: skip
means = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 10).map(lambda n: Fraction(n, 10)))
few = st.integers(0, 8)


def parts(found):
    return [Part(key, Fraction(weight), Fraction(good), Fraction(cases)) for key, weight, good, cases in found]


def total(found, given_means, prior, enough):
    return score(shares(parts(found), given_means, prior, enough))


@tagged("at_install", "-post_install")
class TestScore(BaseCase):
    """FI-14.3: weights, what is left out, what is pulled towards the mean, against a model that counts case by case."""

    @quick
    @given(rows, means, few, few)
    def test_against_paper(self, found, given_means, prior, enough):
        result = total(found, given_means, prior, enough)
        self.assertEqual(result, naive_score.score(found, given_means, prior, enough))
        if result is not None:
            self.assertTrue(0 <= result <= 100)

    @quick
    @given(rows, means, few, few, st.data())
    def test_a_good_case_never_lowers(self, found, given_means, prior, enough, data):
        """Neither does a bad one raise; not even the one from which on nothing is pulled any more."""
        before = total(found, given_means, prior, enough)
        number = data.draw(st.sampled_from(range(len(found))))
        key, weight, good, cases = found[number]
        if before is None or not cases:
            return
        for more, compare in ((1, self.assertGreaterEqual), (0, self.assertLessEqual)):
            after = [*found[:number], (key, weight, good + more, cases + 1), *found[number + 1 :]]
            compare(total(after, given_means, prior, enough), before)

    @quick
    @given(rows, means, few, few, st.integers(2, 5))
    def test_order_and_scale_do_not_matter(self, found, given_means, prior, enough, factor):
        expected = total(found, given_means, prior, enough)
        scaled = [(key, weight * factor, good, cases) for key, weight, good, cases in reversed(found)]
        self.assertEqual(total(scaled, given_means, prior, enough), expected)

    @quick
    @given(rows)
    def test_left_out(self, found):
        """A metric without cases has no weight; the weights of the others are 1 together."""
        result = shares(parts(found), {}, 0, 0)
        for key, _weight, _good, cases in found:
            self.assertEqual(result[key].value is None, not cases)
        known = [share.weight for share in result.values() if share.value is not None]
        self.assertEqual(sum(known), 1 if known else 0)

    def test_more_than_expected(self):
        """Who does more than the target has reached it."""
        result = shares([Part("a", Fraction(1), Fraction(6), Fraction(4))], {}, 5, 10)
        self.assertEqual(result["a"].value, 1)

    @quick
    @given(st.integers(0, 10**7))
    def test_rounding(self, number):
        """Half up, as people do it: on the exact number, not on what a float makes of it."""
        half = Fraction(number, 1000)
        self.assertEqual(fraction(rounded(half)), Fraction((number + 5) // 10, 100))
