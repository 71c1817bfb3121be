# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackAccess(GasCallbackCase):
    # r: reads, w: also writes what is not guarded; of a plan of Customer Service its draw, a place in it, a
    # service type, a call that waits, the call that the agent pulled and answered, and an answer
    TABLE = """
                        plan  draw  place  line  waiting  own  answer
        clerk           -     -     -      -     -        -    -
        agent           -     -     -      -     -        r    r
        agent2          -     -     -      -     -        -    -
        handler         -     -     -      -     -        -    -
        market_handler  -     -     -      -     -        -    -
        manager         w     r     r      r     r        r    r
        market_manager  -     -     -      -     -        -    -
        supervisor      w     r     r      r     r        r    r
        leader          r     r     r      r     r        r    r
        general         r     r     r      r     r        r    r
        supervision     r     r     r      r     r        r    r
        admin           -     -     -      -     -        -    -
    """

    def test_table(self):
        """CB-5, FI-8.5: callers see whom they call and nobody else; the department and the inspectors see all."""
        for role in ("leader", "general", "admin"):
            setattr(self, role, self.make_employee(f"role_{role}", self.market, f"gas_service.group_{role}"))
        plan = self.make_plan(80)
        call = self.pull()
        self.answer(call)
        records = {
            "plan": plan,
            "draw": plan.round_ids,
            "place": plan.round_ids.candidate_ids[0],
            "line": plan.stratum_ids[0],
            "waiting": (plan.callback_ids - call.sudo())[0],
            "own": call.sudo(),
            "answer": call.sudo().answer_ids[0],
        }
        header, *rows = [line.split() for line in self.TABLE.strip().splitlines()]
        for role, *cells in rows:
            user = getattr(self, role).user_id
            for name, cell in zip(header, cells, strict=True):
                seen = records[name].with_user(user)
                with self.subTest(role=role, record=name):
                    self.assertEqual(seen.has_access("read"), cell != "-")
                    self.assertEqual(seen.has_access("write"), cell == "w")
                    self.assertEqual(seen.search_count([("id", "=", seen.id)]), int(cell != "-"))
                    counted = seen._read_group([("id", "=", seen.id)], [], ["__count"])[0][0]
                    self.assertEqual(counted, int(cell != "-"))
                    self.assertFalse(seen.has_access("create") or seen.has_access("unlink"))

    def test_whoever_decides_reads(self):
        """CB-4: whoever is asked to approve a plan reads it while he is."""
        leader = self.make_employee("leader", self.market, "gas_service.group_developer")
        rule = self.env.ref("gas_service.gas_approval_rule_callback")
        rule.step_ids.write({"approver_kind": "employee", "employee_id": leader.id, "group_id": False})
        self.serve(self.make_accounts(3))
        plan = self.open_plans()
        self.assertTrue(plan.with_user(leader.user_id).has_access("read"))
        plan.with_user(leader.user_id).action_approve()
        self.assertFalse(plan.with_user(leader.user_id).has_access("read"))

    def test_complaints_in_a_draw(self):
        """FI-8.5: who complained is in a class of its own, which the department does not see."""
        self.serve(self.make_accounts(2), "hotline", inquiry_kind="complaint")
        plan = self.open_plans()
        for employee, seen in ((self.manager, False), (self.supervisor, True), (self.supervision, True)):
            places = self.env["gas.callback.candidate"].with_user(employee.user_id).search([])
            with self.subTest(employee.name):
                self.assertEqual("complaint" in places.mapped("stratum"), seen)
                self.assertIn("hotline", places.mapped("stratum"))
        self.assertNotIn("a", "".join(plan.round_ids.action_check()["missing"]))

    def test_what_was_answered_is_not_passed_on(self):
        """CB-5: a caller who has finished still reads his calls; another who asks for the questions does not."""
        self.make_plan(40)
        call = self.pull()
        self.answer(call)
        self.assertEqual(len(call.get_questions()), 5)
        for employee in (self.agent2, self.handler, self.clerk):
            with self.subTest(employee.name), self.assertRaises(AccessError):
                call.with_user(employee.user_id).get_questions()

    def test_who_may_steer(self):
        """CB-3, CB-4: cancelling, drawing late, ending and finishing are the manager's and the supervisor's."""
        plan = self.make_plan(40)
        for action, args in (
            ("action_cancel", ("Wrong",)),
            ("action_draw_late", ()),
            ("action_end_calls", ("Enough",)),
            ("action_finish", ()),
            ("action_launch_approval", ()),
            ("action_open_again", ()),
        ):
            for employee in (self.agent, self.handler, self.market_manager, self.supervision):
                with self.subTest(action=action, employee=employee.name), self.assertRaises(AccessError):
                    getattr(plan.with_user(employee.user_id), action)(*args)

    def test_context_does_not_help(self):
        """Neither default values nor keys in the context of a call change what is guarded."""
        plan = self.make_plan(40)
        call = self.pull()
        context = {"default_state": "done", "gas_guard:gas.callback": True, "gas_guard:gas.callback.plan": True}
        for record, values in ((call, {"state": "done"}), (plan.with_user(self.manager.user_id), {"state": "done"})):
            # AccessError is one of them
            with self.subTest(record._name), self.assertRaises(UserError):
                record.with_context(**context).write(values)

    def test_queries(self):
        """The list of calls, the numbers of plans and the next customer cost no more with 100 than with 10."""

        def count(work):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            work()
            return self.env.cr.sql_log_count - before

        self.make_rule(ratio=100)
        accounts = self.make_accounts(110)
        for service_type in ("meter_billing", "ignition"):
            self.serve(accounts, service_type)
        plan = self.open_plans()
        self.approve(plan)
        calls = plan.callback_ids.with_user(self.supervisor.user_id)
        names = ["display_name", "service_types", "state", "department_id", "caller_id", "server_ids"]

        def listed(size):
            return lambda: calls.search([], limit=size).read(names)

        listed(5)()
        self.assertEqual(count(listed(100)), count(listed(10)))
        # not as the field of the plan, whose records no longer know each other once the cache is emptied
        lines = plan.stratum_ids.with_user(self.manager.user_id).browse(plan.stratum_ids.ids)
        numbers = ["drawn", "completed", "exhausted"]
        count(lambda: lines.read(numbers))
        self.assertEqual(count(lambda: lines.read(numbers)), count(lambda: lines[:1].read(numbers)))
        self.answer(self.pull())
        many = count(self.pull)
        self.answer(self.pull())
        plan.callback_ids.filtered(lambda call: call.state == "todo")[10:]._write_guarded({"state": "done"})
        self.assertEqual(many, count(self.pull))


