# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta
from random import Random

from freezegun import freeze_time

from odoo.modules.module import Manifest
from odoo.tests import TransactionCase
from odoo.tools.convert import convert_file

from ..demo.past import Almanac
from ..demo.story import all_stories

LOGINS = (
    "clerk hotline hotline2 supervisor handler repair meter rescue manager market estimator market_manager"
    " leader general supervision market2 market3"
).split()
_TOLD_AT = "2026-11-25 02:30:00"  # a Wednesday, 10:30 in Shanghai


@freeze_time(_TOLD_AT)
class TestDemo(TransactionCase):
    """The demo company loads, and shows something of everything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(_TOLD_AT):
            for path in Manifest.for_addon("gas_service")["demo"]:
                convert_file(cls.env(su=True), "gas_service", path, {}, mode="init", noupdate=True)
        cls.tickets = cls.env["gas.inquiry"].search([])
        cls.projects = cls.env["gas.project"].search([])
        cls.opened = cls.tickets.filtered(lambda ticket: ticket.state not in ("closed", "archived", "cancelled"))

    def test_customers_say_how_satisfied_they_are(self):
        """FI-13: good marks and bad ones, with and without words."""
        marks = self.tickets.rating_ids
        self.assertGreater(len(marks), 5)
        self.assertTrue(any(mark.rating < 3 for mark in marks) and any(mark.rating > 4 for mark in marks))
        self.assertTrue(any(marks.mapped("feedback")) and not all(marks.mapped("feedback")))

    def test_everything_occurs(self):
        for name in ("state", "kind", "channel", "outcome"):
            keys = {key for key, _label in self.tickets._fields[name].selection}
            self.assertEqual(set(self.tickets.mapped(name)) - {False}, keys, name)
        for mark in ("urgent", "supervised", "urge_count", "anonymous", "vexatious", "accused_ids", "origin_id"):
            self.assertTrue(self.tickets.filtered(mark), mark)
        self.assertEqual(
            set(self.tickets.handover_ids.mapped("kind")),
            {"own", "colleague", "transfer", "escort", "return", "assignment"},
        )
        self.assertEqual(set(self.opened.mapped("sla_light")), {"green", "yellow", "red", "late", "none"})
        today = self.opened.filtered(lambda t: t.date_deadline and str(t.date_deadline) == "2026-11-25 09:00:00")
        self.assertGreater(len(today), 3)

    def test_projects_of_every_kind(self):
        """PS-3 to PS-4.2.3: every state, source, nature and size, and what can happen on the way."""
        for name in ("state", "nature", "category", "size_class", "screening_check", "sla_light"):
            keys = {key for key, _label in self.projects._fields[name]._description_selection(self.env)}
            self.assertEqual(set(self.projects.mapped(name)) - {False}, keys, name)
        for mark in (
            "paused", "pause_proposed", "limit_ids", "design_chased", "next_follow_up_date", "estimator_id", "approved_at",
            "external_ref", "missing_documents", "meeting_id", "account_id", "size_by_hand",
        ):  # fmt: skip
            self.assertTrue(self.projects.filtered(mark), mark)
        self.assertEqual(set(self.projects.handover_ids.mapped("kind")), {"lead", "estimate"})
        contacts = self.projects.contact_ids
        self.assertTrue({"demand", "service", "chase"} <= set(contacts.mapped("purpose")))
        self.assertTrue(contacts.filtered(lambda contact: not contact.reached))
        self.assertTrue(contacts.filtered("visit_missing"))
        self.assertTrue(contacts.filtered("market_news"))
        silent = self.env.ref("gas_service.activity_type_silent")
        self.assertIn(silent, self.projects.activity_ids.activity_type_id)

    def test_projects_approved(self):
        """PS-4.2.3.3: one waits for each step, one was rejected and launched again, one went through both steps."""
        waiting = self.projects.filtered(lambda project: project.state == "approval")
        self.assertEqual(set(waiting.approval_approver_ids.mapped("login")), {"market_manager", "leader"})
        decisions = self.projects.approval_decision_ids
        again = decisions.filtered(lambda row: row.decision == "rejected").project_id
        self.assertEqual((again.state, again.approval_round), ("done", 2))
        self.assertIn(
            2, [len(p.approval_decision_ids.filtered(lambda row: row.decision == "approved")) for p in self.projects]
        )

    def test_projects_late(self):
        """PS-4.1.1, PS-4.2.3.1: a lead's and a design unit's promise are late now, a whole way was late."""
        clocks = self.projects.clock_ids
        self.assertEqual(set(clocks.filtered("is_overdue").mapped("code")), {"PS-CONTACT", "PS-DESIGN"})
        late = clocks.filtered(lambda clock: clock.state == "late")
        self.assertEqual(set(late.mapped("code")), {"PS-DESIGN", "PS-TOTAL"})
        self.assertTrue(late.filtered("partner_id"))

    def test_projects_across_a_holiday(self):
        clock = self.projects.filtered(lambda p: "第一中学" in p.subject).clock_ids.filtered(
            lambda c: c.code == "PS-TOTAL"
        )
        self.assertEqual(clock.state, "met")
        days = clock.explanation["days"]
        self.assertIn("holiday", [day["kind"] for day in days])
        self.assertTrue([day for day in days if day.get("makeup")])

    def test_projects_pushed(self):
        """PS-3.1: the platform pushed through its own door, and can do nothing else."""
        platform = self.env.ref("gas_service.user_platform")
        self.assertTrue(platform.share)
        pushed = self.projects.filtered(lambda project: project.registered_by == platform)
        self.assertGreater(len(pushed), 5)
        self.assertFalse(self.env["gas.import.line"].search([("import_id.kind", "=", "lead")]))

    def test_two_accounts_on_one_phone(self):
        self.assertEqual(len(self.env["gas.account"].search([("phone", "=", "138 0000 1007")])), 2)

    def test_across_a_holiday(self):
        clock = self.env["gas.sla.clock"].search(
            [("inquiry_id.subject", "like", "节前来电"), ("code", "=", "FI-REPLY")]
        )
        self.assertEqual(clock.state, "met")
        days = clock.explanation["days"]
        self.assertIn("holiday", [day["kind"] for day in days])
        self.assertTrue([day for day in days if day.get("makeup")])

    def test_archive(self):
        """Of last month something is handed over, received, a nil return, and missing (FI-8.6)."""
        batches = self.env["gas.archive.batch"].search([("month", "=", "2026-10-01")])
        self.assertEqual(set(batches.mapped("state")), {"draft", "handed", "received"})
        self.assertTrue(batches.filtered("is_nil"))
        self.assertTrue(batches.filtered(lambda batch: batch.state == "draft" and batch.is_late and batch.ticket_count))

    def test_callbacks(self):
        """CB-1 to CB-4: months drawn, approved, called and analysed; the last one is still called."""
        plans = self.env["gas.callback.plan"].search([])
        self.assertEqual(set(plans.mapped("state")), {"approval", "calling", "done"})
        self.assertEqual(set(plans.department_id.mapped("name")), {"运行客服部", "市场工程部"})
        self.assertGreater(len(plans.filtered(lambda plan: plan.kind == "monthly" and plan.state == "done")), 6)
        short = plans.filtered(lambda plan: plan.state == "done" and plan.shortfall)
        self.assertTrue(short.shortfall_reason)
        self.assertTrue(all(draw.action_check()["ok"] for draw in plans.round_ids))
        calling = plans.filtered(lambda plan: plan.state == "calling").callback_ids
        self.assertEqual(set(calling.mapped("state")), {"todo", "calling", "done", "refused", "unreachable"})
        self.assertTrue(plans.callback_ids.filtered(lambda call: call.replaces_id and call.state == "done"))
        self.assertTrue(calling.filtered("dissatisfied"))
        self.assertEqual(set(plans.callback_ids.inquiry_id.mapped("state")), {"closed", "archived"})
        # more than the ten customers below which figures are grey
        dimensions = plans.dimension_ids.filtered(lambda row: row.department_id.name == "运行客服部")
        self.assertTrue(dimensions.filtered(lambda row: not row.few))

    def test_callbacks_followed_up(self):
        """CB-1, CB-7 to CB-9: issues, meeting, improvements, industrial decisions, an audit with findings."""
        issues = self.env["gas.callback.issue"].search([])
        self.assertEqual(set(issues.mapped("state")), {"reported", "minor", "measures"})
        self.assertTrue(issues.meeting_id)
        items = self.env["gas.improvement"].search([])
        self.assertEqual(set(items.mapped("state")), {"open", "done"})
        for origin in ("plan_id", "issue_id", "audit_line_id"):
            self.assertTrue(items[origin], origin)
        self.assertEqual(set(self.env["gas.callback.industrial"].search([]).mapped("state")), {"open", "yes", "no"})
        audit = self.env["gas.callback.audit"].search([])
        self.assertEqual((audit.name, audit.state, len(audit.line_ids)), ("2026-Q3", "done", 2))
        self.assertTrue(audit.line_ids.check_ids.filtered(lambda check: not check.passed))
        self.assertTrue(all(audit.line_ids.mapped("finding")) and all(audit.line_ids.sample_ids.mapped("judged_at")))

    def test_no_storm(self):
        """All alerts up to now were sent in their time; nobody is mailed, few have something unread."""
        self.assertFalse(self.env["gas.sla.clock"].search([("next_alert_at", "<=", _TOLD_AT)]))
        self.assertFalse(self.env["mail.mail"].search([]))
        unread = self.env["mail.notification"].search([("is_read", "=", False)])
        self.assertLess(max(map(len, unread.grouped("res_partner_id").values())), 8)

    def test_roles_log_in(self):
        """Everybody's password is the login, and everybody sees tickets on the board."""
        for login in LOGINS:
            user = self.env["res.users"].search([("login", "=", login)])
            credential = {"type": "password", "login": login, "password": login}
            user.with_user(user)._check_credentials(credential, {"interactive": False})
            self.assertTrue(user.function)
            if login != "estimator":
                self.assertTrue(self.env["gas.inquiry"].with_user(user).search_count([]), login)

    def test_told_on_any_day(self):
        """Whatever the moment, everything lies in the past and in its order."""
        timeline = self.env.ref("base.main_company")._gas_calendar()._gas_timeline()
        random = Random(19)
        for _turn in range(20):
            now = datetime(2025, 3, 1) + timedelta(minutes=random.randrange(60 * 24 * 1000))
            almanac = Almanac(timeline, now)
            for story in all_stories():
                times = [almanac.moment(when) for when in (story.at, *(step[0] for step in story.steps))]
                self.assertEqual(times, sorted(times), (now, story.subject))
                self.assertLessEqual(times[-1], now, story.subject)
