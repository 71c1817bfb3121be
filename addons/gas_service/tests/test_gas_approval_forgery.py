# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

import psycopg2.errors
from freezegun import freeze_time

from odoo import SUPERUSER_ID, Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .approval_common import GasApprovalCase

FORGED = {
    "approval_state": "approved",
    "approval_round": 7,
    "approval_step_name": "Mine",
    "approval_plan": {"amount": 1, "steps": [], "fallback_group_id": False, "passed_on": ""},
    "approved_at": "2026-09-16 02:00:00",
    "state": "done",
}


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestGasApprovalForgery(GasApprovalCase):
    """PS-4.2.3.3: an approval comes about by the approvers' decisions and in no other way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.make_employee("admin_", cls.market, "gas_service.group_admin,base.group_system")
        cls.developer_admin = cls.make_employee(
            "developer_admin", cls.market, "gas_service.group_developer,gas_service.group_admin,base.group_system"
        )

    def assert_untouched(self, project, state="none"):
        project = project.sudo()
        self.assertEqual(project.approval_state, state)
        self.assertFalse(project.approved_at)
        self.assertNotEqual(project.state, "done")

    def values(self, **values):
        return {"subject": "Kitchen", "customer_name": "Hotel", "source": "research", "nature": "new", **values}

    def test_created_with_values(self):
        """Values, ``default_*`` of the caller's context and superuser mode give no approval."""
        users = (self.lead.user_id, self.developer_admin.user_id)
        forged = {**FORGED, "approval_approver_ids": [Command.set(self.lead.user_id.ids)]}
        defaults = {f"default_{name}": value for name, value in forged.items()}
        for user in users:
            projects = self.env["gas.project"].with_user(user)
            for made in (
                projects.create(self.values(**forged)),
                projects.with_context(**defaults).create(self.values()),
                projects.with_context(gas_guard=True, **{"gas_guard:gas.project": True}).create(self.values(**forged)),
                projects.sudo().create(self.values(**forged)),
            ):
                with self.subTest(user=user.login):
                    self.assert_untouched(made)
                    self.assertFalse(made.sudo().approval_approver_ids or made.approval_plan or made.approval_round)

    def test_copied(self):
        project = self.launch()
        self.by(project, self.market_manager).action_approve()
        copy = project.copy({"source": "customer"})
        self.assert_untouched(copy)
        self.assertFalse(copy.approval_decision_ids or copy.approval_requested_by or copy.approval_round)

    def test_imported(self):
        """Odoo's own import neither creates an approved project nor approves one that is there."""
        names = ["subject", "customer_name", "source", "nature", "approval_state", "approved_at", "state"]
        row = ["Kitchen", "Hotel", "research", "new", "approved", "2026-09-16 02:00:00", "done"]
        projects = self.env["gas.project"].with_user(self.developer_admin.user_id)
        ids = projects.load(names, [row])["ids"]
        self.assertTrue(ids)
        self.assert_untouched(projects.browse(ids))
        project = self.launch(lead=self.developer_admin)
        result = projects.load([".id", "approval_state"], [[str(project.id), "approved"]])
        self.assertFalse(result["ids"])
        self.assert_untouched(project, "running")

    def test_written(self):
        """By nobody, the approver and administrators included, whatever the context says."""
        project = self.launch(amount=80000)
        context = {"gas_guard:gas.project": True, "tracking_disable": True, "install_mode": True}
        users = (self.lead, self.market_manager, self.leader, self.estimator, self.admin, self.developer_admin)
        values = {
            **FORGED,
            "approval_approver_ids": [Command.link(self.lead.user_id.id)],
            "approval_requested_by": self.clerk.user_id.id,
            "approval_decision_ids": [Command.create({"decision": "approved"})],
        }
        for employee in users:
            for name, value in values.items():
                with self.subTest(user=employee.name, field=name):
                    with self.assertRaises(UserError):
                        self.by(project, employee).with_context(**context).write({name: value})
                    with self.assertRaises(UserError):
                        self.by(project, employee).sudo().with_context(**context).write({name: value})
        self.assert_untouched(project, "running")
        self.assertEqual(project.approval_approver_ids, self.market_manager.user_id)

    def test_decided_by_somebody_else(self):
        """The approver of another step, who asked, whom it concerns, administrators: all fail, sudo or not."""
        project = self.launch(amount=80000)
        others = (self.leader, self.lead, self.estimator, self.colleague, self.admin, self.manager, self.supervision)
        users = self.env["res.users"].union(*(employee.user_id for employee in others))
        users |= self.env["res.users"].browse(SUPERUSER_ID) | self.env.ref("base.user_admin")
        for user in users:
            for mine in (project.with_user(user), project.with_user(user).sudo()):
                for method, arguments in (("action_approve", ()), ("action_reject", ("x",))):
                    with self.subTest(user=user.login, su=mine.env.su, method=method), self.assertRaises(AccessError):
                        getattr(mine, method)(*arguments)
        self.assert_untouched(project, "running")
        self.assertEqual(len(project.sudo().approval_decision_ids), 1)

    def test_in_another_company(self):
        """Who no longer works for the company does not decide, though he stands in the list."""
        project = self.launch()
        other = self.env["res.company"].create({"name": "Other Gas"})
        self.market_manager.user_id.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        for mine in (self.by(project, self.market_manager), self.by(project, self.market_manager).sudo()):
            with self.assertRaises(AccessError):
                mine.action_approve()

    def test_history_is_only_added_to(self):
        """Nobody makes, changes or deletes a decision, not even under sudo; nor the project it belongs to."""
        project = self.launch()
        decision = project.sudo().approval_decision_ids
        values = {
            "project_id": project.id,
            "company_id": self.company.id,
            "round": 1,
            "decision": "approved",
            "decided_by": self.market_manager.user_id.id,
            "decided_at": "2026-09-16 02:00:00",
        }
        defaults = {f"default_{name}": value for name, value in values.items()}
        for employee in (self.market_manager, self.lead, self.admin):
            mine = self.by(decision, employee)
            with self.subTest(user=employee.name):
                for forge in (
                    lambda mine=mine: mine.create(values),
                    lambda mine=mine: mine.with_context(**defaults).create({}),
                    lambda mine=mine: mine.write({"decision": "approved"}),
                    lambda mine=mine: mine.unlink(),
                    lambda mine=mine: mine.copy(),
                ):
                    with self.assertRaises(UserError):
                        forge()
                self.assertFalse(mine.load(["project_id/.id", "decision"], [[str(project.id), "approved"]])["ids"])
        with self.assertRaises(UserError):
            decision.write({"reason": "x"})
        with self.assertRaises(UserError):
            decision.unlink()
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.NotNullViolation):
            decision.create(values)
        self.assertEqual(len(project.sudo().approval_decision_ids), 1)

    def test_the_callers_context_reaches_nothing(self):
        """Defaults do not end up in the history, and approvers are told whatever the context says."""
        project = self.make_estimated()
        context = {
            "default_reason": "forged",
            "default_decision": "approved",
            "default_decided_by": self.clerk.user_id.id,
            "default_user_id": self.clerk.user_id.id,
            "mail_activity_automation_skip": True,
            "active_test": False,
        }
        project.with_context(**context).action_launch_approval()
        row = project.sudo().approval_decision_ids
        self.assertEqual((row.decision, row.decided_by, row.reason or ""), ("launched", self.lead.user_id, ""))
        self.assertIn(self.market_manager.user_id, project.sudo().activity_ids.user_id)

    def test_decisions_are_as_visible_as_the_project(self):
        decision = self.launch().sudo().approval_decision_ids
        for employee, visible in ((self.lead, True), (self.leader, True), (self.clerk, False), (self.handler, False)):
            mine = self.by(decision, employee)
            with self.subTest(user=employee.name):
                self.assertEqual(mine.has_access("read"), visible)
                self.assertEqual(bool(mine.search([("id", "in", decision.ids)])), visible)


