# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .callback_common import GasCallbackCase
from .check_common import CheckMixin
from .conduct_common import GasConductCase


@freeze_time("2026-09-02 02:00:00")
@tagged("post_install", "-at_install")
class TestGasCheckCallback(CheckMixin, GasCallbackCase):
    """Faults of draws and calls are found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-09-02 02:00:00"):
            cls.plan = cls.make_plan(70)
            cls.answer(cls.pull(), scale=1)

    def setUp(self):
        super().setUp()
        self.draw = self.plan.round_ids
        self.call = self.plan.callback_ids.filtered(lambda call: call.state == "done")

    def test_sound(self):
        self.assertEqual(len(self.plan.callback_ids), 3)
        self.assertSound()

    def test_fewer_in_the_population(self):
        self.plant("DELETE FROM gas_callback_candidate WHERE round_id = %s AND rank = 10", self.draw.id)
        self.assertFound("callback_quota", self.plan)
        self.assertFound("callback_draw", self.draw)

    def test_smaller_quota(self):
        self.plant("UPDATE gas_callback_stratum SET quota = 1 WHERE plan_id = %s", self.plan.id)
        self.assertFound("callback_quota", self.plan)

    def test_smaller_ratio(self):
        self.plant("ALTER TABLE gas_callback_rule DROP CONSTRAINT gas_callback_rule_ratio_range")
        self.plant("UPDATE gas_callback_rule SET ratio = 1")
        self.plant("UPDATE gas_callback_round SET ratio = 100")
        self.assertFound("callback_ratio", self.draw)

    def test_somebody_drawn_instead(self):
        drawn = self.draw.candidate_ids.filtered(lambda place: place.drawn and place.stratum == "total")[:1]
        other = self.draw.candidate_ids.filtered(lambda place: not place.drawn and place.stratum == "total")[:1]
        self.plant("UPDATE gas_callback_candidate SET rank = %s WHERE id = %s", other.rank, drawn.id)
        self.plant("UPDATE gas_callback_candidate SET rank = %s WHERE id = %s", drawn.rank, other.id)
        self.assertFound("callback_draw", self.draw)

    def test_drawn_and_not_called(self):
        self.plant("UPDATE gas_callback_candidate SET callback_id = NULL WHERE callback_id = %s", self.call.id)
        self.assertFound("callback_call", self.call)

    def test_answer_invented(self):
        todo = self.plan.callback_ids.filtered(lambda call: call.state == "todo")[:1]
        self.plant("UPDATE gas_callback SET state = 'done', done_at = now() WHERE id = %s", todo.id)
        self.assertFound("callback_call", todo)

    def test_bad_mark_hidden(self):
        self.assertTrue(self.call.dissatisfied)
        self.plant("UPDATE gas_callback SET dissatisfied = FALSE WHERE id = %s", self.call.id)
        self.assertFound("callback_call", self.call)

    def test_finished_without_calling(self):
        self.plant("UPDATE gas_callback_plan SET state = 'done' WHERE id = %s", self.plan.id)
        self.assertFound("callback_short", self.plan)

    def test_called_by_who_served(self):
        self.plant("UPDATE gas_callback SET caller_id = %s WHERE id = %s", self.handler.id, self.call.id)
        self.assertFound("complaint_handler", self.call)

    def test_draw_without_the_one_before(self):
        self.plant("UPDATE gas_callback_round SET number = 2 WHERE id = %s", self.draw.id)
        self.assertFound("number_gap", self.draw)

    def test_launch_taken_out_of_the_history(self):
        self.plant("DELETE FROM gas_approval_decision WHERE decision = 'launched'")
        self.assertFound("number_gap", self.plan)

    def test_approved_by_hand(self):
        self.plant("UPDATE gas_callback_plan SET approval_state = 'rejected' WHERE id = %s", self.plan.id)
        self.assertFound("approval_state", self.plan)

    def test_approved_by_who_asked(self):
        decision = self.plan.approval_decision_ids.filtered(lambda one: one.decision == "approved")
        launched = self.plan.approval_decision_ids - decision
        self.plant(
            "UPDATE gas_approval_decision SET decided_by = %s WHERE id = %s", launched.decided_by.id, decision.id
        )
        self.assertFound("approval_own", decision)


@freeze_time("2026-09-14 02:00:00")
@tagged("post_install", "-at_install")
class TestGasCheckConduct(CheckMixin, GasConductCase):
    """Faults of cases and their orders are found."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-09-14 02:00:00"):
            cls.case = cls.executed(cls.make_case()).sudo()

    def test_sound(self):
        self.assertEqual(self.case.state, "executed")
        self.assertSound()

    def test_another_amount_than_decided(self):
        self.plant("UPDATE gas_conduct_order SET amount = 400 WHERE case_id = %s", self.case.id)
        self.assertFound("conduct_order", self.case.order_ids)

    def test_amount_changed_after_the_decision(self):
        self.plant("UPDATE gas_conduct_case SET amount = 400 WHERE id = %s", self.case.id)
        self.assertFound("conduct_order", self.case.order_ids)

    def test_no_order(self):
        self.plant("DELETE FROM gas_conduct_order WHERE case_id = %s", self.case.id)
        self.assertFound("conduct_order", self.case)

    def test_before_the_measures(self):
        """FI-15"""
        self.plant("UPDATE gas_conduct_case SET event_date = '2026-07-31' WHERE id = %s", self.case.id)
        self.assertFound("conduct_live", self.case)