@tagged("post_install", "-at_install")
class TestCallbackJson2(GasCallbackCase, HttpCase):
    """Callbacks over JSON-2, as an ordinary user."""

    def call(self, employee, model, method, status=200, **arguments):
        # sudo: the key of a test user
        key = self.env["res.users.apikeys"].with_user(employee.user_id).sudo()._generate("rpc", "test", None)
        response = self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        self.assertEqual(response.status_code, status, response.text)
        return response.json()

    @freeze_time("2026-09-01 02:00:00")
    def test_agent(self):
        """CB-4, CB-5: an agent pulls, asks and writes down; he neither lists, makes nor changes anything."""
        plan = self.make_plan(80)
        first = self.call(self.agent, "gas.callback", "action_next")["res_id"]
        self.assertEqual(self.call(self.agent, "gas.callback", "search_read", domain=[], fields=["state"]), [
            {"id": first, "state": "calling"}
        ])  # fmt: skip
        questions = self.call(self.agent, "gas.callback", "get_questions", ids=[first])
        answers = {
            str(question["id"]): {"scale": 4, "yesno": True, "text": "No"}[question["kind"]] for question in questions
        }
        other = (plan.callback_ids - plan.callback_ids.browse(first))[0].id
        self.call(self.agent, "gas.callback", "action_complete", 403, ids=[other], answers=answers)
        self.call(self.agent, "gas.callback", "write", 422, ids=[first], vals={"state": "done"})
        self.call(self.agent, "gas.callback", "write", 403, ids=[first], vals={"create_uid": 1})
        self.call(self.agent, "gas.callback", "create", 403, vals_list=[{"plan_id": plan.id}])
        self.call(
            self.agent,
            "gas.callback.candidate",
            "write",
            422,
            ids=plan.round_ids.candidate_ids[:1].ids,
            vals={"rank": 1},
        )
        for method in ("_create_guarded", "_write_guarded", "_finish", "_complete", "_replace", "_link"):
            self.call(self.agent, "gas.callback", method, 403, ids=[first])
        self.call(self.agent, "gas.callback", "action_complete", ids=[first], answers=answers, remark="Fine")
        self.env.invalidate_all()
        self.assertEqual(plan.callback_ids.browse(first).state, "done")

    @freeze_time("2026-09-01 02:00:00")
    def test_portal(self):
        """A user of portal type can do nothing with callbacks."""
        self.make_plan(40)
        portal = new_test_user(self.env, "portal", groups="base.group_portal")
        callbacks = self.env["gas.callback"].with_user(portal)
        for work in (callbacks.action_next, lambda: callbacks.search([])):
            with self.assertRaises(AccessError):
                work()
