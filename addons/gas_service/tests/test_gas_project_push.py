# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import inspect
import json
from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.models import BaseModel
from odoo.service.model import get_public_method
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .test_gas_project_import import CODE, PLATFORM, GasLeadCase

MODULE = "odoo.addons.gas_service"


class GasPushCase(GasLeadCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.platform = cls.make_pusher("platform", "gas_service.group_push_leads")

    @classmethod
    def make_pusher(cls, login, group):
        """Return a user of portal type that may do what ``group`` may."""
        return new_test_user(cls.env, login, groups=f"base.group_portal,{group}", lang="en_US")


@tagged("-at_install", "post_install")
class TestGasProjectPush(GasPushCase):
    """PS-3.1: the user of a platform hands in leads, and can do nothing else."""

    def test_leads(self):
        rows = [self.row("1", uscc=CODE), self.row("2", uscc="1")]
        result = self.env["gas.project"].with_user(self.platform).import_leads(rows)
        self.assertEqual((result["total"], result["good"]), (2, 1))
        self.assertEqual(result["bad"][0]["row"], 1)
        self.assertIn("“1”", result["bad"][0]["reason"])
        self.assertEqual(self.env["gas.import"].with_user(self.platform).push_rows("lead", rows)["good"], 1)
        project = self.project("1")
        self.assertEqual((len(project), project.registered_by), (1, self.platform))
        self.assertFalse(project.message_follower_ids)

    def test_language_of_the_key(self):
        """Reasons come in the language of the key's user; the call may ask for another."""
        self.platform.lang = "zh_CN"
        imports = self.env["gas.import"].with_user(self.platform).with_context(lang=None)
        row = self.row(phones="八八八")
        self.assertIn("不是", imports.push_rows("lead", [row])["bad"][0]["reason"])
        imports = imports.with_context(lang="en_US")
        self.assertIn("is not", imports.push_rows("lead", [row])["bad"][0]["reason"])

    def test_other_kinds(self):
        imports = self.env["gas.import"].with_user(self.platform)
        for kind in ("account", "inquiry", "nothing"):
            with self.assertRaises(AccessError):
                imports.push_rows(kind, [{"number": "1", "name": "a"}])
        # who may push everything may push leads
        everything = self.make_pusher("everything", "gas_service.group_push")
        self.assertEqual(self.env["gas.project"].with_user(everything).import_leads([self.row()])["good"], 1)
        nothing = new_test_user(self.env, "nothing", groups="base.group_portal")
        for employee in (self.clerk, self.handler, self.estimator, self.manager):
            with self.assertRaises(AccessError):
                self.env["gas.project"].with_user(employee.user_id).import_leads([self.row("2")])
        with self.assertRaises(AccessError):
            self.env["gas.project"].with_user(nothing).import_leads([self.row("2")])
        self.assertFalse(self.project("2"))

    def test_own_company(self):
        """The company comes from the user, not from the context of the call."""
        other = self.env["res.company"].create({"name": "Another gas company"})
        projects = self.env["gas.project"].with_user(self.platform)
        for ids in ([other.id], [other.id, self.company.id]):
            with self.assertRaises(AccessError):
                projects.with_context(allowed_company_ids=ids).import_leads([self.row()])
        projects.import_leads([self.row()])
        self.assertEqual(self.project().company_id, self.company)

    def test_reads_nothing(self):
        """Nothing of ours can be read, searched, counted or written."""
        self.make_project()
        self.env["gas.project"].with_user(self.platform).import_leads([self.row(phones="13912345678", uscc="x")])
        names = [name for name, model in self.env.registry.items() if name.startswith("gas.") and not model._abstract]
        self.assertGreater(len(names), 20)
        for name in names:
            model = self.env[name].with_user(self.platform)
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(model.has_access(operation), (name, operation))
            for call in (
                lambda m: m.search_read([], ["id"]),
                lambda m: m.search_count([]),
                lambda m: m.web_search_read([], {"id": {}}),
                lambda m: m.formatted_read_group([], [], ["__count"]),
                lambda m: m.name_search(""),
            ):
                with self.assertRaises(AccessError):
                    call(model)

    def test_no_other_method(self):
        """Every public method of ours, on a record of ours, raises or answers with nothing, and changes nothing."""
        project = self.make_demand()
        self.push(self.row(uscc="x"))
        self.make_processing()
        self.env.flush_all()
        before = self.snapshot()
        allowed = {("gas.import", "push_rows"), ("gas.project", "import_leads")}
        called = 0
        for name in self.env.registry:
            records = self.env[name]
            if not records._auto or not name.startswith("gas."):
                continue
            record = records.search([], limit=1, order="id").with_user(self.platform)
            for method in self.public_methods(record):
                if (name, method) in allowed:
                    continue
                called += 1
                with self.subTest(model=name, method=method), self.env.cr.savepoint():
                    self.assertHarmless(record, method, project)
        self.assertGreater(called, 100)
        self.env.invalidate_all()
        self.assertEqual(self.snapshot(), before)

    def public_methods(self, record):
        """Return the names of the methods that our module gives to the outside, beside those of every model."""
        for name, _function in inspect.getmembers(type(record), inspect.isfunction):
            parts = (base.__dict__.get(name) for base in type(record).__mro__)
            ours = any(part and getattr(part, "__module__", "").startswith(MODULE) for part in parts)
            if ours and not name.startswith("_") and not hasattr(BaseModel, name):
                with suppress(AccessError):  # private in spite of its name
                    get_public_method(record, name)
                    yield name

    def assertHarmless(self, record, method, project):
        parameters = list(inspect.signature(getattr(type(record), method)).parameters.values())[1:]
        arguments = {
            one.name: project.id
            for one in parameters
            if one.default is one.empty and one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)
        }
        try:
            result = getattr(record, method)(**arguments)
        except (AccessError, UserError, TypeError, ValueError, AttributeError, KeyError):
            return
        if isinstance(result, dict) and result.get("type", "").startswith("ir.actions."):
            return  # where to click next; whatever is there checks again
        self.assertFalse(result and result is not True, result)

    def snapshot(self):
        """Return how many rows each of our tables has, and the contents of those that matter most."""
        tables = {
            model._table: "write_date" if model._log_access else "id"
            for name, model in self.env.registry.items()
            if name.startswith("gas.") and model._auto
        }
        counts = {}
        for table, column in tables.items():
            self.env.cr.execute(f"SELECT count(*), max({column}) FROM {table}")  # pylint: disable=sql-injection
            counts[table] = self.env.cr.fetchone()
        return counts


