# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .callback_transactions import CUSTOMERS, GasCallbackTransactionCase


@tagged("post_install", "-at_install")
class TestCallbackTransactions(GasCallbackTransactionCase):
    """Real transactions, each with a snapshot of its own."""

    def answers(self, call):
        values = {"scale": 5, "yesno": True, "text": ""}
        return {question["id"]: values[question["kind"]] for question in call.get_questions()}

    def test_two_schedulers(self):
        """CB-1: of two that open at once, one opens and the other finds it done; a plan is there once."""
        with self.transaction() as first, self.transaction() as second:
            plan = self.open(first)
            self.assertEqual(len(plan.callback_ids), CUSTOMERS // 2)
            # while the first one is at it
            self.assertFalse(self.open(second))
            self.commit(first)
            # the second does not see what the first one committed, but may not make it again
            with mute_logger("odoo.sql_db"):
                self.assertFalse(self.open(second))
            self.assertFalse(self.plans(second))
            self.commit(second)
        with self.transaction() as third:
            self.assertFalse(self.open(third))
            self.assertEqual(self.plans(third).ids, plan.ids)
            self.assertEqual(len(self.plans(third).round_ids), 1)

    def test_the_one_who_opens_fails(self):
        """CB-1: where the first one is rolled back, the second opens it."""
        with self.transaction() as first:
            self.assertTrue(self.open(first))
        with self.transaction() as second:
            self.assertTrue(self.open(second))

    def test_two_callers(self):
        """Two callers who ask in the same moment get different customers."""
        self.open_calls()
        with self.transaction(self.users[0]) as first, self.transaction(self.users[1]) as second:
            one, other = self.pull(first), self.pull(second)
            self.assertNotEqual(one.id, other.id)
            self.commit(first)
            self.commit(second)
        with self.transaction() as env:
            held = env["gas.callback"].search([("state", "=", "calling")])
            self.assertEqual(sorted(held.ids), sorted([one.id, other.id]))
            self.assertEqual(sorted(held.caller_id.user_id.ids), sorted(self.users))

    def test_a_caller_who_looks_at_an_old_list(self):
        """Who asks with an older snapshot does not get a customer who was given out since: he is made to ask again."""
        self.open_calls()
        with self.transaction(self.users[0]) as first, self.transaction(self.users[1]) as second:
            one = self.pull(first)
            self.commit(first)
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self.pull(second)
            # as the server does
            second.cr.rollback()
            second.transaction.reset()
            self.assertNotEqual(self.pull(second).id, one.id)

    def test_everybody_is_given_out_once(self):
        """Until nobody is left, each customer is given out once."""
        self.open_calls()
        given = []
        with self.transaction(self.users[0]) as first, self.transaction(self.users[1]) as second:
            for _turn in range(CUSTOMERS // 4):
                for env in (first, second):
                    call = self.pull(env)
                    given.append(call.id)
                for env in (first, second):
                    call = env["gas.callback"].browse(given[-2 if env is first else -1])
                    call.action_complete(self.answers(call))
                    self.commit(env)
            with self.assertRaises(UserError):
                self.pull(first)
        self.assertEqual(len(set(given)), CUSTOMERS // 2)

    def test_two_replaced_at_once(self):
        """CB-3: two customers who refuse in the same moment are replaced by two others, not by the same one."""
        self.open_calls()
        with self.transaction(self.users[0]) as first, self.transaction(self.users[1]) as second:
            for env in (first, second):
                self.pull(env).action_refuse("No time")
            self.commit(first)
            self.commit(second)
        with self.transaction() as env:
            calls = self.plans(env).callback_ids
            self.assertEqual(len(calls), CUSTOMERS // 2 + 2)
            self.assertEqual(len(set(calls.mapped("unit"))), len(calls))
            self.assertEqual(len(calls.replaces_id), 2)

    def test_two_who_finish_last(self):
        """CB-7: of two who finish the last calls at once neither sees that it was the last: the night does."""
        self.open_calls()
        with self.transaction() as env:
            calls = self.plans(env).callback_ids
            calls[2:]._write_guarded({"state": "done"})
            self.commit(env)
        with self.transaction(self.users[0]) as first, self.transaction(self.users[1]) as second:
            calls = [self.pull(env) for env in (first, second)]
            for call in calls:
                call.action_complete(self.answers(call))
            self.commit(first)
            self.commit(second)
        with self.transaction() as env:
            plan = self.plans(env)
            self.assertEqual(plan.state, "calling")
            env["gas.callback"]._cron_release()
            self.assertEqual(plan.state, "analysis")
            self.assertEqual(plan.calls_done_at, max(filter(None, plan.callback_ids.mapped("done_at"))))
