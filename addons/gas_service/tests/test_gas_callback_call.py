# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackPull(GasCallbackCase):
    """Calls are pulled by whoever is free, never by who served (CB-5, PS-6.2)."""

    def test_held_comes_first(self):
        """Who asks again gets whom he has not finished with, and nobody else gets him."""
        self.make_rule(ratio=100)
        self.make_plan(3)
        call = self.pull()
        self.assertEqual((call.state, call.sudo().caller_id), ("calling", self.agent))
        self.assertEqual(self.pull(), call)
        self.assertNotEqual(self.pull(self.agent2), call)

    def test_in_the_order_of_the_draw(self):
        """CB-3: customers are called in the order they were drawn in, over all plans alike."""
        self.make_rule(ratio=100)
        self.serve(self.make_accounts(5))
        self.serve(self.make_accounts(5, "M"), employee=self.market_handler)
        plans = self.open_plans()
        for plan in plans:
            self.approve(plan)
        pulled = []
        for _turn in range(10):
            pulled.append(self.pull().sudo())
            self.answer(pulled[-1].with_user(self.agent.user_id))
        self.assertEqual([call.priority for call in pulled], [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        self.assertEqual(plans.mapped("state"), ["analysis", "analysis"])
        with self.assertRaisesRegex(UserError, "Nobody is left"):
            self.pull()

    def test_of_one_plan(self):
        """A caller may keep to one plan."""
        self.make_rule(ratio=100)
        self.serve(self.make_accounts(2))
        self.serve(self.make_accounts(2, "M"), employee=self.market_handler)
        plans = self.open_plans()
        for plan in plans:
            self.approve(plan)
        callbacks = self.env["gas.callback"].with_user(self.agent.user_id)
        for _turn in range(2):
            call = callbacks.browse(callbacks.action_next(plans[1].id)["res_id"])
            self.assertEqual(call.sudo().plan_id, plans[1])
            self.answer(call)
        with self.assertRaises(UserError):
            callbacks.action_next(plans[1].id)

    def test_fair(self):
        """Two callers who take turns get as many; none can take more than one at a time."""
        self.make_rule(ratio=100)
        plan = self.make_plan(10)
        for turn in range(10):
            self.answer(self.pull((self.agent, self.agent2)[turn % 2]))
        callers = plan.callback_ids.grouped("caller_id")
        self.assertEqual({caller: len(calls) for caller, calls in callers.items()}, {self.agent: 5, self.agent2: 5})

    def test_not_whom_he_served(self):
        """CB-5: nobody calls a customer he served, though he is of customer service."""
        self.make_rule(ratio=100)
        accounts = self.make_accounts(4)
        self.serve(accounts[:3], employee=self.agent)
        self.serve(accounts[3:], employee=self.agent2)
        self.approve(self.open_plans())
        self.assertEqual(self.pull().sudo().account_id, accounts[3])
        self.answer(self.pull())
        with self.assertRaises(UserError):
            self.pull()
        others = self.env["gas.account"]
        for _turn in range(3):
            others |= self.pull(self.agent2).sudo().account_id
            self.answer(self.pull(self.agent2))
        self.assertEqual(others, accounts[:3])

    def test_pre_service_is_called_by_customer_service(self):
        """PS-6.2: the department calls its own customers, but customer service those of pre-service."""
        self.make_rule(ratio=100)
        accounts = self.make_accounts(2)
        self.serve(accounts[:1], "pre_service", employee=self.market_manager)
        self.serve(accounts[1:], "design_install", employee=self.market_manager)
        self.approve(self.open_plans())
        self.assertEqual(self.pull(self.market_handler).sudo().account_id, accounts[1])
        self.answer(self.pull(self.market_handler))
        with self.assertRaises(UserError):
            self.pull(self.market_handler)
        self.assertEqual(self.pull().sudo().account_id, accounts[0])

    def test_own_department_only(self):
        """CB-1: a department calls its own customers; customer service may call all; others may not call."""
        self.make_plan(40)
        with self.assertRaisesRegex(UserError, "Nobody is left"):
            self.pull(self.market_handler)
        for employee in (self.clerk, self.supervision):
            with self.subTest(employee.name), self.assertRaises(AccessError):
                self.pull(employee)
        developer = self.make_employee("developer", self.market, "gas_service.group_developer")
        with self.assertRaises(UserError):
            self.pull(developer)
        self.assertTrue(self.pull(self.supervisor))

    def test_only_the_caller(self):
        """Nobody else writes down, refuses or gives back what somebody is calling."""
        self.make_plan(40)
        call = self.pull()
        for employee in (self.agent2, self.manager, self.supervisor):
            other = call.with_user(employee.user_id)
            for action, args in (
                ("action_complete", ({},)),
                ("action_attempt", ()),
                ("action_refuse", ("No",)),
                ("action_release", ()),
                ("action_make_ticket", ("Matter",)),
            ):
                with self.subTest(employee=employee.name, action=action), self.assertRaises(UserError):
                    getattr(other, action)(*args)
        waiting = call.sudo().plan_id.callback_ids - call.sudo()
        with self.assertRaises(UserError):
            waiting[:1].with_user(self.supervisor.user_id).action_refuse("No")

    def test_complained_about(self):
        """FI-8.5: who is complained about neither calls the customer nor reads the call, manager or not."""
        complaint = self.make_complaint(self.agent | self.manager, account_id=self.make_accounts(1).id)
        complaint.sudo()._write_guarded({"state": "resolved", "informed_at": "2026-08-20 02:00:00"})
        with freeze_time("2026-08-20 03:00:00"):
            complaint.with_user(self.supervision.user_id).sudo().action_close()
        plan = self.open_plans()
        self.approve(plan)
        call = plan.callback_ids
        self.assertEqual((len(call), call.excluded_user_ids), (1, (self.agent | self.manager).user_id))
        with self.assertRaises(UserError):
            self.pull()
        for employee in (self.agent, self.manager):
            seen = call.with_user(employee.user_id)
            self.assertFalse(seen.has_access("read"))
            self.assertFalse(seen.search([]))
        places = plan.round_ids.candidate_ids.with_user(self.manager.user_id)
        self.assertNotIn("complaint", places.search([]).mapped("stratum"))
        self.assertEqual(self.pull(self.agent2).sudo(), call)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackOutcome(GasCallbackCase):
    """What comes out of a call."""

    def lines(self, plan):
        return {one.stratum: one for one in plan.stratum_ids}

    def test_answers(self):
        """CB-4, CB-7: the answers are kept with the questions as they were asked, and count from now on."""
        plan = self.make_plan(40)
        call = self.pull()
        questions = call.get_questions()
        self.assertEqual({question["dimension"] for question in questions}, {
            "Attitude", "Skill", "Suitability of Policy and Measures", "Needs and Satisfaction", "Other"
        })  # fmt: skip
        self.answer(call, 4, "Friendly people")
        self.assertEqual(
            (call.state, call.channel, call.remark, call.dissatisfied), ("done", "phone", "Friendly people", False)
        )
        answers = call.sudo().answer_ids
        self.assertEqual(answers.mapped("question_text"), [question["text"] for question in questions])
        self.assertEqual([question["answer"] for question in call.get_questions()], [4, 4, 1, 4, "Nothing"])
        with self.assertRaises(UserError):
            answers[0].number = 5
        with self.assertRaises(UserError):
            self.answer(call)
        self.assertEqual(call.sudo().contact_ids.mapped("reached"), [True])
        total = self.lines(plan)["total"]
        self.assertEqual((total.reached, total.completed, total.ratio), (1, 1, 2.5))

    def test_missing_answers(self):
        """CB-4: all that is missing is named at once; what is no answer is none; text may be left out."""
        self.make_plan(40)
        call = self.pull()
        questions = call.get_questions()
        good = self.answers(call)
        with self.assertRaises(UserError) as caught:
            call.action_complete({questions[0]["id"]: 5})
        for question in questions[1:-1]:
            self.assertIn(question["text"], str(caught.exception))
        self.assertNotIn(questions[-1]["text"], str(caught.exception))
        for wrong in (0, 6, "x", True, 2.5, [1]):
            with self.subTest(wrong=wrong), self.assertRaises(UserError):
                call.action_complete({**good, questions[0]["id"]: wrong})
        with self.assertRaises(UserError):
            call.action_complete({**good, questions[2]["id"]: "perhaps"})
        # JSON has no numbers as keys
        call.action_complete({str(key): value for key, value in good.items()})
        self.assertEqual(call.state, "done")

    def test_questions_of_a_service(self):
        """CB-4: a question about one service is asked of those who got it."""
        questionnaire = self.env.ref("gas_service.gas_callback_questionnaire_default")
        extra = questionnaire.question_ids.create(
            {"questionnaire_id": questionnaire.id, "text": "Was the meter right?", "service_type": "meter_billing"}
        )
        self.make_rule(ratio=100)
        self.serve(self.make_accounts(1), "ignition")
        self.serve(self.make_accounts(1, "B"))
        self.approve(self.open_plans())
        asked = {}
        for agent in (self.agent, self.agent2):
            call = self.pull(agent)
            asked[call.sudo().account_id.number] = extra.id in {question["id"] for question in call.get_questions()}
        self.assertEqual(asked, {"A00000": False, "B00000": True})

    def test_three_tries_on_different_days(self):
        """CB-3: unreachable is who did not answer on three different days; then the next one is called."""
        plan = self.make_plan(40)
        call = self.pull()
        other = self.pull(self.agent2)
        self.answer(other)
        call.action_attempt("Number engaged")
        self.assertEqual((call.sudo().state, call.sudo().attempt_count), ("todo", 1))
        with self.assertRaises(UserError):
            self.pull()  # not again on the same day
        with freeze_time("2026-09-01 15:59:00"), self.assertRaises(UserError):
            self.pull()  # one minute before midnight in China
        with freeze_time("2026-09-01 16:01:00"):
            self.assertEqual(self.pull(), call)
            call.action_attempt()
        with freeze_time("2026-09-03 02:00:00"):
            self.assertEqual(self.pull(self.agent2).sudo(), call.sudo())
            call.with_user(self.agent2.user_id).action_attempt()
        self.assertEqual((call.sudo().state, call.sudo().attempt_count), ("unreachable", 3))
        self.assertEqual(call.sudo().contact_ids.sorted("id").mapped("note")[0], "Number engaged")
        self.assertEqual(call.sudo().contact_ids.employee_id, self.agent | self.agent2)
        heir = plan.callback_ids.filtered("replaces_id")
        self.assertEqual((heir.replaces_id, heir.state), (call.sudo(), "todo"))
        self.assertEqual(self.lines(plan)["total"].quota, 2)

    def test_refused(self):
        """CB-3: who refuses stays in the denominator, and the next one of his category is called."""
        self.serve(self.make_accounts(30))
        self.serve(self.make_accounts(10, "C", category="commercial"))
        plan = self.open_plans()
        self.approve(plan)
        before = self.lines(plan)["meter_billing"].population
        call = self.pull()
        with self.assertRaises(UserError):
            call.action_refuse(" ")
        call.action_refuse("No time for this")
        heir = plan.callback_ids.filtered("replaces_id")
        self.assertEqual((call.state, heir.replaces_id, heir.category), ("refused", call.sudo(), call.category))
        places = plan.round_ids.candidate_ids.filtered(
            lambda one: one.stratum == "meter_billing" and one.category == call.category
        )
        free = places.filtered(lambda one: not one.callback_id)
        self.assertLess(
            max(heir.candidate_ids.filtered(lambda one: one in places).mapped("rank")), min(free.mapped("rank"))
        )
        line = self.lines(plan)["meter_billing"]
        self.assertEqual((line.population, line.reached, line.completed), (before, 1, 0))

    def test_nobody_is_replaced_for_nothing(self):
        """CB-3: while enough are left to be called in each of his service types, nobody is called instead."""
        self.make_rule(ratio=50)
        accounts = self.make_accounts(6)
        self.serve(accounts[:4])
        self.serve(accounts[2:], "ignition")
        plan = self.open_plans()
        self.approve(plan)
        lines, calls = self.lines(plan), plan.callback_ids
        spare = calls.filtered(
            lambda call: all(len(lines[one.stratum].plan_id.callback_ids.candidate_ids.filtered(
                lambda place, one=one: place.stratum == one.stratum)) > lines[one.stratum].quota
                for one in call.candidate_ids)
        )[:1]  # fmt: skip
        while (call := self.pull().sudo()) != spare and spare:
            self.answer(call.with_user(self.agent.user_id))
        call.with_user(self.agent.user_id).action_refuse("No")
        self.assertEqual(bool(plan.callback_ids - calls), not spare)

    def test_chain_until_exhausted(self):
        """CB-3: one after the other is called instead, until nobody is left; then it shows, and needs a reason."""
        plan = self.make_plan(5)
        units = set()
        for turn in range(5):
            call = self.pull().sudo()
            self.assertEqual(len(plan.callback_ids), turn + 1)
            units.add(call.unit)
            call.with_user(self.agent.user_id).action_refuse("No")
        self.assertEqual(len(units), 5)
        line = self.lines(plan)["meter_billing"]
        self.assertEqual((line.quota, line.drawn, line.reached, line.completed), (1, 5, 5, 0))
        self.assertTrue(line.exhausted)
        self.assertEqual(plan.state, "analysis")
        self.assertTrue(plan.shortfall)
        self.assertEqual(self.clock(plan, "CB-CALLS").state, "met")

    def test_short_of_the_ratio(self):
        """CB-3, CB-8: a plan below the ratio is not closed without a reason, which stays on it."""
        plan = self.make_plan(40).with_user(self.manager.user_id)
        with self.assertRaisesRegex(UserError, "0/2"):
            plan.action_end_calls()
        plan.action_end_calls("Two agents were ill")
        self.assertEqual((plan.state, plan.shortfall_reason), ("analysis", "Two agents were ill"))
        self.assertEqual(set(plan.sudo().callback_ids.mapped("state")), {"dropped"})
        with self.assertRaises(UserError):
            self.pull()
        with self.assertRaises(UserError) as caught:
            plan.action_finish()
        self.assertNotIn("reason", str(caught.exception))
        plan.write({"conclusion": "<p>Nobody was asked</p>", "suggestion": "<p>More agents</p>"})
        plan.action_finish()
        self.assertEqual(plan.state, "done")

    def test_short_at_the_end_too(self):
        """CB-3: nor where the calls ended by themselves."""
        plan = self.make_plan(1)
        self.pull().action_refuse("No")
        plan = plan.with_user(self.manager.user_id)
        plan.write({"conclusion": "<p>He refused</p>", "suggestion": "<p>None</p>"})
        with self.assertRaisesRegex(UserError, "reason"):
            plan.action_finish()
        plan.action_end_calls("There was only one customer")
        plan.action_finish()

    def test_enough_needs_no_reason(self):
        plan = self.make_plan(40)
        self.assertFalse(self.lines(plan)["total"].reached_quota)
        for _turn in range(2):
            self.answer(self.pull())
        self.env.invalidate_all()
        self.assertEqual(plan.state, "analysis")
        self.assertFalse(plan.shortfall)
        plan = plan.with_user(self.manager.user_id)
        with self.assertRaises(UserError) as caught:
            plan.action_finish()
        self.assertIn("analysis", str(caught.exception))
        self.assertIn("suggestions", str(caught.exception))

    def test_given_back(self):
        """Who cannot go on gives the customer back; he goes to whoever is free, and it is noted who had him."""
        self.make_plan(1)
        call = self.pull()
        call.action_release(note="Wrong language")
        self.assertEqual((call.sudo().state, call.sudo().caller_id.id), ("todo", False))
        self.assertEqual(call.sudo().contact_ids.mapped("note"), ["Wrong language"])
        self.assertEqual(call.sudo().attempt_count, 0)
        with self.assertRaises(UserError):
            self.pull()
        with freeze_time("2026-09-01 02:16:00"):
            self.assertEqual(self.pull(self.agent2).sudo(), call.sudo())

    def test_put_off(self):
        """A customer who asks to be called later is called later, within two weeks."""
        self.make_plan(1)
        call = self.pull()
        with self.assertRaises(UserError):
            call.action_release("2026-09-16 03:00:00")
        call.action_release("2026-09-02 08:00:00", "Only after four")
        with freeze_time("2026-09-02 07:59:00"), self.assertRaises(UserError):
            self.pull(self.agent2)
        with freeze_time("2026-09-02 08:00:00"):
            self.assertEqual(self.pull(self.agent2).sudo(), call.sudo())

    def test_not_finished_the_same_day(self):
        """What was pulled and left lying goes back the next day, with what was tried."""
        self.make_rule(ratio=100)
        plan = self.make_plan(2)
        left, done = self.pull(), self.pull(self.agent2)
        self.answer(done)
        with freeze_time("2026-09-01 15:30:00"):
            self.env["gas.callback"]._cron_release()
            self.assertEqual(left.sudo().state, "calling")
        with freeze_time("2026-09-01 16:30:00"):
            self.env["gas.callback"]._cron_release()
        self.assertEqual((left.sudo().state, left.sudo().caller_id.id), ("todo", False))
        self.assertEqual((done.sudo().state, plan.state), ("done", "calling"))

    # -- what follows -----------------------------------------------------------------------------------

    def test_dissatisfied(self):
        """CB-6: a dissatisfied customer is something to do for the manager of the department that served him."""
        plan = self.make_plan(40)
        call = self.pull()
        self.answer(call, 2, "Nobody came <b>for days</b>")
        self.assertTrue(call.dissatisfied)
        activity = plan.activity_ids.filtered(lambda one: "Dissatisfied" in (one.summary or ""))
        self.assertEqual(activity.user_id, self.manager.user_id)
        self.assertIn("&lt;b&gt;", activity.note)
        self.answer(self.pull(), 3)
        self.assertEqual(len(plan.activity_ids.filtered(lambda one: "Dissatisfied" in (one.summary or ""))), 1)

    def test_threshold_is_configurable(self):
        """CB-6: what counts as dissatisfied is said with each question."""
        questionnaire = self.env.ref("gas_service.gas_callback_questionnaire_default")
        questionnaire.question_ids.filtered(lambda question: question.kind == "scale")[0].dissatisfied_at = 3
        self.make_plan(40)
        call = self.pull()
        self.answer(call, 3)
        self.assertTrue(call.dissatisfied)
        self.assertEqual(len(call.sudo().answer_ids.filtered("dissatisfied")), 1)

    def test_ticket(self):
        """CB-6: what the customer asks for becomes a first-inquiry ticket of the caller, each knows the other."""
        self.make_plan(40)
        call = self.pull()
        ticket = self.env["gas.inquiry"].browse(call.action_make_ticket("Move my meter", "Into the kitchen"))
        self.assertEqual((ticket.kind, ticket.first_responsible_id, ticket.channel), ("request", self.agent, "phone"))
        self.assertEqual(ticket.account_id, call.sudo().account_id)
        self.assertEqual((call.inquiry_id.id, ticket.callback_ids), (ticket.id, call.sudo()))
        self.assertIn(call.sudo().plan_id.name, "".join(ticket.message_ids.mapped("body")))
        with self.assertRaisesRegex(UserError, ticket.name):
            call.action_make_ticket("Again")
        self.answer(call)
        self.assertTrue(self.clock(ticket, "FI-ROUTE") or ticket.sudo().clock_ids)

    def test_ticket_after_the_call(self):
        """CB-6: also when the answers are written down already; not without a matter."""
        self.make_plan(40)
        call = self.pull()
        self.answer(call)
        with self.assertRaises(UserError):
            call.action_make_ticket(" ")
        self.assertTrue(call.action_make_ticket("Move my meter", kind="inquiry"))

    def test_complaint(self):
        """CB-6, FI-8.5: a complaint is registered confidentially, and who it is about reads neither it nor the call."""
        self.make_plan(40)
        call = self.pull()
        id_ = call.action_make_ticket("He was rude", kind="complaint", accused_ids=self.manager.ids)
        complaint = call.sudo().inquiry_id
        self.assertFalse(id_)  # who registers a complaint may not read it
        self.assertEqual(complaint.first_responsible_id, self.agent)
        self.assertEqual((complaint.kind, complaint.accused_ids), ("complaint", self.manager))
        self.assertEqual(complaint.callback_ids, call.sudo())
        self.assertFalse(call.sudo().with_user(self.manager.user_id).has_access("read"))
        complaint.action_accuse(self.handler.ids)
        self.assertEqual(call.sudo().excluded_user_ids, (self.manager | self.handler).user_id)

    def test_complaint_about_the_caller(self):
        """CB-6, FI-8.5: about the caller himself it goes to supervision, and he reads neither it nor the call."""
        self.make_plan(40)
        call = self.pull()
        self.assertFalse(call.action_make_ticket("He was rude", kind="complaint", accused_ids=self.agent.ids))
        self.assertEqual(call.sudo().inquiry_id.department_id, self.supervision_department)
        self.assertFalse(call.has_access("read"))
