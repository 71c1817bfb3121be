# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-01 02:00:00")  # Monday, 10:00 in China
class TestPause(GasServiceCase):
    """Pauses: proposed by the responsible, confirmed by the manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["gas.sla.policy"].create(
            {"name": "Design", "code": "X-DESIGN", "unit": "days", "limit": 5, "pausable": True}
        )
        cls.ticket = cls.make_processing()
        cls.clock_ = cls.ticket._sla_start("X-DESIGN")

    def propose(self, day="2026-06-03", resume=None, employee=None):
        clock = self.clock_.with_user((employee or self.market_handler).user_id)
        with freeze_time("2026-06-05 02:00:00"):
            return self.env["gas.sla.pause"].browse(
                clock.action_propose_pause(day, "Drawings", "Letter 12", resume)
            )  # fmt: skip

    def confirm(self, pause):
        pause.with_user(self.market_manager.user_id).action_confirm()

    def test_proposal_changes_nothing(self):
        self.propose()
        self.assertEqual((self.clock_.state, self.clock_.due_at), ("running", self.china("2026-06-08 17:00")))

    def test_confirmed_pause(self):
        """PS: while a pause is open there is no due date; the day of delivery counts again."""
        pause = self.propose()
        self.confirm(pause)
        self.assertEqual((self.clock_.state, self.clock_.due_at), ("paused", False))
        self.assertFalse(self.clock_.next_alert_at)
        with freeze_time("2026-06-10 02:00:00"):
            pause.with_user(self.market_handler.user_id).action_resume("2026-06-10")
        # 2 June counts one; 3, 4, 5, 8, 9 are paused; 10, 11, 12, 15 count two to five
        self.assertEqual((self.clock_.state, self.clock_.due_at), ("running", self.china("2026-06-15 17:00")))
        kinds = self.clock_.event_ids.sorted("id").mapped("kind")
        self.assertEqual(kinds, ["propose", "pause", "replan", "resume", "replan"])

    def test_same_day_changes_nothing(self):
        self.confirm(self.propose(resume="2026-06-03"))
        self.assertEqual(self.clock_.due_at, self.china("2026-06-08 17:00"))

    def test_overlaps_count_once(self):
        self.confirm(self.propose("2026-06-03", "2026-06-05"))
        self.confirm(self.propose("2026-06-04", "2026-06-05"))
        self.assertEqual(self.clock_.due_at, self.china("2026-06-10 17:00"))

    def test_after_due_has_no_effect(self):
        with freeze_time("2026-06-12 02:00:00"):
            pause = self.env["gas.sla.pause"].browse(
                self.clock_.with_user(self.market_handler.user_id).action_propose_pause("2026-06-10", "x", "y")
            )
        self.confirm(pause)
        self.assertEqual((self.clock_.state, self.clock_.due_at), ("running", self.china("2026-06-08 17:00")))

    def test_unconfirmed_is_annulled_after_two_working_days(self):
        pause = self.propose()  # Friday 5 June: lapses after the close of business of Tuesday 9
        with freeze_time(self.china("2026-06-09 17:00")):
            self.env["gas.sla.pause"]._annul_unconfirmed()
            self.assertEqual(pause.state, "proposed")
        with freeze_time(self.china("2026-06-09 17:01")):
            self.env["gas.sla.pause"]._annul_unconfirmed()
        self.assertEqual(pause.state, "annulled")
        with self.assertRaises(UserError):
            self.confirm(pause)

    def test_annulled_by_the_manager_counts_again(self):
        pause = self.propose()
        self.confirm(pause)
        with self.assertRaises(UserError):
            pause.with_user(self.market_manager.user_id).action_annul("")
        pause.with_user(self.market_manager.user_id).action_annul("He had everything")
        self.assertEqual((self.clock_.state, self.clock_.due_at), ("running", self.china("2026-06-08 17:00")))

    def test_who_may(self):
        with self.assertRaises(AccessError):
            self.propose(employee=self.clerk)
        pause = self.propose(employee=self.market_manager)
        for employee in (self.market_manager, self.market_handler, self.manager):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                pause.with_user(employee.user_id).action_confirm()

    def test_only_pausable_policies(self):
        """FI-* never pause."""
        reply = self.clock(self.ticket, "FI-REPLY").with_user(self.market_handler.user_id)
        with self.assertRaisesRegex(ValidationError, "cannot be paused"):
            reply.action_propose_pause("2026-06-01", "Drawings", "Letter 12")

    def test_dates(self):
        for pause, resume in (("2026-05-31", None), ("2026-06-08", None), ("2026-06-03", "2026-06-06")):
            with self.subTest(pause=pause, resume=resume), self.assertRaises(ValidationError):
                self.propose(pause, resume)

    def test_stop_ends_an_open_pause(self):
        pause = self.propose()
        self.confirm(pause)
        self.clock_._settle(self.china("2026-06-09 11:00"))
        self.assertEqual((self.clock_.state, pause.resume_date), ("met", date(2026, 6, 9)))
        kinds = {day["kind"] for day in self.clock_.explanation["days"]}
        self.assertIn("paused", kinds)

    def test_confirmed_after_settling_settles_again_at_the_same_moment(self):
        pause = self.propose("2026-06-03", "2026-06-05")
        stop = self.china("2026-06-09 11:00")
        self.clock_._settle(stop)
        self.assertEqual(self.clock_.state, "late")
        self.confirm(pause)
        self.assertEqual((self.clock_.state, self.clock_.stopped_at), ("met", stop))
        self.assertIn("reopen", self.clock_.event_ids.mapped("kind"))
