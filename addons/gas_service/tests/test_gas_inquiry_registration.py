# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import GasServiceCase

NOW = "2026-09-16 02:00:00"  # Wednesday 10:00 in China


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestRegistration(GasServiceCase):
    def test_who_received_it_is_responsible(self):
        """FI-2, FI-3: the receiver is first responsible, the typist is registered_by, both at registration."""
        ticket = self.make_ticket(self.handler, first_responsible_id=self.clerk.id)
        self.assertEqual(ticket.sudo().first_responsible_id, self.clerk)
        self.assertEqual(ticket.registered_by, self.handler.user_id)
        self.assertEqual(ticket.sudo().first_department_id, self.service)
        self.assertEqual(ticket.received_at, datetime(2026, 9, 16, 2))

    def test_employee_without_login_can_be_responsible(self):
        """FI-3: any employee, with or without a login."""
        fitter = self.env["hr.employee"].create({"name": "Fitter", "department_id": self.market.id})
        ticket = self.make_ticket(first_responsible_id=fitter.id)
        self.assertEqual(ticket.sudo().first_department_id, self.market)

    def test_frozen_against_every_door(self):
        """FI-3: receiver, typist and time are fixed at registration, through write, sudo and copy alike."""
        ticket = self.make_ticket()
        for values in (
            {"first_responsible_id": self.handler.id},
            {"registered_by": self.handler.user_id.id},
            {"received_at": "2026-09-01 00:00:00"},
            {"state": "closed"},
            {"result": "done"},
            {"department_id": self.market.id},
            {"date_deadline": "2030-01-01 00:00:00"},
        ):
            for door in (ticket, ticket.sudo(), ticket.with_context(gas_guard=True, **{"gas_guard:gas.inquiry": True})):
                with self.assertRaises(UserError, msg=values):
                    door.write(values)
        copy = ticket.copy()
        self.assertEqual(copy.state, "new")
        self.assertNotEqual(copy.name, ticket.name)

    def test_create_sets_guarded_fields_itself(self):
        """FI-3: vals and default_* cannot forge a state, a result, a typist."""
        forged = {
            "state": "closed",
            "result": "done",
            "registered_by": self.manager.user_id.id,
            "informed_at": NOW,
            "first_handler_id": self.manager.id,
            "department_id": self.market.id,
            "excluded_user_ids": [self.manager.user_id.id],
            "name": "SW-1",
        }
        by_values = self.make_ticket(**forged)
        by_default = (
            self.env["gas.inquiry"]
            .with_user(self.clerk.user_id)
            .with_context(**{f"default_{name}": value for name, value in forged.items()})
            .create({"subject": "x", "customer_name": "y"})
        )
        for ticket in by_values, by_default:
            self.assertEqual(ticket.state, "new")
            self.assertFalse(ticket.result)
            self.assertEqual(ticket.registered_by, self.clerk.user_id)
            self.assertFalse(ticket.informed_at)
            self.assertFalse(ticket.first_handler_id)
            self.assertEqual(ticket.sudo().department_id, self.service)
            self.assertFalse(ticket.sudo().excluded_user_ids)
            self.assertNotEqual(ticket.name, "SW-1")

    def test_import_goes_through_the_same_guards(self):
        """FI-3: Odoo's own import names the receiver or creates nothing; the importer is never responsible."""
        tickets = self.env["gas.inquiry"].with_user(self.handler.user_id).with_context(import_file=True)
        fields = ["subject", "customer_name", "state"]
        result = tickets.load(fields, [["A", "B", "Closed"]])
        self.assertFalse(result["ids"])
        self.assertIn("first responsible", result["messages"][0]["message"])
        fields = ["subject", "customer_name", "state", "first_responsible_id/.id"]
        result = tickets.load(fields, [["A", "B", "Closed", str(self.clerk.id)]])
        ticket = tickets.browse(result["ids"])
        self.assertEqual(ticket.state, "new")
        self.assertEqual(ticket.sudo().first_responsible_id, self.clerk)
        # all or nothing: the second row has no customer
        before = tickets.sudo().search_count([])
        result = tickets.load(fields, [["A", "B", "New", str(self.clerk.id)], ["A", "", "New", str(self.clerk.id)]])
        self.assertFalse(result["ids"])
        self.assertEqual(tickets.sudo().search_count([]), before)

    def test_back_dating(self):
        """FI-3: the time it happened, not typed; far back needs a manager, the future is refused."""
        earlier = datetime(2026, 9, 16, 0, 30)
        self.assertEqual(self.make_ticket(received_at=earlier).received_at, earlier)
        yesterday = datetime(2026, 9, 15, 2)
        with self.assertRaises(ValidationError):
            self.make_ticket(received_at=yesterday)
        ticket = self.make_ticket(self.manager, received_at=yesterday, first_responsible_id=self.clerk.id)
        self.assertEqual(self.clock(ticket, "FI-REPLY").started_at, yesterday)
        with self.assertRaises(ValidationError):
            self.make_ticket(received_at=datetime(2026, 9, 16, 3))

    def test_correction_by_general_management_only(self):
        """FI-3: only general management corrects the receiver, with history; running clocks follow."""
        general = self.make_employee("general", self.market, "gas_service.group_general")
        ticket = self.make_ticket()
        with self.assertRaises(AccessError):
            ticket.action_correct_reception(self.handler.id, False, "typo")
        corrected = ticket.with_user(general.user_id)
        with self.assertRaises(UserError):
            corrected.action_correct_reception(self.handler.id, False, "")
        corrected.action_correct_reception(self.market_handler.id, "2026-09-16 01:00:00", "typed by mistake")
        self.assertEqual(ticket.sudo().first_responsible_id, self.market_handler)
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").started_at, datetime(2026, 9, 16, 1))
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").employee_id, self.market_handler)
        self.assertIn("clerk", ticket.sudo().message_ids[0].body)

    def test_customer_or_anonymous(self):
        """FI-5.5: a customer is named, unless he wants to stay anonymous; then no reply is promised."""
        with self.assertRaises(ValidationError):
            self.make_ticket(customer_name=False)
        ticket = self.make_ticket(customer_name=False, anonymous=True)
        self.assertFalse(self.clock(ticket, "FI-REPLY"))
        self.assertTrue(self.clock(ticket, "FI-TRANSFER"))

    def test_user_without_employee_names_the_receiver(self):
        """FI-3: a user who is no employee cannot be first responsible."""
        user = self.clerk.user_id.copy({"login": "nobody", "name": "nobody"})
        with self.assertRaises(ValidationError):
            self.env["gas.inquiry"].with_user(user).create({"subject": "x", "customer_name": "y"})

    def test_creating_in_bulk_takes_no_more_queries(self):
        values = {"subject": "x", "customer_name": "y"}

        def queries(count):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["gas.inquiry"].with_user(self.clerk.user_id).create([dict(values) for _i in range(count)])
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertLessEqual(queries(100), queries(10) + 3)

    def test_other_responsibles_in_bulk_take_no_more_queries(self):
        employees = self.env["hr.employee"].create(
            [{"name": f"Employee {number}", "department_id": self.service.id} for number in range(30)]
        )

        def queries(responsibles):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["gas.inquiry"].with_user(self.clerk.user_id).create(
                [{"subject": "x", "customer_name": "y", "first_responsible_id": one.id} for one in responsibles]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(employees)
        self.assertLessEqual(queries(employees), queries(employees[:3]) + 3)

    def test_a_responsible_who_does_not_exist(self):
        gone = self.make_employee("gone", self.service)
        gone.sudo().unlink()
        with self.assertRaises(ValidationError):
            self.make_ticket(first_responsible_id=gone.id)

    def test_numbers_are_unique_and_follow_each_other(self):
        tickets = self.env["gas.inquiry"].create(
            [{"subject": "x", "customer_name": "y", "first_responsible_id": self.clerk.id} for _i in range(5)]
        )
        numbers = [int(name.split("-")[1]) for name in tickets.mapped("name")]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 5)))

    def test_nobody_deletes_a_ticket(self):
        ticket = self.make_ticket()
        for employee in self.clerk, self.manager, self.supervision:
            with self.assertRaises(AccessError):
                ticket.with_user(employee.user_id).unlink()

    def test_clock_skew_is_not_the_future(self):
        soon = datetime(2026, 9, 16, 2) + timedelta(minutes=1)
        self.assertTrue(self.make_ticket(received_at=soon))
