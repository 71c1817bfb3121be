# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import phone

FULL_WIDTH = str.maketrans("0123456789+-()", "０１２３４５６７８９＋－（）")

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
# 0950 is nobody's: numbers that begin with 950 are service numbers of their own
area_codes = st.from_regex(r"0(10|2[0-9]|[35-79][0-9]{2})", fullmatch=True).filter(lambda area: area != "0950")
locals_ = st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True)
extensions = st.from_regex(r"[0-9]{1,6}", fullmatch=True)
separators = st.sampled_from(["", " ", "-", "  ", "\u00a0", "—", "－"])


@tagged("-at_install", "post_install")
class TestPhoneNormalize(BaseCase):
    """Whatever was typed, one number is stored in one form."""

    def check(self, text, number, extension=""):
        self.assertEqual(phone.normalize(text), (number, extension), text)

    def test_mobile(self):
        for text in (
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+86 138 1234 5678",
            "+8613812345678",
            "008613812345678",
            "8613812345678",
            "(+86) 13812345678",
            "１３８１２３４５６７８",
            "＋８６－１３８１２３４５６７８",
            "手机：13812345678",
            "013812345678",
            "13812345678.0",
            "\u200b13812345678\ufeff",
        ):
            self.check(text, "13812345678")

    def test_landline(self):
        for text in (
            "0451-83289588",
            "(0451)83289588",
            "（０４５１）８３２８－９５８８",
            "0451 8328 9588",
            "+86 451 83289588",
            "+86 (0451) 83289588",
            "0086-451-83289588",
            "8645183289588",
            "45183289588",
            "电话: 0451—83289588",
        ):
            self.check(text, "045183289588")
        self.check("010-82345678", "01082345678")
        self.check("021-5832895", "0215832895")
        self.check("8328 9588", "83289588")

    def test_extension(self):
        for text in (
            "0451-83289588转801",
            "0451-83289588 轉 801",
            "0451-83289588-801",
            "0451-83289588 ext. 801",
            "0451-83289588x801",
            "0451-83289588 分机 801",
            "0451-83289588分机号：801",
            "0451-83289588#801",
            "０４５１－８３２８９５８８转８０１",
        ):
            self.check(text, "045183289588", "801")
        self.check("83289588-801", "83289588", "801")
        self.check("400-123-4567转2", "4001234567", "2")

    def test_service_numbers(self):
        self.check("400-123-4567", "4001234567")
        self.check("4001-234-567", "4001234567")
        self.check("800 810 8888", "8008108888")
        for short in ("110", "119", "95598", "12345", "10086", "6222"):
            self.check(short, short)

    def test_other_countries(self):
        self.check("+852 2345 6789", "0085223456789")
        self.check("00852-2345-6789", "0085223456789")

    def test_refused(self):
        for text in (
            "",
            None,
            "无",
            "张三",
            "1381234567",  # a digit is missing
            "138123456789",  # a digit too many
            "12812345678",
            "1.38123E+10",
            "13812345678 13912345678",
            "0451",
            "8" * 200,
        ):
            with self.assertRaises(phone.PhoneError, msg=text):
                phone.normalize(text)

    def test_split_many(self):
        self.assertEqual(
            phone.split_many("13812345678、0451-83289588转1；13912345678/83289588\n"),
            ["13812345678", "0451-83289588转1", "13912345678", "83289588"],
        )
        self.assertEqual(phone.split_many(None), [])

    @settings(max_examples=200, deadline=None)
    @given(mobiles, separators, separators, st.sampled_from(["", "+86", "0086", "86"]), st.booleans())
    def test_any_form_of_a_mobile(self, number, sep1, sep2, prefix, wide):
        text = prefix + sep1 + number[:3] + sep2 + number[3:7] + sep2 + number[7:]
        self.check(text.translate(FULL_WIDTH) if wide else text, number)

    def test_landline_like_a_service_number(self):
        """Yinchuan's numbers begin with 951 after +86, service numbers such as 95598 are shorter."""
        self.check("+86 951 2000000", "09512000000")
        self.check("95598", "95598")
        self.check("95105105", "95105105")

    @settings(max_examples=200, deadline=None)
    @given(area_codes, locals_, extensions, st.sampled_from(["转", " ext ", "x", "#", "分机"]))
    def test_any_form_of_a_landline(self, area, local, extension, word):
        for text in (f"{area}-{local}", f"({area}){local}", f"+86 {area[1:]} {local}", f"+86{area}{local}"):
            self.check(text, area + local)
            self.check(text + word + extension, area + local, extension)

    @settings(max_examples=300, deadline=None)
    @given(st.one_of(st.text(max_size=30), st.text("0123456789+-() 转x#/", max_size=24)))
    def test_any_text(self, text):
        """A number or a PhoneError; the stored form is stable, printable and found again."""
        try:
            number, extension = phone.normalize(text)
        except phone.PhoneError:
            return
        self.assertRegex(number, r"^[0-9]{3,15}$")
        self.assertRegex(extension, r"^[0-9]{0,6}$")
        self.assertEqual(phone.normalize(number).number, number)
        self.assertEqual(phone.normalize(phone.display(number, extension)), (number, extension))


