# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import chinese_text
from .common import GasServiceCase

texts = st.text("王小明平安街号室 　１２3ＡbB-－,，()（）\u200b", max_size=16)


@tagged("-at_install", "post_install")
class TestChineseText(BaseCase):
    """Names and addresses in one form, however they were typed."""

    def test_names(self):
        for typed, stored in (
            ("王　明", "王明"), ("王 小明", "王小明"), ("李明 王芳", "李明 王芳"), (" Ｗａｎｇ  Ｍｉｎｇ ", "Wang Ming"),
            ("平安大酒店（南店）", "平安大酒店（南店）"), ("王\u200b明", "王明"), ("", ""), (None, ""),
        ):  # fmt: skip
            self.assertEqual(chinese_text.name(typed), stored, typed)

    def test_addresses(self):
        for typed, stored in (
            ("平安街 １２ 号", "平安街12号"), ("平安街12号 3单元 501室", "平安街12号3单元501室"),
            ("Ａ座　１２－３", "A座12-3"), ("Tower B 12", "Tower B 12"),
        ):  # fmt: skip
            self.assertEqual(chinese_text.address(typed), stored, typed)

    def test_traditional_characters(self):
        self.assertEqual(chinese_text.search_forms("張麗華"), ("張麗華", "张丽华"))
        self.assertEqual(chinese_text.search_forms("廣場１２號樓"), ("廣場12號樓", "广场12号楼"))
        self.assertEqual(chinese_text.search_forms("平安街"), ("平安街",))

    @settings(max_examples=150, deadline=None)
    @given(texts)
    def test_stable(self, text):
        """The stored form is stored as it is, and is found by what was typed."""
        for normalize in (chinese_text.name, chinese_text.address, chinese_text.narrow):
            self.assertEqual(normalize(normalize(text)), normalize(text))
        self.assertEqual(chinese_text.address(chinese_text.search_forms(text)[0]), chinese_text.address(text))


@tagged("-at_install", "post_install")
class TestAccountForms(GasServiceCase):
    """FI-7: quick and accurate, whatever keyboard the clerk or the list of the billing system has."""

    def test_found(self):
        account = self.make_account("Z-1", "张　丽", "中央大街　１２ 号Ａ座")
        self.assertEqual((account.name, account.address), ("张丽", "中央大街12号A座"))
        accounts = self.env["gas.account"].with_user(self.clerk.user_id)
        for text in ("张丽", "張麗", "中央大街12号", "中央大街１２号", "中央大街 12号", "中央大街12號Ａ座"):
            self.assertIn(account.id, [id_ for id_, _name in accounts.name_search(text)], text)
        account.address = "平安街 ９ 号"
        self.assertEqual(account.address, "平安街9号")
