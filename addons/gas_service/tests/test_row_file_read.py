# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
import datetime
import io
from contextlib import suppress

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import row_file
from ..tools.row_file import RowFileError

TEXT = "用气户号,名称\n10001,张三\n10002,李四\n"
cells = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufeff"), max_size=12
).filter(lambda text: text == row_file.clean(text))


def book(*rows):
    """Return an xlsx file of these rows as bytes."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


@tagged("-at_install", "post_install")
class TestRowFileRead(BaseCase):
    def read_rows(self, data):
        with row_file.open_rows(data) as rows:
            return list(rows)

    def check_error(self, data, code, **details):
        with self.assertRaises(RowFileError) as caught:
            self.read_rows(data)
        self.assertEqual((caught.exception.code, caught.exception.details), (code, details))

    def test_encodings(self):
        expected = [(1, ["用气户号", "名称"]), (2, ["10001", "张三"]), (3, ["10002", "李四"])]
        for name in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
            self.assertEqual(self.read_rows(TEXT.encode(name)), expected, name)

    def test_separators(self):
        for delimiter in ",;\t，":
            rows = self.read_rows(TEXT.replace(",", delimiter).encode())
            self.assertEqual(rows[1], (2, ["10001", "张三"]), delimiter)

    def test_lines_and_quotes(self):
        rows = self.read_rows('a,b\r\n\r\n1,"two\r\nlines ""x"", and more"\r\n,\r\n3,😀'.encode())
        # the number is the line where the row begins; blank rows are left out
        self.assertEqual(rows, [(1, ["a", "b"]), (3, ["1", 'two\nlines "x", and more']), (6, ["3", "😀"])])

    def test_spreadsheet(self):
        data = book(
            ["户号", "电话", "日期", None],
            [10001, 13812345678.0, datetime.datetime(2026, 9, 18, 16, 30)],
            [None, None],
            ["  A\u00a01 ", True, 1.5, "=1+1"],
        )
        rows = self.read_rows(data)
        self.assertEqual(rows[0], (1, ["户号", "电话", "日期"]))
        self.assertEqual(rows[1], (2, ["10001", "13812345678", "2026-09-18 16:30:00"]))
        # a formula nobody has computed has no value
        self.assertEqual(rows[2], (4, ["A 1", "1", "1.5"]))
        self.assertEqual(row_file.count_rows(data), 2)

    def test_errors(self):
        self.check_error(b"", "empty")
        self.check_error(b" \n \n", "empty")
        self.check_error(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 8, "binary")
        self.check_error(b"\x00\x01\x02", "binary")
        self.check_error(b"%PDF-1.4\n...", "binary")
        self.check_error(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old_excel")
        self.check_error(b"PK\x03\x04 no archive", "damaged")
        self.check_error(book(["a"], ["b"])[:-200], "damaged")
        self.check_error(b"a,b\n1,\xff\xff\n", "encoding", line=2)
        self.check_error(TEXT.encode() + "三".encode()[:2], "encoding", line=4)
        self.check_error(b'a,b\n1,2\n3,"never closed\n5,6\n', "quotes", line=3)
        self.check_error(",".join("x" * 201).encode(), "columns", limit=row_file.MAX_COLUMNS)

    def test_size_limit(self):
        self.addCleanup(setattr, row_file, "MAX_FILE", row_file.MAX_FILE)
        row_file.MAX_FILE = 1024 * 1024
        self.check_error(b"a" * (1024 * 1024 + 1), "too_big", limit=1)
        self.addCleanup(setattr, row_file, "MAX_UNPACKED", row_file.MAX_UNPACKED)
        row_file.MAX_UNPACKED = 1024
        self.check_error(book(["x" * 2000]), "too_big", limit=0)

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=8),
        st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    )
    def test_what_was_written_is_read(self, rows, name):
        """Any table written by a spreadsheet program comes back, cell by cell."""
        rows = [["用气户号", "名称", "地址", "电话", "备注"], *rows]
        target = io.StringIO()
        csv.writer(target).writerows(rows)
        try:
            data = target.getvalue().encode(name)
        except UnicodeEncodeError:
            return
        expected = []
        for row in rows:
            while row and not row[-1]:
                row = row[:-1]
            expected += [row] if row else []
        self.assertEqual([row for _number, row in self.read_rows(data)], expected)

    @settings(max_examples=200, deadline=None)
    @given(st.one_of(st.binary(max_size=200), st.text(max_size=60).map(str.encode)))
    def test_any_bytes(self, data):
        """Rows or one RowFileError, never anything else."""
        with suppress(RowFileError):
            self.read_rows(data)


@tagged("-at_install", "post_install")
class TestRowFileWrite(BaseCase):
    def written(self, *rows):
        target = io.BytesIO()
        row_file.write_rows(target, *rows)
        return target.getvalue()

    def test_nothing_is_computed(self):
        """Formula-looking cells are text, and stay text when somebody edits them."""
        nasty = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://x"]
        data = self.written(["reason"], [nasty])
        cells = next(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2))
        self.assertEqual([cell.value for cell in cells], nasty)
        for cell in cells:
            self.assertEqual(cell.data_type, "s")
            self.assertTrue(cell.quotePrefix)
            self.assertFalse(cell.hyperlink)

    def test_control_characters_are_shown(self):
        data = self.written(["a"], [["bell\x07 nul\x00 \ud800 end\nline"]])
        with row_file.open_rows(data) as rows:
            self.assertEqual(list(rows)[1][1], ["bell␇ nul␀ \ufffd end\nline"])

    def test_long_cells(self):
        data = self.written(["a"], [["长" * 40000]])
        with row_file.open_rows(data) as rows:
            self.assertEqual(len(list(rows)[1][1][0]), 32767)


@tagged("-at_install", "post_install")
class TestRowFileCells(BaseCase):
    def test_formulas(self):
        for text in (
            "=1+1",
            " =A1",
            "=cmd|' /C calc'!A0",
            "+cmd|' /C calc'!A0",
            "@SUM(1)",
            "-2+3+cmd|' /C calc'!A0",
            '="x"',
        ):
            self.assertTrue(row_file.looks_like_formula(text), text)
        for text in (
            "-请问什么时候通气",
            "+86 138 1234 5678",
            "@张三 你好(急)",
            "====== 问题 ======",
            "a=1",
            "-1",
            "-1.5",
            "",
        ):
            self.assertFalse(row_file.looks_like_formula(text), text)

    def test_header_key(self):
        for text in ("用气户号", " 用气 户号*", "用气户号（必填）", "用气户号：", "\ufeff用气户号"):
            self.assertEqual(row_file.header_key(text), "用气户号", text)
        self.assertEqual(row_file.header_key("Account Number"), row_file.header_key("account_number"))

    def test_control_characters(self):
        self.assertEqual(row_file.control_character("a\x07b"), "U+0007")
        self.assertEqual(row_file.control_character("\ud83d"), "U+D83D")
        self.assertIsNone(row_file.control_character("tab\tline\n😀👨‍👩‍👧 ❤️ 𠮷"))
