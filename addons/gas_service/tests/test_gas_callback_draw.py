# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from functools import partial
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..tools.callback_draw import unit_hash
from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackDraw(GasCallbackCase):
    """What is drawn from, and that nobody can draw otherwise."""

    def numbers(self, plan):
        return {one.stratum: (one.population, one.quota, one.drawn) for one in plan.stratum_ids}

    def test_three_percent_rounded_up(self):
        """CB-3: of each service type 3 % of the customers, rounded up, and of all of them together."""
        self.serve(self.make_accounts(101))
        self.serve(self.make_accounts(3, "B"), "inspection_repair")
        plan = self.open_plans()
        self.assertEqual(plan.department_id, self.service)
        self.assertEqual(
            self.numbers(plan),
            {"meter_billing": (101, 4, 4), "inspection_repair": (3, 1, 1), "total": (104, 4, 5)},
        )
        self.assertEqual(len(plan.callback_ids), 5)
        self.assertTrue(plan.round_ids.action_check()["ok"])
        self.assertEqual(plan.state, "approval")

    def test_customers_not_services(self):
        """CB-3: a customer counts once in each service type, however often he was served there."""
        accounts = self.make_accounts(30)
        for day in ("2026-08-03", "2026-08-12", "2026-08-31"):
            self.serve(accounts, date=day)
        self.serve(accounts[:10], "ignition")
        plan = self.open_plans()
        self.assertEqual(
            {key: numbers[0] for key, numbers in self.numbers(plan).items()},
            {"meter_billing": 30, "ignition": 10, "total": 30},
        )

    def test_one_call_for_all_services(self):
        """CB-3: who is drawn for several service types is called once, and counts once in each."""
        accounts = self.make_accounts(20)
        self.serve(accounts)
        self.serve(accounts, "ignition")
        self.serve(accounts, "hotline")
        plan = self.open_plans()
        call = plan.callback_ids
        # the same order in every service type: all three draw the same customer
        self.assertEqual(len(call), 1)
        self.assertEqual(set(call.candidate_ids.mapped("stratum")), {"meter_billing", "ignition", "hotline", "total"})
        labels = dict(self.env["gas.service.record"]._fields["service_type"]._description_selection(self.env))
        self.assertEqual(call.service_types, "、".join(labels[key] for key in ("hotline", "ignition", "meter_billing")))
        self.approve(plan)
        self.answer(self.pull())
        self.assertEqual({one.stratum: one.completed for one in plan.stratum_ids}, dict.fromkeys(self.numbers(plan), 1))

    def test_who_does_not_count(self):
        """CB-1, CB-2: neither automatic readings, other months, voided services nor industrial customers."""
        served = self.make_accounts(5)
        self.serve(served)
        self.serve(self.make_accounts(5, "M"), mode="automatic")
        self.serve(self.make_accounts(5, "J"), date="2026-07-31")
        self.serve(self.make_accounts(5, "S"), date="2026-09-01")
        self.serve(self.make_accounts(5, "I", category="industrial"))
        voided = self.serve(self.make_accounts(5, "V"))
        voided.with_user(self.manager.user_id).action_void("Wrong account")
        plan = self.open_plans()
        places = plan.round_ids.candidate_ids
        self.assertEqual(places.account_id, served)
        self.assertEqual(self.numbers(plan)["total"][0], 5)

    def test_modes_are_a_written_rule(self):
        """CB-2: which modes count is a version of the rule, kept as it was; automatic ones count where it says so."""
        self.serve(self.make_accounts(5), mode="automatic")
        self.serve(self.make_accounts(3, "C"), mode="counter")
        self.make_rule(count_automatic=True, count_counter=False, reason="A trial")
        plan = self.open_plans()
        self.assertEqual(self.numbers(plan)["total"][0], 5)
        self.assertEqual(plan.rule_id.reason, "A trial")

    def test_only_automatic_services_make_no_plan(self):
        """CB-2: a department that met nobody has nobody to call, and no plan."""
        self.serve(self.make_accounts(5), mode="automatic")
        self.assertFalse(self.open_plans())
        self.assertFalse(self.env["gas.callback.plan"].search([]))

    def test_ratio_never_below_three_percent(self):
        """CB-3: the ratio is configurable, and never below 3 %."""
        rule = self.make_rule(ratio=3)
        for ratio in (2.99, 0, -1, 100.01):
            with self.subTest(ratio), self.assertRaises(psycopg2.errors.CheckViolation), self.env.cr.savepoint():
                rule.ratio = ratio
                rule.flush_recordset()
        rule.invalidate_recordset()
        rule.ratio = 12.5
        self.serve(self.make_accounts(25))
        self.assertEqual(self.numbers(self.open_plans())["meter_billing"][:2], (25, 4))

    def test_do_not_call(self):
        """CB-3: who does not want to be called is passed over, and stays in the denominator."""
        accounts = self.make_accounts(10)
        accounts[:8].do_not_call = True
        self.serve(accounts)
        self.make_rule(ratio=30)
        plan = self.open_plans()
        line = plan.stratum_ids.filtered(lambda one: one.stratum == "meter_billing")
        self.assertEqual((line.population, line.quota, line.passed, line.drawn), (10, 3, 8, 2))
        self.assertEqual(plan.callback_ids.account_id, accounts[8:])
        passed = plan.round_ids.candidate_ids.filtered(lambda one: one.account_id in accounts[:8])
        self.assertEqual(set(passed.mapped(lambda one: (one.passed, one.rank, one.drawn))), {("do_not_call", 0, False)})

    def test_called_recently(self):
        """CB-3: nobody is called twice within the days of the rule; who was not called in the end may be."""
        accounts = self.make_accounts(4)
        self.make_rule(ratio=50, month="2026-06-01")
        self.serve(accounts[:2], date="2026-06-10")
        self.serve(accounts[2:], date="2026-06-10", employee=self.market_handler)
        with freeze_time("2026-07-01 02:00:00"):
            june = self.open_plans(date(2026, 6, 1))
        self.assertEqual(len(june.callback_ids), 2)
        called, dropped = june.callback_ids.sorted(lambda call: call.department_id == self.market)
        june.filtered(lambda plan: plan == dropped.plan_id).with_user(self.supervisor.user_id).action_cancel("Wrong")
        self.assertEqual((called.drawn_on, dropped.state), (date(2026, 7, 1), "dropped"))
        self.serve(accounts)
        plan = self.open_plans()
        passed = plan.round_ids.candidate_ids.filtered("passed")
        self.assertEqual((passed.account_id, set(passed.mapped("passed"))), (called.account_id, {"recent"}))

    def test_called_by_another_department(self):
        """CB-3: two departments that served the same customer do not both call him."""
        self.make_rule(ratio=100)
        accounts = self.make_accounts(6)
        self.serve(accounts[:4])
        self.serve(accounts[2:], employee=self.market_handler)
        plans = self.open_plans()
        self.assertEqual(len(plans), 2)
        self.assertEqual(sorted(plans.callback_ids.account_id.ids), sorted(accounts.ids))
        self.assertEqual(len(plans.callback_ids), 6)

    def test_extra_classes_stand_apart(self):
        """CB-3: every complaint is called, apart from the ratio; it does not help the sample of its service type."""
        self.make_rule(ratio=3, full_repairs=True)
        self.serve(self.make_accounts(60), "hotline")
        complained = self.make_accounts(5, "C")
        self.serve(complained, "hotline", inquiry_kind="complaint")
        repaired = self.make_accounts(4, "R")
        self.serve(repaired, "inspection_repair")
        plan = self.open_plans()
        lines = {one.stratum: one for one in plan.stratum_ids}
        self.assertEqual(self.numbers(plan)["complaint"], (5, 5, 5))
        self.assertEqual(self.numbers(plan)["repair"], (4, 4, 4))
        self.assertEqual(self.numbers(plan)["hotline"], (65, 2, 2))
        self.assertEqual((lines["complaint"].extra, lines["repair"].extra, lines["hotline"].extra), (True, True, False))
        calls = plan.callback_ids
        self.assertLessEqual(complained | repaired, calls.account_id)
        self.assertEqual(len(calls.filtered(lambda call: not call.extra)), lines["total"].drawn)
        self.approve(plan)
        # a complainant may be in the sample as well: his call is not apart
        apart = calls.filtered("extra")
        for call in apart:
            call._write_guarded({"state": "done"})
        self.env.invalidate_all()
        self.assertEqual(
            (lines["complaint"].completed, lines["hotline"].completed, lines["total"].completed),
            (len(apart.account_id & complained), 0, 0),
        )

    def test_complaints_are_called_again(self):
        """CB-3: a complaint is called back though its customer was asked about something else last month."""
        accounts = self.make_accounts(1)
        self.serve(accounts, date="2026-07-10")
        with freeze_time("2026-08-03 02:00:00"):
            self.open_plans(date(2026, 7, 1))
        self.serve(accounts, "hotline", inquiry_kind="complaint")
        plan = self.open_plans()
        self.assertTrue(plan.callback_ids.extra)
        passed = {one.stratum: one.passed for one in plan.round_ids.candidate_ids}
        self.assertEqual(passed, {"hotline": "recent", "total": "recent", "complaint": False})

    def test_customers_without_account(self):
        """CB-3: contacts and names are customers too, each once."""
        partners = self.env["res.partner"].create([{"name": "Hotel"}, {"name": "Bakery"}])
        self.make_rule(ratio=100)
        for number, partner in enumerate(partners):
            self.serve_other(f"p{number}", partner_id=partner.id, customer_name="Somebody", category="commercial")
            self.serve_other(f"q{number}", partner_id=partner.id)
        self.serve_other("n1", customer_name="张三")
        self.serve_other("n2", customer_name="张三", service_type="hotline")
        self.serve_other("n3", customer_name="张三丰")
        plan = self.open_plans()
        calls = {call.unit: call for call in plan.callback_ids}
        self.assertEqual(set(calls), {*(f"p{partner.id}" for partner in partners), "n张三", "n张三丰"})
        self.assertEqual(calls["n张三"].customer_name, "张三")
        self.assertEqual(calls["n张三"].display_name, "张三")
        hotel = calls[f"p{partners[0].id}"]
        self.assertEqual((hotel.partner_id, hotel.customer_name), (partners[0], "Hotel"))
        self.assertEqual(plan.callback_ids.server_ids, self.handler)

    def test_who_served_is_known(self):
        """CB-5: each call knows who served the customer in the month, in this department."""
        accounts = self.make_accounts(1)
        self.serve(accounts, employee=self.handler)
        self.serve(accounts, "ignition", employee=self.manager)
        self.serve(accounts, "hotline", employee=self.market_handler)
        self.serve(accounts, employee=self.clerk, date="2026-07-31")
        plan = self.open_plans().filtered(lambda plan: plan.department_id == self.service)
        self.assertEqual(plan.callback_ids.server_ids, self.handler | self.manager)

    # -- late records ---------------------------------------------------------------------------------

    def test_late_records_make_a_new_draw(self):
        """CB-3: what is recorded late is drawn by itself; what was drawn stays as it was."""
        plan = self.make_plan(40)
        first = plan.round_ids
        before = first.candidate_ids.read(["unit", "stratum", "rank", "drawn", "passed"])
        calls = plan.callback_ids
        known = first.candidate_ids.account_id[:3]
        self.serve(self.make_accounts(8, "L"))
        self.serve(known, "ignition")
        missing = [text.split(": ") for text in first.action_check()["missing"]]
        self.assertEqual(len(missing), 8 + 8 + 3)
        self.assertEqual({unit for stratum, unit in missing if stratum == "Ignition"}, {f"a{one.id}" for one in known})
        plan.with_user(self.manager.user_id).action_draw_late()
        self.assertEqual(first.candidate_ids.read(["unit", "stratum", "rank", "drawn", "passed"]), before)
        self.assertLess(calls, plan.callback_ids)
        second = plan.round_ids - first
        self.assertEqual((second.number, plan.round_ids.mapped("number")), (2, [1, 2]))
        self.assertNotEqual(second.seed, first.seed)
        groups = second.candidate_ids.grouped("stratum")
        self.assertEqual(
            {key: len(group) for key, group in groups.items()}, {"meter_billing": 8, "ignition": 3, "total": 8}
        )
        self.assertEqual(self.numbers(plan)["meter_billing"][:2], (48, 3))
        for draw in plan.round_ids:
            result = draw.action_check()
            self.assertTrue(result["ok"])
            self.assertFalse(result["gone"])
        self.assertFalse(second.action_check()["missing"])
        with self.assertRaises(UserError):
            plan.with_user(self.manager.user_id).action_draw_late()

    def test_late_draw_makes_up_for_the_first(self):
        """CB-3: where nobody of the first draw may be called, the late one calls as many more; and no more."""
        self.serve(self.make_accounts(1, do_not_call=True))
        plan = self.open_plans()
        self.assertFalse(plan.callback_ids)
        self.serve(self.make_accounts(5, "L"))
        plan.with_user(self.manager.user_id).action_draw_late()
        self.assertEqual(self.numbers(plan)["meter_billing"][:2], (6, 2))
        self.assertEqual(len(plan.callback_ids), 2)
        self.assertFalse(plan.callback_ids.replaces_id)

    def test_late_service_of_who_is_called_already(self):
        """CB-3: a late service of a customer who is called already is served by the same call."""
        self.make_rule(ratio=100)
        plan = self.make_plan(1)
        call = plan.callback_ids
        self.serve(call.account_id, "ignition", employee=self.manager)
        plan.with_user(self.manager.user_id).action_draw_late()
        self.assertEqual(plan.callback_ids, call)
        self.assertEqual(set(call.candidate_ids.mapped("stratum")), {"meter_billing", "total", "ignition"})
        self.assertEqual(call.server_ids, self.handler | self.manager)

    def test_late_pre_service(self):
        """PS-6.2: a call that serves a pre-service too is customer service's from then on."""
        self.make_rule(ratio=100)
        plan = self.make_plan(1)
        self.assertFalse(plan.callback_ids.hotline_only)
        self.serve(plan.callback_ids.account_id, "pre_service")
        plan.with_user(self.manager.user_id).action_draw_late()
        self.assertTrue(plan.callback_ids.hotline_only)

    def test_late_service_of_who_refused(self):
        """CB-3: who refused cannot be asked about what was recorded late: the next in line is."""
        plan = self.make_plan(1)
        self.pull().action_refuse("No time")
        self.assertEqual(plan.state, "analysis")
        plan._write_guarded({"state": "calling"})
        refused = plan.callback_ids
        others = self.make_accounts(1, "L")
        self.serve(refused.account_id, "ignition")
        self.serve(others, "ignition")
        units = [refused.unit, f"a{others.id}"]
        seed = next(str(seed) for seed in range(99) if min(units, key=partial(unit_hash, str(seed))) == refused.unit)
        with patch.object(type(plan.round_ids), "_new_seed", return_value=seed):
            plan.with_user(self.manager.user_id).action_draw_late()
        self.assertEqual((plan.callback_ids - refused).account_id, others)
        ignition = plan.stratum_ids.filtered(lambda one: one.stratum == "ignition")
        self.assertEqual((ignition.population, ignition.quota, ignition.reached, ignition.exhausted), (2, 1, 1, False))

    # -- nobody can draw otherwise ----------------------------------------------------------------------

    def test_cancelling_does_not_draw_anew(self):
        """CB-3: a plan cancelled and opened again draws the same; the scheduled action does not open it."""
        self.serve(self.make_accounts(200))
        plan = self.open_plans()
        drawn = set(plan.callback_ids.mapped("unit"))
        plan.with_user(self.manager.user_id).action_cancel("A better one")
        self.assertEqual(set(plan.callback_ids.mapped("state")), {"dropped"})
        self.assertFalse(self.open_plans())
        again = plan.with_user(self.manager.user_id).action_open_again().sudo()
        self.assertNotEqual(again, plan)
        self.assertEqual(set(again.callback_ids.mapped("unit")), drawn)
        self.assertEqual(again.round_ids.seed, plan.round_ids.seed)
        with self.assertRaises(UserError):
            again.with_user(self.manager.user_id).action_open_again()

    def test_check_finds_what_was_changed(self):
        """CB-3: drawn again and compared, every change of the stored draw is found."""
        self.serve(self.make_accounts(50))
        self.serve(self.make_accounts(20, "C", category="commercial"))
        draw = self.open_plans().round_ids
        self.assertTrue(draw.action_check()["ok"])
        self.assertEqual(draw.action_check()["customers"], 140)
        self.assertEqual(draw.action_show_check()["params"]["type"], "success")
        one = "id = (SELECT min(id) FROM gas_callback_candidate WHERE stratum = 'meter_billing' AND %s)"
        changes = {
            "places swapped": "rank = 3 - rank WHERE stratum = 'meter_billing' AND rank <= 2",
            "somebody saved from the call": f"drawn = FALSE WHERE {one % 'drawn'}",
            "somebody passed over": f"rank = NULL, passed = 'recent' WHERE {one % 'drawn'}",
            "another category": f"category = 'commercial' WHERE {one % '''category = 'residential' AND drawn'''}",
            "another customer": f"unit = 'a0' WHERE {one % 'drawn'}",
        }
        for name, change in changes.items():
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                self.env.cr.execute(f"UPDATE gas_callback_candidate SET {change}")
                self.env.invalidate_all()
                result = draw.action_check()
                self.assertFalse(result["ok"])
                self.assertTrue(result["differences"])
                self.assertEqual(draw.action_show_check()["params"]["type"], "danger")
                savepoint.close(rollback=True)
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute(f"DELETE FROM gas_callback_candidate WHERE {one % 'NOT drawn'}")
            self.env.invalidate_all()
            result = draw.action_check()
            self.assertFalse(result["ok"] and not result["missing"])
            savepoint.close(rollback=True)

    def test_check_compares_with_the_services(self):
        """CB-3, CB-8: services voided after the draw are named; the draw itself stays right."""
        records = self.serve(self.make_accounts(10))
        draw = self.open_plans().round_ids
        records[0].with_user(self.manager.user_id).action_void("Never happened")
        result = draw.action_check()
        self.assertTrue(result["ok"])
        self.assertEqual(len(result["gone"]), 2)  # of his service type, and in total
        self.assertIn(f"a{records[0].account_id.id}", result["gone"][0])
        self.assertEqual(draw.action_show_check()["params"]["type"], "warning")

    def test_nobody_writes_a_draw(self):
        """CB-3: draws, places, calls and answers are written by no group and not under sudo."""
        plan = self.make_plan(40)
        admin = self.make_employee("gas_admin", self.service, "gas_service.group_admin")
        place = plan.round_ids.candidate_ids[:1]
        for employee in (self.manager, self.supervisor, admin):
            for record, values in (
                (plan.round_ids, {"seed": "x"}),
                (place, {"rank": 1}),
                (plan.stratum_ids[:1], {"quota": 0}),
                (plan.callback_ids[:1], {"remark": "x"}),
            ):
                seen = record.with_user(employee.user_id)
                with self.subTest(employee=employee.name, model=record._name):
                    with self.assertRaises(UserError):
                        seen.write(values)
                    with self.assertRaises(UserError):
                        seen.unlink()
                    with self.assertRaises(UserError):
                        seen.create({})
        with self.assertRaises(UserError):
            plan.round_ids.write({"seed": "x"})
        with self.assertRaises(UserError):
            place.write({"rank": 1})
        with self.assertRaises(UserError):
            place.unlink()
        for name in ("month", "department_id", "rule_id", "state", "shortfall_reason", "kind"):
            with self.subTest(field=name), self.assertRaises(UserError):
                plan.with_user(self.manager.user_id).write({name: False})

    def test_rule_in_use_stays(self):
        """CB-2, CB-3: the version that a plan was drawn by is not changed; a new one holds from a later month on."""
        plan = self.make_plan(5)
        rule = plan.rule_id.with_user(self.supervisor.user_id)
        for values in ({"ratio": 4}, {"count_automatic": True}, {"recent_days": 0}, {"valid_from": "2030-01-01"}):
            with self.subTest(**values), self.assertRaises(UserError):
                rule.write(values)
        with self.assertRaises(UserError):
            rule.unlink()
        rule.name = "The first one"
        newer = self.make_rule(month="2026-09-01", ratio=5)
        rules = self.env["gas.callback.rule"]
        self.assertEqual(rules._for_month(self.company, date(2026, 8, 1)), plan.rule_id)
        self.assertEqual(rules._for_month(self.company, date(2026, 9, 1)), newer)
        with self.assertRaises(ValidationError):
            newer.write({"count_visit": False, "count_counter": False, "count_call": False})

    def test_questions_in_use_stay(self):
        """CB-4: the questions that customers were asked are not changed, added to or taken away."""
        plan = self.make_plan(5)
        questionnaire = plan.questionnaire_id.with_user(self.supervisor.user_id)
        question = questionnaire.question_ids[0]
        copy = questionnaire.copy()
        with self.assertRaises(UserError):
            question.text = "Are you happy?"
        with self.assertRaises(UserError):
            question.unlink()
        with self.assertRaises(UserError):
            questionnaire.question_ids.create({"questionnaire_id": questionnaire.id, "text": "More?"})
        with self.assertRaises(UserError):
            questionnaire.valid_from = "2030-01-01"
        with self.assertRaises(UserError):
            questionnaire.unlink()
        with self.assertRaises(UserError):
            # through the back door: from a version that is free into one that is not
            copy.question_ids[0].questionnaire_id = questionnaire
        questionnaire.script = "<p>Good day</p>"
        copy.question_ids[0].text = "Are you happy?"
        self.assertEqual(len(copy.question_ids), len(questionnaire.question_ids))
