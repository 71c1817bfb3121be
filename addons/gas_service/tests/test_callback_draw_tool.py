# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter
from fractions import Fraction
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.callback_draw import STEPS, Unit, draw, offset, quota, shares

quick = settings(max_examples=100, deadline=None, derandomize=True, database=None)
categories = st.sampled_from(["commercial", "residential", "industrial"])
ratios = st.integers(300, 10_000)
units = st.lists(st.tuples(categories, st.sampled_from([None, None, None, "do_not_call", "recent"])), max_size=60).map(
    lambda rows: [Unit(f"a{number}", *row) for number, row in enumerate(rows, 1)]
)

# 0.001 quantiles of chi-square, upper tail, by degrees of freedom: a fair draw fails once in a thousand seeds
CHI_SQUARE = {9: 27.88, 29: 58.30, 59: 98.32}


@tagged("at_install", "-post_install")
class TestCallbackDrawTool(BaseCase):
    """The arithmetic of the draw, without Odoo (CB-3)."""

    @quick
    @given(st.integers(0, 10**7), ratios)
    def test_quota(self, population, ratio):
        """CB-3: never below the ratio, and not one call more than it takes; one at least where anyone was served."""
        count = quota(population, ratio)
        self.assertEqual(count, ceil(Fraction(population * ratio, 10_000)))
        self.assertLessEqual(count, population)
        self.assertEqual(count > 0, population > 0)

    @quick
    @given(st.dictionaries(st.text(max_size=3), st.integers(0, 10**6), min_size=1, max_size=6), st.data())
    def test_shares(self, sizes, data):
        """CB-3: the shares of the categories add up to the quota, and none is off by one or more."""
        total = sum(sizes.values()) or 1
        count = data.draw(st.integers(0, sum(sizes.values())))
        result = shares(count, sizes, data.draw(st.integers(0, STEPS - 1))) if sum(sizes.values()) else {}
        self.assertEqual(sum(result.values()), count)
        for category, share in result.items():
            self.assertLess(abs(share - Fraction(count * sizes[category], total)), 1)
            self.assertLessEqual(share, sizes[category])

    @quick
    @given(st.dictionaries(categories, st.integers(1, 50), min_size=1), st.data())
    def test_shares_on_average(self, sizes, data):
        """CB-3: over all offsets each category gets its share exactly: nobody is steered out."""
        total = sum(sizes.values())
        count = data.draw(st.integers(1, total))
        # where the cumulated shares change with the offset, they change at a multiple of 1 / total
        every = [shares(count, sizes, -(-STEPS * step // total)) for step in range(total)]
        for category, size in sizes.items():
            mean = Fraction(sum(result[category] for result in every), total)
            self.assertEqual(mean, Fraction(count * size, total))

    @quick
    @given(st.text(), units, ratios, st.data())
    def test_places(self, seed, population, ratio, data):
        """CB-3: everyone has one place or a reason; as many are drawn as the quota, where so many may be called."""
        first = data.draw(st.sets(st.sampled_from([unit.key for unit in population]))) if population else set()
        places = draw(seed, "total", population, ratio, first)
        self.assertEqual(sorted(place.unit for place in places), sorted(population))
        ranked = sorted((place for place in places if place.rank), key=lambda place: place.rank)
        self.assertEqual([place.rank for place in ranked], list(range(1, len(ranked) + 1)))
        self.assertEqual({place.unit.key for place in ranked}, {u.key for u in population if not u.passed})
        anyway = [place.unit.key in first for place in ranked]
        self.assertEqual(anyway, sorted(anyway, reverse=True))
        drawn = [place for place in places if place.drawn]
        self.assertEqual(len(drawn), min(max(quota(len(population), ratio), sum(anyway)), len(ranked)))
        self.assertFalse([place for place in drawn if place.unit.passed])

    @quick
    @given(st.text(), units, ratios, st.randoms(use_true_random=False))
    def test_the_order_of_the_rows_does_not_matter(self, seed, population, ratio, random):
        before = {place.unit: place for place in draw(seed, "hotline", population, ratio)}
        random.shuffle(population)
        self.assertEqual({place.unit: place for place in draw(seed, "hotline", population, ratio)}, before)

    @quick
    @given(st.text(), units.filter(bool), ratios)
    def test_categories_steer(self, seed, population, ratio):
        """CB-3: each category gets its share of those drawn, as far as it has customers who may be called."""
        sizes = Counter(unit.category for unit in population)
        share = shares(quota(len(population), ratio), sizes, offset(seed, "hotline"))
        free = Counter(unit.category for unit in population if not unit.passed)
        drawn = Counter(place.unit.category for place in draw(seed, "hotline", population, ratio) if place.drawn)
        for category in sizes:
            self.assertGreaterEqual(drawn[category], min(share[category], free[category]))

    # -- uniformity ---------------------------------------------------------------------------------

    def counts(self, population, ratio, seeds=3000, start=0, drawn_by=draw):
        """Return how often each unit was drawn over many seeds, and how many of each seed's were."""
        counts = Counter()
        for seed in range(start, start + seeds):
            counts.update(place.unit.key for place in drawn_by(str(seed), "hotline", population, ratio) if place.drawn)
        return counts

    def chi_square(self, counts, keys, probability, seeds=3000):
        """Return the statistic of "each of ``keys`` is drawn with ``probability``" (its degrees: len(keys) - 1)."""
        expected = probability * seeds
        # without replacement, counts vary less than they would independently: scale by the variance
        variance = expected * (1 - probability) * len(keys) / (len(keys) - 1)
        return sum((counts[key] - expected) ** 2 for key in keys) / variance

    def test_uniform(self):
        """CB-3: every customer is as likely to be called as any other: 2 of 30, each in 2/30 of the draws."""
        population = [Unit(f"a{number}", "residential") for number in range(30)]
        counts = self.counts(population, 600)
        self.assertEqual(sum(counts.values()), 2 * 3000)
        self.assertLess(self.chi_square(counts, [u.key for u in population], 2 / 30), CHI_SQUARE[29])

    def test_uniform_across_categories(self):
        """CB-3: also where a category's share is no whole number: 4 of 60, whatever the category."""
        names = ["residential"] * 44 + ["commercial"] * 13 + ["industrial"] * 3
        population = [Unit(f"a{number}", name) for number, name in enumerate(names)]
        counts = self.counts(population, 600)
        self.assertEqual(sum(counts.values()), 4 * 3000)
        self.assertLess(self.chi_square(counts, [u.key for u in population], 4 / 60), CHI_SQUARE[59])

    def test_uniform_beside_those_passed_over(self):
        """CB-3: who is passed over stays in the denominator; his place goes to the others of his category alike."""
        population = [Unit(f"a{number}", "residential", "recent" if number % 3 else None) for number in range(30)]
        counts = self.counts(population, 1000)
        free = [unit.key for unit in population if not unit.passed]
        self.assertEqual(len(free), 10)
        self.assertEqual(sum(counts.values()), 3 * 3000)
        self.assertEqual(set(counts), set(free))
        self.assertLess(self.chi_square(counts, free, 3 / 10), CHI_SQUARE[9])

    def test_a_steered_draw_fails(self):
        """The test above finds a draw that favours, even if only every twentieth time."""
        population = [Unit(f"a{number}", "residential") for number in range(30)]

        def steered(seed, stratum, units, ratio):
            if int(seed) % 20:
                return draw(seed, stratum, units, ratio)
            favourite = [unit for unit in units if unit.key == "a7"]
            return draw(seed, stratum, units, ratio, first=[unit.key for unit in favourite])

        counts = self.counts(population, 600, drawn_by=steered)
        self.assertGreater(self.chi_square(counts, [u.key for u in population], 2 / 30), CHI_SQUARE[29])

    def test_rounding_down_fails(self):
        """The test of the categories finds shares that are rounded without chance: small ones would get nobody."""
        names = ["residential"] * 44 + ["commercial"] * 13 + ["industrial"] * 3
        population = [Unit(f"a{number}", name) for number, name in enumerate(names)]
        # the offset of a stratum depends on the seed alone: keep those seeds where it is small
        seeds = [seed for seed in range(30_000) if offset(str(seed), "hotline") < STEPS // 10][:3000]
        counts = Counter()
        for seed in seeds:
            counts.update(place.unit.key for place in draw(str(seed), "hotline", population, 600) if place.drawn)
        statistic = self.chi_square(counts, [u.key for u in population], 4 / 60, len(seeds))
        self.assertGreater(statistic, CHI_SQUARE[59])
