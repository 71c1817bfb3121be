# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .import_case import GasImportCase

ROW = {"number": "1", "name": "甲", "phones": "139 1234 5678"}


@tagged("-at_install", "post_install")
class TestGasImportPush(GasImportCase):
    """Rows from another program."""

    def test_good_and_bad(self):
        rows = [ROW, {"户号": "2"}, {"number": 3, "name": "丙", "do_not_call": True, "address": False, "note": None}]
        rows.append({"number": "4", "name": ["a"]})
        rows.append({"number": "5", "name": "戊", "unknown": 1})
        result = self.imports.push_rows("account", rows)
        self.assertEqual((result["total"], result["good"]), (5, 3))
        self.assertEqual([bad["row"] for bad in result["bad"]], [1, 3])
        one, three = self.accounts("1", "3")
        self.assertEqual(one.phone_ids.number, "13912345678")
        self.assertEqual((three.do_not_call, three.address), (True, False))
        record = self.env["gas.import"].browse(result["import_id"])
        self.assertEqual((record.source, record.state, record.bad_count), ("call", "done", 2))
        self.assertEqual(record.user_id, self.supervisor.user_id)

    def test_false_is_a_value_of_yes_and_no_only(self):
        self.imports.push_rows("account", [{**ROW, "do_not_call": True}])
        self.imports.push_rows("account", [{**ROW, "do_not_call": False, "address": False}])
        self.assertFalse(self.accounts("1").do_not_call)
        result = self.imports.push_rows("account", [{"number": "9", "name": False}])
        self.assertEqual(result["good"], 0)

    def test_refused_as_a_whole(self):
        for args in (("x", [ROW]), ("account", [ROW] * 10_001), ("account", "rows"), ("account", [1])):
            with self.assertRaises(UserError):
                self.imports.push_rows(*args)
        with self.assertRaises(UserError) as caught:
            self.imports.push_rows("account", [{"地址": "x"}])
        self.assertIn("Account Number", str(caught.exception))
        self.assertEqual(self.imports.push_rows("account", [])["total"], 0)

    def test_who_may_push(self):
        for employee in (self.clerk, self.handler, self.manager, self.supervision):
            with self.assertRaises(AccessError):
                self.env["gas.import"].with_user(employee.user_id).push_rows("account", [ROW])
        portal = new_test_user(self.env, "pusher", groups="base.group_portal")
        imports = self.env["gas.import"].with_user(portal)
        with self.assertRaises(AccessError):
            imports.push_rows("account", [ROW])
        portal.group_ids += self.env.ref("gas_service.group_push")
        self.assertEqual(imports.push_rows("account", [ROW])["good"], 1)
        # and that is all it may
        for model in ("gas.import", "gas.import.line", "gas.account", "gas.phone"):
            with self.assertRaises(AccessError):
                imports.env[model].search([])

    def test_again_changes_nothing(self):
        for _time in range(2):
            self.imports.push_rows("account", [ROW])
        self.assertEqual(len(self.accounts("1").phone_ids), 1)
        self.imports.push_rows("account", [{**ROW, "name": "乙"}], update_existing=False)
        self.assertEqual(self.accounts("1").name, "甲")

    def test_queries_do_not_grow(self):
        """100 rows cost no more queries than 10, new or known, with bad ones among them."""

        def count(size, prefix):
            rows = [{"number": f"{prefix}{i}", "name": "甲", "phones": f"13{i:09d}"} for i in range(size)]
            rows[0]["name"] = ""
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.imports.push_rows("account", rows)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        for _time in range(2):
            count(5, "X")
        for _time in range(2):
            few = count(10, "A")
            self.assertLessEqual(count(100, "B"), few)


@tagged("-at_install", "post_install")
class TestGasImportHttp(GasImportCase, HttpCase):
    def call(self, user, method, **kwargs):
        # sudo: only internal users make keys in their preferences
        key = user.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", user.name, None)
        return self.url_open(
            f"/json/2/gas.import/{method}",
            data=json.dumps(kwargs),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )

    def test_json2(self):
        portal = new_test_user(self.env, "pusher", groups="base.group_portal,gas_service.group_push")
        response = self.call(portal, "push_rows", kind="account", rows=[ROW, {"number": "2"}])
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(response.json()["good"], 1)
        self.assertEqual(response.json()["bad"][0]["row"], 1)
        self.assertEqual(self.call(self.clerk.user_id, "push_rows", kind="account", rows=[ROW]).status_code, 403)
        for method in ("_cron_run", "_push", "_handle_cells", "_write_guarded"):
            self.assertGreaterEqual(self.call(portal, method).status_code, 400, method)

    def test_downloads(self):
        record = self.run_import(["", "=1+1"], header=["户号", "名称"])
        self.authenticate("supervisor", "supervisor")
        response = self.url_open(record.action_bad_rows()["url"])
        self.assertEqual(response.status_code, 200)
        self.assertEqual(self.read_table(response.content)[1][0], "2")
        response = self.url_open(record.action_template()["url"])
        self.assertEqual(len(self.read_table(response.content)), 1)
        self.assertEqual(self.url_open("/gas_service/import/template/nothing").status_code, 404)
        self.assertEqual(self.url_open("/gas_service/import/0/bad_rows").status_code, 404)
        self.authenticate("clerk", "clerk")
        for url in (record.action_bad_rows()["url"], record.action_template()["url"]):
            self.assertEqual(self.url_open(url).status_code, 403, url)
