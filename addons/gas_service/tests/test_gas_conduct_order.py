# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import psycopg2.errors
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .conduct_common import GasConductCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductOrder(GasConductCase):
    """General management executes; what concerns its own staff, supervision does (FI-14.4)."""

    def order(self, employee=None, **values):
        case = self.final(self.make_case(employee, self.supervision, **values))
        return case.sudo().order_ids

    def test_general_management(self):
        """FI-14.4: nobody else executes, and nothing is executed twice."""
        order = self.order()
        for employee in (self.leader, self.market_manager, self.supervision, self.supervisor, self.market_handler):
            with self.subTest(by=employee.name), self.assertRaises(AccessError):
                order.with_user(employee.user_id).action_execute()
        mine = order.with_user(self.general.user_id)
        self.assertTrue(mine.may_execute)
        mine.action_execute()
        self.assertEqual((order.executed_by, order.case_id.state), (self.general.user_id, "executed"))
        with self.assertRaises(UserError):
            mine.action_execute()

    def test_own_staff(self):
        """FI-14.4: general management's own staff, those below it, and those with its rights elsewhere."""
        office = self.make_department("Office", parent_id=self.general_department.id)
        clerk = self.make_employee("office_clerk", office)
        elsewhere = self.make_employee("elsewhere", self.market, "gas_service.group_general")
        moved = self.make_employee("moved", self.market)
        for person in (self.general, clerk, elsewhere, moved):
            if person == moved:
                case = self.served(self.make_case(person, self.supervision))
                moved.department_id = office
                self.final(case)
                order = case.sudo().order_ids
            else:
                order = self.order(person)
            with self.subTest(person=person.name):
                self.assertEqual(order.executor, "supervision")
                other = self.make_employee(f"{person.name}_other", self.general_department, "gas_service.group_general")
                with self.assertRaises(AccessError):
                    order.with_user(other.user_id).action_execute()
                order.with_user(self.supervision.user_id).action_execute()

    def test_supervision_about_itself(self):
        """Nobody executes what concerns himself."""
        both = self.make_employee(
            "both", self.general_department, "gas_service.group_general,gas_service.group_supervision"
        )
        case = self.final(self.make_case(both, self.leader))
        with self.assertRaises(AccessError):
            case.sudo().order_ids.with_user(both.user_id).action_execute()

    def test_without_money(self):
        """A criticism is executed too: as a measure without money."""
        order = self.order(sanction="circular", amount=0, violation_type_id=False)
        self.assertEqual((order.kind, order.sanction, order.amount), ("measure", "circular", 0))
        order.with_user(self.general.user_id).action_execute()
        self.assertEqual(order.case_id.state, "executed")

    def test_integrity_without_money_stays_with_supervision(self):
        """FI-12: without an amount there is nothing to execute for general management."""
        self.assertFalse(self.order(kind="integrity", sanction="disciplinary", amount=0, violation_type_id=False))

    def test_one_order_a_decision(self):
        """Not even the code makes a second one."""
        order = self.order()
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation), self.cr.savepoint():
            order._make_order(order.case_id)

    def test_never_changed(self):
        """Orders are made and executed by the steps alone."""
        order = self.order()
        for employee in (self.general, self.supervision, self.market_handler):
            mine = order.with_user(employee.user_id)
            for values in ({"amount": 1}, {"executed_at": "2026-09-16"}, {"employee_id": self.clerk.id}):
                for forge in (mine, mine.sudo()):
                    with self.assertRaises(UserError):
                        forge.write(values)
            with self.assertRaises(AccessError):
                mine.create({"employee_id": self.clerk.id, "kind": "reward", "amount": 1000})
            with self.assertRaises(UserError):
                mine.sudo().unlink()
        with self.assertRaises(UserError):
            order.case_id.write({"order_ids": [Command.update(order.id, {"amount": 1})]})
