# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import closing, contextmanager
from datetime import date

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, new_test_user

CUSTOMERS = 8


class GasCallbackTransactionCase(BaseCase):
    """A department with eight customers and two hotline agents, committed, and taken away afterwards."""

    month = date(2026, 8, 1)

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.clean)
        with self.transaction() as env:
            department = env["hr.department"].create({"name": "Transactions", "company_id": env.company.id})
            self.department_id = department.id
            self.users = [new_test_user(env, f"agent{n}", groups="gas_service.group_hotline").id for n in (1, 2)]
            env["hr.employee"].create(
                [{"name": f"Agent {user}", "user_id": user, "department_id": department.id} for user in self.users]
            )
            self.rule_id = env["gas.callback.rule"].create({"name": "Half", "valid_from": self.month, "ratio": 50}).id
            env["gas.service.record"]._gas_record_service(
                [
                    {
                        "customer_name": f"Customer {number}",
                        "department_id": department.id,
                        "service_type": "hotline",
                        "mode": "call",
                        "date": self.month,
                        "source": "transactions",
                        "external_ref": str(number),
                    }
                    for number in range(CUSTOMERS)
                ]
            )
            env.cr.commit()

    @contextmanager
    def transaction(self, user=SUPERUSER_ID):
        """An environment with a cursor of its own, rolled back at the end unless it was committed."""
        with closing(self.registry.cursor()) as cr:
            env = api.Environment(cr, user, {})
            # the snapshot of the transaction is taken now
            cr.execute("SELECT 1 FROM gas_callback_plan")
            yield env
            env.flush_all()
            cr.rollback()

    def commit(self, env):
        env.flush_all()
        env.cr.commit()

    def open(self, env):
        return env["gas.callback.plan"]._open_month(env.company, self.month).filtered(self.ours)

    def plans(self, env):
        return env["gas.callback.plan"].search([("department_id", "=", self.department_id)])

    def ours(self, plan):
        return plan.department_id.id == self.department_id

    def open_calls(self):
        """Open the plan and let its calls begin."""
        with self.transaction() as env:
            self.open(env)._write_guarded({"state": "calling"})
            self.commit(env)

    def pull(self, env):
        return env["gas.callback"].browse(env["gas.callback"].action_next()["res_id"])

    def clean(self):
        with self.transaction() as env:
            plans = tuple(self.plans(env).ids) or (0,)
            calls = "(SELECT id FROM gas_callback WHERE plan_id IN %(plans)s)"
            for statement in (
                f"DELETE FROM gas_callback_answer WHERE callback_id IN {calls}",
                f"DELETE FROM gas_contact WHERE callback_id IN {calls}",
                "DELETE FROM gas_callback WHERE plan_id IN %(plans)s",
                "DELETE FROM gas_approval_decision WHERE callback_plan_id IN %(plans)s",
                "DELETE FROM mail_activity WHERE res_model = 'gas.callback.plan' AND res_id IN %(plans)s",
                "DELETE FROM mail_message WHERE model = 'gas.callback.plan' AND res_id IN %(plans)s",
                "DELETE FROM gas_callback_plan WHERE id IN %(plans)s",
                "DELETE FROM gas_service_record WHERE source = 'transactions'",
            ):
                env.cr.execute(statement, {"plans": plans})
            env.invalidate_all()
            users = env["res.users"].search([("login", "in", ("agent1", "agent2"))])
            users.employee_ids.unlink()
            users.unlink()
            env["hr.department"].browse(self.department_id).unlink()
            env["gas.callback.rule"].browse(self.rule_id).unlink()
            self.commit(env)
