# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo import Command, models
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import GasServiceCase

# Wednesday 2026-09-16, ten in the morning in China
NOW = "2026-09-16 02:00:00"


class GasServiceRecordCase(GasServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.make_account("S-1001", "Old Restaurant", category="commercial")
        cls.supervisor = cls.make_employee("supervisor", cls.service, "gas_service.group_supervisor")
        cls.records = cls.env["gas.service.record"]

    @classmethod
    def row(cls, ref="B-1", **values):
        """Return the values of a service as a billing system sends them."""
        return {
            "source": "billing",
            "external_ref": ref,
            "service_type": "meter_billing",
            "mode": "visit",
            "date": date(2026, 9, 15),
            "account_id": cls.account.id,
            "employee_id": cls.handler.id,
            **values,
        }

    @classmethod
    def record(cls, ref="B-1", **values):
        return cls.records._gas_record_service([cls.row(ref, **values)])

    def of_ticket(self, ticket):
        return self.records.with_context(active_test=False).search([("inquiry_id", "=", ticket.id)])


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestServiceRecord(GasServiceRecordCase):
    def test_what_is_known_then(self):
        """CB-2: customer, account, category, department, employee, day and mode, as they were then."""
        record = self.record()
        self.account.category = "industrial"
        self.handler.department_id = self.market
        self.assertEqual(
            (record.account_id, record.category, record.department_id, record.employee_id, record.date, record.mode),
            (self.account, "commercial", self.service, self.handler, date(2026, 9, 15), "visit"),
        )
        self.assertIn("Old Restaurant", record.display_name)

    def test_once(self):
        """CB-2: a service sent again, in the same call, shuffled or changed, stays one and as it was."""
        first = self.record("B-1")
        again = self.records._gas_record_service(
            [self.row("B-2"), self.row("B-1", mode="automatic"), self.row("B-2"), self.row("B-1", source="dispatch")]
        )
        self.assertEqual(again[1], first)
        self.assertEqual(again[0], again[2])
        self.assertEqual(len(set(again.ids)), 3)
        self.assertEqual(first.mode, "visit")

    @given(st.lists(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5)), max_size=8), max_size=4))
    @settings(max_examples=25, deadline=None)
    def test_once_whatever_comes(self, calls):
        """CB-2: after any calls there is one record for each (system, number) that was ever sent."""
        with self.env.cr.savepoint() as savepoint:
            for call in calls:
                records = self.records._gas_record_service([self.row(str(ref), source=source) for source, ref in call])
                self.assertEqual([(record.source, int(record.external_ref)) for record in records], call)
            found = self.records.search([("source", "in", ("a", "b"))])
            sent = {pair for call in calls for pair in call}
            self.assertEqual(sorted((r.source, int(r.external_ref)) for r in found), sorted(sent))
            savepoint.close(rollback=True)

    def test_incomplete(self):
        """CB-2: a service from nowhere, to nobody or by nobody is no service."""
        with self.assertRaises(ValueError):
            self.record(source=False)
        for values in ({"account_id": False}, {"employee_id": False}, {"date": False}):
            with (
                self.subTest(**values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.record(**values).flush_recordset()

    def test_without_account(self):
        """CB-2: a customer without account is counted by his name."""
        record = self.record(account_id=False, customer_name="Zhang San")
        self.assertEqual((record.customer_name, record.category), ("Zhang San", "residential"))

    def test_nobody_writes(self):
        """CB-2: nobody makes, changes or deletes one: neither groups nor sudo, values nor context."""
        record = self.record()
        admin = self.make_employee("gas_admin", self.service, "gas_service.group_admin")
        for employee in (self.handler, self.manager, self.supervisor, self.supervision, admin):
            model = self.records.with_user(employee.user_id)
            with self.subTest(employee=employee.name):
                with self.assertRaises(AccessError):
                    model.create(self.row("B-9"))
                with self.assertRaises(UserError):
                    model.browse(record.id).write({"customer_name": "x"})
                with self.assertRaises(AccessError):
                    model.browse(record.id).unlink()
        for name in self.records._fields:
            field = self.records._fields[name]
            if field.store and name not in ("id", *models.MAGIC_COLUMNS):
                with self.subTest(field=name), self.assertRaises(UserError):
                    record.sudo().write({name: False})

    def test_void(self):
        """CB-2: a wrong record is left out with a reason, kept, and not recorded anew when it is sent again."""
        record = self.record()
        self.env["gas.record.step"].with_user(self.manager.user_id).create(
            {"step": "void", "service_record_ids": [Command.set(record.ids)], "reason": "Wrong account"}
        ).action_confirm()
        self.assertFalse(self.records.search([("id", "=", record.id)]))
        self.assertEqual(
            (record.active, record.void_reason, record.voided_by), (False, "Wrong account", self.manager.user_id)
        )
        self.assertEqual(self.record(), record)
        self.assertFalse(record.active)
        with self.assertRaises(UserError):
            record.with_user(self.manager.user_id).action_void("Again")

    def test_who_voids(self):
        """CB-2: the department's manager or the supervisor, with a reason, never who rendered the service."""
        record = self.record()
        for employee in (self.handler, self.clerk, self.market_manager, self.supervision):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                record.with_user(employee.user_id).action_void("Wrong")
        with self.assertRaises(UserError):
            record.with_user(self.manager.user_id).action_void(" ")
        own = self.record("B-2", employee_id=self.manager.id)
        with self.assertRaises(AccessError):
            own.with_user(self.manager.user_id).action_void("Nobody shall call him")
        own.with_user(self.supervisor.user_id).action_void("Wrong account")
        record.with_user(self.manager.user_id).action_void("Wrong account")
        self.assertFalse((record | own).filtered("active"))


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestServiceRecordAccess(GasServiceRecordCase):
    # r: reads the record; of a service of Customer Service's handler, of an ordinary ticket and of a
    # complaint about the handler, both handled by Customer Service
    TABLE = """
                        service  ticket  complaint
        clerk           -        -       -
        handler         r        r       -
        manager         r        r       r
        market_handler  -        -       -
        market_manager  -        -       -
        hotline         r        r       -
        supervisor      r        r       r
        leader          r        r       -
        general         r        r       r
        supervision     r        r       r
        admin           r        r       -
    """

    def test_table(self):
        """CB-2, FI-8.5: the department, customer service and the inspectors read; complaints stay hidden."""
        for role in ("hotline", "leader", "general", "admin"):
            setattr(self, role, self.make_employee(f"role_{role}", self.market, f"gas_service.group_{role}"))
        ticket = self.make_ticket(self.handler)
        ticket.action_answer_at_once("Explained")
        complaint = self.make_complaint(self.handler).with_user(self.supervisor.user_id)
        complaint.sudo()._write_guarded({"state": "resolved", "informed_at": NOW, "handler_id": self.manager.id})
        complaint.action_close()
        records = dict(
            zip(
                ("service", "ticket", "complaint"),
                (self.record(), self.of_ticket(ticket), self.of_ticket(complaint)),
                strict=True,
            )
        )
        header, *rows = [line.split() for line in self.TABLE.strip().splitlines()]
        for role, *cells in rows:
            user = getattr(self, role).user_id
            for name, cell in zip(header, cells, strict=True):
                seen = records[name].with_user(user)
                with self.subTest(role=role, record=name):
                    self.assertEqual(seen.has_access("read"), cell == "r")
                    self.assertEqual(seen.search_count([("id", "=", seen.id)]), int(cell == "r"))
                    counted = seen._read_group([("id", "=", seen.id)], [], ["__count"])[0][0]
                    self.assertEqual(counted, int(cell == "r"))

    def test_named_later(self):
        """FI-8.5: who is accused while the complaint is handled is kept out of its service record too."""
        complaint = self.make_complaint(self.market_handler).with_user(self.supervisor.user_id)
        complaint.action_accuse(self.manager.ids)
        complaint.sudo()._write_guarded({"state": "resolved", "informed_at": NOW})
        complaint.action_close()
        record = self.of_ticket(complaint)
        self.assertTrue(record)
        self.assertFalse(record.with_user(self.manager.user_id).has_access("read"))

    def test_own_service(self):
        """CB-2: who rendered a service sees its record, whatever his groups."""
        record = self.record(employee_id=self.clerk.id)
        self.assertTrue(record.with_user(self.clerk.user_id).has_access("read"))

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other gas"})
        record = self.record(company_id=other.id, account_id=False, customer_name="Zhang San")
        for employee in (self.supervisor, self.supervision):
            self.assertFalse(record.with_user(employee.user_id).has_access("read"))
        # the number of one company's system is not another's
        self.assertNotEqual(self.record(), record)

    def test_list_costs_no_query_a_record(self):
        """A list of 100 records asks the database as often as one of 10."""
        records = self.records._gas_record_service([self.row(f"Q-{n}") for n in range(100)])
        counts = []
        for some in (records[:1], records[:10], records):  # the first fills the process's caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.with_user(self.manager.user_id).read(["display_name", "account_id", "employee_id", "can_void"])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_recording_costs_few_queries(self):
        """Recording 100 services asks the database as often as recording 10, but for the inserts."""
        counts = []
        for batch, number in enumerate((1, 10, 100)):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.records._gas_record_service([self.row(f"{batch}-{n}") for n in range(number)]).flush_recordset()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
