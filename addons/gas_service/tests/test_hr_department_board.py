# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import GasServiceCase

# Monday, 10:00 in China
NOW = "2026-09-14 02:00:00"


@tagged("post_install", "-at_install")
class TestDepartmentBoard(GasServiceCase):
    """Counters of a department: what waits, as far as the user may see it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls.make_employee("agent", cls.service, "gas_service.group_hotline")

    def counts(self, department, user):
        department = department.with_user(user)
        department.invalidate_recordset()
        names = ("open", "new", "sign", "today", "late")
        return tuple(department[f"gas_{name}_count"] for name in names)

    def opened(self, department, user, counter):
        """Return the tickets that clicking the counter shows: its filters as the search view has them."""
        action = department.with_user(user).action_gas_board(counter)
        view = self.env["ir.ui.view"].browse(action["search_view_id"][0])
        arch = self.env["gas.inquiry"].with_user(user).get_view(view.id, "search")["arch"]
        self.assertEqual(action["context"]["search_default_department_id"], department.id)
        self.assertIn(f"search_default_{counter}", action["context"])
        (node,) = etree.fromstring(arch).xpath(f"//filter[@name='{counter}']")
        domain = [*safe_eval(node.get("domain")), ("department_id", "child_of", department.id)]
        return self.env["gas.inquiry"].with_user(user).search(domain)

    def test_counters_open_what_they_count(self):
        agent = self.agent.user_id
        with freeze_time("2026-09-11 01:00:00"):
            late = self.make_ticket(subject="late")  # to be passed on the same morning
        with freeze_time(NOW):
            today = self.make_ticket(subject="due at noon")
            sent = self.make_ticket(subject="sent")
            sent.action_transfer(self.market.id)
            cancelled = self.make_ticket(subject="cancelled")
            cancelled.with_user(self.manager.user_id).action_cancel("Twice")
            self.assertEqual(self.counts(self.service, agent), (2, 2, 0, 1, 1))
            self.assertEqual(self.counts(self.market, agent)[:3], (1, 0, 1))
            self.assertEqual(self.opened(self.service, agent, "late"), late)
            self.assertEqual(self.opened(self.service, agent, "today"), today)
            self.assertEqual(set(self.opened(self.service, agent, "new")), {late, today})
            self.assertEqual(self.opened(self.market, agent, "sign"), sent)
            self.assertEqual(set(self.opened(self.service, agent, "open")), {late, today})

    def test_today_is_the_day_of_the_user(self):
        """Due at 07:30 in China on the 15th is the 14th in UTC, and not due today on the 14th."""
        with freeze_time(NOW):
            ticket = self.make_ticket()
            ticket._write_guarded({"date_deadline": "2026-09-14 23:30:00"})
            self.assertEqual(self.counts(self.service, self.agent.user_id)[3:], (0, 0))
            ticket._write_guarded({"date_deadline": "2026-09-14 15:30:00"})
            self.assertEqual(self.counts(self.service, self.agent.user_id)[3:], (1, 0))

    def test_only_what_the_user_may_see_is_counted(self):
        with freeze_time(NOW):
            self.make_ticket()
            self.make_complaint(self.agent)
            self.assertEqual(self.counts(self.service, self.agent.user_id)[0], 1)
            self.assertEqual(self.counts(self.service, self.manager.user_id)[0], 2)
            self.assertEqual(self.counts(self.service, self.market_handler.user_id)[0], 0)

    def test_own_departments_first_and_no_strange_ones(self):
        with freeze_time(NOW):
            quiet = self.make_department("Archive")
            self.make_ticket()
            ours = self.make_ticket()
            ours.action_transfer(self.market.id)
            Board = self.env["hr.department"]
            domain, order = [("gas_on_board", "=", True)], "gas_own desc, name"
            agent = Board.with_user(self.agent.user_id).search(domain, order=order)
            self.assertEqual(agent, self.service | self.market)
            self.assertEqual(agent[0], self.service)
            self.assertNotIn(quiet, agent)
            handler = Board.with_user(self.market_handler.user_id).search(domain, order=order)
            self.assertEqual(handler, self.market)

    def test_queries_do_not_grow_with_departments(self):
        user = self.agent.user_id
        with freeze_time(NOW):
            some = self.env["hr.department"].create([{"name": f"D{n}"} for n in range(100)])
            self.make_ticket()

            def queries(departments):
                departments = departments.with_user(user)
                self.env.invalidate_all()
                departments.mapped("name")
                before = self.env.cr.sql_log_count
                departments.mapped("gas_late_count")
                return self.env.cr.sql_log_count - before

            queries(some)  # warm the caches of rules and fields
            self.assertEqual(queries(some[:10]), queries(some))
