# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackAnalysis(GasCallbackCase):
    """CB-7: what the answers of a month say, and how sure it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_handler = cls.make_employee("handler2", cls.service, "gas_service.group_handler")
        cls.leader = cls.make_employee("leader", cls.service, "gas_service.group_leader")
        cls.general = cls.make_employee("general", cls.service, "gas_service.group_general")

    def answer_all(self, plan, marks):
        """Answer the plan's callbacks, ``marks`` on the scale one after the other."""
        for mark in marks:
            callback = self.pull()
            callback.action_complete(self.answers(callback, mark), f"Mark {mark}")
        self.env.invalidate_all()

    def dimension(self, plan, key, user=None):
        rows = plan.with_user((user or self.manager).user_id).dimension_ids
        return rows.filtered(lambda row: row.dimension == key)

    def test_one_row_an_answer(self):
        """CB-7: a row for each answer that is a number, text left out; satisfied is 4 or 5, or yes."""
        plan = self.make_plan(40)
        self.answer_all(plan, [5, 2])
        rows = self.env["gas.callback.report"].search([("plan_id", "=", plan.id)])
        self.assertEqual(len(rows), 8)  # three marks and one yes of each
        marks = rows.filtered("number")
        self.assertEqual(sorted(marks.mapped("number")), [2, 2, 2, 5, 5, 5])
        self.assertEqual({(row.number, row.satisfied, row.dissatisfied) for row in marks}, {(5, 1, 0), (2, 0, 1)})
        self.assertEqual(rows.filtered(lambda row: row.answer == "yes").mapped("satisfied"), [1, 1])
        self.assertEqual(set(rows.mapped("service_type")), {"meter_billing"})
        self.assertEqual(rows.employee_id, self.handler)
        [(mean, share, count)] = self.env["gas.callback.report"]._read_group(
            [("plan_id", "=", plan.id)], [], ["number:avg", "satisfied:avg", "__count"]
        )
        self.assertEqual((mean, share, count), (3.5, 5 / 8, 8))

    def test_several_services_and_servers(self):
        """CB-3: one call about several services says so; who served is named only where it was one person."""
        accounts = self.make_accounts(3)
        self.serve(accounts)
        self.serve(accounts, "inspection_repair", self.other_handler)
        plan = self.open_plans()
        self.approve(plan)
        self.answer_all(plan, [4])
        rows = self.env["gas.callback.report"].search([("plan_id", "=", plan.id)])
        self.assertEqual(set(rows.mapped("service_type")), {"several"})
        self.assertFalse(rows.employee_id)
        by_service = plan.with_user(self.manager.user_id)._breakdown("service")
        self.assertEqual(
            {key: row["attitude"]["count"] for key, row in by_service.items()},
            {"meter_billing": 1, "inspection_repair": 1},
        )
        self.assertEqual(plan.with_user(self.manager.user_id)._breakdown("employee"), {})

    def test_figures_of_a_dimension(self):
        """CB-7: mean, count, interval and shares per dimension; few customers are marked."""
        plan = self.make_plan(100)
        self.answer_all(plan, [5, 4, 2])
        attitude = self.dimension(plan, "attitude")
        self.assertEqual((attitude.customer_count, attitude.few), (3, True))
        self.assertEqual(attitude.mean, 3.67)
        self.assertAlmostEqual(attitude.satisfied_share, 2 / 3, 6)
        self.assertAlmostEqual(attitude.dissatisfied_share, 1 / 3, 6)
        self.assertLess(attitude.mean_low, 1.1)  # three customers say next to nothing about a mean
        self.assertEqual(attitude.satisfied_interval, "21% – 94%")
        policy = self.dimension(plan, "policy")
        self.assertFalse(policy.has_mean)  # yes or no
        self.assertEqual(policy.satisfied_share, 1)

    def test_two_questions_of_one_customer_are_one_customer(self):
        """Two answers of one customer in a dimension do not make the interval narrower."""
        questionnaire = self.env.ref("gas_service.gas_callback_questionnaire_default")
        questionnaire.question_ids.create(
            {"questionnaire_id": questionnaire.id, "text": "And at the counter?", "dimension": "attitude"}
        )
        plan = self.make_plan(40)
        callback = self.pull()
        answers = self.answers(callback)
        first = next(question["id"] for question in callback.get_questions() if question["kind"] == "scale")
        callback.action_complete({**answers, first: 2})
        row = self.dimension(plan, "attitude")
        self.assertEqual((row.customer_count, row.mark_count, row.mean), (1, 1, 3.5))
        self.assertEqual((row.satisfied_share, row.dissatisfied_share), (0, 1))

    def test_rows_are_found_by_their_plan(self):
        """CB-7: reading figures by their ids looks at the answers of their plan alone, and finds the same."""
        plan = self.make_plan(100)
        self.answer_all(plan, [5, 4, 2])
        rows = plan.dimension_ids
        self.assertEqual(rows.search([("id", "in", [*rows.ids, 1, False])]), rows)
        self.assertIn('"plan_id" IN', rows._search([("id", "in", rows.ids)]).select().code)
        self.assertNotIn('"plan_id" IN', rows._search([("id", "!=", 1)]).select().code)

    def test_trend_of_twelve_months(self):
        """CB-7: the trend shows the department's months, each with its interval; a month without answers is a gap."""
        self.serve(self.make_accounts(40, "J"), date="2026-06-12")
        plans = self.env["gas.callback.plan"]
        june = plans._open_month(self.company, self.month.replace(month=6))
        self.approve(june)
        self.answer_all(june, [2])
        june.with_user(self.manager.user_id).action_end_calls("Too few callers")
        august = self.make_plan(40)
        self.answer_all(august, [5])
        months, rows = august.with_user(self.manager.user_id)._trend()
        self.assertEqual((len(months), months[-1]), (12, self.month))
        self.assertEqual([month.month for month in rows["attitude"]], [6, 8])
        chart = str(august.with_user(self.manager.user_id).trend_chart)
        self.assertEqual(chart.count("<circle"), 2 * 4)  # four dimensions, both months of few customers
        self.assertNotIn("L", "".join(part for part in chart.split('"') if part.startswith("M") and "L" in part))

    def test_customers_words_are_escaped(self):
        """CB-7: quotes stand as they were said, dissatisfied customers first, and are never markup."""
        plan = self.make_plan(100)
        callback = self.pull()
        callback.action_complete(self.answers(callback), "All fine")
        callback = self.pull()
        callback.action_complete(self.answers(callback, 1), "<img src=x onerror=alert(1)>")
        quotes = plan.with_user(self.manager.user_id)._quotes()
        self.assertTrue(quotes[0]["dissatisfied"])
        self.assertEqual(quotes[0]["text"], "<img src=x onerror=alert(1)>")
        html = str(plan.with_user(self.manager.user_id).quotes)
        self.assertIn("&lt;img src=x", html)
        self.assertNotIn("<img", html)
        self.assertIn("&lt;img src=x", plan.activity_ids.filtered("note").note)

    def test_finished_analysis_stays(self):
        """CB-7, CB-8: what was concluded is not rewritten afterwards."""
        plan = self.make_plan(40).with_user(self.manager.user_id)
        plan.action_end_calls("Nobody answers")
        plan.write({"conclusion": "<p>Good</p>", "suggestion": "<p>None</p>"})
        plan.action_finish()
        for user in (self.manager, self.supervisor):
            with self.assertRaises(UserError):
                plan.with_user(user.user_id).conclusion = "<p>Better</p>"

    def test_extra_calls_stand_apart(self):
        """CB-3: those called apart from the ratio do not bend the figures of the month."""
        rule = self.env["gas.callback.rule"]._for_month(self.company, self.month)
        rule.full_repairs = True
        self.serve(self.make_accounts(20))
        self.serve(self.make_accounts(3, "R"), "inspection_repair")
        plan = self.open_plans()
        self.approve(plan)
        calls = len(plan.callback_ids)
        self.answer_all(plan, [3] * calls)
        rows = plan.dimension_ids.filtered(lambda row: row.dimension == "attitude")
        counts = {row.extra: row.customer_count for row in rows}
        self.assertEqual(counts[True], len(plan.callback_ids.filtered("extra")))
        self.assertEqual(counts[False], calls - counts[True])
        self.assertTrue(counts[True])

    def test_access(self):
        """Answers follow the callback; who served is shown to managers only, and to no one else by grouping."""
        plan = self.make_plan(40)
        self.answer_all(plan, [5])
        domain = [("plan_id", "=", plan.id)]
        for employee, number in (
            (self.manager, 4), (self.supervisor, 4), (self.leader, 4), (self.general, 4), (self.supervision, 4),
            (self.agent, 4),  # his own call
            (self.agent2, 0), (self.clerk, 0), (self.market_manager, 0), (self.handler, 0),
        ):  # fmt: skip
            with self.subTest(user=employee.name):
                rows = self.env["gas.callback.report"].with_user(employee.user_id)
                self.assertEqual(rows.search_count(domain), number)
                self.assertEqual(
                    sum(count for _key, count in rows._read_group(domain, ["dimension"], ["__count"])), number
                )
        for employee in (self.supervisor, self.leader, self.agent):
            with self.subTest(ranking=employee.name), self.assertRaises(AccessError):
                self.env["gas.callback.report"].with_user(employee.user_id)._read_group(
                    domain, ["employee_id"], ["number:avg"]
                )
        row = self.env["gas.callback.report"].search(domain, limit=1)
        with self.assertRaises(AccessError):
            row.with_user(self.market_manager.user_id).read(["number"])
        with self.assertRaises(AccessError):
            plan.with_user(self.leader.user_id)._breakdown("employee")
        self.assertEqual(list(plan.with_user(self.manager.user_id)._breakdown("employee")), [self.handler.id])
        self.assertFalse(self.env["gas.callback.dimension"].with_user(self.market_manager.user_id).search(domain))

    def test_queries_do_not_grow(self):
        """The figures of a plan cost the same however many answered."""
        plan = self.make_plan(400)
        manager = plan.with_user(self.manager.user_id)

        def cost():
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            manager.dimension_ids.mapped("mean")
            manager._quotes()
            return self.env.cr.sql_log_count - start

        self.answer_all(plan, [5])
        cost()
        few = cost()
        self.answer_all(plan, [4] * 9)
        self.assertLessEqual(cost(), few)
