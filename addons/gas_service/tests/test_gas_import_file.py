# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_case import HEADER, GasImportCase


@tagged("-at_install", "post_install")
class TestGasImportFile(GasImportCase):
    """A file that cannot be used is refused at once, with one message that says why."""

    def check_refused(self, data, *parts):
        record = self.make_import(data)
        with self.assertRaises(UserError) as caught:
            record.action_start()
        self.assertEqual(record.state, "draft")
        for part in parts:
            self.assertIn(part, str(caught.exception))

    def test_missing_columns(self):
        self.check_refused(self.csv_bytes(["地址", "什么"], ["路1号", "1"]), "Account Number, Customer", "地址, 什么")

    def test_doubled_columns(self):
        self.check_refused(self.csv_bytes(["户号", "名称", "姓名"], ["1", "2", "3"]), "姓名")

    def test_unreadable(self):
        self.check_refused(b"", "first")
        self.check_refused(b" ", "empty")
        self.check_refused(b"\x00\x01\x02\x03", "xlsx")
        self.check_refused(b"PK\x03\x04", "damaged")
        self.check_refused(self.csv_bytes(HEADER, encoding="utf-8") + b"1,\xff\xff\n", "Line 2", "GB18030")
        self.check_refused(self.csv_bytes(HEADER) + b'1,"never closed\n2,x\n', "line 2")

    def test_unknown_columns_are_told(self):
        record = self.run_import(["1", "甲", "红"], header=["户号", "名称", "颜色"])
        self.assertEqual(record.ignored, "颜色")

    def test_only_a_header(self):
        record = self.run_import()
        self.assertEqual((record.total, record.good_count), (0, 0))

    def test_spreadsheet(self):
        book = openpyxl.Workbook()
        for row in (["户号", "名称", "电话"], [100001, "甲", 13812345678], [None], [100002.0, "乙", None]):
            book.active.append(row)
        target = io.BytesIO()
        book.save(target)
        record = self.make_import(target.getvalue())
        record.action_start()
        self.run_cron()
        self.assertEqual(record.good_count, 2)
        self.assertEqual(self.accounts("100001").phone_ids.number, "13812345678")
        self.assertEqual(self.accounts("100002").name, "乙")

    def test_template(self):
        """The template has a column for everything, and goes in as it is."""
        header, *rows = self.read_table(self.imports._template_file("account"))
        self.assertFalse(rows)
        self.assertEqual(header[:2], ["Account Number*", "Customer*"])
        self.assertEqual(len(header), len(self.env["gas.account"]._gas_import_columns()))
        self.run_import(["1", "甲"], header=header)
        translated = self.imports.with_context(lang="zh_CN")
        self.assertEqual(len(self.read_table(translated._template_file("account"))[0]), len(header))

    def test_who_may_import(self):
        for employee in (self.clerk, self.handler, self.manager, self.supervision):
            with self.assertRaises(AccessError):
                self.env["gas.import"].with_user(employee.user_id).create({"file_name": "x"})
        record = self.run_import(["", "甲"], header=["户号", "名称"])
        for employee in (self.clerk, self.handler):
            with self.assertRaises(AccessError):
                record.with_user(employee.user_id).action_start()
            with self.assertRaises(AccessError):
                self.env["gas.import.line"].with_user(employee.user_id).search([])

    def test_nobody_writes_the_result(self):
        record = self.make_import(self.csv_bytes(HEADER))
        for values in ({"state": "done"}, {"good_count": 5}, {"position": 3}, {"user_id": 1}):
            with self.assertRaises(UserError):
                record.write(values)
        created = self.imports.with_context(default_state="running").create({"state": "done", "good_count": 7})
        self.assertEqual((created.state, created.good_count), ("draft", 0))

    def test_the_file_stays_once_begun(self):
        record = self.run_import(["1", "甲"], header=["户号", "名称"])
        with self.assertRaises(UserError):
            record.write({"file": False})
        with self.assertRaises(UserError):
            record.action_start()

    def test_other_company(self):
        record = self.run_import(["", "甲"], header=["户号", "名称"])
        other = self.env["res.company"].create({"name": "Other"})
        record._write_guarded({"company_id": other.id})
        self.assertFalse(self.imports.search([]))
        self.assertFalse(self.env["gas.import.line"].with_user(self.supervisor.user_id).search([]))

    def test_personal_data_is_forgotten(self):
        """Files and refused rows go after 30 days, the counts stay."""
        record = self.run_import(["", "甲"], header=["户号", "名称"])
        recent = self.run_import(["", "乙"], header=["户号", "名称"])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE gas_import SET write_date = now() at time zone 'utc' - interval '31 days' WHERE id = %s", record.ids
        )
        self.env.invalidate_all()
        self.env["gas.import"]._gc_personal_data()
        self.env.invalidate_all()
        self.assertFalse(record.file)
        self.assertFalse(record.line_ids)
        self.assertEqual(record.bad_count, 1)
        self.assertTrue(recent.file)
        self.assertTrue(recent.line_ids)
