# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in China
DUE = "2026-09-20 17:00"  # the third working day after it: a Sunday that is worked


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectFirstContact(GasProjectCase):
    """PS-4.1.1: the customer is contacted within three working days of the information."""

    def contact_clock(self, project):
        return self.clock(project, "PS-CONTACT")

    def test_what_stops_it(self):
        """PS-4.1.1: a contact of ours, on any channel, that reached the customer and asked for the demand."""
        for channel in ("visit", "phone", "sms", "wechat", "email"):
            with self.subTest(channel=channel):
                project = self.make_project()
                self.assertEqual(self.contact_clock(project).due_at, self.china(DUE))
                self.log(project, channel=channel)
                self.assertEqual(self.contact_clock(project).state, "met")
                self.assertEqual((project.state, project.contacted_at), ("contacted", datetime(2026, 9, 16, 2)))

    def test_what_does_not(self):
        """PS-4.1.1: who does not answer, calls himself or is spoken to of other things was not asked."""
        project = self.make_project()
        for values in (
            {"reached": False},
            {"direction": "in"},
            {"purpose": "service"},
            {"purpose": "other"},
            {"purpose": "chase", "direction": "internal"},
            {"purpose": "other", "direction": "internal"},
        ):
            with self.subTest(**values):
                self.log(project, **values)
                self.assertEqual(self.contact_clock(project).state, "running")
                self.assertEqual((project.state, project.contacted_at), ("information", False))
        self.log(project)
        self.assertEqual(self.contact_clock(project).state, "met")

    def test_unanswered_calls_are_attempts(self):
        """PS-4.1.5: they are in the log, and somebody tried."""
        project = self.make_project()
        self.log(project, reached=False)
        self.assertEqual(project.last_contact_at, datetime(2026, 9, 16, 2))
        self.assertEqual(len(project.contact_ids), 1)

    def test_time_of_the_contact_counts(self):
        """PS-4.1.1: not when it was typed."""
        project = self.make_project()
        with freeze_time(self.china("2026-09-20 18:00")):
            self.log(project, date=self.china("2026-09-20 16:30"))
        clock = self.contact_clock(project)
        self.assertEqual((clock.state, clock.stopped_at), ("met", self.china("2026-09-20 16:30")))
        self.assertEqual(project.contacted_at, self.china("2026-09-20 16:30"))

    def test_late(self):
        project = self.make_project()
        with freeze_time(self.china("2026-09-20 17:01")):
            self.assertTrue(self.contact_clock(project).is_overdue)
            self.assertEqual(project.sla_light, "late")
            self.log(project)
        self.assertEqual(self.contact_clock(project).state, "late")

    def test_far_back_is_entered_by_the_manager(self):
        """A contact nobody entered: the manager does, also when a later one was entered first."""
        project = self.make_project()
        true = self.china("2026-09-20 10:00")
        with freeze_time(self.china("2026-09-22 09:00")):
            with self.assertRaises(ValidationError):
                self.log(project, date=true)
            self.log(project)
            self.assertEqual(self.contact_clock(project).state, "late")
            managed = project.with_user(self.market_manager.user_id)
            managed.action_correct_time("contacted_at", true, "He called on Sunday, the call list shows it")
        clock = self.contact_clock(project)
        self.assertEqual((clock.state, clock.stopped_at, project.contacted_at), ("met", true, true))
        self.assertIn("reopen", clock.event_ids.mapped("kind"))
        # before the information nobody was contacted
        with self.assertRaises(ValidationError):
            self.log(managed, date=self.china("2026-09-16 09:59"))

    def test_who_is_responsible(self):
        """PS-4.1.1: the lead; without one the manager of the market department, until somebody takes it on."""
        noted = self.make_project(self.make_role("hotline"))
        clock = self.contact_clock(noted)
        self.assertEqual(clock.employee_id, self.market_manager)
        noted.with_user(self.lead.user_id).action_take()
        self.assertEqual(clock.employee_id, self.lead)
        self.assertEqual(clock.event_ids.mapped("kind"), ["reassign"])

    # -- screened out ----------------------------------------------------------------------------

    def screened(self, share, project=None):
        self.company.gas_screening_sample = share
        project = project or self.make_project()
        project.action_screen_out("A warehouse without gas")
        return project

    def test_screening_out_is_not_met(self):
        """PS-4.1.1: it cancels the promise; nothing else is done with it."""
        project = self.screened(0)
        clock = self.contact_clock(project)
        self.assertEqual(
            (project.state, clock.state, clock.cancel_reason), ("screened", "cancelled", project.end_reason)
        )
        self.assertEqual((project.ended_by, project.screening_check), (self.lead.user_id, False))
        self.assertFalse(project.date_deadline)
        for reason in ("", " ", None):
            with self.assertRaises(UserError):
                self.make_project().action_screen_out(reason)

    def test_only_information_is_screened_out(self):
        """Who has been spoken to is lost, and who has not is screened out: that way the sample sees it."""
        with self.assertRaises(UserError):
            self.make_contacted().action_screen_out("x")
        with self.assertRaises(UserError):
            self.make_project().action_lose("x")
        with self.assertRaises(UserError):
            self.make_project().action_move("lost")

    def test_sample_follows_the_number(self):
        """PS-4.1.1: about the share asked for, and the same whoever asks again."""
        self.company.gas_screening_sample = 20
        projects = self.env["gas.project"].concat(*(self.make_project() for _number in range(60))).sudo()
        drawn = projects.filtered(lambda project: project._is_screening_sample())
        self.assertTrue(3 <= len(drawn) <= 25, len(drawn))
        self.assertEqual(drawn, projects.filtered(lambda project: project._is_screening_sample()))
        self.company.gas_screening_sample = 100
        self.assertTrue(all(project._is_screening_sample() for project in projects))

    def test_sample_goes_to_the_manager(self):
        project = self.screened(100)
        self.assertEqual(project.screening_check, "pending")
        self.assertEqual(project.sudo().activity_ids.user_id, self.market_manager.user_id)
        for employee in (self.lead, self.colleague, self.manager):
            with self.assertRaises(AccessError):
                project.with_user(employee.user_id).action_confirm_screening()
        project.with_user(self.market_manager.user_id).action_confirm_screening()
        self.assertEqual((project.screening_check, len(project.sudo().activity_ids)), ("confirmed", 0))

    def test_nobody_checks_himself(self):
        """What the manager screened out himself is checked by the leader in charge above him."""
        noted = self.make_project(self.make_role("hotline")).with_user(self.market_manager.user_id)
        for project in (noted, self.make_project(self.market_manager)):
            self.screened(100, project)
            self.assertEqual(project.sudo().activity_ids.user_id, self.leader.user_id)
            with self.assertRaises(AccessError):
                project.action_confirm_screening()
            with self.assertRaises(AccessError):
                project.action_reopen("Useful after all")
            project.with_user(self.leader.user_id).action_confirm_screening()
            self.assertEqual(project.screening_check, "confirmed")

    def test_of_use_after_all(self):
        """PS-4.1.1: the promise runs from the information, as it did; the first one stays cancelled."""
        project = self.screened(100)
        with freeze_time(self.china("2026-09-18 09:00")):
            managed = project.with_user(self.market_manager.user_id)
            with self.assertRaises(UserError):
                managed.action_reopen(" ")
            managed.action_reopen("They build a kitchen")
        first, second = project.sudo().clock_ids.sorted("occurrence")
        self.assertEqual((first.state, second.state), ("cancelled", "running"))
        self.assertEqual((second.started_at, second.due_at), (datetime(2026, 9, 16, 2), self.china(DUE)))
        self.assertEqual((project.state, project.screening_check), ("information", "reopened"))
        self.assertFalse(project.ended_at or project.ended_by or project.end_reason)
        self.assertEqual(project.sudo().activity_ids.user_id, self.lead.user_id)
        self.log(project)
        self.assertEqual(second.state, "met")

    def test_lost_cancels_what_runs(self):
        project = self.make_design()
        with self.assertRaises(UserError):
            project.action_lose("")
        project.action_lose("Chose electricity")
        states = {clock.code: clock.state for clock in project.sudo().clock_ids}
        self.assertEqual(states, {"PS-CONTACT": "met", "PS-TOTAL": "cancelled", "PS-DESIGN": "cancelled"})
        self.assertEqual((project.state, project.date_deadline), ("lost", False))


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectTracking(GasProjectCase):
    """PS-4.1.2: who needs no gas yet is kept on file and asked again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(NOW):
            cls.project = cls.make_contacted()
            cls.project.action_track("2026-10-20", "Opens next year")

    def reminder(self):
        self.env.invalidate_all()
        return self.project.sudo()._follow_ups()

    def assertReminded(self, day, employee=None):
        reminder = self.reminder()
        self.assertEqual(len(reminder), 1)
        self.assertEqual(reminder.user_id, (employee or self.lead).user_id)
        self.assertEqual((str(reminder.date_deadline), str(self.project.next_follow_up_date)), (day, day))

    def test_a_date_in_the_future(self):
        project = self.make_contacted()
        for day in (None, "", "2026-09-16", "2026-09-01"):
            with self.subTest(day=day), self.assertRaises(UserError):
                project.action_track(day)
        with self.assertRaises(UserError):
            self.make_project().action_track("2026-10-20")
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            project._write_guarded({"state": "tracking"})
            project.flush_recordset()

    def test_reminder(self):
        self.assertEqual(self.project.state, "tracking")
        self.assertReminded("2026-10-20")
        self.project.action_track("2026-11-20")
        self.assertReminded("2026-11-20")

    def test_done_before_its_day(self):
        self.reminder().with_user(self.lead.user_id).action_feedback("Called, not yet")
        self.assertReminded("2026-10-20")

    def test_done_on_its_day(self):
        """Without a new date he is reminded on the next working day."""
        with freeze_time("2026-10-23 02:00:00"):  # a Friday
            self.reminder().with_user(self.lead.user_id).action_done()
            self.assertReminded("2026-10-26")

    def test_deleted(self):
        self.reminder().with_user(self.lead.user_id).unlink()
        self.assertReminded("2026-10-20")

    def test_moved_or_made_something_else(self):
        reminder = self.reminder()
        reminder.with_user(self.lead.user_id).date_deadline = "2026-12-01"
        self.assertReminded("2026-12-01")
        reminder.with_user(self.lead.user_id).activity_type_id = self.env.ref("mail.mail_activity_data_todo")
        self.assertReminded("2026-12-01")

    def test_lead_handed_over(self):
        self.project.action_hand_over(self.colleague.id, "Left for another town")
        self.assertReminded("2026-10-20", self.colleague)

    def test_lead_without_login(self):
        """Whoever cannot be reminded is replaced by his manager."""
        self.lead.user_id.active = False
        self.reminder().unlink()
        self.assertReminded("2026-10-20", self.market_manager)

    def test_whatever_else_happened_to_it(self):
        """The daily round finds the file that lost its reminder past all doors."""
        self.env.cr.execute("DELETE FROM mail_activity WHERE id = %s", [self.reminder().id])
        self.env.invalidate_all()
        self.env["gas.project"]._cron_silent()
        self.assertReminded("2026-10-20")

    def test_demand_appears(self):
        """PS-4.1.2: the project goes on, with its history, and the reminder is gone."""
        contacts = self.project.contact_ids
        self.project.action_demand_appeared("They build")
        self.assertEqual((self.project.state, self.project.next_follow_up_date), ("contacted", False))
        self.assertFalse(self.reminder())
        self.assertEqual(self.project.contact_ids, contacts)
        self.clear_demand(self.project)
        self.project.action_confirm_demand()
        with self.assertRaises(UserError):
            self.project.action_demand_appeared()

    def test_lost_while_tracked(self):
        self.project.action_lose("Closed down")
        self.assertFalse(self.reminder())


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectDemand(GasProjectCase):
    """PS-4.1.3, PS-4.1.4: what has to be done and known before a review."""

    def test_names_everything_missing(self):
        """PS-4.1.3, PS-4.1.4: visit, guide, process, wishes, guidance, points: all at once."""
        project = self.make_project(self.make_role("manager", self.market), nature=False)
        self.log(project)
        with self.assertRaises(UserError) as caught:
            project.action_confirm_demand()
        for text in ("lead", "nature", "demand", "visit", "service guide", "process", "wishes", "safely", "gas points"):
            self.assertIn(text, caught.exception.args[0])
        self.assertEqual(project.state, "contacted")

    def test_each_is_asked_for(self):
        """PS-4.1.3, PS-4.1.4: nothing can be left out."""
        project = self.make_contacted()
        self.clear_demand(project)
        for name, text in (
            ("nature", "nature"),
            ("demand", "demand"),
            ("process_explained", "process"),
            ("wishes", "wishes"),
            ("safety_guidance", "safely"),
        ):
            value = project[name]
            for empty in (False, "  ") if isinstance(value, str) and name != "nature" else (False,):
                project[name] = empty
                with self.subTest(name=name, empty=empty), self.refused(text):
                    project.action_confirm_demand()
            project[name] = value
        for name in ("place", "appliance", "rated_flow"):
            value = project.point_ids[name]
            project.point_ids[name] = False
            with self.subTest(name=name), self.refused("gas point 1: "):
                project.action_confirm_demand()
            project.point_ids[name] = value
        project.action_confirm_demand()
        self.assertEqual((project.state, project.demand_confirmed_at), ("demand", datetime(2026, 9, 16, 2)))

    def test_a_visit_that_reached_him(self):
        """PS-4.1.3: he was visited, not called, and he was there."""
        project = self.make_project()
        self.log(project)
        self.clear_demand(project)
        for values in ({"channel": "visit", "reached": False}, {"channel": "visit", "direction": "in"}):
            self.log(project, **values)
            with self.refused("visit"):
                project.action_confirm_demand()
        self.log(project, "service", channel="visit")
        self.assertEqual(project.visited_at, datetime(2026, 9, 16, 2))
        project.action_confirm_demand()

    def test_guide(self):
        project = self.make_contacted()
        project.action_give_guide()
        self.assertEqual(project.guide_given_at, datetime(2026, 9, 16, 2))
        with self.assertRaises(AccessError):
            project.with_user(self.colleague.user_id).action_give_guide()

    def test_documents_of_its_nature_are_on_the_list(self):
        """PS-4.2.3.1: from the first contact on the lead sees what the customer has to supply."""
        for nature in ("new", "expansion"):
            project = self.make_contacted(nature=nature)
            self.assertEqual(project.document_ids.type_id, self.env["gas.document.type"]._for_nature(nature))
        project = self.make_contacted(nature=False)
        self.assertFalse(project.document_ids)
        self.clear_demand(project)
        project.nature = "capacity"
        project.action_confirm_demand()
        self.assertEqual(project.document_ids.type_id, self.env["gas.document.type"]._for_nature("capacity"))

    def test_another_nature_asks_for_other_documents(self):
        """PS-1, PS-4.2.3.1: what the new nature does not ask for goes, unless it was received or put there by hand."""
        types = self.env["gas.document.type"]
        project = self.make_contacted(nature="new")
        by_hand = project.document_ids.create({"project_id": project.id, "name": "Photo of the roof"})
        gone = (types._for_nature("new") - types._for_nature("capacity"))[0]
        received = project.document_ids.filtered(lambda one: one.type_id == gone)
        project.nature = "capacity"
        self.assertFalse(received.exists())
        self.assertEqual(project.document_ids.type_id, types._for_nature("capacity"))
        project.nature = "new"
        received = project.document_ids.filtered(lambda one: one.type_id == gone)
        received.action_receive()
        project.nature = "capacity"
        self.assertEqual(project.document_ids.type_id, types._for_nature("capacity") | gone)
        self.assertIn(by_hand, project.document_ids)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectContactLog(GasProjectCase):
    """PS-4.1.5: who, when, how, what was said; the customer's situation and the market."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.make_project()

    def test_facts_are_never_rewritten(self):
        contact = self.log(self.project, reached=False)
        other = self.make_project()
        for values in (
            {"reached": True},
            {"date": "2026-09-15 00:00:00"},
            {"purpose": "service"},
            {"direction": "in"},
            {"channel": "visit"},
            {"employee_id": self.colleague.id},
            {"project_id": other.id},
            {"visit_item_ids": [Command.clear()]},
        ):
            for door in (contact, contact.with_user(self.market_manager.user_id), contact.sudo()):
                with self.subTest(**values), self.assertRaises(UserError):
                    door.write(values)
        with self.assertRaises(AccessError):
            contact.unlink()

    def test_words_can_be_mended_for_a_day(self):
        """PS-4.1.5: by their author; afterwards a correction is appended."""
        with freeze_time(NOW):
            contact = self.log(self.project, situation="Hires cooks")
            # the moment of creation is the database's, which nobody freezes
            self.env.cr.execute("UPDATE gas_contact SET create_date = %s WHERE id = %s", [NOW, contact.id])
            contact.invalidate_recordset()
        words = {"note": "Spoke with his wife", "situation": "Hires two cooks", "market_news": "The inn is for sale"}
        for name, text in words.items():
            contact.write({name: text})
            with self.assertRaises(UserError):
                contact.with_user(self.market_manager.user_id).write({name: "x"})
        with freeze_time("2026-09-17 02:00:01"):
            for name in words:
                with self.subTest(name=name), self.assertRaises(UserError):
                    contact.write({name: "x"})
            correction = self.log(self.project, "correction", corrects_id=contact.id)
        self.assertEqual(correction.corrects_id, contact)

    def test_a_correction_stays_with_its_document(self):
        """Its words show those it corrects: nobody reads another project's that way."""
        foreign = self.log(
            self.make_project(self.make_employee("outside", self.service, "gas_service.group_developer"))
        )
        with self.assertRaises(ValidationError):
            self.log(self.project, "correction", corrects_id=foreign.id)

    def test_of_one_document_only(self):
        """A contact cannot be slipped into a project by belonging to one's own ticket as well."""
        ticket = self.make_ticket(self.colleague)
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            ticket.env["gas.contact"].create(
                {"inquiry_id": ticket.id, "project_id": self.project.id, "note": "x", "purpose": "other"}
            )
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env["gas.contact"].create({"note": "x", "purpose": "other", "employee_id": self.lead.id})

    def test_what_belongs_to_a_ticket(self):
        for purpose in ("answer", "interim", "inform", "notice"):
            with self.subTest(purpose=purpose), self.refused("ticket"):
                self.log(self.project, purpose, promised_date="2026-09-18")
        ticket = self.make_ticket()
        for purpose in ("demand", "service", "chase"):
            with self.subTest(purpose=purpose), self.refused("project"):
                ticket.env["gas.contact"].create({"inquiry_id": ticket.id, "note": "x", "purpose": purpose})
        contact = self.project.env["gas.contact"].create({"project_id": self.project.id, "note": "x"})
        self.assertEqual(contact.purpose, "service")
        with self.assertRaises(ValidationError):
            self.log(self.project, "chase", direction="out")

    def test_a_colleague_is_spoken_for_by_the_manager_only(self):
        with self.assertRaises(UserError):
            self.log(self.project, employee_id=self.colleague.id)
        managed = self.project.with_user(self.market_manager.user_id)
        contact = self.log(managed, employee_id=self.colleague.id).sudo()
        self.assertEqual((contact.employee_id, contact.department_id), (self.colleague, self.market))

    def test_checklist_of_a_visit(self):
        """PS-5.2: what was worn and carried is ticked; what was missing is said."""
        items = self.env["gas.visit.item"].search([])
        complete = self.log(self.project, channel="visit", visit_item_ids=[Command.set(items.ids)])
        self.assertFalse(complete.visit_missing)
        partly = self.log(self.project, channel="visit", visit_item_ids=[Command.set(items[1:].ids)])
        self.assertEqual(partly.visit_missing, items[0].name)
        self.assertFalse(self.log(self.project).visit_missing)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectSilence(GasProjectCase):
    """PL-2.1: a project nobody has spoken about for so many days is brought to mind (advisory)."""

    def silent(self, project):
        self.env["gas.project"]._cron_silent()
        self.env.invalidate_all()
        kind = self.env.ref("gas_service.activity_type_silent")
        return project.sudo().activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def test_reminded_once(self):
        project = self.make_contacted()
        with freeze_time("2026-10-01 02:00:00"):
            self.assertFalse(self.silent(project))
        with freeze_time("2026-10-01 02:00:01"):
            reminder = self.silent(project)
            self.assertEqual((len(reminder), reminder.user_id), (1, self.lead.user_id))
            self.assertEqual(self.silent(project), reminder)
            self.log(project, "service", reached=False)
            self.assertFalse(self.silent(project))

    def test_an_internal_word_is_no_contact(self):
        project = self.make_contacted()
        with freeze_time("2026-10-02 02:00:00"):
            self.silent(project)
            self.log(project, "chase", direction="internal")
            self.assertTrue(self.silent(project))

    def test_never_spoken_with(self):
        noted = self.make_project(self.make_role("hotline"))
        with freeze_time("2026-10-02 02:00:00"):
            self.assertEqual(self.silent(noted).user_id, self.market_manager.user_id)

    def test_whom_it_does_not_concern(self):
        tracked, lost = self.make_contacted(), self.make_contacted()
        tracked.action_track("2026-12-20")
        lost.action_lose("x")
        other = self.make_contacted()
        with freeze_time("2026-10-02 02:00:00"):
            self.company.gas_silent_days = 0
            self.assertFalse(self.silent(other))
            self.company.gas_silent_days = 15
            self.assertTrue(self.silent(other))
            self.assertFalse(self.silent(tracked) or self.silent(lost))
