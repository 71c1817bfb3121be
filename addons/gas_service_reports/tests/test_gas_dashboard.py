# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.gas_service.tests.callback_common import GasCallbackCase


class GasDashboardCase(GasCallbackCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general = cls.make_employee("general", cls.supervision_department, "gas_service.group_general")
        with freeze_time("2026-09-11 01:00:00"):  # a Friday
            cls.late = cls.make_processing(subject="Late")
        with freeze_time("2026-09-14 01:00:00"):
            cls.due = cls.make_processing(subject="Due today")
            cls.kept = cls.make_processing(subject="Kept")
            cls.env["gas.contact"].with_user(cls.market_handler.user_id).create(
                {"inquiry_id": cls.kept.id, "purpose": "answer", "direction": "out", "channel": "phone", "note": "Done"}
            )
            cls.complaint = cls.make_complaint(cls.market_handler, department_id=cls.market.id)

    def figures(self, employee):
        return self.env["gas.dashboard"].with_user(employee.user_id).get_figures()

    def all_figures(self, found):
        """Yield (count, action) of every figure."""
        for figure in (
            *found["counters"],
            *found["on_time"]["months"],
            found["on_time"]["before"],
            *found["complaints"]["states"],
            found["complaints"],
        ):
            yield figure["count"], figure["action"]
        if found["callbacks"]:
            for key in ("plans", "made", "asked", "satisfied"):
                yield found["callbacks"][key]["count"], found["callbacks"][key]["action"]
        for key in ("asked", "satisfied"):
            yield found["marks"][key]["count"], found["marks"][key]["action"]
        for key in ("asked", "satisfied"):
            yield found["marks"][key]["count"], found["marks"][key]["action"]

    def assertOpensWhatItCounts(self, employee, found):
        for count, action in self.all_figures(found):
            opened = self.env[action["res_model"]].with_user(employee.user_id).search_count(action["domain"])
            self.assertEqual(opened, count, action["name"])


@tagged("post_install", "-at_install")
@freeze_time("2026-09-17 02:00:00")
class TestDashboard(GasDashboardCase):
    """Figures of the page managers come to."""

    def test_deadlines(self):
        """FI-8.2a: late now, due today, the month's rate; each opens what it counts."""
        for employee in (self.market_manager, self.general, self.supervision, self.supervisor):
            with self.subTest(employee.name):
                found = self.figures(employee)
                counts = {figure["key"]: figure["count"] for figure in found["counters"]}
                self.assertGreaterEqual(counts["late"], 1)
                self.assertGreaterEqual(counts["today"], 1)
                self.assertOpensWhatItCounts(employee, found)
        found = self.figures(self.market_manager)
        late = found["counters"][0]
        clocks = self.env["gas.sla.clock"].with_user(self.market_manager.user_id).search(late["action"]["domain"])
        self.assertIn(self.late, clocks.inquiry_id)
        self.assertNotIn(self.due, clocks.inquiry_id)
        # he reads the tickets others passed on to him; whether they did so in time is not his figure
        for figure in (*found["counters"], found["on_time"]["now"]):
            opened = self.env[figure["action"]["res_model"]].with_user(self.market_manager.user_id)
            self.assertEqual(opened.search(figure["action"]["domain"]).department_id, self.market)
        now = found["on_time"]["now"]
        self.assertEqual((now["month"], now["count"] - now["met"]), ("2026-09", 1))
        self.assertEqual(len(found["on_time"]["months"]), 13)
        self.assertIsNone(found["on_time"]["before"]["rate"])

    def test_twelve_months_before(self):
        """FI-14.3: this month stands against the mean of the twelve before it."""
        with freeze_time("2026-10-15 02:00:00"):
            found = self.figures(self.general)["on_time"]
            september = found["months"][-2]
            self.assertEqual((found["now"]["month"], september["month"]), ("2026-10", "2026-09"))
            self.assertEqual(found["before"]["rate"], september["met"] / september["count"])
            self.assertOpensWhatItCounts(self.general, self.figures(self.general))

    def test_complaints(self):
        """FI-8.5: by state, and never to those they are about."""
        found = self.figures(self.general)["complaints"]
        self.assertEqual(found["count"], 1)
        self.assertEqual([state["key"] for state in found["states"]], [self.complaint.state])
        self.market_handler.user_id.group_ids = [Command.link(self.env.ref("gas_service.group_manager").id)]
        mine = self.figures(self.market_handler)
        self.assertEqual(mine["complaints"]["count"], 0)
        self.assertFalse(mine["complaints"]["states"])
        self.assertOpensWhatItCounts(self.market_handler, mine)

    def test_callbacks(self):
        """CB-3, CB-7: the ratio against the least one, satisfaction with Wilson's interval."""
        self.assertFalse(self.figures(self.manager)["callbacks"])
        with freeze_time("2026-09-01 02:00:00"):
            plan = self.make_plan(accounts=120)
            for scale in (5, 2):
                self.answer(self.pull(), scale)
        found = self.figures(self.manager)
        callbacks = found["callbacks"]
        total = plan.sudo().stratum_ids.filtered(lambda one: one.stratum == "total")
        self.assertEqual((callbacks["month"], callbacks["population"], callbacks["quota"]), ("2026-08", 120, 4))
        self.assertEqual((callbacks["made"]["count"], callbacks["ratio"]), (total.completed, 2 / 120))
        self.assertEqual((callbacks["satisfied"]["count"], callbacks["asked"]["count"]), (1, 2))
        self.assertEqual(callbacks["share"], 0.5)
        self.assertAlmostEqual(callbacks["low"], 0.0945, 4)  # Wilson, 1 of 2
        self.assertAlmostEqual(callbacks["high"], 0.9055, 4)
        self.assertTrue(callbacks["few"])
        self.assertOpensWhatItCounts(self.manager, found)
        # another department has none
        self.assertFalse(self.figures(self.market_manager)["callbacks"])

    def rated(self, mark, employee=None, at="2026-09-16 02:00:00"):
        """Have a ticket answered at once and rated."""
        with freeze_time(at):
            ticket = self.make_ticket(employee or self.market_handler)
            ticket.action_answer_at_once("Told")
            ticket.sudo()._rate(mark)

    def test_marks(self):
        """FI-13: customers' own marks of twelve months, apart from those asked, as far as one may read the document."""
        self.assertFalse(self.figures(self.general)["marks"]["asked"]["count"])
        for mark in "543":
            self.rated(mark)
        self.rated("1", self.clerk)
        self.rated("1", at="2025-09-16 02:00:00")
        project = self.env["gas.project"]._create_guarded(
            [
                {
                    "subject": "Kitchen", "customer_name": "Hotel", "source": "research", "nature": "new",
                    "lead_id": self.market_handler.id, "department_id": self.market.id, "state": "done",
                }
            ]
        )  # fmt: skip
        project._rate("5")
        # supervision alone knows of that complaint
        self.complaint._write_guarded({"supervision_only": True, "state": "closed"})
        self.complaint._rate("1")
        # asked for, and not given
        self.env["rating.rating"].create(
            {"res_model_id": self.env["ir.model"]._get_id("gas.project"), "res_id": project.id, "rating": 5}
        )
        for employee, satisfied, asked in (
            (self.market_manager, 3, 4), (self.manager, 0, 1), (self.general, 3, 5), (self.supervision, 3, 6),
        ):  # fmt: skip
            with self.subTest(employee.name):
                found = self.figures(employee)
                marks = found["marks"]
                self.assertEqual((marks["satisfied"]["count"], marks["asked"]["count"]), (satisfied, asked))
                self.assertFalse(found["callbacks"])
                self.assertOpensWhatItCounts(employee, found)
        marks = self.figures(self.market_manager)["marks"]
        self.assertEqual((marks["share"], marks["few"]), (0.75, True))
        self.assertAlmostEqual(marks["low"], 0.3006, 4)  # Wilson, 3 of 4
        self.assertAlmostEqual(marks["high"], 0.9544, 4)

    def test_access(self):
        """Who manages nothing is not shown what is managed."""
        for employee in (self.clerk, self.handler, self.agent):
            with self.assertRaises(AccessError):
                self.figures(employee)

    def test_opened_first(self):
        """Managers and management come to the dashboard, everybody else to the board: the first menu of the app."""
        board, dashboard = "menu_gas_board", "menu_gas_dashboard"
        root = self.env.ref("gas_service.menu_gas_service_root")
        for employee, addon, name in (
            (self.manager, "gas_service_reports", dashboard),
            (self.general, "gas_service_reports", dashboard),
            (self.supervision, "gas_service_reports", dashboard),
            (self.handler, "gas_service", board),
            (self.clerk, "gas_service", board),
        ):
            with self.subTest(employee.name):
                menus = self.env["ir.ui.menu"].with_user(employee.user_id).load_menus(False)
                first = menus["root"]["children"][0]
                self.assertEqual(first, root.id)
                self.assertEqual(menus[first]["children"][0], self.env.ref(f"{addon}.{name}").id)

    def test_queries(self):
        """As many queries for 100 tickets as for 10."""
        taken = []
        for count in (10, 90):
            self.env["gas.inquiry"].with_user(self.clerk.user_id).create(
                [{"subject": f"{number}", "customer_name": "Zhang San"} for number in range(count)]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.figures(self.general)
            taken.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(taken[1], taken[0])


@tagged("post_install", "-at_install")
class TestDashboardTour(HttpCase, GasDashboardCase):
    @freeze_time("2026-09-15 02:00:00")
    def test_click_a_figure(self):
        """What a manager sees first; a figure opens what it counts."""
        ticket = self.make_ticket(self.market_handler)
        ticket.action_answer_at_once("Told")
        ticket.sudo()._rate("5")
        self.start_tour("/odoo", "gas_service_reports_dashboard", login="market_manager")
