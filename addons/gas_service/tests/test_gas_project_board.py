# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .project_common import GasProjectCase

# Wednesday, 10:00 in China
NOW = "2026-09-16 02:00:00"
COUNTERS = ("count", "contact_count", "approval_count", "today_count", "late_count")


@tagged("post_install", "-at_install")
class TestGasProjectBoard(GasProjectCase):
    """Counters of a department's projects."""

    def counts(self, department, employee):
        department = department.with_user(employee.user_id)
        department.invalidate_recordset()
        return tuple(department[f"gas_project_{name}"] for name in COUNTERS)

    def opened(self, department, employee, counter):
        """Return the projects that clicking the counter shows: its filters as the search view has them."""
        user = employee.user_id
        action = department.with_user(user).action_gas_project_board(counter)
        view = self.env["ir.ui.view"].browse(action["search_view_id"][0])
        arch = self.env["gas.project"].with_user(user).get_view(view.id, "search")["arch"]
        self.assertIn(f"search_default_{counter}", action["context"])
        (node,) = etree.fromstring(arch).xpath(f"//filter[@name='{counter}']")
        domain = [*safe_eval(node.get("domain")), ("department_id", "child_of", department.id)]
        return self.env["gas.project"].with_user(user).search(domain)

    def test_counters_open_what_they_count(self):
        with freeze_time("2026-09-10 02:00:00"):
            late = self.make_project()  # three working days: due on the 15th
        with freeze_time("2026-09-11 02:00:00"):
            today = self.make_project()  # due on the 16th
            lost = self.make_contacted()
            lost.action_lose("Electricity")
        with freeze_time(NOW):
            approving = self.make_estimated()
            approving.action_launch_approval()
            self.assertEqual(self.counts(self.market, self.lead), (3, 2, 1, 1, 1))
            opened = {name: self.opened(self.market, self.lead, name) for name in ("to_contact", "in_approval")}
            self.assertEqual(opened, {"to_contact": late | today, "in_approval": approving})
            self.assertEqual(self.opened(self.market, self.lead, "today"), today)
            self.assertEqual(self.opened(self.market, self.lead, "late"), late)
            self.assertEqual(set(self.opened(self.market, self.lead, "open")), {late, today, approving})

    def test_only_what_the_user_may_see_is_counted(self):
        with freeze_time(NOW):
            self.make_project()
            mine = self.make_estimated()
            self.assertEqual(self.counts(self.market, self.market_manager)[0], 2)
            self.assertEqual(self.counts(self.market, self.estimator)[0], 1)
            self.assertEqual(self.counts(self.market, self.clerk)[0], 0)
            board = self.env["hr.department"].with_user(self.estimator.user_id).search([("gas_on_board", "=", True)])
            self.assertEqual(board, self.budget | mine.sudo().department_id)
            board = self.env["hr.department"].with_user(self.clerk.user_id).search([("gas_on_board", "=", True)])
            self.assertEqual(board, self.service)

    def test_queries_do_not_grow_with_departments(self):
        with freeze_time(NOW):
            some = self.env["hr.department"].create([{"name": f"D{n}"} for n in range(100)])
            self.make_project()

            def queries(departments):
                departments = departments.with_user(self.lead.user_id)
                self.env.invalidate_all()
                departments.mapped("name")
                before = self.env.cr.sql_log_count
                departments.mapped("gas_project_late_count")
                return self.env.cr.sql_log_count - before

            queries(some)  # warm the caches of rules and fields
            self.assertEqual(queries(some[:10]), queries(some))
