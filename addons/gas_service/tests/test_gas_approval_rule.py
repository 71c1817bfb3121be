# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import psycopg2.errors

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestGasApprovalRule(GasServiceCase):
    """Who approves what, as administrators set it up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = cls.env.ref("gas_service.gas_approval_rule_budget")
        cls.admin = cls.make_employee("admin_", cls.service, "gas_service.group_admin")
        cls.rules = cls.env["gas.approval.rule"].with_user(cls.admin.user_id)

    def make_rule(self, *steps, **values):
        """Return the company's own rule with ``steps``, each the values of one."""
        return self.rules.create(
            {
                "kind": "budget",
                "company_id": self.company.id,
                "step_ids": [Command.create({"name": f"Step {i}", **step}) for i, step in enumerate(steps)],
                **values,
            }
        )

    def test_installed_rule(self):
        """Small budgets go to the manager, larger ones to the leader in charge as well."""
        for amount, kinds in ((0, ["manager"]), (49999.99, ["manager"]), (50000, ["manager", "leader"])):
            plan = self.shared._plan(amount, self.company)
            self.assertEqual([step["approver_kind"] for step in plan], kinds)
        self.assertEqual(self.shared.fallback_group_id, self.env.ref("gas_service.group_leader"))

    def test_own_rule_before_the_shared_one(self):
        other = self.env["res.company"].create({"name": "Other Gas"})
        own = self.make_rule({})
        self.assertEqual(self.rules._for("budget", self.company), own)
        self.assertEqual(self.rules._for("budget", other), self.shared)
        own.active = False
        self.assertEqual(self.rules._for("budget", self.company), self.shared)

    def test_one_active_rule_a_company(self):
        self.make_rule({})
        with self.assertRaises(psycopg2.errors.UniqueViolation), mute_logger("odoo.sql_db"):
            self.make_rule({})
        self.make_rule({}, active=False)

    def test_order_of_steps(self):
        rule = self.make_rule({"sequence": 20, "name": "B"}, {"sequence": 10, "name": "A"})
        self.assertEqual([step["name"] for step in rule._plan(1, self.company)], ["A", "B"])

    def test_small_amounts_need_a_step(self):
        with self.assertRaises(ValidationError):
            self.make_rule({"amount_from": 100})
        rule = self.make_rule({})
        with self.assertRaises(ValidationError):
            rule.step_ids = [Command.update(rule.step_ids.id, {"amount_from": 1})]
        rule.step_ids = [Command.clear(), Command.create({"name": "Another"})]

    def test_no_negative_amount(self):
        with self.assertRaises(psycopg2.errors.CheckViolation), mute_logger("odoo.sql_db"):
            self.make_rule({}, {"amount_from": -1})

    def test_named_approvers(self):
        """What a step names must be there, of the company, and able to sign in."""
        for kind in ("named_department", "employee", "group"):
            with self.subTest(kind=kind), self.assertRaises(ValidationError):
                self.make_rule({"approver_kind": kind})
        other = self.env["res.company"].create({"name": "Other Gas"})
        department = self.env["hr.department"].create({"name": "Elsewhere", "company_id": other.id})
        nobody = self.env["hr.employee"].create({"name": "No Login", "company_id": self.company.id})
        for step, name in (
            ({"approver_kind": "named_department", "department_id": department.id}, "Elsewhere"),
            ({"approver_kind": "employee", "employee_id": nobody.id}, "No Login"),
        ):
            with self.subTest(step=step), self.assertRaises(ValidationError) as error:
                self.make_rule(step)
            self.assertIn(name, str(error.exception))
        rule = self.make_rule(
            {"approver_kind": "named_department", "department_id": self.market.id},
            {"approver_kind": "employee", "employee_id": self.manager.id},
            {"approver_kind": "group", "group_id": self.env.ref("gas_service.group_leader").id},
        )
        with self.assertRaises(ValidationError):
            rule.company_id = other

    def test_the_form(self):
        self.shared.active = False
        with Form(self.rules) as form:
            form.kind = "budget"
            with form.step_ids.new() as step:
                step.name = "Head of Service"
                step.approver_kind = "named_department"
                step.department_id = self.service
        self.assertEqual(form.record.step_ids.department_id, self.service)

    def test_changes_of_steps_are_written_down(self):
        rule = self.make_rule({"name": "First"})
        rule.step_ids = [Command.create({"name": "Second", "amount_from": 100})]
        body = rule.sudo().message_ids[0].body
        self.assertIn("First", body)
        self.assertIn("Second", body)

    def test_access(self):
        """Everyone may read who approves; administrators alone say who does."""
        for login, group in (("boss", "leader"), ("chief", "manager"), ("keeper", "general"), ("watch", "supervision")):
            user = self.make_employee(login, self.service, f"gas_service.group_{group}").user_id
            mine = self.shared.with_user(user)
            self.assertTrue(mine.read(["kind"]))
            self.assertTrue(mine.step_ids.read(["name"]))
            for change in (
                lambda mine=mine: mine.write({"active": False}),
                lambda mine=mine: mine.step_ids.write({"amount_from": 0}),
                lambda mine=mine: mine.step_ids.unlink(),
                lambda mine=mine: mine.copy(),
            ):
                with self.subTest(group=group), self.assertRaises(AccessError):
                    change()

    def test_other_companies_see_theirs(self):
        rule = self.make_rule({})
        other = self.env["res.company"].create({"name": "Other Gas"})
        employee = self.make_employee("stranger", self.service)
        employee.user_id.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        mine = rule.with_user(employee.user_id)
        self.assertFalse(mine.has_access("read"))
        self.assertFalse(mine.env["gas.approval.step"].search([("rule_id", "=", rule.id)]))
        self.assertTrue(self.shared.with_user(employee.user_id).has_access("read"))
