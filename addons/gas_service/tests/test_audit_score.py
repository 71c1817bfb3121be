# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import unittest

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.gas_service.tools.audit_score import ASPECTS, score

RESULTS = st.lists(st.tuples(st.sampled_from(ASPECTS), st.booleans()), max_size=60)


class TestAuditScore(unittest.TestCase):
    """CB-8: the score follows from the checks alone."""

    def test_by_hand(self):
        total, parts = score(
            [("time", True), ("time", False), ("objects", True), ("quantity", False), ("analysis", True)]
        )
        self.assertEqual(total, 62.5)  # (1/2 + 1 + 0 + 1) / 4
        self.assertEqual(parts["time"], (1, 2, 12.5, 25.0))
        self.assertNotIn("content", parts)

    def test_nothing_checked(self):
        self.assertEqual(score([]), (None, {}))

    def test_unknown_aspect(self):
        with self.assertRaises(ValueError):
            score([("weather", True)])

    @given(RESULTS)
    def test_between_nothing_and_everything(self, results):
        total, parts = score(results)
        if not results:
            return
        self.assertTrue(0 <= total <= 100)
        self.assertEqual(total == 100, all(passed for _aspect, passed in results))
        self.assertEqual(total == 0, not any(passed for _aspect, passed in results))
        self.assertAlmostEqual(sum(part.most for part in parts.values()), 100)

    @given(RESULTS.filter(bool), st.data())
    def test_better_is_never_worth_less(self, results, data):
        number = data.draw(st.integers(0, len(results) - 1))
        better = [*results]
        better[number] = (results[number][0], True)
        self.assertGreaterEqual(score(better)[0], score(results)[0])