@tagged("-at_install", "post_install")
class TestGasProjectPushHttp(GasPushCase, HttpCase):
    """The same through JSON-2, with a key."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # sudo: only internal users make keys in their preferences
        keys = cls.env["res.users.apikeys"].with_user(cls.platform).sudo()
        cls.key = keys._generate("rpc", "platform", None)

    def call(self, model, method, **arguments):
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )

    def test_leads(self):
        """PS-3.1: good rows in, bad ones back with row number and reason; the same push twice, one project."""
        rows = [{"来源": PLATFORM, "项目代码": "1", "企业名称": "尚志大酒店"}, self.row("2", uscc="1"), self.row("1")]
        for _time in range(2):
            response = self.call("gas.project", "import_leads", rows=rows)
            self.assertEqual(response.status_code, 200, response.text)
            self.assertEqual(response.json()["good"], 2)
            self.assertEqual([bad["row"] for bad in response.json()["bad"]], [1])
        self.assertEqual(len(self.project("1")), 1)
        response = self.call("gas.import", "push_rows", kind="lead", rows=rows)
        self.assertEqual(response.json()["good"], 2)

    @mute_logger("odoo.http")
    def test_nothing_else(self):
        project = self.make_project()
        employee = self.lead
        calls = [
            ("gas.import", "push_rows", {"kind": "account", "rows": [{"number": "1", "name": "a"}]}),
            ("gas.import", "push_rows", {"kind": "inquiry", "rows": []}),
            ("gas.import", "create", {"vals_list": [{"kind": "lead"}]}),
            ("gas.project", "create", {"vals_list": [{"subject": "x", "customer_name": "y", "source": "other"}]}),
            ("gas.project", "write", {"ids": project.ids, "vals": {"subject": "x"}}),
            ("gas.project", "unlink", {"ids": project.ids}),
            ("gas.project", "action_screen_out", {"ids": project.ids, "reason": "x"}),
            ("gas.project", "action_merge", {"ids": project.ids, "into_id": project.id}),
            ("gas.project", "action_hand_over", {"ids": project.ids, "employee_id": employee.id, "reason": "x"}),
            ("gas.project", "action_correct_time", {"ids": project.ids, "field": "info_received_at", "at": False, "reason": "x"}),
            ("gas.project", "message_post", {"ids": project.ids, "body": "x"}),
            ("gas.project", "copy", {"ids": project.ids}),
            ("gas.project", "read", {"ids": project.ids}),
            ("gas.sla.clock", "explain", {"ids": project.sudo().clock_ids.ids}),
            ("gas.contact", "create", {"vals_list": [{"project_id": project.id, "note": "x"}]}),
            ("hr.employee", "search_read", {"domain": []}),
        ]  # fmt: skip
        calls += [
            (model, "search_read", {"domain": []})
            for model in ("gas.project", "gas.inquiry", "gas.phone", "gas.account", "gas.import", "gas.import.line")
        ]
        for model, method, arguments in calls:
            self.assertEqual(self.call(model, method, **arguments).status_code, 403, (model, method))
        for model, method in (
            ("gas.import", "_push"),
            ("gas.project", "_gas_import_rows"),
            ("gas.project", "_create_guarded"),
            ("gas.project", "_write_guarded"),
            ("gas.project", "export_data"),
            ("gas.inquiry", "create"),
        ):
            self.assertGreaterEqual(self.call(model, method, ids=project.ids).status_code, 400, (model, method))
        project.invalidate_recordset()
        self.assertEqual(
            (project.state, project.subject, project.lead_id), ("information", "Kitchen of a hotel", employee)
        )

    @mute_logger("odoo.http")
    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Another gas company"})
        response = self.call(
            "gas.project", "import_leads", rows=[self.row()], context={"allowed_company_ids": other.ids}
        )
        self.assertEqual(response.status_code, 403)


@tagged("-at_install", "post_install")
class TestGasPushKey(GasLeadCase, HttpCase):
    """Keys that administrators give to other programs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_employee("boss", cls.service, "gas_service.group_admin")

    def dialog(self, **values):
        return self.env["gas.push.key"].with_user(self.admin.user_id).create({"name": "审批系统", **values})

    def status(self, key, model="gas.project", method="import_leads", **arguments):
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers).status_code

    @mute_logger("odoo.http")
    def test_key(self):
        """PS-3.1: the key pushes leads and nothing else; a new one ends the former; ended it does nothing."""
        dialog = self.dialog()
        self.assertFalse(dialog.known)
        key = dialog.action_make()["context"]["default_key"]
        self.assertEqual(self.status(key, rows=[self.row()]), 200)
        self.assertEqual(self.status(key, "gas.import", "push_rows", kind="account", rows=[]), 403)
        project = self.project()
        self.assertTrue(project.registered_by._is_portal())
        self.assertEqual((project.registered_by.name, project.company_id), ("审批系统", self.company))
        again = self.dialog(right="all")
        self.assertTrue(again.known)
        other = again.action_make()["context"]["default_key"]
        self.assertEqual(self.status(key, rows=[self.row()]), 401)
        self.assertEqual(self.status(other, rows=[self.row()]), 200)
        self.assertEqual(self.status(other, "gas.import", "push_rows", kind="account", rows=[]), 200)
        self.dialog().action_end()
        self.assertEqual(self.status(other, rows=[self.row()]), 401)
        self.assertFalse(project.registered_by.active)
        # back again, with less
        key = self.dialog().action_make()["context"]["default_key"]
        self.assertEqual(self.status(key, rows=[self.row()]), 200)
        self.assertEqual(self.status(key, "gas.import", "push_rows", kind="account", rows=[]), 403)

    def test_last_day(self):
        with self.assertRaises(UserError):
            self.dialog(expires_on="2026-09-15").action_make()
        self.dialog(expires_on="2026-09-16").action_make()
        self.dialog(expires_on=False).action_make()

    def test_who(self):
        dialog = self.dialog()
        for employee in (self.supervisor, self.market_manager, self.lead, self.manager):
            with self.assertRaises(AccessError):
                self.env["gas.push.key"].with_user(employee.user_id).create({"name": "x"})
            with self.assertRaises(AccessError):
                dialog.with_user(employee.user_id).action_make()
