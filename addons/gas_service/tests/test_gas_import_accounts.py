# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .import_case import HEADER, GasImportCase


@tagged("-at_install", "post_install")
class TestGasImportAccounts(GasImportCase):
    """Accounts from a file."""

    def test_good_rows(self):
        record = self.run_import(
            ["100001", "王小明", "居民", "平安街12号", "139 1234 5678、0451-83289588转801", "是", "门口有狗😀"],
            ["１００００２", "平安大酒店", "商业", "中央大街1号", "", "", ""],
            ["100003", "钢铁厂", "工业用户", "", "４００－１２３－４５６７", "否", "- 大客户"],
        )
        self.assertEqual((record.total, record.good_count, record.bad_count), (3, 3, 0))
        self.assertEqual(record.progress, 100)
        wang, hotel, works = self.accounts("100001", "100002", "100003")
        self.assertEqual(wang.phone_ids.mapped("number"), ["13912345678", "045183289588"])
        self.assertEqual(wang.phone_ids.mapped("extension"), [False, "801"])
        self.assertTrue(wang.do_not_call)
        self.assertEqual(wang.note, "门口有狗😀")
        self.assertEqual(wang.company_id, self.company)
        self.assertEqual(wang.create_uid, self.supervisor.user_id)
        self.assertEqual(hotel.category, "commercial")
        self.assertEqual((works.category, works.do_not_call, works.note), ("industrial", False, "- 大客户"))

    def test_every_encoding(self):
        for index, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030", "utf-16")):
            self.run_import([f"10{index}", "王小明", "", "", "", "", ""], encoding=encoding)
            self.assertEqual(self.accounts(f"10{index}").name, "王小明")

    def test_titles_in_english_and_field_names(self):
        self.run_import(["1", "A", "industrial"], header=["Account Number*", "customer", "CATEGORY"])
        self.run_import(["2", "B", "10086", "110"], header=["number", "name", "phones", "手机"])
        one, two = self.accounts("1", "2")
        self.assertEqual(one.category, "industrial")
        self.assertEqual(two.phone_ids.mapped("number"), ["10086", "110"])

    def test_bad_rows_come_back(self):
        """The good rows are in; each bad one says all that is wrong with it."""
        long = "长" * 300
        rows = [
            ["1", "好", "", "", "", "", ""],
            ["", "无号", "", "", "", "", ""],
            ["2", "", "外星人", "", "1381234567", "也许", ""],
            ["3", "铃\x07", "", "", "", "", ""],
            ["4", "=HYPERLINK(1)", "", "", "", "", ""],
            ["5", long, "", "", "", "", ""],
            ["6", "也好", "", "", "", "", ""],
        ]
        record = self.run_import(*rows)
        self.assertEqual((record.total, record.good_count, record.bad_count), (7, 2, 5))
        self.assertEqual(len(self.accounts("1", "2", "3", "4", "5", "6")), 2)
        reasons = self.reasons(record)
        self.assertEqual(sorted(reasons), [3, 4, 5, 6, 7])
        self.assertEqual(len(reasons[4].splitlines()), 4)
        for part in ("外星人", "1381234567", "也许"):
            self.assertIn(part, reasons[4])
        self.assertIn("U+0007", reasons[5])
        self.assertIn("300", reasons[7])
        table = self.read_table(record._bad_rows_file())
        self.assertEqual(table[0][2:], HEADER)
        self.assertEqual(table[1][0], "3")
        self.assertEqual(table[3][3], "铃␇")
        self.assertEqual(table[4][3], "=HYPERLINK(1)")

    def test_bad_rows_corrected_go_in(self):
        """The file that comes back can be corrected and imported as it is."""
        record = self.run_import(["1", "甲", "外星人", "", "", "", ""])
        table = self.read_table(record._bad_rows_file())
        table[1][table[0].index("用户类别")] = "居民"
        second = self.run_import(*table[1:], header=table[0])
        self.assertEqual((second.good_count, second.bad_count), (1, 0))
        self.assertEqual(self.accounts("1").category, "residential")

    def test_reasons_in_the_language_of_the_user(self):
        self.supervisor.user_id.lang = "zh_CN"
        record = self.run_import(["", "无号", "", "", "", "", ""])
        translated = self.imports.with_context(lang="zh_CN")
        self.assertIn(translated.env._("is missing"), self.reasons(record)[2])

    def test_again_changes_nothing(self):
        rows = [["1", "甲", "居民", "路1号", "13812345678", "", ""], ["2", "乙", "工业", "", "", "是", ""]]
        self.run_import(*rows)
        before = self.accounts("1", "2").read()
        record = self.run_import(*rows)
        self.assertEqual(record.good_count, 2)
        self.assertEqual(self.accounts("1", "2").read(), before)

    def test_update_of_given_columns(self):
        """Only the file's columns are written, and an empty cell erases nothing."""
        account = self.make_account("1", "甲", "路1号", "13812345678", note="旧", category="industrial")
        self.run_import(["1", "甲甲", "", "139 1234 5678、13812345678"], header=["户号", "名称", "地址", "电话"])
        self.assertEqual(
            (account.name, account.address, account.note, account.category), ("甲甲", "路1号", "旧", "industrial")
        )
        self.assertEqual(account.phone_ids.mapped("number"), ["13812345678", "13912345678"])

    def test_skip_existing(self):
        account = self.make_account("1", "甲")
        record = self.run_import(["1", "甲甲"], ["2", "乙"], header=["户号", "名称"], update_existing=False)
        self.assertEqual(account.name, "甲")
        self.assertEqual(record.good_count, 2)
        self.assertTrue(self.accounts("2"))

    def test_twice_in_one_file(self):
        """The later row wins, numbers of both are kept; passed over when existing ones are."""
        rows = [["1", "甲", "110"], ["1", "甲甲", "119"]]
        self.run_import(*rows, header=["户号", "名称", "电话"])
        account = self.accounts("1")
        self.assertEqual(account.name, "甲甲")
        self.assertEqual(account.phone_ids.mapped("number"), ["110", "119"])
        self.run_import(["2", "乙"], ["2", "乙乙"], header=["户号", "名称"], update_existing=False)
        self.assertEqual(self.accounts("2").name, "乙")

    def test_archived_account_is_the_same_account(self):
        account = self.make_account("1", "甲", active=False)
        self.run_import(["1", "甲甲"], header=["户号", "名称"])
        self.assertEqual(account.name, "甲甲")

    def test_other_company(self):
        """The same number in another company is another account."""
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self.make_account("1", "外公司", company_id=other.id)
        self.run_import(["1", "甲"], header=["户号", "名称"])
        self.assertEqual(foreign.name, "外公司")
        self.assertEqual(len(self.accounts("1")), 2)

    def test_messages_only_for_what_must_be_traced(self):
        """No message for a new account, one for a changed do-not-call."""
        self.run_import(["1", "甲", "否"], ["2", "乙", "否"], header=["户号", "名称", "免打扰"])
        accounts = self.accounts("1", "2")
        self.assertFalse(accounts.message_ids)
        self.env.flush_all()
        self.cr.precommit.run()
        self.run_import(["1", "甲甲", "否"], ["2", "乙", "是"], header=["户号", "名称", "免打扰"])
        self.assertEqual(accounts.message_ids.mapped("res_id"), accounts[1].ids)

    def test_the_row_at_fault_is_found(self):
        """A row that only the model refuses comes back alone, out of a batch that failed with it."""
        model = type(self.env["gas.account"])
        create = model.create

        def refuse(accounts, vals_list):
            if any(vals["name"] == "坏" for vals in vals_list):
                raise ValidationError(accounts.env._("坏的不要"))
            return create(accounts, vals_list)

        self.patch(model, "create", refuse)
        rows = [[str(index), "坏" if index in (3, 17) else "好"] for index in range(20)]
        record = self.run_import(*rows, header=["户号", "名称"])
        self.assertEqual((record.good_count, record.bad_count), (18, 2))
        self.assertEqual(self.reasons(record), {5: "坏的不要", 19: "坏的不要"})
