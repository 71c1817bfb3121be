# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import unittest

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.gas_service.tools import qr_code
from odoo.addons.gas_service.tools.text_clip import fit, width


class TestTextClip(unittest.TestCase):
    def test_short_text_is_left_alone(self):
        self.assertEqual(fit("漏气\n\n请尽快", 20, 3), (["漏气", "请尽快"], False))
        self.assertEqual(fit("", 20, 3), ([], False))
        self.assertEqual(fit(False, 20, 3), ([], False))

    def test_chinese_is_broken_anywhere(self):
        self.assertEqual(fit("一二三四五六七", 6, 2), (["一二三", "四五六"], True))
        self.assertEqual(fit("一二三四五六", 6, 2), (["一二三", "四五六"], False))

    def test_words_stay_whole(self):
        lines, more = fit("boiler error today", 17, 5)
        self.assertEqual((lines, more), (["boiler error", "today"], False))

    def test_long_word_is_broken(self):
        lines, more = fit("x" * 5000, 80, 3)
        self.assertEqual((len(lines), more), (3, True))

    def test_control_characters_and_emoji(self):
        self.assertEqual(fit("a\x00b\u200b\tc", 20, 1), (["ab c"], False))
        self.assertEqual(width("😀"), 2)

    def test_without_limit(self):
        lines, more = fit("一" * 1000, 10)
        self.assertEqual((len(lines), more), (200, False))

    @given(st.text(max_size=300), st.integers(2, 30), st.integers(1, 8))
    def test_always_fits_and_loses_nothing(self, text, columns, lines):
        """FI-ANNEX: never more lines, never a wider one; what is not there is said to be missing."""
        result, more = fit(text, columns, lines)
        self.assertLessEqual(len(result), lines)
        for line in result:
            self.assertTrue(width(line) <= columns or len(line) == 1)
        everything, none_missing = fit(text, columns)
        self.assertFalse(none_missing)
        self.assertEqual(more, len(everything) > lines)
        self.assertEqual(result, everything[:lines])


class TestQrCode(unittest.TestCase):
    def test_finder_patterns(self):
        """The three corners by which scanners find a code."""
        rows = qr_code.modules("SW2026-000001")
        size = len(rows)
        self.assertEqual((size - 17) % 4, 0)
        for x, y in ((0, 0), (size - 7, 0), (0, size - 7)):
            self.assertEqual(rows[y][x : x + 7], [True] * 7)
            self.assertEqual(rows[y + 1][x : x + 7], [True, False, False, False, False, False, True])

    def test_drawing_is_the_code(self):
        """Every dark stretch is drawn once, inside the light margin."""
        rows = qr_code.modules("SW2026-000001")
        drawing = qr_code.svg("SW2026-000001", 100)
        lengths = [
            int(part.split("v")[0]) for part in drawing.split("h")[1:] if "v1h" in part + "h" and part[0].isdigit()
        ]
        self.assertEqual(sum(lengths), sum(map(sum, rows)))
        self.assertIn(f'viewBox="0 0 {len(rows) + 8} {len(rows) + 8}"', drawing)
