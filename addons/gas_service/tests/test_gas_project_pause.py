# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .project_common import GasProjectCase

# Wednesday 10:00 in China. Working days after it: 17, 18, 20 (a Sunday that is worked), 21, 22, 23, 24, 28,
# 29, 30 September, 8, 9, 10 (a Saturday that is worked), 12 October
NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectPause(GasProjectCase):
    """PS-4.2.3: time the customer owes something (用户原因顺延)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.project = cls.make_design()
        cls.managed = cls.project.with_user(cls.market_manager.user_id)

    def propose(self, day="2026-09-21", resume=None, project=None, now="2026-09-22 02:00:00"):
        with freeze_time(now):
            (project or self.project).action_propose_pause(day, "Plans of the cellar", "Letter 12", resume)

    def dues(self, project=None):
        """Return {code: local date of the deadline, or False} of what runs."""
        clocks = (project or self.project).sudo().clock_ids.filtered(lambda clock: clock.state in ("running", "paused"))
        return {clock.code: clock.due_at and str(clock._local(clock.due_at).date()) for clock in clocks}

    # -- proposed ------------------------------------------------------------------------------------

    def test_proposed_for_all_that_runs(self):
        """PS-4.2.3: by the lead, for the whole way and the step at work; it changes nothing by itself."""
        self.propose()
        pauses = self.project.pause_ids
        self.assertEqual(set(pauses.clock_id.mapped("code")), {"PS-TOTAL", "PS-DESIGN"})
        self.assertEqual(set(pauses.mapped("state")), {"proposed"})
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-09-30", "PS-DESIGN": "2026-09-22"})
        self.assertTrue(self.project.pause_proposed and self.project.paused)
        self.assertIn(self.market_manager.user_id, self.project.sudo().activity_ids.user_id)
        self.assertIn(self.project, self.project.search([("pause_proposed", "=", True)]))

    def test_notice_is_required(self):
        """PS-4.2.3: what is missing, when and how the customer was told in writing."""
        for arguments in (
            ("2026-09-16", "", "Letter 12"),
            ("2026-09-16", "Plans", " "),
            (None, "Plans", "Letter 12"),
            ("2026-09-17", "Plans", "Letter 12"),  # in the future
            ("2026-09-16", "Plans", "Letter 12", "2026-09-17"),
        ):
            with self.subTest(arguments=arguments), self.assertRaises(ValidationError):
                self.project.action_propose_pause(*arguments)

    def test_who_proposes(self):
        for employee in (self.colleague, self.manager, self.estimator, self.market_handler):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.propose(project=self.project.with_user(employee.user_id))
        self.propose(project=self.managed)

    def test_nothing_to_pause(self):
        """PS-4.1.1: the first contact waits for nobody."""
        project = self.make_project()
        with self.refused("could suspend"):
            project.action_propose_pause("2026-09-16", "Plans", "Letter 12")
        for clock in project.clock_ids, self.make_contacted().clock_ids:
            with self.assertRaises(UserError):
                clock.action_propose_pause("2026-09-16", "Plans", "Letter 12")

    # -- confirmed -----------------------------------------------------------------------------------

    def test_confirmed_by_the_manager(self):
        """PS-4.2.3: never by who proposed it or leads the project."""
        self.propose()
        with freeze_time("2026-09-22 02:00:00"):
            for employee in (self.lead, self.colleague, self.manager):
                with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                    self.project.with_user(employee.user_id).action_confirm_pauses()
            self.managed.action_confirm_pauses()
            self.assertEqual(self.dues(), {"PS-TOTAL": False, "PS-DESIGN": False})
            self.assertEqual(set(self.project.clock_ids.filtered("pausable").mapped("state")), {"paused"})
            self.assertFalse(self.project.pause_proposed)
            self.assertTrue(self.project.paused)
            with self.assertRaises(UserError):
                self.managed.action_confirm_pauses()

    def test_manager_proposes_leader_confirms(self):
        """Of a manager who leads the project himself, or proposed it, the leader in charge decides."""
        own = self.make_design(self.market_manager)
        self.propose(project=own)
        self.propose(project=self.managed)
        for project in (own, self.managed):
            with freeze_time("2026-09-22 02:00:00"):
                with self.assertRaises(AccessError):
                    project.action_confirm_pauses()
                with self.assertRaises(AccessError):
                    project.pause_ids[0].action_confirm()
                project.with_user(self.leader.user_id).action_confirm_pauses()
            self.assertEqual(self.dues(project), {"PS-TOTAL": False, "PS-DESIGN": False})

    def test_delivered(self):
        """PS-4.2.3: due dates move by the working days it covers, and no other."""
        self.propose()
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
        with freeze_time("2026-09-28 02:00:00"):
            with self.assertRaises(AccessError):
                self.project.with_user(self.colleague.user_id).action_resume("2026-09-28")
            self.project.action_resume("2026-09-28")
        # the 21st to the 24th are four working days, and 25 to 27 are no working days
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-10-12", "PS-DESIGN": "2026-09-29"})
        self.assertFalse(self.project.paused)
        contact = self.clock(self.project, "PS-CONTACT")
        self.assertEqual((contact.state, contact.due_at), ("met", self.china("2026-09-20 17:00")))

    def test_known_afterwards(self):
        """Proposed with both days, when the customer has delivered already."""
        self.propose("2026-09-17", "2026-09-21")
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-10-10", "PS-DESIGN": "2026-09-28"})

    def test_same_day(self):
        self.propose("2026-09-21", "2026-09-21")
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-09-30", "PS-DESIGN": "2026-09-22"})

    def test_refused(self):
        self.propose()
        with freeze_time("2026-09-22 02:00:00"):
            with self.assertRaises(UserError):
                self.managed.action_annul_pauses(" ")
            self.managed.action_annul_pauses("He had everything")
            self.assertEqual(self.dues(), {"PS-TOTAL": "2026-09-30", "PS-DESIGN": "2026-09-22"})
            self.assertFalse(self.project.pause_proposed or self.project.paused)
            with self.assertRaises(UserError):
                self.project.action_resume("2026-09-22")

    def test_annulled_after_two_working_days(self):
        """PS-4.2.3: a proposal nobody confirms lapses."""
        self.propose()  # on the 22nd: lapses after the close of business of the 24th
        for moment, state in (("2026-09-24 17:00", "proposed"), ("2026-09-24 17:01", "annulled")):
            with freeze_time(self.china(moment)):
                self.env["gas.sla.pause"]._annul_unconfirmed()
            self.assertEqual(set(self.project.pause_ids.mapped("state")), {state})
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-09-30", "PS-DESIGN": "2026-09-22"})

    def test_explained(self):
        """The explanation of each shows which days were the customer's."""
        self.propose("2026-09-17", "2026-09-21")
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
            self.project.action_drawings_received()
        for code in ("PS-DESIGN", "PS-TOTAL"):
            explanation = self.project.clock_ids.filtered(lambda clock, code=code: clock.code == code).explain()
            paused = [day["date"] for day in explanation["days"] if day["kind"] == "paused"]
            self.assertEqual(paused, ["2026-09-17", "2026-09-18", "2026-09-20"], code)
            self.assertEqual([pause["reason"] for pause in explanation["pauses"]], ["Plans of the cellar"])
            self.assertTrue(any("3" in text and "owed" in text for text in explanation["sentences"]))

    # -- several steps ----------------------------------------------------------------------------------

    def test_a_step_that_began_later(self):
        """It cannot stand still before it began, nor for what was there by then."""
        with freeze_time("2026-09-21 02:00:00"):
            self.project.action_drawings_received()
            self.project.action_request_estimate(self.estimator.id)  # due on the 24th
        self.propose("2026-09-17", "2026-09-20")
        self.assertEqual(self.project.pause_ids.clock_id.mapped("code"), ["PS-TOTAL"])
        self.propose("2026-09-18")
        cost = self.project.pause_ids.filtered(lambda pause: pause.clock_id.code == "PS-COST")
        self.assertEqual(cost.pause_date, date(2026, 9, 21))
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
            for day in (None, "2026-09-17"):
                with self.subTest(day=day), self.refused("When did"):
                    self.project.action_resume(day)
            self.project.action_resume("2026-09-20")
        self.assertEqual(cost.resume_date, date(2026, 9, 21))
        # of the whole way the 17th and 18th are the customer's, of the estimate none
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-10-09", "PS-COST": "2026-09-24"})

    def test_estimate_in_another_department(self):
        """PS-4.2.3: the manager of the project confirms, whatever department the step is in."""
        with freeze_time("2026-09-21 02:00:00"):
            self.project.action_drawings_received()
            self.project.action_request_estimate(self.estimator.id)
        self.propose("2026-09-21")
        head = self.make_employee("head", self.budget, "gas_service.group_manager")
        self.budget.manager_id = head
        with freeze_time("2026-09-22 02:00:00"):
            seen = self.project.with_user(head.user_id)
            for decide in (
                seen.action_confirm_pauses,
                seen.pause_ids.filtered(lambda pause: pause.clock_id.code == "PS-COST").action_confirm,
            ):
                with self.assertRaises(AccessError):
                    decide()
            self.managed.action_confirm_pauses()
        self.assertEqual(self.dues(), {"PS-TOTAL": False, "PS-COST": False})

    def test_a_finished_step_waits_for_nothing(self):
        """Who has the drawings has what they needed: the whole way goes on, too."""
        self.propose()
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
        with freeze_time("2026-09-28 02:00:00"):
            self.project.action_drawings_received()
        self.assertEqual(set(self.project.pause_ids.mapped("resume_date")), {date(2026, 9, 28)})
        design = self.clock(self.project, "PS-DESIGN")
        self.assertEqual((design.state, design.due_at), ("met", self.china("2026-09-29 17:00")))
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-10-12"})
        self.assertFalse(self.project.paused)

    def test_confirmed_after_the_step_was_finished(self):
        """The result follows: settled again at the same moment."""
        self.propose()
        with freeze_time("2026-09-23 02:00:00"):
            self.project.action_drawings_received()
            design = self.clock(self.project, "PS-DESIGN")
            self.assertEqual(design.state, "late")
            self.managed.action_confirm_pauses()
        self.assertEqual((design.state, design.stopped_at), ("met", self.china("2026-09-23 10:00")))
        self.assertEqual(self.dues(), {"PS-TOTAL": "2026-10-09"})

    def test_lost_meanwhile(self):
        """What was cancelled waits for nobody."""
        self.propose()
        with freeze_time("2026-09-22 02:00:00"):
            self.managed.action_confirm_pauses()
            self.project.action_lose("Chose electricity")
        self.assertFalse(self.project.paused)
        with self.assertRaises(UserError):
            self.project.action_resume("2026-09-22")

    def test_nobody_writes_a_pause(self):
        self.propose()
        for employee in (self.lead, self.market_manager, self.leader):
            pause = self.project.pause_ids[0].with_user(employee.user_id)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(pause.has_access(operation))
