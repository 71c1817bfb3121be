# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectReview(GasProjectCase):
    """PS-4.2.1: demand, place and appliances are clear; then units and departments review it at the customer's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.start, cls.stop = cls.china("2026-09-17 09:00"), cls.china("2026-09-17 11:00")

    def schedule(self, project, **values):
        arguments = {
            "start": self.start,
            "stop": self.stop,
            "partner_ids": self.design_unit.ids,
            "department_ids": self.service.ids,
        }
        return project.action_schedule_review(**(arguments | values))

    def test_only_when_everything_is_clear(self):
        """PS-4.2.1, PS-4.1.3: what was clear once and is not any more is asked for again, all at once."""
        with self.assertRaises(UserError):
            self.schedule(self.make_contacted())
        project = self.make_demand()
        project.write({"demand": " ", "wishes": False, "point_ids": [Command.create({"place": "Roof"})]})
        project.document_ids.unlink()
        with self.assertRaises(UserError) as caught:
            self.schedule(project, start=self.stop, stop=self.start, partner_ids=[], department_ids=[])
        for text in (
            "customer's demand",
            "wishes",
            "gas point 2: Appliance, Rated Flow",
            "list of documents",
            "begins and ends",
            "take part",
        ):
            self.assertIn(text, caught.exception.args[0])
        self.assertEqual((project.state, len(project.meeting_id)), ("demand", 0))

    def test_meeting(self):
        """PS-4.2.1: one meeting in the calendar, with the units, the managers of the departments and the lead."""
        project = self.make_demand(address="Main Street 1")
        self.schedule(project, note="Bring the plans")
        meeting = project.meeting_id
        self.assertEqual((meeting.start, meeting.stop, meeting.location), (self.start, self.stop, "Main Street 1"))
        invited = self.design_unit | (self.manager | self.lead).user_id.partner_id
        self.assertEqual(meeting.sudo().partner_ids, invited)
        self.assertEqual((meeting.res_model, meeting.res_id), ("gas.project", project.id))
        self.assertEqual((project.state, project.review_at), ("review", self.start))
        self.assertEqual(project.review_scheduled_at, datetime(2026, 9, 16, 2))
        self.assertEqual((project.unit_ids, project.involved_department_ids), (self.design_unit, self.service))
        with freeze_time(self.start):
            self.assertTrue(meeting.with_user(self.manager.user_id).has_access("read"))

    def test_manager_without_login_is_invited_by_address(self):
        """A department that takes part is never represented by nobody."""
        fitter = self.env["hr.employee"].create({"name": "Fitter", "work_email": "fitter@example.com"})
        self.service.manager_id = fitter
        project = self.make_demand()
        self.schedule(project)
        self.assertIn(fitter.work_contact_id, project.meeting_id.sudo().partner_ids)

    def test_moved(self):
        """The same meeting is moved, by another lead, too; units that came in stay involved."""
        project = self.make_review()
        meeting = project.meeting_id
        project.action_hand_over(self.colleague.id, "Leave")
        project = project.with_user(self.colleague.user_id)
        other = self.env["res.partner"].create({"name": "Fire Brigade"})
        self.schedule(project, start=self.stop, stop=self.china("2026-09-17 12:00"), partner_ids=other.ids)
        self.assertEqual((project.meeting_id.id, meeting.sudo().start), (meeting.id, self.stop))
        self.assertEqual(project.unit_ids, self.design_unit | other)
        self.assertEqual(project.sudo().meeting_id.partner_ids & (other | self.design_unit), other)

    def test_who_schedules(self):
        project = self.make_demand()
        for employee in (self.colleague, self.manager, self.estimator):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.schedule(project.with_user(employee.user_id))
        self.schedule(project.with_user(self.market_manager.user_id))
        self.assertEqual(project.state, "review")

    # -- survey ------------------------------------------------------------------------------------

    def test_survey_names_everything_missing(self):
        """PS-4.2.1: result, findings, and who designs."""
        project = self.make_review()
        project.design_unit_id = False
        with self.assertRaises(UserError) as caught:
            project.action_record_survey("maybe", " ")
        for text in ("result", "found", "who designs"):
            self.assertIn(text, caught.exception.args[0])
        with self.assertRaises(UserError):
            self.make_demand().action_record_survey("feasible", "Pipe at the street")

    def test_survey_is_on_the_meeting(self):
        """PS-4.2.1: whoever was invited reads what was found."""
        project = self.make_review()
        at = self.china("2026-09-17 11:30")
        with freeze_time(self.china("2026-09-17 12:00")):
            project.action_record_survey("conditional", "A pipe has to be laid", at)
        self.assertEqual((project.state, project.survey_done_at), ("survey", at))
        self.assertEqual((project.survey_result, project.survey_note), ("conditional", "A pipe has to be laid"))
        message = project.meeting_id.sudo().message_ids[0]
        self.assertIn("A pipe has to be laid", message.body)
        self.assertEqual(message.author_id, self.lead.user_id.partner_id)
        self.assertFalse(project.sudo().activity_ids.calendar_event_id)

    def test_survey_once(self):
        """Whoever could enter it again could begin the promise when he likes."""
        project = self.make_survey()
        with self.refused("manager can correct"):
            project.action_record_survey("feasible", "Again")

    def test_time_of_the_survey(self):
        project = self.make_review()
        for at in (self.china("2026-09-16 09:59"), self.china("2026-09-16 10:30")):
            with self.subTest(at=at), self.assertRaises(UserError):  # before the information, in the future
                project.action_record_survey("feasible", "x", at)
        with freeze_time("2026-09-18 02:00:00"), self.assertRaises(ValidationError):
            project.action_record_survey("feasible", "x", self.china("2026-09-17 11:00"))
        with freeze_time("2026-09-18 02:00:00"):
            managed = project.with_user(self.market_manager.user_id)
            managed.action_record_survey("feasible", "x", self.china("2026-09-17 11:00"))
        self.assertEqual(project.survey_done_at, self.china("2026-09-17 11:00"))

    def test_not_feasible(self):
        """Nothing is promised then; reviewed anew, a second survey may find it feasible."""
        project = self.make_review()
        project.action_record_survey("unfeasible", "No pipe within a kilometre")
        first = project.meeting_id
        self.deliver_documents(project)
        project.action_confirm_appliances()
        self.assertEqual(project.state, "survey")
        self.assertEqual(project.sudo().clock_ids.mapped("code"), ["PS-CONTACT"])
        with freeze_time("2026-10-20 02:00:00"):
            self.schedule(project, start=self.china("2026-10-21 09:00"), stop=self.china("2026-10-21 10:00"))
        self.assertNotEqual(project.meeting_id, first)
        self.assertEqual((project.state, project.survey_done_at, project.survey_result), ("review", False, False))
        with freeze_time(self.china("2026-10-21 10:00")):
            project.action_record_survey("feasible", "The new pipe passes by")
        self.assertEqual(project.state, "design")
        self.assertEqual(self.clock(project, "PS-DESIGN").started_at, self.china("2026-10-21 10:00"))
        # what is feasible is not reviewed again
        with self.assertRaises(UserError):
            self.schedule(self.make_survey())

    def test_meeting_deleted(self):
        """Somebody removes it from his calendar: the project goes on, and can be given another."""
        project = self.make_review()
        project.meeting_id.sudo().unlink()
        self.schedule(project)
        self.assertTrue(project.meeting_id)
        project.meeting_id.sudo().unlink()
        project.action_record_survey("feasible", "Pipe at the street")
        self.assertEqual(project.state, "survey")

    # -- in the lead's evidence ----------------------------------------------------------------------

    def test_visit_checklist_is_evidence(self):
        """PS-5.2: what was missing at which visit is found by employee, and is nobody's to change."""
        items = self.env["gas.visit.item"].search([])
        project = self.make_project()
        contact = self.log(project, channel="visit", visit_item_ids=[Command.set(items[1:].ids)])
        with self.assertRaises(UserError):
            contact.visit_item_ids = items
        visits = self.env["gas.contact"].search(
            [("employee_id", "=", self.lead.id), ("project_id", "!=", False), ("channel", "=", "visit")]
        )
        self.assertEqual(visits.mapped("visit_missing"), [items[0].name])
        # who did not own up to anything has not shown that he carried it
        self.assertEqual(self.log(project, channel="visit").visit_missing, "、".join(items.mapped("name")))
