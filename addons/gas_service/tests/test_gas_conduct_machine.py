# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from .conduct_common import GasConductCase

START = datetime(2026, 9, 16, 2)
# what people do to a case, and to the notice of it
STEPS = {
    "verify": lambda case: case.action_verify("x"),
    "unfounded": lambda case: case.action_unfounded("x"),
    "dismiss": lambda case: case.action_dismiss("x"),
    "notify": lambda case: case.action_notify(),
    "take_back": lambda case: case.action_take_back_notice("x"),
    "witness": lambda case: case.action_witness_silence(),
    "launch": lambda case: case.action_launch_approval(),
    "approve": lambda case: case.action_approve(),
    "reject": lambda case: case.action_reject("x"),
    "withdraw": lambda case: case.action_withdraw_approval("x"),
    "serve": lambda case: case.action_serve(),
    "grant": lambda case: case.action_decide_appeal(True, "x"),
    "refuse": lambda case: case.action_decide_appeal(False, "x"),
    "amount": lambda case: case.write({"amount": 100}),
    "state": lambda case: found(case.sudo().notice_id).action_state("x"),
    "appeal": lambda case: found(case.sudo().notice_id).action_appeal("x"),
    "execute": lambda case: found(case.sudo().order_ids[:1]).action_execute(),
    "final": lambda case: case.sudo()._cron_final(),
}
PEOPLE = ("market_manager", "supervisor", "supervision", "leader", "leader2", "general", "market_handler", "clerk")
# the whole way, by those who may
WAY = (
    ("verify", "supervision", 0),
    ("notify", "supervision", 0),
    ("state", "market_handler", 1),
    ("launch", "supervision", 0),
    ("approve", "market_manager", 0),
    ("approve", "leader", 0),
    ("serve", "supervision", 0),
    ("final", "clerk", 200),
    ("execute", "general", 0),
    ("appeal", "market_handler", 0),
    ("grant", "leader2", 0),
)
noise = st.lists(
    st.tuples(st.sampled_from([*STEPS]), st.sampled_from(PEOPLE), st.sampled_from([0, 1, 30, 200])), max_size=3
)
# of each step of the way: what happens before it, and whether it is taken
ways = st.lists(st.tuples(noise, st.sampled_from([True, True, True, False])), min_size=len(WAY), max_size=len(WAY))


class Nothing(UserError):
    """There is no notice or order yet."""

    def __init__(self):
        super().__init__("")


def found(records):
    if not records:
        raise Nothing
    return records.sudo(False)


@tagged("post_install", "-at_install")
@freeze_time(START)
class TestConductMachine(GasConductCase):
    """Whatever anybody does in whatever order, money moves only after the whole way (FI-14.4)."""

    @settings(max_examples=6, deadline=None, derandomize=True, database=None)
    @given(ways, st.sampled_from(["unperformed", "integrity", "commendation"]))
    def test_random_actions(self, way, kind):
        sequence = []
        for step, (before, taken) in zip(WAY, way, strict=True):
            sequence += [*before, step] if taken else before
        with self.cr.savepoint(flush=True) as savepoint:
            self.play(sequence, kind)
            savepoint.rollback()
        self.env.invalidate_all()

    def test_the_way_leads_to_its_end(self):
        """The random actions are about something: without them the case is executed, and reversed by the appeal."""
        self.play(WAY[:9], "unperformed")
        self.assertEqual(self.env["gas.conduct.case"].search([]).state, "executed")

    def play(self, sequence, kind):
        values = {"violation_type_id": self.praise_article.id} if kind == "commendation" else {}
        case = self.make_case(by=self.supervision, kind=kind, **values)
        now, orders, before = START, 0, "reported"
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1e9):
            for step, login, hours in sequence:
                now += timedelta(hours=hours)
                person = getattr(self, login)
                with freeze_time(now):
                    try:
                        with self.cr.savepoint():
                            STEPS[step](case.with_user(person.user_id))
                    except UserError:
                        self.env.invalidate_all()
                    self.check(case.sudo(), person, step, before, now)
                self.assertGreaterEqual(len(case.sudo().order_ids), orders, "orders stay")
                orders, before = len(case.sudo().order_ids), case.sudo().state

    def check(self, case, person, step, before, now):
        person_is_concerned = person == case.employee_id
        if person_is_concerned and step not in ("state", "appeal", "final"):
            self.assertEqual(case.state, before, "the person concerned moves nothing")
        orders = case.order_ids.filtered(lambda order: order.kind != "reversal")
        self.assertLessEqual(len(orders), 1, "never two orders")
        decided = case.approval_decision_ids.filtered(lambda row: row.decision == "approved")
        if orders:
            self.assertEqual(
                len(decided.filtered(lambda row: row.round == case.approval_round)), 2, "both steps approved"
            )
            self.assertFalse(decided.decided_by & (case.excluded_user_ids | case.approval_requested_by))
            self.assertEqual(orders.amount, case.amount)
        if case.state in ("final", "executed"):
            self.assertTrue(orders or not case.amount)
            if case.kind != "commendation":
                notice = case.notice_id
                self.assertTrue(notice.stated_at or notice.witness_id, "heard, or silent before a witness")
                self.assertTrue(notice.served_at)
                appealed_in_time = notice.appealed_at and notice.appealed_at <= notice.appeal_until
                self.assertTrue(notice.appeal_until < now or (appealed_in_time and notice.appeal_result))
        if case.state in ("proposed", "reported", "verified", "notice", "approval", "decided", "served", "unfounded"):
            self.assertFalse(orders, "nothing comes of an open or unfounded case")
        if orders.executed_at:
            executors = self.env.ref("gas_service.group_general").all_user_ids
            self.assertIn(orders.executed_by, executors)
