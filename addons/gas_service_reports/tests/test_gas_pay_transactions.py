# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import closing, contextmanager
from unittest.mock import patch

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestPayTransactions(BaseCase):
    """FI-14.4, in real transactions: two payslips that take one order at once, and others that cross each other."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self.clean)
        with self.transaction() as env:
            company = env.company
            self.minimum = company.gas_minimum_wage
            company.gas_minimum_wage = 2000
            employee = env["hr.employee"].create(
                {
                    "name": "transactions",
                    "company_id": company.id,
                    "date_version": "2026-01-01",
                    "contract_date_start": "2026-01-01",
                    "wage": 5000,
                    "gas_performance_base": 1000,
                    "struct_id": company.gas_structure_id.id,
                }
            )
            now = fields.Datetime.now()
            order = env["gas.conduct.order"]._create_guarded(
                [
                    {
                        "name": "transactions",
                        "company_id": company.id,
                        "employee_id": employee.id,
                        "kind": "deduction",
                        "amount": 100,
                        "final_at": now,
                        "executed_at": now,
                        "pay_month": "2026-09-01",
                    }
                ]
            )
            slips = env["hr.payslip"].create(
                [
                    {
                        "name": name,
                        "employee_id": employee.id,
                        "contract_id": employee.version_id.id,
                        "struct_id": company.gas_structure_id.id,
                        "company_id": company.id,
                        "date_from": "2026-09-01",
                        "date_to": "2026-09-30",
                    }
                    for name in ("first", "second")
                ]
            )
            self.company_id, self.employee_id, self.order_id = company.id, employee.id, order.id
            self.first_id, self.second_id = slips.ids
            env.cr.commit()
        # no waiting between the tries of a transaction
        self.startPatcher(patch("odoo.service.model.time.sleep"))

    @contextmanager
    def transaction(self):
        with closing(self.registry.cursor()) as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def clean(self):
        """Ledger and orders let nobody delete them: these are deleted beneath Odoo."""
        with self.transaction() as env:
            env.cr.execute("DELETE FROM gas_pay_allocation WHERE employee_id = %s", [self.employee_id])
            env.cr.execute(
                "DELETE FROM gas_conduct_order WHERE employee_id = %s AND reverses_id IS NOT NULL", [self.employee_id]
            )
            env.cr.execute("DELETE FROM gas_conduct_order WHERE employee_id = %s", [self.employee_id])
            env.cr.execute("UPDATE hr_payslip SET state = 'draft' WHERE employee_id = %s", [self.employee_id])
            slips = env["hr.payslip"].search([("employee_id", "=", self.employee_id)])
            slips.unlink()
            env["hr.employee"].browse(self.employee_id).unlink()
            env.company.gas_minimum_wage = self.minimum
            env.cr.commit()

    def crossed(self, before, work):
        """Run ``work`` in a transaction in whose middle another one has run ``before``; as a request, again if need be."""
        tries = []
        with self.transaction() as env:

            def run():
                env.cr.execute("SELECT 1 FROM gas_conduct_order")  # the snapshot is taken here
                tries.append(1)
                if len(tries) == 1:
                    with self.transaction() as other:
                        before(other)
                        other.cr.commit()
                work(env)

            with mute_logger("odoo.sql_db", "odoo.service.model"):
                retrying(run, env)
        return len(tries)

    def slip(self, env, slip_id):
        return env["hr.payslip"].browse(slip_id)

    def check(self, paid=0, held=0, reversed_amount=0):
        with self.transaction() as env:
            order = env["gas.conduct.order"].browse(self.order_id)
            self.assertEqual(
                (order.paid_amount, order.held_amount, order.reversed_amount), (paid, held, reversed_amount)
            )
            self.assertEqual(order.paid_amount + order.open_amount + order.lapsed_amount + order.reversed_amount, 100)
            lines = env["hr.payslip.line"].search(
                [("slip_id", "in", [self.first_id, self.second_id]), ("code", "=", "GASDED")]
            )
            return lines.mapped("total")

    def test_two_take_one_order(self):
        tries = self.crossed(
            lambda env: self.slip(env, self.first_id).compute_sheet(),
            lambda env: self.slip(env, self.second_id).compute_sheet(),
        )
        self.assertEqual(tries, 2)
        self.assertEqual(self.check(held=100), [-100])

    def test_two_confirm(self):
        with self.transaction() as env:
            (self.slip(env, self.first_id) | self.slip(env, self.second_id)).compute_sheet()
            env.cr.commit()
        self.crossed(
            lambda env: self.slip(env, self.first_id).action_payslip_done(),
            lambda env: self.slip(env, self.second_id).action_payslip_done(),
        )
        self.assertEqual(self.check(paid=100), [-100])

    def test_appeal_crosses_confirmation(self):
        """The appeal sees what was paid while it was being decided, and has it given back."""
        with self.transaction() as env:
            self.slip(env, self.first_id).compute_sheet()
            env.cr.commit()
        tries = self.crossed(
            lambda env: self.slip(env, self.first_id).action_payslip_done(),
            lambda env: env["gas.conduct.order"].browse(self.order_id)._reverse(),
        )
        self.assertEqual(tries, 2)
        self.check(paid=100)
        with self.transaction() as env:
            self.assertEqual(env["gas.conduct.order"].browse(self.order_id).reversal_ids.amount, 100)

    def test_confirmation_crosses_appeal(self):
        with self.transaction() as env:
            self.slip(env, self.first_id).compute_sheet()
            env.cr.commit()
        tries = self.crossed(
            lambda env: env["gas.conduct.order"].browse(self.order_id)._reverse(),
            lambda env: self.slip(env, self.first_id).action_payslip_done(),
        )
        self.assertEqual(tries, 2)
        self.assertEqual(self.check(reversed_amount=100), [])