@tagged("post_install", "-at_install")
class TestGasApprovalOutside(HttpCase, GasApprovalCase):
    """The same over JSON-2, with real keys."""

    def call(self, user, model, method, **arguments):
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )

    @mute_logger("odoo.http")
    def test_refused(self):
        project = self.launch(amount=80000)
        ids = project.ids
        forged = {"approval_state": "approved", "state": "done"}
        context = {"gas_guard:gas.project": True, "default_approval_state": "approved"}
        row = {"project_id": project.id, "round": 1, "decision": "approved", "decided_at": "2026-09-16 02:00:00"}
        for employee in (self.leader, self.lead):
            for model, method, arguments in (
                ("gas.project", "action_approve", {"ids": ids}),
                ("gas.project", "action_reject", {"ids": ids, "reason": "x"}),
                ("gas.project", "write", {"ids": ids, "vals": forged, "context": context}),
                ("gas.project", "web_save", {"ids": ids, "vals": forged, "specification": {}}),
                ("gas.project", "_approval_approve", {"ids": ids, "reason": ""}),
                ("gas.project", "_approval_end", {"ids": ids, "decision": "approved", "reason": ""}),
                ("gas.project", "_approval_on_approved", {"ids": ids, "at": "2026-09-16 02:00:00"}),
                ("gas.project", "_write_guarded", {"ids": ids, "vals": forged}),
                ("gas.approval.decision", "create", {"vals_list": [row]}),
                ("gas.approval.decision", "_create_guarded", {"vals_list": [row]}),
            ):
                with self.subTest(user=employee.name, method=method):
                    response = self.call(employee.user_id, model, method, **arguments)
                    self.assertGreaterEqual(response.status_code, 400)
        project.invalidate_recordset()
        self.assertEqual((project.state, project.approval_state), ("approval", "running"))
        self.assertEqual(len(project.sudo().approval_decision_ids), 1)

    def test_approver_decides_over_the_api(self):
        project = self.launch()
        response = self.call(self.market_manager.user_id, "gas.project", "action_approve", ids=project.ids, reason="OK")
        self.assertEqual(response.status_code, 200, response.text)
        project.invalidate_recordset()
        self.assertEqual(project.state, "done")
