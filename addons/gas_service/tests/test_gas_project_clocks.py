# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from itertools import permutations

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .naive_time import NaiveTime
from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in China
LATER = "2026-10-30 02:00:00"
# the three that design waits for: how each is entered, and the field that keeps its time
EVENTS = {
    "survey_done_at": lambda project, at: project.action_record_survey("feasible", "Pipe at the street", at),
    "appliances_confirmed_at": lambda project, at: project.action_confirm_appliances(at),
    "documents_complete_at": lambda project, at: project.document_ids.action_receive(at),
}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectDesignStart(GasProjectCase):
    """PS-4.2.3.1: design, and with it the whole way, begins at the latest of survey, appliances and documents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls.company._gas_calendar()
        cls.naive = NaiveTime(
            calendar.tz,
            [(None, int(line.dayofweek), line.hour_from, line.hour_to) for line in calendar.attendance_ids],
            cls.env["resource.calendar.leaves"]
            .search([("resource_id", "=", False), ("calendar_id", "in", (calendar.id, False))])
            .mapped(lambda leave: (leave.date_from, leave.date_to, leave.name)),
            calendar.gas_makeup_day_ids.mapped(lambda day: (day.date, day.pattern_date, day.name)),
        )

    def review(self):
        """Return a project before its survey, seen by the manager, who may enter what is long past."""
        with freeze_time(NOW):
            return self.make_review().with_user(self.market_manager.user_id)

    def assertBegun(self, project, start):
        """Design and the whole way began at ``start``, are due as a naive count says, and did so once."""
        for code, days in (("PS-DESIGN", 5), ("PS-TOTAL", 10)):
            clocks = project.sudo().clock_ids.filtered(lambda clock, code=code: clock.code == code)
            self.assertEqual((clocks.started_at, clocks.due_at), (start, self.naive.due_days(start, days)), code)
        self.assertEqual(project.state, "design")

    def assertNotBegun(self, project):
        self.assertEqual(project.sudo().clock_ids.mapped("code"), ["PS-CONTACT"])
        self.assertIn(project.state, ("review", "survey"))

    # -- every order ---------------------------------------------------------------------------------

    def test_none_of_the_three_can_be_missing(self):
        """PS-4.2.3.1: any of the three missing: not started."""
        for missing, enter in EVENTS.items():
            project = self.review()
            for name in EVENTS.keys() - {missing}:
                EVENTS[name](project, None)
            with self.subTest(missing=missing):
                self.assertNotBegun(project)
                enter(project, None)
                self.assertBegun(project, self.china("2026-09-16 10:00"))

    def test_every_order_as_it_happens(self):
        """PS-4.2.3.1, PS-4.2.3: entered when it happens, the last one begins the promises."""
        moments = [self.china(f"2026-09-{day} 15:00") for day in (17, 18, 22)]
        for order in permutations(EVENTS):
            with self.subTest(order=order):
                project = self.review().with_user(self.lead.user_id)
                for name, at in zip(order, moments, strict=True):
                    self.assertNotBegun(project)
                    with freeze_time(at):
                        EVENTS[name](project, None)
                self.assertBegun(project, moments[-1])

    def test_every_order_of_entry_and_of_time(self):
        """PS-4.2.3.1: entered in any order, back-dated, the latest moment counts, not the last entry."""
        moments = [self.china(f"2026-09-{day} 15:00") for day in (17, 18, 22)]
        for order in permutations(EVENTS):
            for times in permutations(moments):
                with self.subTest(order=order, times=times), freeze_time("2026-09-23 02:00:00"):
                    project = self.review()
                    for name, at in zip(order, times, strict=True):
                        self.assertNotBegun(project)
                        EVENTS[name](project, at)
                    self.assertBegun(project, moments[-1])

    def test_documents_one_by_one(self):
        """PS-4.2.3.1: complete with the last of those required; what is optional is not waited for."""
        project = self.review().with_user(self.lead.user_id)
        EVENTS["survey_done_at"](project, None)
        EVENTS["appliances_confirmed_at"](project, None)
        first, second, *rest = project.document_ids
        for document in rest:
            document.required = False
        (first | second).required = True
        with freeze_time("2026-09-17 02:00:00"):
            first.action_receive()
            self.assertEqual(project.missing_documents, second.name)
            self.assertNotBegun(project)
        with freeze_time("2026-09-18 02:00:00"):
            second.action_receive()
        self.assertBegun(project, self.china("2026-09-18 10:00"))
        self.assertEqual(second.received_by, self.lead.user_id)

    def test_list_of_documents_changes(self):
        """PS-4.2.3.1: what turns out to be needed is waited for, what is not needed is not."""
        for drop in (lambda document: document.unlink(), lambda document: document.write({"required": False})):
            project = self.review().with_user(self.lead.user_id)
            EVENTS["survey_done_at"](project, None)
            project.document_ids.action_receive()
            extra = project.document_ids.create({"project_id": project.id, "name": "Photo of the roof"})
            self.assertFalse(project.documents_complete_at)
            EVENTS["appliances_confirmed_at"](project, None)
            self.assertNotBegun(project)
            with freeze_time("2026-09-17 02:00:00"):
                drop(extra)
            # the others were there before
            self.assertBegun(project, self.china("2026-09-16 10:00"))
            with self.assertRaises(UserError):
                project.document_ids[0].unlink()
            # what is missed afterwards is a reason for a pause
            project.document_ids.create({"project_id": project.id, "name": "Lease"})
            self.assertBegun(project, self.china("2026-09-16 10:00"))

    def test_received_documents_are_facts(self):
        project = self.review().with_user(self.lead.user_id)
        document = project.document_ids[0]
        for values in ({"received_at": NOW}, {"received_by": 1}, {"project_id": self.make_review().id}):
            for door in (document, document.sudo()):
                with self.subTest(**values), self.assertRaises(UserError):
                    door.write(values)
        forged = document.create({"project_id": project.id, "name": "x", "received_at": NOW, "received_by": 1})
        self.assertFalse(forged.received_at or forged.received_by)
        with self.assertRaises(UserError):
            document.action_receive(self.china("2026-09-16 09:00"))  # before the information
        document.action_receive()
        with freeze_time("2026-09-18 02:00:00"):
            document.action_receive()
        self.assertEqual(document.received_at, self.china("2026-09-16 10:00"))

    # -- corrections -----------------------------------------------------------------------------------

    def correct(self, project, name, at, reason="Entered a day late"):
        if name == "documents_complete_at":
            # the customer's deliveries are what was entered; all of them came together here
            for document in project.document_ids:
                document.action_correct_received(at, reason)
        else:
            project.action_correct_time(name, at, reason)

    def test_corrected_while_it_runs(self):
        """PS-4.2.3.1: each of the three, moved before and after the others; the old date is kept with the reason."""
        others, last = self.china("2026-09-17 15:00"), self.china("2026-09-18 15:00")
        for name in EVENTS:
            with self.subTest(name=name), freeze_time("2026-09-24 02:00:00"):
                project = self.review()
                for event, enter in EVENTS.items():
                    enter(project, last if event == name else others)
                self.assertBegun(project, last)
                self.correct(project, name, self.china("2026-09-17 11:00"))
                self.assertBegun(project, others)
                self.correct(project, name, self.china("2026-09-22 11:00"))
                self.assertBegun(project, self.china("2026-09-22 11:00"))
                events = self.clock(project, "PS-TOTAL").event_ids
                self.assertIn("Entered a day late", events.mapped("reason"))
                self.assertIn(last, events.mapped("old_started_at"))
                self.assertIn("2026-09-17 11:00", project.sudo().message_ids.mapped("body")[1])

    def test_corrected_after_it_ended(self):
        """PS-4.2.3.1: a survey entered a day late made design look early; once corrected it was late, and back."""
        project = self.review()
        with freeze_time("2026-09-30 10:00:00"):
            for enter in EVENTS.values():
                enter(project, self.china("2026-09-22 15:00"))
            project.action_drawings_received(self.china("2026-09-30 16:00"))
            design = self.clock(project, "PS-DESIGN")
            self.assertEqual((design.state, design.due_at), ("met", self.china("2026-09-30 17:00")))
            for name in EVENTS:
                self.correct(project, name, self.china("2026-09-20 15:00"))
            self.assertEqual((design.state, design.started_at), ("late", self.china("2026-09-20 15:00")))
            self.assertEqual(design.stopped_at, self.china("2026-09-30 16:00"))
            self.assertIn("reopen", design.event_ids.mapped("kind"))
            self.assertEqual(design.explanation["state"], "late")
            total = self.clock(project, "PS-TOTAL")
            self.assertEqual((total.state, total.started_at), ("running", design.started_at))
            self.correct(project, "survey_done_at", self.china("2026-09-22 15:00"))
            self.assertEqual(design.state, "met")

    def test_corrected_end(self):
        """PS-4.2.3.1, PS-4.2.3.2: when drawings and estimate came, corrected afterwards."""
        project = self.review()
        with freeze_time("2026-09-30 10:00:00"):
            for enter in EVENTS.values():
                enter(project, self.china("2026-09-18 15:00"))
            project.action_drawings_received(self.china("2026-09-30 16:00"))
            project.action_request_estimate(self.estimator.id)
        design, cost = self.clock(project, "PS-DESIGN"), self.clock(project, "PS-COST")
        with freeze_time("2026-10-13 10:00:00"):
            self.assertEqual(design.state, "late")
            project.action_correct_time("drawings_received_at", self.china("2026-09-24 09:00"), "By mail")
            self.assertEqual((design.state, design.stopped_at), ("met", self.china("2026-09-24 09:00")))
            project.with_user(self.estimator.user_id).action_estimate_done(20000.0)
            self.assertEqual(cost.state, "late")
            project.action_correct_time("estimate_done_at", self.china("2026-10-09 09:00"), "Lay on the desk")
            self.assertEqual((cost.state, cost.stopped_at), ("met", self.china("2026-10-09 09:00")))
            project.action_correct_time("estimate_requested_at", self.china("2026-09-28 09:00"), "Sent earlier")
            self.assertEqual((cost.state, cost.started_at), ("late", self.china("2026-09-28 09:00")))

    def test_reopened_by_the_manager(self):
        """What he reopens ends again when he says when it really ended."""
        project = self.review()
        with freeze_time("2026-09-24 02:00:00"):
            for enter in EVENTS.values():
                enter(project, self.china("2026-09-18 15:00"))
            project.action_drawings_received()
            design = self.clock(project, "PS-DESIGN")
            design.with_user(self.market_manager.user_id).action_reopen("They were the wrong ones")
            self.assertEqual(design.state, "running")
            project.action_correct_time("drawings_received_at", self.china("2026-09-24 09:30"), "The right ones")
        self.assertEqual((design.state, design.stopped_at), ("met", self.china("2026-09-24 09:30")))

    def test_corrected_information(self):
        """PS-4.1.1: the first promise follows when the information came."""
        project = self.make_project(self.market_manager, lead_id=self.lead.id)
        clock = self.clock(project, "PS-CONTACT")
        with freeze_time("2026-09-17 02:00:00"):
            project.action_correct_time("info_received_at", self.china("2026-09-14 10:00"), "Lay in the mail")
        self.assertEqual(
            (clock.started_at, clock.due_at), (self.china("2026-09-14 10:00"), self.china("2026-09-17 17:00"))
        )
        with freeze_time("2026-09-17 09:30:00"):
            self.log(project.with_user(self.lead.user_id))
            self.assertEqual(clock.state, "late")
            project.action_correct_time("info_received_at", self.china("2026-09-16 10:00"), "It was right")
            self.assertEqual(clock.state, "met")
            with self.assertRaises(ValidationError):  # after it was done
                project.action_correct_time("info_received_at", self.china("2026-09-17 17:31"), "x")

    def test_impossible_corrections(self):
        """Nothing ends before it began, began before the information, or lies in the future."""
        project = self.review()
        with freeze_time("2026-09-23 02:00:00"):
            for enter in EVENTS.values():
                enter(project, self.china("2026-09-18 15:00"))
            project.action_drawings_received()
            start = self.clock(project, "PS-DESIGN").started_at
            for name, at in (
                ("survey_done_at", self.china("2026-09-23 10:30")),
                ("survey_done_at", self.china("2026-09-16 09:00")),
                ("drawings_received_at", self.china("2026-09-18 14:00")),
                ("appliances_confirmed_at", None),
            ):
                with self.subTest(name=name, at=at), self.assertRaises(UserError):
                    project.action_correct_time(name, at, "x")
        with freeze_time("2026-09-24 02:00:00"), self.assertRaises(ValidationError):
            project.action_correct_time("survey_done_at", self.china("2026-09-23 11:00"), "After the drawings")
        self.assertEqual(self.clock(project, "PS-DESIGN").started_at, start)

    def test_who_corrects(self):
        """A manager who does not lead the project, with a reason; nobody else, and nothing but times."""
        project = self.review()
        EVENTS["survey_done_at"](project, None)
        at = self.china("2026-09-16 10:00")
        own = self.make_project(self.market_manager)
        for employee, target in (
            (self.lead, project),
            (self.colleague, project),
            (self.manager, project),
            (self.market_manager, own),
        ):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                target.with_user(employee.user_id).action_correct_time("info_received_at", at, "x")
        for name, reason in (
            ("survey_done_at", " "),
            ("state", "x"),
            ("drawings_received_at", "x"),
            ("create_date", "x"),
        ):
            with self.subTest(name=name), self.assertRaises(UserError):
                project.action_correct_time(name, at, reason)
        # the leader in charge, where the manager leads it himself
        own.with_user(self.leader.user_id).action_correct_time("info_received_at", self.china("2026-09-14 10:00"), "x")
        self.assertEqual(own.info_received_at, self.china("2026-09-14 10:00"))

    def test_corrected_before_design(self):
        """While one is missing a correction begins nothing."""
        project = self.review()
        with freeze_time("2026-09-18 02:00:00"):
            EVENTS["survey_done_at"](project, None)
            project.document_ids.action_receive()
            self.correct(project, "survey_done_at", self.china("2026-09-17 10:00"))
            self.correct(project, "documents_complete_at", self.china("2026-09-17 11:00"))
            self.assertNotBegun(project)
            EVENTS["appliances_confirmed_at"](project, self.china("2026-09-17 09:00"))
        self.assertBegun(project, self.china("2026-09-17 11:00"))

    def test_documents_that_came_after_design_began(self):
        """PS-4.2.3.1: they were no condition of it; correcting them moves nothing, and none may be missing for that."""
        project = self.review()
        for enter in EVENTS.values():
            enter(project, None)
        late = project.document_ids.create({"project_id": project.id, "name": "Lease"})
        with freeze_time("2026-09-18 02:00:00"):
            project.document_ids[0].action_correct_received(self.china("2026-09-16 10:00"), "Looked it up")
            self.assertBegun(project, self.china("2026-09-16 10:00"))
            late.action_receive()
            late.action_correct_received(self.china("2026-09-17 10:00"), "Looked it up")
            self.assertBegun(project, self.china("2026-09-16 10:00"))

    def test_lost_projects_keep_their_results(self):
        """A correction after the end amends what was settled, and wakes nothing that was cancelled."""
        project = self.make_costing().with_user(self.market_manager.user_id)
        project.action_lose("Chose electricity")
        design, total = self.clock(project, "PS-DESIGN"), self.clock(project, "PS-TOTAL")
        with freeze_time("2026-09-17 02:00:00"):
            project.action_correct_time("drawings_received_at", self.china("2026-09-17 09:00"), "Typo")
            self.assertEqual((design.state, design.stopped_at), ("met", self.china("2026-09-17 09:00")))
            project.action_correct_time("survey_done_at", self.china("2026-09-16 15:00"), "Typo")
        self.assertEqual((design.started_at, total.state), (self.china("2026-09-16 15:00"), "cancelled"))

    # -- any order, any time ----------------------------------------------------------------------------

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(
        st.permutations(list(EVENTS)),
        st.lists(st.integers(1, 42 * 24 * 60), min_size=3, max_size=3),
        st.lists(st.tuples(st.sampled_from(list(EVENTS)), st.integers(1, 42 * 24 * 60)), max_size=2),
    )
    def test_against_a_naive_model(self, order, minutes, corrections):
        """PS-4.2.3, PS-4.2.3.1: max() of the three, and quarters of an hour counted one by one."""
        with freeze_time(LATER):
            project = self.review()
            begin = project.info_received_at
            times = {name: begin + timedelta(minutes=n) for name, n in zip(order, minutes, strict=True)}
            for name, at in times.items():
                EVENTS[name](project, at)
            self.assertBegun(project, max(times.values()))
            for name, n in corrections:
                times[name] = begin + timedelta(minutes=n)
                self.correct(project, name, times[name])
                self.assertBegun(project, max(times.values()))