@tagged("-at_install", "post_install")
class TestPhoneSearch(BaseCase):
    def test_any_written_form(self):
        self.assertEqual(phone.search_numbers("+86 138-1234-5678"), ("13812345678",))
        self.assertEqual(phone.search_numbers("0451-83289588转801"), ("045183289588", "83289588"))
        self.assertEqual(phone.search_numbers("3812345678")[-1], "3812345678")
        self.assertEqual(phone.search_numbers("８３２８９５８８"), ("83289588",))

    def test_parts(self):
        self.assertEqual(phone.search_numbers("5678"), ("5678",))
        self.assertEqual(phone.search_numbers("138 12"), ("13812",))
        self.assertEqual(phone.search_numbers("+86 1381"), ("1381",))
        for text in ("567", "110", "张三", "道里区1234号", "", None):
            self.assertEqual(phone.search_numbers(text), (), text)

    @settings(max_examples=200, deadline=None)
    @given(st.one_of(mobiles, st.tuples(area_codes, locals_).map("".join)), st.integers(4, 11))
    def test_last_digits_are_a_part(self, number, length):
        """Whatever part from the end is typed is a part of the stored number."""
        found = phone.search_numbers(number[-length:])
        self.assertTrue(any(part in number for part in found), found)

    def test_without_the_right_to_see(self):
        """The whole number, a landline without its area code, the last digits that the mask of a mobile shows."""
        self.assertEqual(phone.whole_patterns("+86 138-1234-5678"), ("13812345678",))
        self.assertEqual(phone.whole_patterns("0451-83289588转801"), ("045183289588", "83289588"))
        self.assertEqual(phone.whole_patterns("83289588"), ("83289588", "0__83289588", "0___83289588"))
        self.assertEqual(phone.whole_patterns("９５８８"), ("9588", "1______9588"))
        for text in ("138", "13812", "1381234567", "张三", "%", ""):
            self.assertEqual([p for p in phone.whole_patterns(text) if "_" in p or len(p) > 6], [], text)


@tagged("-at_install", "post_install")
class TestPhoneInText(BaseCase):
    """Numbers in sentences: all of the forms people write, and nothing that is no number."""

    def test_examples(self):
        for text, hidden in (
            ("请回电138 1234 5678，户号100200301", "请回电138****5678，户号100200301"),
            ("手机13812345678-2栋", "手机138****5678-2栋"),
            ("１３８１２３４５６７８", "138****5678"),
            ("（0451）83289588或+86 13912345678", "0451****588或139****5678"),
            ("13812345678/13912345678", "138****5678/139****5678"),
            ("2026-09-18 16:30，金额1234567.00，SW2026-000001", "2026-09-18 16:30，金额1234567.00，SW2026-000001"),
            ("身份证230102199001011234", "身份证230102199001011234"),
            ("热线400-123-4567，110", "热线400-123-4567，110"),
        ):
            self.assertEqual(phone.take_from_text(text)[0], hidden)
        self.assertEqual(phone.take_from_text(None), ("", []))

    @settings(max_examples=150, deadline=None)
    @given(
        st.text("中文ab，。 \n", max_size=6), st.one_of(mobiles, st.tuples(area_codes, locals_).map("-".join)),
        st.text("中文ab，。 \n", max_size=6), st.booleans(),
    )  # fmt: skip
    def test_any_sentence(self, before, number, after, wide):
        """Masked once, and the number is returned whole; a second time nothing is found."""
        typed = number.translate(FULL_WIDTH) if wide else number
        text, found = phone.take_from_text(before + typed + after)
        self.assertEqual(found, [phone.normalize(number)])
        self.assertEqual(text, before + phone.mask(found[0].number) + after)
        self.assertEqual(phone.take_from_text(text), (text, []))


@tagged("-at_install", "post_install")
class TestPhoneMask(BaseCase):
    def test_mask(self):
        self.assertEqual(phone.mask("13812345678"), "138****5678")
        self.assertEqual(phone.mask("045183289588"), "0451****588")
        self.assertEqual(phone.mask("01082345678"), "010****678")
        self.assertEqual(phone.mask("83289588"), "****588")
        self.assertEqual(phone.mask("4001234567"), "400****567")
        self.assertEqual(phone.mask("95598"), "****")
        self.assertEqual(phone.mask(""), "")

    @given(st.from_regex(r"[0-9]{3,15}", fullmatch=True))
    def test_always_hides(self, number):
        """At least three digits are hidden, and never the same text comes out."""
        masked = phone.mask(number)
        self.assertIn("*", masked)
        self.assertLessEqual(sum(c.isdigit() for c in masked), len(number) - 3)
