# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase

quick = settings(max_examples=5, deadline=None, derandomize=True, database=None)
CUSTOMERS = 12
TYPES = ("meter_billing", "ignition", "hotline")
services = st.dictionaries(
    st.integers(0, CUSTOMERS - 1), st.sets(st.sampled_from(TYPES), min_size=1), min_size=3, max_size=CUSTOMERS
)
outcomes = st.lists(st.sampled_from(["done", "refuse", "refuse", "attempt", "complain"]), min_size=30, max_size=30)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackReplace(GasCallbackCase):
    """Chains of customers called instead of one another (CB-3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accounts = cls.make_accounts(CUSTOMERS)
        cls.accounts[::4].category = "commercial"
        cls.make_rule(ratio=25, tries=1)

    def check(self, plan):
        """Nobody twice; in each service type enough are called or nobody is left; the numbers add up."""
        calls = plan.callback_ids
        self.assertEqual(len(set(calls.mapped("unit"))), len(calls))
        places = plan.round_ids.candidate_ids
        for line in plan.stratum_ids:
            own = places.filtered(lambda one, line=line: one.stratum == line.stratum)
            linked = own.filtered("callback_id")
            states = linked.callback_id.mapped("state")
            left = own.filtered(lambda one: one.rank and not one.callback_id)
            self.assertEqual(line.population, len(own))
            self.assertEqual(len(linked) + len(left) + line.passed, line.population)
            self.assertEqual(line.completed, states.count("done"))
            self.assertEqual(line.reached, states.count("done") + states.count("refused"))
            self.assertEqual(sorted(linked.mapped("unit")), sorted(linked.callback_id.mapped("unit")))
            if not line.extra:
                able = [state for state in states if state in ("done", "todo", "calling")]
                self.assertTrue(len(able) >= line.quota or not left, (line.stratum, states, line.quota))
                self.assertEqual(line.exhausted, not left and line.completed < line.quota and not (
                    {"todo", "calling"} & set(states)
                ))  # fmt: skip
        # who is called instead was in line: he had a place, and nobody before him in his category is left
        for call in calls.filtered("replaces_id"):
            self.assertIn(call.replaces_id.state, ("refused", "unreachable"))
            self.assertTrue(call.candidate_ids.filtered("drawn"))

    @quick
    @given(services, services, outcomes)
    def test_any_outcomes(self, served, complained, results):
        """CB-3: whatever comes out of the calls, completed, open and left add up, and nobody is called twice."""
        with self.env.cr.savepoint() as savepoint:
            for who, types in served.items():
                for service_type in types:
                    self.serve(self.accounts[who], service_type)
            for who in list(complained)[:2]:
                self.serve(self.accounts[who], "hotline", date="2026-08-20", inquiry_kind="complaint")
            plan = self.open_plans()
            self.approve(plan)
            self.check(plan)
            for result in results:
                try:
                    call = self.pull()
                except UserError:
                    break
                if result == "done":
                    self.answer(call)
                elif result == "refuse":
                    call.action_refuse("No")
                elif result == "attempt":
                    call.action_attempt()
                else:
                    call.action_make_ticket("Complaint", kind="complaint", accused_ids=self.handler.ids)
                    self.answer(call, 1)
                self.env.invalidate_all()
                self.check(plan)
            if plan.state == "analysis":
                self.assertFalse(plan.callback_ids.filtered(lambda call: call.state in ("todo", "calling")))
            savepoint.close(rollback=True)
