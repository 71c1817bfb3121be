# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date, datetime
from functools import partial
from random import Random

from freezegun import freeze_time

from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import gas_import_rows
from ..tools import row_file
from .import_case import GasImportCase
from .project_common import GasProjectCase

HEADER = ["来源", "项目代码", "企业名称", "统一社会信用代码"]
PLATFORM = "工程建设审批管理系统"
CODE = "91110000600037341L"
OTHER_CODE = "9144030071526726XG"
NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in Shanghai


class GasLeadCase(GasProjectCase, GasImportCase):
    """A market department that gets leads, and a supervisor with files of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))

    @staticmethod
    def row(ref="1", **values):
        return {"source": "construction", "external_ref": ref, "customer_name": "尚志大酒店", **values}

    def push(self, *rows, **values):
        return self.imports.push_rows("lead", list(rows), **values)

    def stored(self, records):
        return records.read([name for name, field in records._fields.items() if field.store])

    def project(self, ref="1"):
        return self.env["gas.project"].search([("external_ref", "=", ref)])


@tagged("-at_install", "post_install")
class TestGasProjectImport(GasLeadCase):
    """PS-3.1: information about enterprises in files and calls."""

    def test_project(self):
        """PS-3.1, PS-4.1.1: the clock starts when we got it, not when the platform registered it."""
        result = self.push(
            {
                "来源": PLATFORM,
                "项目代码": "2309-230183-04-01",
                "企业名称": "尚志大酒店",
                "统一社会信用代码": "９１１１００００６０００３７３４１l",
                "项目名称": "厨房通气",
                "性质": "新建",
                "类别": "商业",
                "建设地点": "中央大街 1 号",
                "联系人": "王经理",
                "联系电话": "139 1234 5678、0451-83289588",
                "平台登记日期": "2026年8月3日",
                "备注": "三层",
            }
        )
        self.assertEqual((result["good"], result["bad"]), (1, []))
        project = self.project("2309-230183-04-01")
        self.assertEqual((project.source, project.state, project.uscc), ("construction", "information", CODE))
        self.assertEqual((project.subject, project.nature, project.category), ("厨房通气", "new", "commercial"))
        self.assertEqual((project.address, project.contact_name, project.note), ("中央大街 1 号", "王经理", "三层"))
        self.assertEqual(project.phone_ids.mapped("number"), ["13912345678", "045183289588"])
        self.assertEqual(project.registered_on, date(2026, 8, 3))
        self.assertEqual(project.info_received_at, datetime(2026, 9, 16, 2))
        self.assertEqual((project.department_id, project.lead_id.id), (self.market, False))
        clock = self.clock(project, "PS-CONTACT")
        self.assertEqual((clock.started_at, clock.employee_id), (project.info_received_at, self.market_manager))
        # the third working day, a make-up Sunday, at close of business (17:00 in Shanghai)
        self.assertEqual(clock.due_at, datetime(2026, 9, 20, 9))
        self.assertEqual(project.date_deadline, clock.due_at)
        self.assertFalse(project.message_follower_ids)

    def test_defaults(self):
        self.push(self.row())
        project = self.project()
        self.assertEqual((project.subject, project.category, project.nature), ("尚志大酒店", "commercial", False))

    def test_sources(self):
        """PS-3.1: the platforms by their names, in Chinese or as keys."""
        names = {
            "工程建设审批管理系统": "construction",
            "工程建设项目审批管理系统": "construction",
            "政务信息共享交换平台": "exchange",
            "国家企业信用信息公示系统": "register",
            "register": "register",
            "市场调研": "research",
        }
        self.push(*(self.row(str(i), source=name) for i, name in enumerate(names)))
        for i, source in enumerate(names.values()):
            self.assertEqual(self.project(str(i)).source, source)

    def test_received_at(self):
        """PS-4.1.1: of a list downloaded before, its own time counts; nothing is received in the future."""
        result = self.push(self.row("1", info_received_at="2026-09-14 09:00"), self.row("2", 下载时间="2026-09-17"))
        self.assertEqual([bad["row"] for bad in result["bad"]], [1])
        project = self.project("1")
        self.assertEqual(project.info_received_at, datetime(2026, 9, 14, 1))
        self.assertEqual(self.clock(project, "PS-CONTACT").due_at, datetime(2026, 9, 17, 9))

    def test_bad_rows(self):
        """PS-1, PS-2.3, PS-3.1: every kind of bad row comes back with its reason, the good ones are in."""
        self.make_employee("twin", self.market, "gas_service.group_developer")
        self.make_employee("twin2", self.market, "gas_service.group_developer", name="twin")
        cases = [
            (self.row("1"), None),
            (self.row("2", uscc="91110000600037342L"), "91110000600037342L"),
            (self.row("3", category="居民"), "PS-1"),
            (self.row(""), "External Reference"),
            ({**self.row("5"), "source": ""}, "Source"),
            (self.row("6", source="朋友圈"), "朋友圈"),
            (self.row("7", lead="clerk"), "PS-2.3"),
            (self.row("8", lead="无此人"), "无此人"),
            (self.row("9", lead="twin"), "several"),
            (self.row("10", phones="八八八"), "八八八"),
            (self.row("11", registered_on="去年"), "去年"),
            (self.row("12", nature="拆除"), "拆除"),
            (self.row("13", customer_name=""), "Customer"),
            (self.row("14", note="=HYPERLINK()"), "formula"),
            (self.row("15", address={"a": 1}), "Address"),
            (self.row("16", lead="lead"), None),
        ]
        result = self.push(*(row for row, _part in cases))
        bad = {entry["row"]: entry["reason"] for entry in result["bad"]}
        self.assertEqual(sorted(bad), [i for i, (_row, part) in enumerate(cases) if part])
        for i, (_row, part) in enumerate(cases):
            if part:
                self.assertIn(part, bad[i])
        self.assertEqual(result["good"], 2)
        self.assertEqual(self.project("16").lead_id, self.lead)
        self.assertEqual(self.clock(self.project("16"), "PS-CONTACT").employee_id, self.lead)

    def test_all_reasons_of_a_row(self):
        result = self.push(self.row(uscc="1", nature="拆除"))
        self.assertEqual(len(result["bad"][0]["reason"].splitlines()), 2)

    def test_no_market_department(self):
        """Nobody to answer for it: refused, unless the row names the lead."""
        self.company.gas_market_department_id = False
        result = self.push(self.row("1"), self.row("2", lead="lead"), self.row("1"))
        self.assertEqual([bad["row"] for bad in result["bad"]], [0, 2])
        self.assertEqual(self.project("2").department_id, self.market)

    def test_refused_as_a_whole(self):
        with self.assertRaises(UserError) as caught:
            self.push({"企业名称": "x"})
        for title in ("Source", "External Reference"):
            self.assertIn(title, str(caught.exception))
        with self.assertRaises(UserError):
            self.push(*[self.row()] * 10_001)

    # -- the same row again ----------------------------------------------------------------------

    def test_again(self):
        """PS-3.1: the same push twice, in one call and in two, makes one project and changes nothing."""
        row = self.row(uscc=CODE, phones="13912345678")
        self.assertEqual(self.push(row, row)["good"], 2)
        project = self.project()
        self.assertEqual((len(project), len(project.clock_ids), len(project.phone_ids)), (1, 1, 1))
        before = self.stored(project), self.stored(project.clock_ids)
        with freeze_time("2026-09-18 02:00:00"):
            self.assertEqual(self.push(row)["good"], 1)
            self.assertEqual(self.push(self.row(customer_name="别的"), update_existing=False)["good"], 1)
        self.env.invalidate_all()
        self.assertEqual((self.stored(project), self.stored(project.clock_ids)), before)

    def test_key_of_a_row(self):
        """The same reference of two platforms is two matters; so is another reference of the same customer."""
        self.push(self.row(uscc=CODE), self.row(source="register", uscc=CODE), self.row("2", uscc=CODE))
        self.assertEqual(len(self.project()), 2)
        self.assertTrue(all(self.project("2").mapped("possible_duplicate")))

    def test_changed(self):
        """What the platform says differently is written; who, when and where it comes from stay."""
        self.push(self.row(uscc=CODE, address="旧址", phones="13912345678"))
        project = self.project()
        self.push(
            self.row(
                uscc=OTHER_CODE, address="新址", phones="13912345678、13800138000", customer_name="尚志饭店",
                registered_on="2026-09-01", lead="lead", info_received_at="2026-09-15 10:00", category="工业",
            )
        )  # fmt: skip
        self.assertEqual((project.uscc, project.address, project.category), (OTHER_CODE, "新址", "industrial"))
        self.assertEqual((project.customer_name, project.subject), ("尚志饭店", "尚志饭店"))
        self.assertEqual(project.phone_ids.mapped("number"), ["13912345678", "13800138000"])
        self.assertEqual(project.registered_on, date(2026, 9, 1))
        self.assertEqual((project.lead_id.id, project.info_received_at), (False, datetime(2026, 9, 16, 2)))
        body = project.message_ids[0].body
        for text in ("旧址", "新址", CODE, OTHER_CODE):
            self.assertIn(text, body)
        self.assertNotIn("13800138000", body)

    def test_later_row_of_a_call_prevails(self):
        rows = [self.row(address="旧址", contact_name="王"), self.row(address="新址")]
        for _time in range(2):
            self.push(*rows)
            self.assertEqual((self.project().address, self.project().contact_name), ("新址", "王"))

    def test_shuffled_and_changed(self):
        """PS-3.1: whatever the order, the repetitions and the batches, nothing is doubled and nothing is lost."""
        self.patch(gas_import_rows, "BATCH", 7)
        random = Random(3)
        latest = {}
        for _call in range(4):
            rows = []
            for number in random.choices(range(40), k=60):
                row = self.row(str(number), customer_name=f"{number}号企业", address=f"第{random.randrange(9)}街")
                rows.append(row)
                latest[row["external_ref"]] = row["address"]
            self.assertEqual(self.push(*rows)["good"], 60)
        projects = self.env["gas.project"].search([("external_ref", "in", list(latest))])
        self.assertEqual({project.external_ref: project.address for project in projects}, latest)
        self.assertEqual((len(projects), len(projects.clock_ids)), (len(latest), len(latest)))

    def test_old_list(self):
        """PS-4.1.1: a list downloaded in another year is counted with the holidays of that year; nobody is alerted."""
        self.push(self.row(info_received_at="2025-09-29 10:00"))
        clock = self.clock(self.project(), "PS-CONTACT")
        # 30 September, then after National Day and the Mid-Autumn Festival 9 and 10 October
        self.assertEqual((clock.due_at, clock.next_alert_at), (datetime(2025, 10, 10, 9), False))

    def test_what_people_write_stays(self):
        """The platform repeats itself: what the lead has found out since stays."""
        row = self.row(contact_name="王经理", phones="13912345678")
        self.push(row)
        project = self.project()
        project.write({"contact_name": "李经理", "address": "门口"})
        project.phone_ids.unlink()
        self.push({**row, "nature": "新建"}, self.row("2"))
        self.assertEqual((project.contact_name, project.address, project.nature), ("李经理", "门口", "new"))
        self.assertFalse(project.phone_ids)
        # it says something new: that is written, and the chatter keeps what was there
        self.push({**row, "contact_name": "赵经理", "address": "后门"})
        self.assertEqual((project.contact_name, project.address), ("赵经理", "门口"))
        self.assertIn("李经理", project.message_ids[0].body)

    def test_typed_before_it_was_pushed(self):
        """A project entered by hand with its reference: only what is empty is filled."""
        project = self.make_project(source="construction", external_ref="1", address="门口")
        self.push(self.row(address="后门", uscc=CODE))
        project.invalidate_recordset()
        self.assertEqual((project.address, project.uscc), ("门口", CODE))
        self.assertEqual(project.customer_name, "Shangzhi Grand Hotel")
        self.assertEqual(self.project().lead_id, self.lead)

    def test_ended(self):
        """An ended project changes no more and no second one is made; a merged one passes it on."""
        self.push(self.row("1", uscc=CODE, address="甲"), self.row("2", uscc=CODE))
        one, two = self.project("1"), self.project("2")
        two.with_user(self.market_manager.user_id).action_merge(one.id)
        self.push(self.row("2", uscc=CODE, address="乙", phones="13912345678"))
        self.assertEqual((one.address, two.address), ("甲", False))
        self.assertEqual(one.phone_ids.number, "13912345678")
        self.push(self.row("2", uscc=CODE, address="丙"))
        self.assertEqual(one.address, "丙")
        one.with_user(self.market_manager.user_id).action_screen_out("Elsewhere")
        self.push(self.row("1", address="丁"), self.row("2", address="戊"))
        self.assertEqual((one.address, one.state, two.state), ("丙", "screened", "screened"))
        self.assertEqual(len(self.project("1") + self.project("2")), 2)

    def test_another_call_made_it_meanwhile(self):
        """Two calls with the same row at once: the second is done again by the server, and then knows it."""
        self.push(self.row())
        self.patch(type(self.env["gas.project"]), "_known_leads", lambda *args: {})
        with mute_logger("odoo.sql_db"), self.assertRaises(ConcurrencyError):
            self.push(self.row(), self.row("2"))

    def test_guards(self):
        """The caller's context and columns of his own decide nothing."""
        imports = self.imports.with_context(default_state="done", default_lead_id=self.lead.id, default_urgent=True)
        result = imports.push_rows("lead", [self.row(state="done", department_id=1, merged_into_id=1)])
        self.assertEqual(result["good"], 1, result)
        project = self.project()
        self.assertEqual((project.state, project.lead_id.id, project.merged_into_id.id), ("information", False, False))

    def test_digests_are_nobodys(self):
        self.push(self.row())
        with self.assertRaises(AccessError):
            self.project().with_user(self.market_manager.user_id).read(["import_digests"])

    # -- files -----------------------------------------------------------------------------------

    def test_files(self):
        """PS-3.1: xlsx, and csv in UTF-8 and in GB18030, give the same projects."""
        rows = [[PLATFORM, str(i), f"{i}号企业 龘", CODE if i == 1 else ""] for i in range(1, 4)]
        rows.append([PLATFORM, "4", "坏", "x"])
        target = io.BytesIO()
        row_file.write_rows(target, HEADER, rows)
        for data in (
            target.getvalue(),
            self.csv_bytes(HEADER, *rows),
            self.csv_bytes(HEADER, *rows, encoding="gb18030"),
        ):
            record = self.make_import(data, kind="lead")
            record.action_start()
            self.run_cron()
            self.assertEqual((record.state, record.good_count, record.bad_count), ("done", 3, 1), record.message)
            self.assertEqual(list(self.reasons(record)), [5])
            self.assertEqual(self.project("1").uscc, CODE)
            self.assertEqual(self.project("3").customer_name, "3号企业 龘")

    def test_developers_import_leads_only(self):
        """Market developers import the lists they download: leads, and nothing else."""
        user = self.lead.user_id
        imports = self.env["gas.import"].with_user(user)
        self.assertEqual(imports.default_get(["kind"])["kind"], "lead")
        self.assertEqual(self.imports.default_get(["kind"])["kind"], "account")
        record = self.make_import(self.csv_bytes(HEADER, [PLATFORM, "1", "企业", "x"]), imports)
        record.action_start()
        self.run_cron()
        self.assertEqual((record.kind, record.state, record.bad_count), ("lead", "done", 1))
        self.assertEqual(len(record.line_ids), 1)
        with self.assertRaises(AccessError):
            imports.create({"kind": "account"})
        other = self.make_import(self.csv_bytes(["户号", "名称"], ["1", "a"]), imports)
        other.kind = "account"
        with self.assertRaises(AccessError):
            other.action_start()
        with self.assertRaises(AccessError):
            imports.push_rows("account", [{"number": "1", "name": "a"}])
        colleagues = record.with_user(self.colleague.user_id)
        self.assertFalse(colleagues.search([]))
        with self.assertRaises(AccessError):
            colleagues.line_ids.read(["reason"])

    def test_everybody_else_imports_nothing(self):
        for employee in (self.clerk, self.handler, self.manager, self.supervision, self.leader):
            with self.assertRaises(AccessError):
                self.env["gas.import"].with_user(employee.user_id).push_rows("lead", [self.row()])

    # -- fast ------------------------------------------------------------------------------------

    def count_queries(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow(self):
        """100 rows cost no more queries than 10, new, again and changed, with bad ones among them."""

        def rows(size, prefix, **values):
            made = [
                self.row(f"{prefix}{i}", uscc=CODE, phones=f"13{i:09d}", lead="lead", **values) for i in range(size)
            ]
            made[0]["uscc"] = "x"
            return made

        def count(size, prefix):
            return [
                self.count_queries(partial(self.push, *rows(size, prefix, **values)))
                for values in ({}, {}, {"address": "x", "contact_name": "y"})
            ]

        for prefix in ("V", "W"):
            count(5, prefix)
        few = count(10, "A")
        many = count(100, "B")
        for one, other in zip(few, many, strict=True):
            self.assertLessEqual(other, one, (few, many))

    def test_queries_of_creation(self):
        """So do projects entered through the ORM."""
        projects = self.env["gas.project"].with_user(self.lead.user_id).with_context(tracking_disable=True)

        def count(size):
            values = [{"subject": "x", "customer_name": "y", "source": "research"} for _i in range(size)]
            return self.count_queries(lambda: projects.create(values))

        count(5)
        self.assertLessEqual(count(100), count(10))


@tagged("-at_install", "post_install")
class TestGasImportIdentity(GasImportCase):
    def test_identity_names_indexes(self):
        """What the kinds call their identity are unique indexes of theirs."""
        for model in self.imports._kind_models().values():
            for name in self.env[model]._import_identity:
                self.env.cr.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
                self.assertIn(f"UNIQUE INDEX {name} ON public.{self.env[model]._table}", str(self.env.cr.fetchone()))
            self.assertTrue(self.env[model]._import_identity)
