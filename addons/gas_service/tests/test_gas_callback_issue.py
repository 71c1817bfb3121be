# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackIssue(GasCallbackCase):
    """CB-9: major issues are decided on in time, met about, and followed to the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader = cls.make_employee("leader", cls.market, "gas_service.group_leader")
        cls.service.gas_leader_id = cls.leader
        cls.plan = cls.make_plan(40)
        cls.callback = cls.pull()
        cls.issues = cls.env["gas.callback.issue"]

    def report(self):
        """Return an issue reported by the caller, seen by the supervisor."""
        issue_id = self.callback.action_report_issue("Double bills", "He got two again")
        return self.issues.with_user(self.supervisor.user_id).browse(issue_id)

    def make_major(self):
        issue = self.report()
        issue.action_decide(True, "Many are concerned")
        return issue

    def add_measure(self, issue, employee=None):
        return (
            self.env["gas.improvement"]
            .with_user(self.supervisor.user_id)
            .create(
                {
                    "name": "Check bills before they leave",
                    "employee_id": (employee or self.handler).id,
                    "date_deadline": "2026-10-30",
                    "issue_id": issue.id,
                }
            )
        )

    def test_reported_by_who_hears_it(self):
        """CB-9: a caller reports what he heard; the supervisor is asked, and has 3 working days."""
        issue = self.report()
        self.assertEqual((issue.state, issue.plan_id, issue.department_id), ("reported", self.plan, self.service))
        self.assertEqual(issue.reported_by, self.agent.user_id)
        self.assertEqual(issue.activity_ids.user_id, self.supervisor.user_id)
        clock = self.clock(issue, "CB-MAJOR")
        self.assertEqual(clock.due_at, self.china("2026-09-04 17:00"))
        self.assertEqual((clock.employee_id, clock.binding), (self.supervisor, False))
        self.assertEqual(issue.with_user(self.agent.user_id).name, "Double bills")
        with self.assertRaises(UserError):
            self.callback.action_report_issue("  ")
        with self.assertRaises(AccessError):
            self.callback.with_user(self.agent2.user_id).action_report_issue("x")
        with self.assertRaises(AccessError):
            self.plan.with_user(self.clerk.user_id).action_report_issue("x")
        self.assertTrue(self.plan.with_user(self.manager.user_id).action_report_issue("x"))

    def test_only_the_supervisor_decides(self):
        issue = self.report()
        for employee in (self.manager, self.leader, self.agent, self.supervision):
            with self.subTest(user=employee.name), self.assertRaises(AccessError):
                issue.with_user(employee.user_id).action_decide(True, "x")
        with self.assertRaises(UserError):
            issue.action_decide(False, " ")
        with freeze_time("2026-09-04 09:00:00"):
            issue.action_decide(False, "One clerk's slip")
        self.assertEqual((issue.state, issue.decided_by), ("minor", self.supervisor.user_id))
        self.assertEqual(self.clock(issue, "CB-MAJOR").state, "met")
        self.assertFalse(self.clock(issue, "CB-MEETING"))
        self.assertFalse(issue.activity_ids.filtered(lambda a: a.user_id == self.supervisor.user_id))
        with self.assertRaises(UserError):
            issue.action_decide(True, "x")

    def test_meeting(self):
        """CB-9: the meeting stands in Odoo's calendar, and stops its deadline when it has taken place."""
        issue = self.make_major()
        clock = self.clock(issue, "CB-MEETING")
        self.assertEqual(clock.due_at, self.china("2026-09-15 17:00"))
        notices = self.env["mail.message"].search([("model", "=", issue._name), ("res_id", "=", issue.id)])
        self.assertIn(self.leader.user_id.partner_id, notices.notified_partner_ids)
        start = self.china("2026-09-10 14:00")
        issue.action_plan_meeting(start, 1.5, [self.manager.id, self.leader.id], "Room 2")
        event = issue.meeting_id
        self.assertEqual((event.start, event.stop), (start, self.china("2026-09-10 15:30")))
        invited = event.partner_ids
        self.assertLessEqual((self.manager | self.leader | self.supervisor).user_id.partner_id, invited)
        start = self.china("2026-09-11 09:00")
        issue.with_user(self.manager.user_id).action_plan_meeting(start)
        self.assertEqual((issue.meeting_id, event.start), (event, start))
        with self.assertRaisesRegex(UserError, "(?s)begins later.*minutes.*policy.*measures"):
            issue.action_record_meeting()
        with freeze_time("2026-09-11 08:00:00"):
            issue.write({"minutes": "<p>Everybody was there</p>", "changes": "<p>Billing procedure, step 4</p>"})
            with self.assertRaisesRegex(UserError, "measures"):
                issue.action_record_meeting()
            self.add_measure(issue)
            issue.action_record_meeting()
        self.assertEqual((issue.state, issue.held_at), ("measures", start))
        self.assertFalse(issue.activity_ids.filtered("calendar_event_id"))
        clock.invalidate_recordset()
        self.assertEqual((clock.state, clock.stopped_at), ("met", start))
        with self.assertRaises(UserError):
            issue.minutes = "Something else"

    def test_late_meeting(self):
        issue = self.make_major()
        issue.action_plan_meeting(self.china("2026-09-16 09:00"))
        with freeze_time("2026-09-16 02:00:00"):
            issue.write({"minutes": "x", "changes": "none", "no_measure_reason": "Nothing to do"})
            issue.action_record_meeting()
        self.assertEqual(self.clock(issue, "CB-MEETING").state, "late")
        self.assertEqual(issue.state, "done")  # no measures to follow

    def test_done_with_its_measures(self):
        """CB-9: the issue is done when all measures are done or given up."""
        issue = self.make_major()
        first, second = self.add_measure(issue), self.add_measure(issue)
        issue.action_plan_meeting(self.china("2026-09-02 09:00"))
        with freeze_time("2026-09-03 02:00:00"):
            issue.write({"minutes": "x", "changes": "y"})
            issue.action_record_meeting()
        first.with_user(self.handler.user_id).action_report("Done")
        first.with_user(self.manager.user_id).action_confirm()
        self.assertEqual(issue.state, "measures")
        second.action_cancel("Not needed")
        self.assertEqual(issue.state, "done")

    def test_guarded(self):
        issue = self.report()
        for name, value in (
            ("state", "done"),
            ("decided_by", self.env.uid),
            ("held_at", "2026-09-01"),
            ("meeting_id", 1),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                issue.write({name: value})
        with self.assertRaises(AccessError):
            self.issues.with_user(self.supervisor.user_id).create({"name": "x", "plan_id": self.plan.id})
        with self.assertRaises(AccessError):
            self.issues.with_user(self.agent.user_id).browse(issue.id).write({"minutes": "x"})
        with self.assertRaises(UserError):
            issue.action_plan_meeting(fields.Datetime.now())  # not major

    def test_who_reads_it(self):
        issue = self.report()
        for employee, sees in (
            (self.supervisor, True), (self.manager, True), (self.leader, True), (self.supervision, True),
            (self.agent, True), (self.agent2, False), (self.handler, False), (self.market_manager, False),
        ):  # fmt: skip
            with self.subTest(user=employee.name):
                found = self.issues.with_user(employee.user_id).search([("id", "=", issue.id)])
                self.assertEqual(bool(found), sees)
                clocks = self.env["gas.sla.clock"].with_user(employee.user_id)
                self.assertEqual(bool(clocks.search([("callback_issue_id", "=", issue.id)])), sees)
