# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .approval_common import GasApprovalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestGasApprovalApprovers(GasApprovalCase):
    """Who decides: never who asked for it or whom it concerns, and only who can sign in to the company."""

    def make_head(self):
        """Return the manager of a department above the market department."""
        above = self.make_department("Head Office")
        head = self.make_employee("head", above, "gas_service.group_manager")
        above.manager_id = head
        self.market.parent_id = above
        return head

    def approvers(self, project):
        return project.sudo().approval_approver_ids

    def assert_stuck(self, launch, *names):
        """Launching fails with one message that names the steps, and leaves nothing behind."""
        with self.assertRaises(UserError) as error:
            launch()
        for name in names:
            self.assertIn(name, str(error.exception))

    def test_own_request_passes_to_the_department_above(self):
        """PS-4.2.3.3: the manager asks for it himself."""
        head = self.make_head()
        project = self.make_estimated()
        project = self.by(project, self.market_manager)
        project.action_launch_approval()
        self.assertEqual(self.approvers(project), head.user_id)
        with self.assertRaises(AccessError):
            project.action_approve()
        self.by(project, head).action_approve()
        passed_on = project.approval_decision_ids[-1].passed_on
        self.assertIn(self.market_manager.user_id.name, passed_on)
        self.assertIn("Head Office", passed_on)

    def test_lead_and_estimator_never_decide(self):
        """PS-4.2.3.3: the manager leads the project himself, the one above made the estimate."""
        above = self.make_department("Head Office", manager_id=self.estimator.id)
        self.market.parent_id = above
        project = self.launch(lead=self.market_manager)
        self.assertEqual(self.approvers(project), self.leader.user_id, "the fallback group")
        for employee in (self.market_manager, self.estimator):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.by(project, employee).action_approve()

    def test_up_and_up(self):
        """Departments without a manager who may decide are passed over."""
        top = self.make_department("Top")
        boss = self.make_employee("boss", top)
        top.manager_id = boss
        empty = self.make_department("Empty", parent_id=top.id)
        self.market.parent_id = empty
        project = self.launch(lead=self.market_manager)
        self.assertEqual(self.approvers(project), boss.user_id)
        mine = self.by(project, boss)
        self.assertTrue(mine.has_access("read"), "an approver reads what he decides on")
        self.assertFalse(mine.has_access("write"))
        mine.action_approve()
        self.assertTrue(mine.has_access("read"), "and what he has decided on")
        self.assertTrue(mine.approval_decision_ids.read(["decision"]))

    def test_vacancies(self):
        """No manager, no login, archived, a portal user, another company: the step passes on alike."""
        head = self.make_head()
        user = self.market_manager.user_id
        other = self.env["res.company"].create({"name": "Other Gas"})
        portal = self.env.ref("base.group_portal")

        def no_manager():
            self.market.manager_id = False

        def no_login():
            self.market_manager.user_id = False

        def archived():
            user.active = False

        def portal_user():
            user.group_ids = [Command.set(portal.ids)]

        def other_company():
            user.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})

        for change in (no_manager, no_login, archived, portal_user, other_company):
            with self.subTest(change=change.__name__), self.env.cr.savepoint() as savepoint:
                project = self.make_estimated()
                change()
                project.action_launch_approval()
                self.assertEqual(self.approvers(project), head.user_id)
                self.assertTrue(project.approval_plan["passed_on"])
                savepoint.rollback()
                self.env.invalidate_all()

    def test_deadlock_at_the_launch(self):
        """All steps nobody could decide on, in one message; nothing is half-done."""
        project = self.make_estimated(amount=80000)
        self.leader.user_id.active = False
        self.market.manager_id = False
        self.assert_stuck(project.action_launch_approval, "Department Manager", "Leader in Charge", project.name)
        self.assertEqual((project.state, project.approval_state, project.approval_round), ("costing", "none", 0))
        self.assertFalse(project.approval_decision_ids or self.clock(project, "PS-APPROVE"))

    def test_deadlock_of_a_later_step_at_the_launch(self):
        """PS-4.2.3.3: it shows at once, not when the manager has approved."""
        project = self.make_estimated(amount=80000)
        self.leader.user_id.active = False
        self.assert_stuck(project.action_launch_approval, "Leader in Charge")

    def test_deadlock_on_the_way(self):
        """Somebody left meanwhile: the approval before fails, and can be repeated once it is mended."""
        project = self.launch(amount=80000)
        self.leader.user_id.active = False
        mine = self.by(project, self.market_manager)
        self.assert_stuck(mine.action_approve, "Leader in Charge")
        self.assertEqual(self.approvers(project), self.market_manager.user_id)
        self.assertEqual(len(project.approval_decision_ids), 1)
        self.leader.user_id.active = True
        mine.action_approve()
        self.assertEqual(self.approvers(project), self.leader.user_id)

    def test_looked_up_when_its_turn_comes(self):
        successor = self.make_employee("successor", self.supervision_department, "gas_service.group_leader")
        project = self.launch(amount=80000)
        self.market.gas_leader_id = successor
        self.by(project, self.market_manager).action_approve()
        self.assertEqual(self.approvers(project), successor.user_id)

    def test_looked_up_anew_on_demand(self):
        project = self.launch()
        successor = self.make_employee("successor", self.market, "gas_service.group_manager")
        self.market.manager_id = successor
        with self.assertRaises(AccessError):
            self.by(project, successor).action_approve()
        with self.assertRaises(AccessError):
            self.by(project, self.clerk).action_renew_approvers()
        project.action_renew_approvers()
        self.assertEqual(self.approvers(project), successor.user_id)
        self.assertEqual(self.clock(project, "PS-APPROVE").employee_id, successor)
        self.assertEqual(len(project.approval_decision_ids), 1)
        with self.assertRaises(AccessError):
            self.by(project, self.market_manager).action_approve()

    def test_who_becomes_the_lead_meanwhile(self):
        """PS-5.1: the project is handed over to the approver: somebody else decides from then on."""
        head = self.make_head()
        project = self.launch()
        project.action_hand_over(self.market_manager.id, "Ill")
        self.assertEqual(self.approvers(project), head.user_id)
        with self.assertRaises(AccessError):
            self.by(project, self.market_manager).action_approve()

    def test_concerned_meanwhile(self):
        """Whom it concerns by now does not decide, even if he stands in the list of approvers."""
        project = self.launch()
        project.sudo()._write_guarded({"estimator_id": self.market_manager.id})
        with self.assertRaises(AccessError):
            self.by(project, self.market_manager).action_approve()

    def test_leader_of_the_nearest_department_above(self):
        above = self.make_department("Head Office", gas_leader_id=self.leader.id)
        self.market.write({"parent_id": above.id, "gas_leader_id": False})
        self.set_steps({"approver_kind": "leader"})
        project = self.launch()
        self.assertEqual(self.approvers(project), self.leader.user_id)
        self.assertFalse(project.approval_plan["passed_on"])

    def test_leader_who_asks_is_decided_on_by_his_superior(self):
        """Not by a manager below him."""
        office = self.make_department("Leaders")
        president = self.make_employee("president", office)
        office.manager_id = president
        self.leader.department_id = office
        self.make_head()
        self.set_steps({"approver_kind": "leader"})
        self.leader.user_id.group_ids = [Command.link(self.env.ref("gas_service.group_developer").id)]
        project = self.make_estimated()
        project.sudo()._write_guarded({"lead_id": self.leader.id})
        self.by(project, self.leader).action_launch_approval()
        self.assertEqual(self.approvers(project), president.user_id)

    def test_named_approvers(self):
        """A certain department's manager, a certain employee, any member of a group but those barred."""
        group = self.env["res.groups"].create({"name": "Budget Committee"})
        (self.supervision | self.estimator).user_id.group_ids = [Command.link(group.id)]
        self.set_steps(
            {"approver_kind": "named_department", "department_id": self.service.id},
            {"approver_kind": "employee", "employee_id": self.clerk.id},
            {"approver_kind": "group", "group_id": group.id},
        )
        project = self.launch()
        for employee in (self.manager, self.clerk, self.supervision):
            self.assertEqual(self.approvers(project), employee.user_id)
            self.by(project, employee).action_approve()
        self.assertEqual(project.state, "done")
        self.assertEqual([row[3] for row in self.history(project)], ["lead", "manager", "clerk", "supervision"])
        self.assertFalse(any(project.approval_decision_ids.mapped("passed_on")))

    def test_fallback_group_without_those_barred(self):
        second = self.make_employee("second", self.supervision_department, "gas_service.group_leader")
        self.lead.user_id.group_ids = [Command.link(self.env.ref("gas_service.group_leader").id)]
        self.market.manager_id = self.lead
        project = self.launch()
        self.assertEqual(self.approvers(project), (self.leader | second).user_id)

    def test_no_fallback_group(self):
        self.set_steps({}, fallback_group_id=False)
        self.market.manager_id = self.lead
        project = self.make_estimated()
        self.assert_stuck(project.action_launch_approval, "Step 1", self.lead.user_id.name)
