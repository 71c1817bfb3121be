# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in China; Sunday the 20th is worked


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectLimit(GasProjectCase):
    """PL-2.3: a limit from outside (营商环境) that is shorter than ours prevails on that project."""

    @classmethod
    def limit(cls, project, code, days, authority="Order 5 of the city"):
        return project.env["gas.project.limit"].create(
            {"project_id": project.id, "code": code, "days": days, "authority": authority}
        )

    def sentences(self, project, code):
        return " ".join(self.clock(project, code).with_user(project.env.user).explain()["sentences"])

    def test_before_the_promise_begins(self):
        """PL-2.3: entered beforehand, it holds from the start."""
        project = self.make_survey()
        self.limit(project, "PS-TOTAL", 8)
        self.limit(project, "PS-DESIGN", 7)
        self.deliver_documents(project)
        project.action_confirm_appliances()
        total, design = self.clock(project, "PS-TOTAL"), self.clock(project, "PS-DESIGN")
        self.assertEqual((total.limit, total.own_limit, total.due_at), (8, 10, self.china("2026-09-28 17:00")))
        # longer than ours: ours holds
        self.assertEqual((design.limit, design.own_limit, design.due_at), (5, 5, self.china("2026-09-22 17:00")))
        self.assertIn("prevails", self.sentences(project, "PS-TOTAL"))
        self.assertNotIn("prevails", self.sentences(project, "PS-DESIGN"))

    def test_while_it_runs(self):
        """PL-2.3: entered while it runs, it is planned anew from its start, and the old date is kept."""
        project = self.make_design()
        total = self.clock(project, "PS-TOTAL")
        old = total.due_at
        with freeze_time("2026-09-18 02:00:00"):
            self.limit(project, "PS-TOTAL", 6)
            self.assertEqual((total.limit, total.due_at), (6, self.china("2026-09-23 17:00")))
            event = total.event_ids[0]
            self.assertEqual((event.kind, event.cause, event.old_due_at), ("replan", "limit", old))
            self.assertIn("Order 5", event.reason)
            self.assertIn("prevails", self.sentences(project, "PS-TOTAL"))
            self.limit(project, "PS-TOTAL", 9, "Order 6")
            self.assertEqual(total.limit, 6)
            self.limit(project, "PS-TOTAL", 4, "Order 7")
            self.assertEqual((total.limit, total.due_at), (4, self.china("2026-09-21 17:00")))
            project.invalidate_recordset()
            self.assertEqual(project.date_deadline, total.due_at)
        self.assertEqual(self.clock(project, "PS-DESIGN").limit, 5)

    def test_can_make_it_overdue_at_once(self):
        project = self.make_design()
        with freeze_time("2026-09-22 02:00:00"):
            self.limit(project, "PS-DESIGN", 2)
            self.assertTrue(self.clock(project, "PS-DESIGN").is_overdue)
            project.action_drawings_received()
        self.assertEqual(self.clock(project, "PS-DESIGN").state, "late")

    def test_each_time_it_is_promised(self):
        """PL-2.3: a second estimate is measured as the first."""
        project = self.make_design()
        self.limit(project, "PS-COST", 1)
        project.action_drawings_received()
        project.action_request_estimate(self.estimator.id)
        project.action_estimate_done(1.0)
        project.action_return_estimate("x")
        costs = project.sudo().clock_ids.filtered(lambda clock: clock.code == "PS-COST")
        self.assertEqual(costs.mapped("limit"), [1, 1])

    def test_taken_back(self):
        """Of a running promise a manager takes it back, who does not lead it: it makes the promise longer."""
        project = self.make_design()
        short, shorter = self.limit(project, "PS-TOTAL", 8), self.limit(project, "PS-TOTAL", 6)
        total = self.clock(project, "PS-TOTAL")
        with self.assertRaises(AccessError):
            shorter.unlink()
        shorter.with_user(self.market_manager.user_id).unlink()
        self.assertEqual((total.limit, total.due_at), (8, self.china("2026-09-28 17:00")))
        short.with_user(self.market_manager.user_id).unlink()
        self.assertEqual((total.limit, total.due_at), (10, self.china("2026-09-30 17:00")))
        self.assertNotIn("prevails", self.sentences(project, "PS-TOTAL"))
        own = self.make_design(self.market_manager)
        with self.assertRaises(AccessError):
            self.limit(own, "PS-TOTAL", 6).unlink()

    def test_a_slip_of_the_pen(self):
        """What measures nothing yet, or nothing at all, is its author's to delete."""
        project = self.make_design()
        self.limit(project, "PS-COST", 1).unlink()
        self.limit(project, "PS-TOTAL", 20).unlink()
        self.assertEqual(self.clock(project, "PS-TOTAL").limit, 10)

    def test_stays_once_it_has_decided(self):
        project = self.make_design()
        design = self.limit(project, "PS-DESIGN", 3)
        project.action_drawings_received()
        for door in (design, design.with_user(self.market_manager.user_id), design.sudo()):
            with self.refused("stays"):
                door.unlink()
        # entered afterwards it decided nothing
        self.limit(self.make_contacted(), "PS-CONTACT", 1).unlink()

    def test_never_rewritten(self):
        limit = self.limit(self.make_design(), "PS-TOTAL", 8)
        for door in (limit, limit.sudo()):
            with self.assertRaises(UserError):
                door.days = 9
        for days in (0, -1):
            with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
                self.limit(self.make_design(), "PS-TOTAL", days)

    def test_who_enters_it(self):
        project = self.make_design()
        for employee in (self.colleague, self.estimator, self.manager, self.leader):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.limit(project.with_user(employee.user_id), "PS-TOTAL", 1)
        self.assertTrue(self.limit(project.with_user(self.market_manager.user_id), "PS-TOTAL", 1))

    def test_with_a_pause(self):
        """PL-2.3, PS-4.2.3: days of the customer are not counted in the shorter limit either."""
        project = self.make_design()
        self.limit(project, "PS-TOTAL", 6)
        with freeze_time("2026-09-21 02:00:00"):
            project.action_propose_pause("2026-09-17", "Plans", "Letter 1", "2026-09-20")
            project.with_user(self.market_manager.user_id).action_confirm_pauses()
        # 17 and 18 are not counted; 20, 21, 22, 23, 24, 28 are
        self.assertEqual(self.clock(project, "PS-TOTAL").due_at, self.china("2026-09-28 17:00"))
