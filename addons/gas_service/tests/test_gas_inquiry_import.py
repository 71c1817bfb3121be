# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .import_case import GasImportCase

HEADER = ["留言编号", "留言主题", "留言时间", "留言详情"]
NOW = "2026-09-21 02:00:00"  # Monday 10:00 in Shanghai


@tagged("-at_install", "post_install")
class TestGasInquiryImport(GasImportCase):
    """Messages collected elsewhere become tickets with their own times."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))

    def run_tickets(self, *rows, header=HEADER, **values):
        values = {"kind": "inquiry", "department_id": self.service.id, **values}
        return self.run_import(*rows, header=header, **values)

    def ticket(self, ref):
        return self.env["gas.inquiry"].search([("external_ref", "=", ref)])

    def test_ticket(self):
        """FI-3, FI-8.3: received when the message was written, by the department's manager, not the importer."""
        record = self.run_tickets(["188006", "何时通气😀", "2026/9/18 16:30:00", "第一行\n第二行"])
        self.assertEqual((record.good_count, record.bad_count), (1, 0))
        ticket = self.ticket("188006")
        self.assertEqual(ticket.subject, "何时通气😀")
        self.assertEqual(ticket.description, "第一行\n第二行")
        self.assertEqual(ticket.received_at, datetime(2026, 9, 18, 8, 30))
        self.assertEqual((ticket.kind, ticket.channel, ticket.state), ("inquiry", "online", "new"))
        self.assertEqual(ticket.first_responsible_id, self.manager)
        self.assertEqual((ticket.first_department_id, ticket.department_id), (self.service, self.service))
        self.assertEqual(ticket.registered_by, self.supervisor.user_id)
        due = {clock.code: clock.due_at for clock in ticket.clock_ids}
        # 16:30 → 10:00 of the next working day; the third working day after
        self.assertEqual(due["FI-TRANSFER"].strftime("%m-%d %H"), "09-20 02")
        self.assertEqual(due["FI-REPLY"].strftime("%m-%d"), "09-22")

    def test_holidays_of_past_years(self):
        """FI-8.2, FI-8.3: history is counted with the holidays of its time (National Day 2018, New Year 2019)."""
        self.assertNotIn(2018, self.company._gas_calendar()._gas_years())
        self.run_tickets(["1", "事", "2018/9/30 16:30", ""], ["2", "事", "2018/12/28 20:00", ""])
        one, two = (
            {clock.code: clock.due_at.strftime("%Y-%m-%d %H") for clock in self.ticket(ref).clock_ids} for ref in "12"
        )
        # 30 September 2018 was a make-up day; 1 to 7 October were holidays
        self.assertEqual(one, {"FI-TRANSFER": "2018-10-08 02", "FI-REPLY": "2018-10-10 09"})
        # so was 29 December; 30 December to 1 January were free
        self.assertEqual(two, {"FI-TRANSFER": "2018-12-29 02", "FI-REPLY": "2019-01-03 09"})

    def test_no_storm_of_alerts(self):
        """A clock that is late already when it is imported tells nobody."""
        self.run_tickets(*([str(i), "旧事", f"2019/2/{i} 10:00", ""] for i in range(1, 20)))
        clocks = self.env["gas.inquiry"].search([("external_ref", "!=", False)]).clock_ids
        self.assertEqual(len(clocks), 38)
        self.assertFalse(any(clocks.mapped("next_alert_at")))
        before = self.env["mail.message"].search_count([])
        self.env["gas.sla.clock"].search([("next_alert_at", "<=", NOW)]).unlink()
        self.assertEqual(self.env["mail.message"].search_count([]), before)

    def test_bad_rows(self):
        """Every kind of bad row comes back with its reason, the good ones are in."""
        header = [*HEADER, "部门", "首问责任人", "类别", "用气户"]
        good = ["1", "好", "2026/9/18 10:00", "x" * 10_000, "", "", "", ""]
        rows = [
            good,
            ["2", "", "2026/9/18 10:00", "无主题", "", "", "", ""],
            ["3", "将来", "2026/9/22 10:00", "", "", "", "", ""],
            ["4", "时间", "昨天", "", "", "", "", ""],
            ["5", "部门", "2026/9/18 10:00", "", "不存在部", "", "", ""],
            ["6", "太长", "2026/9/18 10:00", "长" * 20_000, "", "", "", ""],
            ["7", "铃\x07", "2026/9/18 10:00", "", "", "", "", ""],
            ["8", "=1+1", "2026/9/18 10:00", "", "", "", "", ""],
            ["9", "投诉", "2026/9/18 10:00", "", "", "", "投诉", ""],
            ["10", "无此户", "2026/9/18 10:00", "", "", "", "", "404"],
            ["11", "人", "2026/9/18 10:00", "", "", "某某某", "", ""],
            ["", "无编号", "2026/9/18 10:00", "", "", "", "", ""],
            ["13", "也好", "2026-09-18T10:00:00+08:00", "表情👨‍👩‍👧", "", "", "咨询", ""],
        ]
        record = self.run_tickets(*rows, header=header)
        self.assertEqual((record.good_count, record.bad_count), (2, 11))
        self.assertEqual(sorted(self.reasons(record)), list(range(3, 14)))
        reasons = self.reasons(record)
        for row_number, part in (
            (5, "昨天"),
            (6, "不存在部"),
            (7, "20000"),
            (8, "U+0007"),
            (11, "404"),
            (12, "某某某"),
        ):
            self.assertIn(part, reasons[row_number])
        self.assertEqual(self.ticket("13").received_at, datetime(2026, 9, 18, 2))
        self.assertEqual(len(self.read_table(record._bad_rows_file())), 12)

    def test_file_refused(self):
        record = self.make_import(self.csv_bytes(HEADER[:2], ["1", "x"]), kind="inquiry", department_id=self.service.id)
        with self.assertRaises(UserError) as caught:
            record.action_start()
        self.assertIn("Received On", str(caught.exception))

    def test_again_changes_nothing(self):
        row = ["1", "事", "2026/9/18 10:00", ""]
        self.run_tickets(row, row)
        ticket = self.ticket("1")
        self.assertEqual(len(ticket), 1)
        before = ticket.read(), ticket.clock_ids.read()
        record = self.run_tickets(["1", "别的事", "2026/9/17 10:00", ""])
        self.assertEqual(record.good_count, 1)
        self.assertEqual((ticket.read(), ticket.clock_ids.read()), before)

    def test_who_is_responsible(self):
        """FI-3: whom the row names, else whom the import names, else the department's manager."""
        header = [*HEADER, "部门", "首问责任人"]
        rows = [
            ["1", "行", "2026/9/18 10:00", "", "", "market_handler"],
            ["2", "行", "2026/9/18 10:00", "", "Market Engineering", ""],
            ["3", "行", "2026/9/18 10:00", "", "", ""],
        ]
        self.run_tickets(*rows, header=header, first_responsible_id=self.handler.id)
        self.assertEqual(self.ticket("1").first_responsible_id, self.market_handler)
        self.assertEqual(self.ticket("1").department_id, self.market)
        self.assertEqual(self.ticket("2").first_responsible_id, self.market_manager)
        self.assertEqual(self.ticket("3").first_responsible_id, self.handler)

    def test_importer_is_never_responsible(self):
        """FI-3: nobody named means refused, not the importer."""
        row = ["1", "事", "2026/9/18 10:00", ""]
        record = self.make_import(self.csv_bytes(HEADER, row), kind="inquiry")
        with self.assertRaises(UserError):
            record.action_start()
        self.service.manager_id = False
        record = self.run_tickets(row)
        self.assertEqual(record.bad_count, 1)
        result = self.imports.push_rows("inquiry", [dict(zip(HEADER, row, strict=True))])
        self.assertEqual((result["good"], len(result["bad"])), (0, 1))
        self.assertFalse(self.ticket("1"))

    def test_customer(self):
        account = self.make_account("A1", "李明", "平安街")
        header = [*HEADER, "用气户", "客户", "匿名", "电话", "地址"]
        rows = [
            ["1", "户", "2026/9/18 10:00", "", "a1", "", "", "139 1234 5678", ""],
            ["2", "名", "2026/9/18 10:00", "", "", "王先生", "", "", "学府路"],
            ["3", "匿", "2026/9/18 10:00", "", "", "", "是", "", ""],
            ["4", "无", "2026/9/18 10:00", "", "", "", "", "", ""],
        ]
        self.run_tickets(*rows, header=header)
        one, two, three, four = (self.ticket(ref) for ref in "1234")
        self.assertEqual((one.account_id, one.customer_name, one.address), (account, "李明", "平安街"))
        self.assertEqual(one.phone_ids.number, "13912345678")
        self.assertFalse(account.phone_ids)
        self.assertEqual((two.customer_name, two.address), ("王先生", "学府路"))
        self.assertEqual((three.anonymous, three.customer_name), (True, False))
        # not stated is not anonymous: he can still be answered where he wrote
        self.assertIn("FI-REPLY", four.clock_ids.mapped("code"))
        self.assertNotIn("FI-REPLY", three.clock_ids.mapped("code"))

    def test_pushed_by_another_program(self):
        """The caller's context and columns of his own decide nothing."""
        portal = new_test_user(self.env, "pusher", groups="base.group_portal,gas_service.group_push")
        imports = self.env["gas.import"].with_user(portal).with_context(default_state="closed", default_urgent=True)
        row = {
            "external_ref": "1",
            "subject": "事",
            "received_at": "2026-09-18 10:00",
            "department_id": "Customer Service",
        }
        result = imports.push_rows("inquiry", [{**row, "state": "closed", "result": "x"}])
        self.assertEqual(result["good"], 1, result)
        ticket = self.ticket("1")
        self.assertEqual((ticket.state, ticket.result, ticket.urgent), ("new", False, False))
        self.assertEqual(ticket.first_responsible_id, self.manager)

    def test_queries_do_not_grow(self):
        def count(size, prefix):
            rows = [
                {
                    "external_ref": f"{prefix}{i}",
                    "subject": "事",
                    "received_at": "2026-09-18 10:00",
                    "部门": "Customer Service",
                }
                for i in range(size)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(self.imports.push_rows("inquiry", rows)["good"], size)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(3, "W")
        # an INSERT takes 100 rows; two clocks a ticket
        self.assertEqual(count(10, "A"), count(50, "B"))

    def test_odoo_import_all_or_nothing(self):
        """Odoo's own import: the same guards, nothing kept when a row is bad, a responsible needed (FI-3)."""
        tickets = self.env["gas.inquiry"].with_user(self.manager.user_id).with_context(import_file=True)
        columns = ["subject", "customer_name", "received_at", "first_responsible_id", "state"]
        good = ["导入一", "甲", "2026-09-18 02:00:00", "handler", "Closed"]
        for bad in (
            ["导入二", "乙", "2026-09-18 02:00:00", "", "New"],
            ["导入二", "乙", "2026-09-30 02:00:00", "handler", "New"],
            ["", "乙", "2026-09-18 02:00:00", "handler", "New"],
        ):
            result = tickets.load(columns, [good, bad])
            self.assertFalse(result["ids"], bad)
            self.assertTrue(result["messages"])
            self.assertFalse(tickets.search([("subject", "=like", "导入%")]))
        result = tickets.load(columns, [good])
        self.assertTrue(result["ids"], result["messages"])
        ticket = tickets.browse(result["ids"])
        self.assertEqual((ticket.state, ticket.first_responsible_id.name), ("new", "handler"))
