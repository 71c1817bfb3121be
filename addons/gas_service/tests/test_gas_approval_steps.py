# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .approval_common import GasApprovalCase

NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGasApprovalSteps(GasApprovalCase):
    """PS-4.2.3.3: the budget's way through the steps, with its clocks and its history."""

    def test_small_budget_needs_the_manager(self):
        """PS-4.2.3.3: below the leader's amount the manager's approval is the final one."""
        project = self.launch(amount=49999.99)
        self.assertEqual((project.state, project.approval_state), ("approval", "running"))
        self.assertEqual(project.approval_approver_ids, self.market_manager.user_id)
        self.by(project, self.market_manager).action_approve()
        self.assertEqual((project.state, project.approval_state), ("done", "approved"))
        self.assertEqual(project.approved_at, fields.Datetime.now())
        self.assertFalse(project.approval_approver_ids or project.approval_step_name or project.approval_plan)

    def test_large_budget_goes_on_to_the_leader(self):
        """PS-4.2.3.3: from the amount on, one after the other and not before his turn."""
        project = self.launch(amount=50000)
        with self.assertRaises(AccessError):
            self.by(project, self.leader).action_approve()
        self.by(project, self.market_manager).action_approve("In order")
        self.assertEqual((project.state, project.approval_approver_ids), ("approval", self.leader.user_id))
        with self.assertRaises(AccessError):
            self.by(project, self.market_manager).action_approve()
        self.by(project, self.leader).action_approve()
        self.assertEqual(project.state, "done")
        with self.assertRaises(UserError):
            self.by(project, self.leader).action_approve()

    def test_clocks_of_an_approval(self):
        """PS-4.2.3.3, PS-4.2.3: two working days from the launch; the last approval ends it and the whole."""
        project = self.make_estimated(amount=80000)
        with freeze_time("2026-09-17 02:00:00"):
            project.action_launch_approval()
        clock = self.clock(project, "PS-APPROVE")
        self.assertEqual(clock.started_at, project.approval_requested_at)
        self.assertEqual(clock.due_at, self.china("2026-09-20 17:00"), "Sunday the 20th is worked")
        self.assertEqual(clock.employee_id, self.market_manager)
        with freeze_time("2026-09-18 02:00:00"):
            self.by(project, self.market_manager).action_approve()
        self.assertEqual((clock.state, clock.employee_id), ("running", self.leader))
        with freeze_time("2026-09-18 03:00:00"):
            self.by(project, self.leader).action_approve()
        for code in ("PS-APPROVE", "PS-TOTAL"):
            clock = self.clock(project, code)
            self.assertEqual((clock.state, str(clock.stopped_at)), ("met", "2026-09-18 03:00:00"), code)

    def test_late_step_stays_with_who_let_it_get_late(self):
        """PS-4.2.3.3: the responsible is the approver whose step it is; what is overdue stays with him."""
        project = self.launch(amount=80000)
        clock = self.clock(project, "PS-APPROVE")
        with freeze_time("2026-09-21 02:00:00"):
            self.by(project, self.market_manager).action_approve()
            self.assertEqual(clock.employee_id, self.market_manager)
            self.by(project, self.leader).action_approve()
        self.assertEqual((clock.state, clock.employee_id), ("late", self.market_manager))

    def test_rejection(self):
        """PS-4.2.3.3: it ends PS-APPROVE, a new PS-COST begins at the estimator, PS-TOTAL runs on."""
        project = self.launch(amount=80000)
        self.by(project, self.market_manager).action_approve()
        with freeze_time("2026-09-17 02:00:00"):
            self.by(project, self.leader).action_reject("Too dear")
        self.assertEqual((project.state, project.approval_state), ("costing", "rejected"))
        self.assertEqual(self.clock(project, "PS-APPROVE").state, "met")
        cost = self.clock(project, "PS-COST")
        self.assertEqual((cost.occurrence, cost.state, cost.employee_id), (2, "running", self.estimator))
        self.assertEqual(str(cost.started_at), "2026-09-17 02:00:00")
        self.assertEqual(self.clock(project, "PS-TOTAL").state, "running")
        with self.assertRaises(UserError):
            project.action_launch_approval()
        with freeze_time("2026-09-18 02:00:00"):
            self.by(project, self.estimator).action_estimate_done(45000)
            project.action_launch_approval()
            self.assertEqual(project.approval_round, 2)
            clock = self.clock(project, "PS-APPROVE")
            self.assertEqual((clock.occurrence, clock.state), (2, "running"))
            self.by(project, self.market_manager).action_approve()
        self.assertEqual(project.state, "done")
        self.assertEqual(
            self.history(project),
            [
                (1, "launched", False, "lead", 80000),
                (1, "approved", "Department Manager", "market_manager", 80000),
                (1, "rejected", "Leader in Charge", "leader", 80000),
                (2, "launched", False, "lead", 45000),
                (2, "approved", "Department Manager", "market_manager", 45000),
            ],
        )
        self.assertEqual(project.approval_decision_ids[2].reason, "Too dear")

    def test_reasons(self):
        project = self.launch()
        mine = self.by(project, self.market_manager)
        for reason in ("", "  ", None):
            with self.assertRaises(UserError):
                mine.action_reject(reason)
            with self.assertRaises(UserError):
                project.action_withdraw_approval(reason)
        self.assertEqual(project.approval_state, "running")

    def test_withdrawal(self):
        """Only who asked for it takes it back; nobody decided, so the promise is cancelled and not met."""
        project = self.launch()
        for employee in (self.market_manager, self.leader, self.colleague):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.by(project, employee).action_withdraw_approval("No")
        project.action_withdraw_approval("Wrong file")
        self.assertEqual((project.state, project.approval_state), ("costing", "withdrawn"))
        self.assertEqual(self.clock(project, "PS-APPROVE").state, "cancelled")
        self.assertEqual(self.clock(project, "PS-TOTAL").state, "running")
        with self.assertRaises(UserError):
            self.by(project, self.market_manager).action_approve()
        project.action_launch_approval()
        self.assertEqual((project.state, project.approval_round), ("approval", 2))
        self.assertEqual([row[1] for row in self.history(project)], ["launched", "withdrawn", "launched"])

    def test_launching(self):
        """PS-4.2.3.3: launched by the lead, who has found the estimate right, and once at a time."""
        early = self.make_costing()
        with self.assertRaises(UserError):
            early.action_launch_approval()
        project = self.make_estimated()
        for employee in (self.estimator, self.colleague, self.leader):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.by(project, employee).action_launch_approval()
        project.action_launch_approval()
        with self.assertRaises(UserError):
            project.action_launch_approval()
        with self.assertRaises(UserError):
            project._approval_launch()

    def test_a_changed_rule_leaves_what_is_running(self):
        project = self.launch(amount=80000)
        rule = self.env.ref("gas_service.gas_approval_rule_budget")
        rule.step_ids.filtered(lambda step: step.approver_kind == "leader").unlink()
        rule.active = False
        self.by(project, self.market_manager).action_approve()
        self.assertEqual(project.approval_approver_ids, self.leader.user_id)
        self.by(project, self.leader).action_approve()
        self.assertEqual(project.state, "done")

    def test_no_rule_no_approval(self):
        """Without a rule, or without a step for the amount, nothing is approvable, and the message says so."""
        project = self.make_estimated(amount=1000)
        rule = self.env.ref("gas_service.gas_approval_rule_budget")
        rule.step_ids.filtered(lambda step: not step.amount_from).unlink()
        with self.assertRaises(UserError):
            project.action_launch_approval()
        rule.active = False
        with self.assertRaises(UserError):
            project.action_launch_approval()
        self.assertEqual((project.state, project.approval_state), ("costing", "none"))
        self.assertFalse(project.approval_decision_ids)

    def test_an_amount_that_changed_is_not_approved(self):
        project = self.launch(amount=20000)
        project.sudo()._write_guarded({"estimate_amount": 90000})
        with self.assertRaises(UserError):
            self.by(project, self.market_manager).action_approve()
        self.by(project, self.market_manager).action_reject("Changed meanwhile")
        self.assertEqual(project.state, "costing")

    def test_two_at_once(self):
        """Of two members of a group one decides; the other is told that nothing is left to decide."""
        second = self.make_employee("second", self.supervision_department, "gas_service.group_leader")
        self.set_steps({"approver_kind": "group", "group_id": self.env.ref("gas_service.group_leader").id})
        project = self.launch()
        self.assertEqual(project.approval_approver_ids, (self.leader | second).user_id)
        self.assertFalse(self.clock(project, "PS-APPROVE").employee_id, "no one of them in person")
        self.by(project, second).action_approve()
        with self.assertRaises(UserError):
            self.by(project, self.leader).action_reject("Too late")
        self.assertEqual(project.approval_decision_ids[-1].decided_by, second.user_id)

    def test_a_locked_document(self):
        """Another transaction has the row: nothing is decided twice."""
        project = self.launch()
        model = type(self.env["gas.project"])
        with patch.object(model, "try_lock_for_update", lambda records, **_options: records.browse()):
            with self.assertRaises(UserError):
                self.by(project, self.market_manager).action_approve()
        self.assertEqual(project.approval_state, "running")

    def test_lost_while_it_waits(self):
        project = self.launch()
        project.action_lose("The customer builds elsewhere")
        self.assertEqual((project.state, project.approval_state), ("lost", "withdrawn"))
        self.assertFalse(project.approval_approver_ids or project.sudo().activity_ids)
        self.assertEqual(self.clock(project, "PS-APPROVE").state, "cancelled")
        with self.assertRaises(UserError):
            self.by(project, self.market_manager).action_approve()

    def test_who_is_told(self):
        """The approver of the step has something to do until it is decided; who asked hears of the end."""
        project = self.launch(amount=80000)
        approve = self.env.ref("gas_service.activity_type_approve")

        def waiting():
            return project.sudo().activity_ids.filtered(lambda a: a.activity_type_id == approve).user_id

        self.assertEqual(waiting(), self.market_manager.user_id)
        self.by(project, self.market_manager).action_approve("Fine")
        self.assertEqual(waiting(), self.leader.user_id)
        message = project.sudo().message_ids.filtered(lambda m: "Fine" in m.body)
        self.assertEqual(message.author_id, self.market_manager.user_id.partner_id)
        self.by(project, self.leader).action_reject("Too dear")
        self.assertFalse(waiting())
        told = project.sudo().message_ids.filtered(lambda m: "Too dear" in m.body and m.partner_ids)
        self.assertIn(self.lead.user_id.partner_id, told.partner_ids)
        self.assertEqual(told[0].author_id, self.leader.user_id.partner_id)

    def test_waiting_for_me(self):
        project = self.launch()
        other = self.make_project()
        mine = self.by(project | other, self.market_manager)
        self.assertEqual(mine.filtered("may_approve").ids, project.ids)
        for value in (True, False):
            domain = [("id", "in", mine.ids), ("may_approve", "=", value)]
            self.assertEqual(mine.search(domain).ids, (project if value else other).ids)
        self.assertFalse(project.may_approve)

    def test_reading_costs_the_same_queries(self):
        counts = []
        for number in (1, 10, 100):
            projects = self.env["gas.project"].concat(*[self.make_project() for _i in range(number)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            projects.read(["approval_state", "approval_step_name", "may_approve"])
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_the_dialog(self):
        project = self.launch()
        dialog = {"res_model": "gas.project", "res_id": project.id, "step": "reject", "reason": "Unclear"}
        dialogs = self.env["gas.approval.dialog"]
        with self.assertRaises(AccessError):
            dialogs.with_user(self.leader.user_id).create(dialog).action_confirm()
        with self.assertRaises(UserError):
            dialogs.with_user(self.leader.user_id).create({**dialog, "res_model": "res.partner"}).action_confirm()
        with self.assertRaises(AccessError):
            dialogs.with_user(self.clerk.user_id).create(dialog).read(["document_name"])
        mine = self.by(project, self.market_manager)
        opened = mine.action_open_reject()
        mine.env["gas.approval.dialog"].with_context(**opened["context"]).create({"reason": "Unclear"}).action_confirm()
        self.assertEqual(project.approval_state, "rejected")
        self.assertEqual(project.approval_decision_ids[-1].reason, "Unclear")
