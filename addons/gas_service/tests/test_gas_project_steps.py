# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in China


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectDesign(GasProjectCase):
    """PS-4.2.3.1: whose promise the design is, and what the lead does about it."""

    def design_clock(self, project):
        return self.clock(project, "PS-DESIGN")

    def test_external_unit(self):
        """PS-4.2.3.1: a record of the supplier; no employee, hence never wages."""
        project = self.make_design()
        clock = self.design_clock(project)
        self.assertEqual((clock.partner_id, clock.employee_id.id), (self.design_unit, False))
        self.assertEqual(clock.department_id, self.market)
        self.assertEqual(clock.with_user(self.lead.user_id).explain()["responsible"], self.design_unit.name)
        self.assertEqual(self.clock(project, "PS-TOTAL").employee_id, self.lead)

    def test_designer_of_the_company(self):
        designer = self.make_employee("designer", self.budget)
        project = self.make_review()
        project.write({"design_unit_id": False, "designer_id": designer.id})
        project.action_record_survey("feasible", "Pipe at the street")
        self.deliver_documents(project)
        project.action_confirm_appliances()
        clock = self.design_clock(project)
        self.assertEqual((clock.employee_id, clock.department_id, clock.partner_id.id), (designer, self.budget, False))
        self.assertTrue(project.with_user(designer.user_id).has_access("read"))

    def test_one_of_both(self):
        project = self.make_review()
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), self.env.cr.savepoint():
            project.designer_id = self.estimator
            project.flush_recordset()
        other = self.env["res.company"].create({"name": "Other Gas"})
        stranger = self.env["hr.employee"].create({"name": "S", "company_id": other.id})
        with self.assertRaises(ValidationError):
            project.write({"design_unit_id": False, "designer_id": stranger.id})

    def test_settled_when_design_begins(self):
        """The lead does not make a colleague answer for it afterwards; the manager says who goes on."""
        project = self.make_design()
        designer = self.make_employee("designer", self.budget)
        change = {"design_unit_id": False, "designer_id": designer.id}
        with self.assertRaises(AccessError):
            project.write(change)
        with freeze_time("2026-09-18 02:00:00"):
            project.with_user(self.market_manager.user_id).write(change)
        clock = self.design_clock(project)
        self.assertEqual((clock.employee_id, clock.partner_id.id), (designer, False))
        self.assertEqual(clock.event_ids.mapped("kind"), ["reassign"])
        project.with_user(self.market_manager.user_id).action_lose("x")
        with self.assertRaises(UserError):
            project.sudo().write({"designer_id": False})

    def test_overdue_stays_with_who_let_it_come_to_that(self):
        project = self.make_design()
        other = self.env["res.partner"].create({"name": "Other Institute"})
        with freeze_time("2026-10-12 02:00:00"):
            self.assertTrue(self.design_clock(project).is_overdue)
            project.with_user(self.market_manager.user_id).design_unit_id = other
        self.assertEqual(self.design_clock(project).partner_id, self.design_unit)

    def test_drawings(self):
        """PS-4.2.3.1: they end it, once, at the time they came."""
        project = self.make_design()
        with self.assertRaises(UserError):
            self.make_survey().action_drawings_received()
        early = self.make_survey()
        with freeze_time("2026-09-16 04:00:00"), self.refused("started only at"):
            self.deliver_documents(early)
            early.action_confirm_appliances()
            early.action_drawings_received(self.china("2026-09-16 11:59"))
        with freeze_time("2026-09-22 02:00:00"):
            project.action_drawings_received(self.china("2026-09-22 09:30"))
            clock = self.design_clock(project)
            self.assertEqual((clock.state, clock.stopped_at), ("met", self.china("2026-09-22 09:30")))
            with self.assertRaises(UserError):
                project.action_drawings_received()
        self.assertEqual(self.clock(project, "PS-TOTAL").state, "running")

    def test_chased(self):
        """PS-4.2.3.1: the lead's only failure is not to have chased; before it was late, and while it ran."""
        project = self.make_survey()
        chase = {"purpose": "chase", "direction": "internal"}
        self.log(project, **chase)
        self.assertFalse(project.design_chased)
        with freeze_time("2026-09-17 02:00:00"):
            self.deliver_documents(project)
            project.action_confirm_appliances()
            self.assertFalse(project.design_chased)
        due = self.design_clock(project).due_at
        with freeze_time("2026-10-12 02:00:00"):
            self.log(project, **chase)
            self.assertFalse(project.design_chased)
        with freeze_time("2026-09-22 02:00:00"):
            self.log(project, **chase)
            self.assertTrue(project.design_chased)
        self.assertEqual((self.design_clock(project).state, self.design_clock(project).due_at), ("running", due))

    def test_lead_is_warned(self):
        """PS-4.2.3.1: of a promise of the unit outside the lead hears, who has to chase it; no wages, no employee."""
        project = self.make_design()
        clock = self.design_clock(project)
        (self.clock(project, "PS-TOTAL")).next_alert_at = False
        with freeze_time(clock.red_at):
            clock._alert_batch(clock.red_at)
        told = clock.event_ids.filtered(lambda event: event.kind == "alert").user_id
        self.assertEqual(told, self.lead.user_id)
        self.assertFalse(clock.employee_id)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectEstimate(GasProjectCase):
    """PS-4.2.3.2: three working days from the hand-over of the drawings, the estimator's."""

    def costs(self, project):
        return project.sudo().clock_ids.filtered(lambda clock: clock.code == "PS-COST").sorted("occurrence")

    def test_hand_over_of_the_drawings(self):
        """PS-4.2.3.2: it begins with the hand-over, recorded with both people, not with the drawings."""
        project = self.make_design()
        project.action_drawings_received()
        with freeze_time("2026-09-18 02:00:00"):
            self.assertFalse(self.costs(project))
            project.action_request_estimate(self.estimator.id, note="See sheet 3")
        clock = self.costs(project)
        self.assertEqual(
            (clock.started_at, clock.due_at), (self.china("2026-09-18 10:00"), self.china("2026-09-22 17:00"))
        )
        self.assertEqual((clock.employee_id, clock.department_id), (self.estimator, self.budget))
        step = project.sudo().handover_ids.filtered(lambda step: step.kind == "estimate")
        self.assertEqual(
            (step.from_employee_id, step.to_employee_id, step.note), (self.lead, self.estimator, "See sheet 3")
        )
        self.assertEqual(project.sudo().activity_ids.user_id, self.estimator.user_id)
        self.assertEqual((project.state, project.sudo().estimator_id), ("costing", self.estimator))

    def test_names_everything_missing(self):
        project = self.make_design()
        with self.assertRaises(UserError) as caught:
            project.action_request_estimate(False)
        for text in ("drawings", "estimator"):
            self.assertIn(text, caught.exception.args[0])
        with freeze_time("2026-09-16 04:00:00"):
            project.action_drawings_received()
            with self.refused("after the drawings"):
                project.action_request_estimate(self.estimator.id, self.china("2026-09-16 11:00"))
        other = self.env["res.company"].create({"name": "Other Gas"})
        stranger = self.env["hr.employee"].create({"name": "S", "company_id": other.id})
        with freeze_time("2026-09-16 04:00:00"), self.refused("estimator"):
            project.action_request_estimate(stranger.id)
        with self.assertRaises(UserError):
            self.make_survey().action_request_estimate(self.estimator.id)

    def test_estimate_delivered(self):
        """PS-4.2.3.2: by the estimator or the lead, with an amount; once."""
        project = self.make_costing()
        for amount in (0, -1.0, None):
            with self.subTest(amount=amount), self.refused("amount"):
                project.action_estimate_done(amount)
        for employee in (self.colleague, self.market_handler):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                project.with_user(employee.user_id).action_estimate_done(1.0)
        with freeze_time("2026-09-17 02:00:00"):
            project.with_user(self.estimator.user_id).action_estimate_done(20000.0, note="With the pipe")
        self.assertEqual((self.costs(project).state, project.estimate_amount), ("met", 20000.0))
        self.assertEqual(project.estimate_done_at, datetime(2026, 9, 17, 2))
        with self.assertRaises(UserError):
            project.action_estimate_done(1.0)
        with self.assertRaises(UserError):
            project.with_user(self.estimator.user_id).write({"estimate_amount": 1.0})

    def test_sent_back(self):
        """PS-4.2.3.2: a new promise of three days; the first keeps its result, the whole way runs on."""
        project = self.make_estimated()
        total = self.clock(project, "PS-TOTAL")
        before = (total.id, total.started_at, total.due_at, total.state)
        with freeze_time("2026-09-18 02:00:00"):
            for reason in ("", " "):
                with self.assertRaises(UserError):
                    project.action_return_estimate(reason)
            with self.assertRaises(AccessError):
                project.with_user(self.estimator.user_id).action_return_estimate("x")
            project.action_return_estimate("The meter is missing")
        first, second = self.costs(project)
        self.assertEqual((first.state, second.state), ("met", "running"))
        self.assertEqual((second.started_at, second.employee_id), (self.china("2026-09-18 10:00"), self.estimator))
        self.assertEqual((project.estimate_done_at, project.state), (False, "costing"))
        total = self.clock(project, "PS-TOTAL")
        self.assertEqual((total.id, total.started_at, total.due_at, total.state), before)
        with self.assertRaises(UserError):
            project.action_return_estimate("Again")
        with self.refused("estimate"):
            project.action_launch_approval()

    def test_rejected_by_an_approver(self):
        """PS-4.2.3.3: the rejection ends that promise and begins a new one of the estimator; then a new approval."""
        project = self.make_estimated()
        total = self.clock(project, "PS-TOTAL")
        project.action_launch_approval()
        approve = self.clock(project, "PS-APPROVE")
        self.assertEqual(
            (approve.started_at, approve.due_at), (datetime(2026, 9, 16, 2), self.china("2026-09-18 17:00"))
        )
        with freeze_time("2026-09-17 02:00:00"):
            approver = project.sudo().approval_approver_ids[:1]
            project.with_user(approver).action_reject("Too expensive")
            self.assertEqual(approve.state, "met")
            first, second = self.costs(project)
            self.assertEqual(
                (first.state, second.state, second.started_at), ("met", "running", datetime(2026, 9, 17, 2))
            )
            self.assertEqual(second.employee_id, self.estimator)
            project.with_user(self.estimator.user_id).action_estimate_done(18000.0)
            project.action_launch_approval()
        approvals = project.sudo().clock_ids.filtered(lambda clock: clock.code == "PS-APPROVE").sorted("occurrence")
        self.assertEqual(approvals.mapped("state"), ["met", "running"])
        self.assertEqual(approvals[1].started_at, datetime(2026, 9, 17, 2))
        self.assertEqual(self.clock(project, "PS-TOTAL"), total)
        self.assertEqual((total.state, total.occurrence, total.started_at), ("running", 1, datetime(2026, 9, 16, 2)))

    def test_whole_way(self):
        """PS-4.2.3: it stops at the final approval, and every promise was kept."""
        project = self.make_estimated()
        project.action_launch_approval()
        with freeze_time("2026-09-17 02:00:00"):
            while project.state == "approval":
                project.with_user(project.sudo().approval_approver_ids[:1]).action_approve()
        self.assertEqual((project.state, project.approved_at), ("done", datetime(2026, 9, 17, 2)))
        self.assertEqual(set(project.sudo().clock_ids.mapped("state")), {"met"})
        self.assertEqual(self.clock(project, "PS-TOTAL").stopped_at, datetime(2026, 9, 17, 2))
        self.assertFalse(project.date_deadline)

    def test_estimator_s_manager(self):
        """He hears of a promise that is late in his department, and sees what it is about; he decides nothing."""
        head = self.make_employee("head", self.budget, "gas_service.group_manager")
        self.budget.manager_id = head
        project = self.make_costing()
        clock = self.costs(project)
        with freeze_time("2026-09-25 02:00:00"):
            self.assertFalse(clock._alert_batch(self.china("2026-09-25 10:00")))
            seen = project.with_user(head.user_id)
            self.assertIn(head.user_id, project.sudo().activity_ids.user_id)
            self.assertTrue(seen.read(["subject", "date_deadline"]))
            self.assertFalse(seen.has_access("write"))
            with self.assertRaises(AccessError):
                seen.action_hand_over(self.colleague.id, "x")
            project.action_estimate_done(1.0)
            with self.assertRaises(AccessError):
                clock.with_user(head.user_id).action_reopen("He was ill")

    def test_another_estimator(self):
        """The promise runs on and goes to him; what is overdue stays with who had it."""
        second = self.make_employee("second", self.budget)
        for moment, responsible in (("2026-09-18 02:00:00", second), ("2026-10-12 02:00:00", self.estimator)):
            project = self.make_costing()
            with freeze_time(moment), self.subTest(moment=moment):
                with self.assertRaises(UserError):
                    project.action_request_estimate(self.estimator.id)
                project.action_request_estimate(second.id, note="Leave")
                self.assertEqual(project.sudo().estimator_id, second)
                self.assertEqual(self.costs(project).employee_id, responsible)
        self.assertEqual(len(self.costs(project)), 1)
        project.with_user(second.user_id).action_estimate_done(1.0)
        with self.assertRaises(AccessError):
            project.with_user(self.estimator.user_id).check_access("read")
