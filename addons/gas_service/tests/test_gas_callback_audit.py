# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
class TestCallbackAudit(GasCallbackCase):
    """CB-8: what general management checks each quarter: time, content, objects, quantity, analysis."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general_department = cls.make_department("General Management")
        cls.general = cls.make_employee("general", cls.general_department, "gas_service.group_general")
        cls.general2 = cls.make_employee(
            "general2", cls.general_department, "gas_service.group_general,gas_service.group_hotline"
        )
        cls.leader = cls.make_employee("leader", cls.market, "gas_service.group_leader")
        cls.general_department.manager_id = cls.general
        cls.company.gas_general_department_id = cls.general_department
        cls.company.gas_audit_sample = 3
        cls.audits = cls.env["gas.callback.audit"]
        cls.quarter = fields.Date.to_date("2026-07-01")

    def plan_of_august(self, accounts=100, calls=None, finish=True):
        """Return the plan of August, called and analysed in September as it should be."""
        with freeze_time("2026-09-01 02:00:00"):
            plan = self.make_plan(accounts)
        with freeze_time("2026-09-02 02:00:00"):
            for _call in range(calls if calls is not None else len(plan.callback_ids)):
                callback = self.pull()
                callback.action_complete(self.answers(callback))
            if plan.state == "calling":
                plan.with_user(self.manager.user_id).action_end_calls("Two callers were ill")
        if finish:
            with freeze_time("2026-09-10 02:00:00"):
                plan.with_user(self.manager.user_id).write({"conclusion": "<p>Good</p>", "suggestion": "<p>None</p>"})
                plan.with_user(self.manager.user_id).action_finish()
        return plan

    def open(self):
        with freeze_time("2026-10-08 02:00:00"):
            self.audits._cron_open()
        return self.audits.search([("company_id", "=", self.company.id), ("quarter", "=", self.quarter)])

    def line(self, audit, user=None):
        line = audit.line_ids.filtered(lambda line: line.department_id == self.service)
        return line.with_user((user or self.general).user_id)

    def judge(self, line, **values):
        for sample in line.sample_ids:
            sample.write({"time_right": "yes", "content_complete": "yes", **values})

    def finish(self, audit):
        audit = audit.with_user(self.general.user_id)
        for line in audit.line_ids:
            self.judge(line)
            line.finding = "As it should be"
        audit.conclusion = "<p>Well done</p>"
        with freeze_time("2026-10-14 02:00:00"):
            audit.action_finish()
        return audit

    def checks(self, line):
        return {(check.kind, check.stratum or ""): check.passed for check in line.check_ids}

    def test_opened_once_in_time(self):
        """CB-8: on the first working day after the quarter, due on the 15th of that month; once."""
        self.plan_of_august()
        with freeze_time("2026-10-07 02:00:00"):
            self.audits._cron_open()
            self.assertFalse(self.audits.search([("company_id", "=", self.company.id)]))
        audit = self.open()
        self.assertEqual((audit.name, audit.due_date), ("2026-Q3", fields.Date.to_date("2026-10-15")))
        clock = self.clock(audit, "CB-AUDIT")
        self.assertEqual((clock.due_at, clock.binding), (self.china("2026-10-15 17:00"), False))
        self.assertEqual(clock.employee_id, self.general)
        self.assertEqual(audit.activity_ids.user_id, self.general.user_id)
        self.assertEqual(self.open(), audit)
        self.assertFalse(self.audits._open(self.company, self.quarter))

    def test_nothing_to_audit(self):
        self.assertFalse(self.open())

    def test_as_it_should_be(self):
        """CB-8: everything in time and complete gives full marks in what can be checked by itself."""
        plan = self.plan_of_august()
        line = self.line(self.open())
        self.assertEqual(
            self.checks(line),
            dict.fromkeys(
                [
                    ("opened", ""), ("approved", ""), ("calls", ""), ("objects", ""), ("analysis", ""), ("conclusion", ""),
                    ("quantity", "meter_billing"), ("quantity", "total"),
                ],
                True,
            ),
        )  # fmt: skip
        self.assertEqual(line.check_ids.plan_id, plan)
        self.assertEqual(line.score, 100)
        self.assertNotIn("content", line.basis)  # nobody has judged yet
        self.assertIn("<th", str(line.explanation))

    def test_shortfall_with_its_reason(self):
        """CB-3, CB-8: too few calls are seen, with the reason that was given; a reason alone is no excuse."""
        self.plan_of_august(calls=1)
        line = self.line(self.open())
        check = line.check_ids.filtered(lambda one: one.stratum == "meter_billing")
        self.assertFalse(check.passed)
        self.assertIn("Two callers were ill", check.detail)
        self.assertIn("1 answered, 3 needed (of 100 customers)", check.detail)
        self.assertEqual(line.score, 75)  # nothing of quantity, all of time, objects and analysis
        with self.assertRaises(UserError):
            line.check_ids.filtered("passed")[:1].excuse = "x"
        check.excuse = "An epidemic"
        self.assertEqual(line.score, 87.5)

    def test_late_and_unfinished(self):
        """CB-8: opened, approved, called, analysed in time, or not."""
        with freeze_time("2026-09-03 02:00:00"):
            plan = self.make_plan(40, date="2026-08-12")
        with freeze_time("2026-09-21 02:00:00"):
            plan.with_user(self.manager.user_id).action_end_calls("Late")
        line = self.line(self.open())
        found = self.checks(line)
        self.assertFalse(found["opened", ""] or found["calls", ""] or found["analysis", ""] or found["conclusion", ""])
        self.assertTrue(found["approved", ""])
        with freeze_time("2026-10-09 02:00:00"):
            plan.with_user(self.manager.user_id).write({"conclusion": "x", "suggestion": "y"})
            line.audit_id.action_refresh()
            self.assertTrue(self.checks(line)["conclusion", ""])
            plan.with_user(self.manager.user_id).action_finish()
            line.audit_id.action_refresh()
        self.assertFalse(self.checks(line)["analysis", ""])  # done, but late

    def test_steered_draw(self):
        """CB-8: a place that the seed does not give is found."""
        plan = self.plan_of_august()
        self.env.cr.execute(
            "UPDATE gas_callback_candidate SET rank = rank + 1 WHERE round_id = %s AND stratum = 'total'",
            plan.round_ids.ids,
        )
        self.env.invalidate_all()
        self.assertFalse(self.checks(self.line(self.open()))["objects", ""])

    def test_department_without_a_plan(self):
        """CB-8: who served and has no plan for a month fails in every aspect of it."""
        self.plan_of_august()
        self.serve(self.make_accounts(5, "J"), date="2026-07-03", employee=self.market_handler)
        audit = self.open()
        line = audit.line_ids.filtered(lambda one: one.department_id == self.market)
        self.assertEqual(line.score, 0)
        self.assertEqual(set(line.check_ids.mapped("kind")), {"opened", "objects", "quantity", "analysis"})
        self.assertIn("5 services", line.check_ids[0].detail)

    def test_plans_of_the_quarter(self):
        """CB-8: those called in it: services of June to August for July to September."""
        with freeze_time("2026-10-08 01:00:00"):
            for number, day in enumerate(("2026-05-31", "2026-06-01", "2026-08-31", "2026-09-01")):
                self.serve(self.make_accounts(2, f"Q{number}"), date=day)
            for month in (5, 6, 8, 9):
                self.env["gas.callback.plan"]._open_month(self.company, fields.Date.to_date(f"2026-0{month}-01"))
        line = self.line(self.open())
        self.assertEqual([day.month for day in sorted(set(line.check_ids.mapped("month")))], [6, 8])

    def test_sample(self):
        """CB-8: calls are drawn at random, and the same again from the seed."""
        plan = self.plan_of_august(300)
        line = self.line(self.open())
        self.assertEqual((line.population_count, line.sample_size, len(line.sample_ids)), (9, 3, 3))
        self.assertEqual(line.action_check_sample()["params"]["type"], "success")
        drawn = line.sample_ids.callback_id
        self.assertLessEqual(drawn, plan.callback_ids)
        line.audit_id.action_refresh()
        self.assertEqual(line.sample_ids.callback_id, drawn)
        other = plan.callback_ids - drawn
        line.sample_ids[0].sudo()._write_guarded({"callback_id": other[0].id})
        self.assertEqual(line.action_check_sample()["params"]["type"], "danger")

    def test_any_call_is_as_likely(self):
        """CB-8: over many seeds every call is drawn about as often (chi-square of 9 cells, 99.9 %)."""
        self.plan_of_august(300)
        line = self.line(self.open()).sudo()
        counts = dict.fromkeys(line.population, 0)
        for number in range(900):
            line.audit_id._write_guarded({"seed": f"seed {number}"})
            for callback_id in line._sample_ids():
                counts[callback_id] += 1
        expected = 900 * 3 / 9
        chi_square = sum((count - expected) ** 2 / expected for count in counts.values())
        self.assertLess(chi_square, 26.12, counts)

    def test_judging(self):
        """CB-8: each call by its time and content; what was wrong is said; the score follows."""
        self.plan_of_august()
        line = self.line(self.open())
        first, second, third = line.sample_ids
        first.write({"time_right": "yes", "content_complete": "yes"})
        self.assertEqual((first.judged_by, line.score), (self.general.user_id, 100))
        with self.assertRaisesRegex(UserError, "what was wrong"):
            second.write({"time_right": "no", "content_complete": "no"})
        second.write({"time_right": "yes", "content_complete": "no", "finding": "Nothing written down"})
        self.assertEqual(line.basis["content"], {"passed": 1, "count": 2, "points": 10.0, "most": 20.0})
        self.assertEqual(line.score, 90)
        third.write({"time_right": "yes"})
        self.assertFalse(third.judged_at)  # half a judgement is none
        third.write({"content_complete": "na"})
        self.assertTrue(third.judged_at)
        self.assertEqual(line.basis["content"]["count"], 2)

    def test_nobody_judges_his_own_calls(self):
        """CB-8: also where somebody of general management made calls himself."""
        with freeze_time("2026-09-01 02:00:00"):
            plan = self.make_plan(100)
            callback = self.pull(self.general2)
            callback.action_complete(self.answers(callback))
            other = self.pull()
            other.action_complete(self.answers(other))
            plan.with_user(self.manager.user_id).action_end_calls("x")
        line = self.line(self.open(), self.general2)
        own = line.sample_ids.filtered(lambda sample: sample.callback_id == callback)
        judgement = {"time_right": "yes", "content_complete": "yes"}
        with self.assertRaises(AccessError):
            own.write(judgement)
        (line.sample_ids - own).write(judgement)
        own.with_user(self.general.user_id).write(judgement)

    def test_finish(self):
        """CB-8: all that is missing is named at once; afterwards nothing changes."""
        self.plan_of_august(calls=1)
        audit = self.open().with_user(self.general.user_id)
        line = self.line(audit)
        with self.assertRaisesRegex(UserError, "(?s)conclusion.*1 calls to judge.*finding"):
            audit.action_finish()
        self.finish(audit)
        self.assertEqual((audit.state, audit.finished_by), ("done", self.general.user_id))
        self.assertEqual(self.clock(audit, "CB-AUDIT").state, "met")
        self.assertIn(self.manager.user_id, audit.activity_ids.user_id)
        for record, values in (
            (audit, {"conclusion": "x"}), (line, {"finding": "x"}),
            (line.check_ids[0], {"excuse": "x"}), (line.sample_ids[0], {"finding": "x"}),
        ):  # fmt: skip
            with self.subTest(record), self.assertRaises(UserError):
                record.write(values)
            with self.subTest(record), self.assertRaises(UserError):
                record.sudo().write(values)
        for step in ("action_finish", "action_refresh"):
            with self.assertRaises(UserError):
                getattr(audit, step)()

    def test_reopen(self):
        self.plan_of_august()
        audit = self.finish(self.open())
        for employee in (self.general, self.manager, self.supervisor):
            with self.subTest(user=employee.name), self.assertRaises(AccessError):
                audit.with_user(employee.user_id).action_reopen("x")
        with self.assertRaises(UserError):
            audit.with_user(self.leader.user_id).action_reopen("")
        audit.with_user(self.leader.user_id).action_reopen("The sample was judged in a hurry")
        self.assertEqual(audit.state, "open")
        self.finish(audit)

    def test_guarded(self):
        """Nobody writes a score, a result, who judged, or which calls."""
        self.plan_of_august()
        audit = self.open().with_user(self.general.user_id)
        line = self.line(audit)
        for record, values in (
            (audit, {"state": "done"}), (audit, {"seed": "x"}), (audit, {"due_date": "2027-01-01"}),
            (line, {"score": 100}), (line, {"population": [1]}), (line, {"basis": {}}), (line, {"sample_size": 1}),
            (line.check_ids[0], {"passed": True}), (line.check_ids[0], {"facts": {}}),
            (line.sample_ids[0], {"callback_id": 1}), (line.sample_ids[0], {"judged_by": 1}),
        ):  # fmt: skip
            with self.subTest(values), self.assertRaises(UserError):
                record.write(values)
            with self.subTest(values), self.assertRaises(UserError):
                record.sudo().write(values)
        for model in (
            "gas.callback.audit",
            "gas.callback.audit.line",
            "gas.callback.audit.check",
            "gas.callback.audit.sample",
        ):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.general.user_id).create({})
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.general.user_id).search([]).unlink()

    def test_access(self):
        """Managers read their own department's line, once it is finished; nobody else judges."""
        self.plan_of_august()
        self.serve(self.make_accounts(5, "J"), date="2026-07-03", employee=self.market_handler)
        audit = self.open()
        models = (
            "gas.callback.audit",
            "gas.callback.audit.line",
            "gas.callback.audit.check",
            "gas.callback.audit.sample",
        )

        def seen(employee):
            return [self.env[model].with_user(employee.user_id).search_count([]) > 0 for model in models]

        for employee, sees in (
            (self.general, True), (self.leader, True), (self.supervision, True),
            (self.manager, False), (self.supervisor, False), (self.agent, False), (self.handler, False),
        ):  # fmt: skip
            with self.subTest(open_to=employee.name):
                self.assertEqual(seen(employee), [sees] * 4)
        sample = self.line(audit).sample_ids[0]
        for employee in (self.leader, self.supervision, self.manager, self.supervisor):
            with self.subTest(judge=employee.name), self.assertRaises(AccessError):
                sample.with_user(employee.user_id).write({"time_right": "yes"})
        self.finish(audit)
        self.assertEqual(seen(self.manager), [True] * 4)
        self.assertEqual(seen(self.supervisor), [True] * 4)
        self.assertEqual(seen(self.handler), [False] * 4)
        lines = self.env["gas.callback.audit.line"]
        self.assertEqual(lines.with_user(self.manager.user_id).search([]).department_id, self.service)
        self.assertEqual(lines.with_user(self.market_manager.user_id).search([]).department_id, self.market)
        checks = self.env["gas.callback.audit.check"].with_user(self.market_manager.user_id).search([])
        self.assertEqual(checks.line_id.department_id, self.market)

    def test_improvement_of_an_audit(self):
        """CB-8: what general management found wrong has an owner and a date."""
        self.plan_of_august()
        line = self.line(self.open())
        with freeze_time("2026-10-09 02:00:00"):
            item = (
                self.env["gas.improvement"]
                .with_user(self.general.user_id)
                .create(
                    {
                        "name": "Call in the evening",
                        "employee_id": self.handler.id,
                        "date_deadline": "2026-11-01",
                        "audit_line_id": line.id,
                    }
                )
            )
            item.date_deadline = "2026-11-15"
            item.with_user(self.handler.user_id).action_report("Shifts changed")
            item.action_confirm()
        self.assertEqual((item.state, line.improvement_ids), ("done", item))
