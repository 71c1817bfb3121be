# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("-at_install", "post_install")
class TestGasAccountSearch(GasServiceCase):
    """An account is found by whatever the caller says, by any employee."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wang = cls.make_account("100200301", "王小明", "平安街12号", "0451-83289588转801")
        cls.li = cls.make_account("100200302", "李明", "平安街14号3单元", "13812345678")
        cls.hotel = cls.make_account("200300", "平安大酒店", "中央大街1号", "13812345678、400-123-4567")
        cls.user = cls.clerk.user_id

    def found(self, text, **kwargs):
        accounts = self.env["gas.account"].with_user(self.user)
        return accounts.browse([id_ for id_, _name in accounts.name_search(text, **kwargs)])

    def test_number(self):
        self.assertEqual(self.found("100200301"), self.wang)
        self.assertEqual(self.found("１００２００３０１"), self.wang)
        self.assertEqual(self.found("1002003"), self.wang | self.li)

    def test_phone_in_any_form(self):
        for text in ("13812345678", "+86 138-1234-5678", "138 1234 5678", "１３８１２３４５６７８", "5678"):
            self.assertEqual(self.found(text), self.li | self.hotel, text)
        for text in ("0451-83289588", "(0451) 83289588", "83289588", "+86 451 83289588 转 801"):
            self.assertEqual(self.found(text), self.wang, text)
        self.assertEqual(self.found("4001234567"), self.hotel)

    def test_parts_are_for_who_sees_the_numbers(self):
        """With parts of a number that he sees masked, an employee could guess it digit by digit."""
        for text in ("345678", "1381234", "138123"):
            self.assertFalse(self.found(text), text)
        self.assertFalse(self.found("9588"), "Only three digits of a landline stand in its mask")
        self.user = self.make_employee("hotline", self.service, "gas_service.group_hotline").user_id
        self.assertEqual(self.found("345678"), self.li | self.hotel)
        self.assertEqual(self.found("1381234"), self.li | self.hotel)
        self.assertEqual(self.found("9588"), self.wang)

    def test_area_code_is_not_everybody(self):
        self.assertFalse(self.found("0451"))

    def test_number_noted_without_area_code(self):
        account = self.make_account("9", "赵", "", "86543210")
        self.assertEqual(self.found("0451-86543210"), account)

    def test_name_and_address(self):
        self.assertEqual(self.found("李明"), self.li)
        self.assertEqual(self.found("小明"), self.wang)
        self.assertEqual(self.found("平安"), self.hotel)
        self.assertEqual(self.found("酒"), self.hotel)
        self.assertEqual(self.found("平安街14"), self.li)
        self.assertEqual(self.found("李 平安街"), self.li)
        self.assertFalse(self.found("李 中央"))

    def test_best_first(self):
        """An exact number, then names that begin like it, then the rest."""
        self.assertEqual(self.found("平安街").ids, (self.wang | self.li).ids)
        street = self.make_account("1", "平安街商店", "")
        self.assertEqual(self.found("平安街").ids[0], street.id)
        self.assertEqual(len(self.found("平安街")), 3)
        long = self.make_account("0200300", "孙", "")
        self.assertEqual(self.found("200300").ids[0], self.hotel.id)
        self.assertIn(long, self.found("200300"))
        self.assertEqual(self.found("200300", limit=1), self.hotel)

    def test_wildcards_are_text(self):
        self.assertFalse(self.found("%"))
        self.assertFalse(self.found("王_明"))

    def test_domain_and_empty_text(self):
        self.assertEqual(self.found("平安街", domain=[("name", "=", "李明")]), self.li)
        self.assertIn(self.li, self.found(""))

    def test_search_field(self):
        accounts = self.env["gas.account"].with_user(self.user)
        self.assertEqual(accounts.search([("phone", "ilike", "138 1234 5678")]), self.li | self.hotel)
        self.assertEqual(accounts.search([("phone", "=", "+8613812345678")]), self.li | self.hotel)
        self.assertNotIn(self.li, accounts.search([("phone", "not ilike", "13812345678")]))
        bare = self.make_account("8", "无电话", "")
        self.assertEqual(accounts.search([("phone", "=", False)]) & (bare | self.li), bare)
        self.assertEqual(accounts.search([("phone", "!=", False)]) & (bare | self.li), self.li)

    def test_other_company(self):
        """The phone of another company's customer finds nothing."""
        other = self.env["res.company"].create({"name": "Other"})
        self.make_account("300", "外公司", "", "13900000001", company_id=other.id)
        self.assertFalse(self.found("13900000001"))
        self.assertFalse(self.found("外公司"))

    def test_archived(self):
        self.li.active = False
        self.assertEqual(self.found("13812345678"), self.hotel)

    def test_queries_do_not_grow(self):
        """Ten times the hits cost no more queries."""

        def count(prefix):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.found(prefix, limit=200)
            return self.env.cr.sql_log_count - before

        for size, prefix in ((10, "甲甲甲"), (100, "乙乙乙")):
            for index in range(size):
                self.make_account(f"{prefix}{index}", f"{prefix}{index}", "", f"139{size:04d}{index:04d}")
        self.found("甲甲甲")
        self.assertEqual(count("甲甲甲"), count("乙乙乙"))
