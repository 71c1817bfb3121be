# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .import_case import GasImportCase

HEADER = [
    "来源系统",
    "服务编号",
    "服务类型",
    "服务日期",
    "服务方式",
    "户号",
    "客户名称",
    "用户类别",
    "部门",
    "服务人员",
]


@tagged("-at_install", "post_install")
@freeze_time("2026-09-16 02:00:00")
class TestServiceRecordImport(GasImportCase):
    """Services from billing and dispatch systems (CB-2)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.make_account("S-1001", "Old Restaurant", category="commercial")
        cls.records = cls.env["gas.service.record"].with_context(active_test=False)

    def row(self, ref="1", **cells):
        good = {
            "来源系统": "营收", "服务编号": ref, "服务类型": "抄表收费", "服务日期": "2026-09-15", "服务方式": "上门",
            "户号": "S-1001", "服务人员": "handler",
        }  # fmt: skip
        return [{**good, **cells}.get(title, "") for title in HEADER]

    def run_services(self, *rows, **values):
        return self.run_import(*rows, header=HEADER, kind="service", **values)

    def of(self, *refs):
        return self.records.search([("source", "=", "营收"), ("external_ref", "in", refs)], order="external_ref")

    def push(self, *rows, user=None):
        imports = self.env["gas.import"].with_user(user or self.supervisor.user_id)
        return imports.push_rows("service", list(rows))

    def json_row(self, ref="1", **values):
        return {
            "source": "营收", "external_ref": ref, "service_type": "ignition", "date": "2026-09-15", "mode": "visit",
            "account": "S-1001", "employee_id": "handler", **values,
        }  # fmt: skip

    def test_file(self):
        """CB-2: a file in Chinese; customer, account, category, department, employee, day and mode are taken over."""
        job = self.run_services(
            self.row("1"),
            self.row(
                "2",
                服务类型="热线咨询",
                服务方式="电话",
                户号="",
                客户名称="张 三",
                部门="Market Engineering",
                服务人员="",
            ),
            self.row("3", 服务类型="设计安装", 用户类别="工业", 服务日期="2026/9/1"),
        )
        self.assertEqual((job.good_count, job.bad_count), (3, 0))
        one, two, three = self.of("1", "2", "3")
        self.assertEqual(
            (one.service_type, one.mode, one.date, one.account_id, one.category, one.department_id, one.employee_id),
            ("meter_billing", "visit", date(2026, 9, 15), self.account, "commercial", self.service, self.handler),
        )
        self.assertEqual(
            (two.service_type, two.mode, two.customer_name, two.category, two.department_id, two.employee_id.id),
            ("hotline", "call", "张 三", "residential", self.market, False),
        )
        self.assertEqual(
            (three.service_type, three.category, three.date), ("design_install", "industrial", date(2026, 9, 1))
        )

    def test_words(self):
        """CB-2: service types and modes as people write them, as the screen shows them, or by their keys."""
        words = {
            "hotline": ("热线咨询", "热线", "Hotline Inquiry", "HOTLINE"),
            "design_install": ("设计安装", "安装"),
            "ignition": ("点火通气", "通气", "ignition"),
            "meter_billing": ("抄表收费", "收费"),
            "inspection_repair": ("安稽维修", "维修", "安检"),
            "pre_service": ("前置服务",),
        }
        rows = [
            self.json_row(f"{key}-{n}", service_type=text)
            for key, texts in words.items()
            for n, text in enumerate(texts)
        ]
        self.assertEqual(self.push(*rows)["bad"], [])
        for record in self.records.search([("source", "=", "营收")]):
            self.assertEqual(record.service_type, record.external_ref.split("-")[0])
        modes = {"visit": "入户", "counter": "营业厅", "call": "微信", "automatic": "远传"}
        self.push(*(self.json_row(key, mode=text) for key, text in modes.items()))
        self.assertEqual({record.external_ref: record.mode for record in self.of(*modes)}, {key: key for key in modes})

    def test_bad_rows(self):
        """CB-2: good rows go in, bad ones come back with all their reasons."""
        job = self.run_services(
            self.row("1"),
            self.row("2", 服务类型="送气", 服务方式="飞鸽"),
            self.row("3", 户号="S-9"),
            self.row("4", 户号="", 服务人员=""),
            self.row("5", 服务日期="2026-09-17"),
            self.row("6", 服务日期="昨天"),
            self.row("", 来源系统=""),
            self.row("8", 服务人员="nobody"),
        )
        self.assertEqual((job.good_count, job.bad_count, job.done_count), (1, 7, 8))
        reasons = self.reasons(job)
        self.assertIn("送气", reasons[3])
        self.assertIn("飞鸽", reasons[3])
        self.assertEqual(reasons[4], "There is no gas account “S-9”")
        self.assertEqual(len(reasons[5].splitlines()), 2)
        self.assertIn("lies in the future", reasons[6])
        self.assertIn("昨天", reasons[7])
        self.assertEqual(len(reasons[8].splitlines()), 2)
        self.assertIn("nobody", reasons[9])

    def test_missing_columns(self):
        """CB-2: a file without what a service needs is refused, and says what is missing."""
        job = self.make_import(self.csv_bytes(["服务编号", "户号"], ["1", "S-1001"]), kind="service")
        with self.assertRaises(UserError) as caught:
            job.action_start()
        for title in ("System", "Service Type", "Served On", "Mode"):
            self.assertIn(title, str(caught.exception))

    def test_department_of_the_file(self):
        """A file of one department need not name it in each row."""
        self.run_services(self.row("1", 服务人员=""), self.row("2"), department_id=self.market.id)
        self.assertEqual(self.of("1", "2").mapped("department_id"), self.market | self.service)

    def test_again(self):
        """CB-2: the same file again, in another order and with other values, changes nothing; voided stays voided."""
        self.run_services(self.row("1"), self.row("2"))
        before = self.of("1", "2")
        before[0].with_user(self.manager.user_id).action_void("Wrong account")
        job = self.run_services(self.row("2", 服务方式="自动"), self.row("3"), self.row("1"), self.row("3"))
        self.assertEqual((job.good_count, job.bad_count), (4, 0))
        self.assertEqual(self.of("1", "2"), before)
        self.assertEqual((before[0].active, before[1].mode, len(self.of("3"))), (False, "visit", 1))
        # another system may have the same numbers
        self.run_services(self.row("1", 来源系统="工单"))
        self.assertEqual(self.records.search_count([("external_ref", "=", "1")]), 2)

    def test_customers_alike(self):
        """CB-3: a name that differs by spaces only is the same customer."""
        self.push(
            *(
                self.json_row(str(n), account=None, customer_name=name)
                for n, name in enumerate(("张三 ", " 张三", "李  四"))
            )
        )
        self.assertEqual(self.of("0", "1", "2").mapped("customer_name"), ["张三", "张三", "李 四"])

    def test_who_may_push(self):
        """CB-2: the key of a billing system hands in services, and can do nothing else."""
        billing = new_test_user(
            self.env, "billing", groups="base.group_portal,gas_service.group_push_services", lang="en_US"
        )
        self.assertEqual(self.push(self.json_row(), self.json_row("2", mode="x"), user=billing)["good"], 1)
        imports = self.env["gas.import"].with_user(billing)
        for kind in ("account", "inquiry", "lead"):
            with self.assertRaises(AccessError):
                imports.push_rows(kind, [self.json_row()])
        for model in ("gas.import", "gas.service.record", "gas.account", "gas.callback.plan"):
            with self.assertRaises(AccessError):
                imports.env[model].search([])
        for employee in (self.clerk, self.handler, self.manager, self.supervision):
            with self.subTest(employee.name), self.assertRaises(AccessError):
                self.push(self.json_row(), user=employee.user_id)

    def test_key_of_a_billing_system(self):
        """CB-2: administrators give the key."""
        admin = self.make_employee("gas_admin", self.service, "gas_service.group_admin")
        dialog = self.env["gas.push.key"].with_user(admin.user_id).create({"name": "Billing", "right": "service"})
        self.assertTrue(dialog.action_make()["context"]["default_key"])
        user = self.env["res.users"].search([("name", "=", "Billing")])
        self.assertTrue(user.share)
        self.assertEqual(self.push(self.json_row(), user=user)["good"], 1)

    def test_queries_do_not_grow(self):
        """CB-2: 200 services cost no more queries than 20, new or known."""

        def count(size, prefix):
            rows = [self.json_row(f"{prefix}{number}") for number in range(size)]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.push(*rows)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(5, "X")
        for _time in range(2):
            few = count(20, "A")
            self.assertLessEqual(count(200, "B"), few + 1)


@tagged("-at_install", "post_install")
class TestServiceRecordHttp(GasImportCase, HttpCase):
    @freeze_time("2026-09-16 02:00:00")
    def test_json2(self):
        """CB-2: services come over JSON-2 with a key of portal type."""
        self.make_account("S-1001", "Old Restaurant")
        user = new_test_user(self.env, "billing", groups="base.group_portal,gas_service.group_push_services")
        # sudo: only internal users make keys in their preferences
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "billing", None)
        row = {
            "source": "营收", "external_ref": "1", "service_type": "点火通气", "date": "2026-09-15", "mode": "上门",
            "account": "S-1001", "department_id": "Customer Service",
        }  # fmt: skip
        response = self.url_open(
            "/json/2/gas.import/push_rows",
            data=json.dumps({"kind": "service", "rows": [row, {**row, "external_ref": "2", "account": "?"}]}),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual((response.json()["good"], [bad["row"] for bad in response.json()["bad"]]), (1, [1]))
        self.assertEqual(self.env["gas.service.record"].search([("source", "=", "营收")]).service_type, "ignition")
