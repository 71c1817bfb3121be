# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .conduct_common import GasConductCase

# Who may do what with which case: r read, w write, - nothing. The users work in "Meter Reading".
#   own_department  about an ordinary colleague there
#   elsewhere       about somebody of another department
#   head            about the head of their department
#   integrity       about an ordinary colleague there, of integrity
#   approver        an integrity case elsewhere that they have to decide on
#   about_me        about the user himself, opened above him
#   kept_out        elsewhere, of a complaint that the user is kept out of
TABLE = """
             own_department  elsewhere  head  integrity  approver  about_me  kept_out
employee     -               -          -     -          r         -         -
handler      -               -          -     -          r         -         -
manager      rw              -          -     -          r         -         -
hotline      -               -          -     -          r         -         -
supervisor   rw              rw         -     -          r         -         -
leader       rw              rw         rw    -          r         -         -
general      r               r          r     -          r         -         -
supervision  rw              rw         rw    rw         rw        -         -
admin        -               -          -     -          r         -         -
"""


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductAccess(GasConductCase):
    """Every role × every kind of case × every operation × everything that hangs on a case."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post = cls.make_department("Meter Reading")
        cls.reader = cls.make_employee("reader", cls.post)
        cls.post.manager_id = cls.make_employee("post_head", cls.post, "gas_service.group_manager")
        header, *rows = [line.split() for line in TABLE.strip().splitlines()]
        cls.table = {role: dict(zip(header, cells, strict=True)) for role, *cells in rows}
        cls.roles = {}
        for role in cls.table:
            cls.roles[role] = cls.make_employee(
                f"role_{role}", cls.post, "" if role == "employee" else f"gas_service.group_{role}"
            )
        everybody = cls.env["hr.employee"].union(*cls.roles.values())
        complaint = cls.make_complaint(everybody, department_id=cls.market.id)
        supervision = {"by": cls.supervision}
        cls.cases = {
            "own_department": cls.make_case(cls.reader, **supervision),
            "elsewhere": cls.make_case(**supervision),
            "head": cls.make_case(cls.post.manager_id, **supervision),
            "integrity": cls.make_case(cls.reader, kind="integrity", **supervision),
            "approver": cls.make_case(kind="integrity", **supervision),
            "kept_out": cls.make_case(**supervision),
        }
        cls.cases["approver"].sudo()._write_guarded(
            {"approval_approver_ids": [Command.set(everybody.user_id.ids)], "approval_state": "running"}
        )
        cls.cases["kept_out"].sudo().objection_ids = complaint
        for case in cls.cases.values():
            cls.furnish(case.sudo())

    @classmethod
    def furnish(cls, case):
        """Hang one of everything on the case."""
        cls.env["ir.attachment"].create({"name": "a", "raw": b"a", "res_model": case._name, "res_id": case.id})
        case.message_post(body="note")
        case.activity_schedule("mail.mail_activity_data_todo", user_id=cls.supervision.user_id.id)
        case._approval_host_field and cls.env["gas.approval.decision"]._create_guarded(
            [
                {
                    "conduct_case_id": case.id,
                    "company_id": case.company_id.id,
                    "round": 1,
                    "decision": "launched",
                    "decided_by": cls.env.uid,
                    "decided_at": "2026-09-16 02:00:00",
                }
            ]
        )
        notice = case._make_notice({"state": "notice", "hear_until": "2026-09-23 09:00:00"})
        case._write_guarded({"notice_id": notice.id})

    def each_case(self, check):
        for role, row in self.table.items():
            user = self.roles[role].user_id
            about_me = self.make_case(self.roles[role], self.supervision if role != "supervision" else self.leader)
            self.furnish(about_me.sudo())
            for name, expected in row.items():
                case = about_me if name == "about_me" else self.cases[name]
                with self.subTest(role=role, case=name):
                    check(case.with_user(user), expected)

    def test_cases(self):
        """FI-12, FI-14: reading, searching, counting, grouping and writing agree with the table."""

        def check(case, expected):
            domain = [("id", "=", case.id)]
            can_read = "r" in expected
            self.assertEqual(case.has_access("read"), can_read)
            self.assertEqual(case.has_access("write"), "w" in expected)
            self.assertFalse(case.has_access("unlink"))
            self.assertEqual(case.search_count(domain), int(can_read))
            self.assertEqual(bool(case.search([("name", "=", case.sudo().name)])), can_read)
            self.assertEqual(case._read_group(domain, [], ["__count"])[0][0], int(can_read))
            self.assertEqual(bool(case.name_search(case.sudo().name)), can_read)
            self.assertEqual(bool(case.web_search_read(domain, {"summary": {}})["length"]), can_read)
            if can_read:
                case.web_read({"summary": {}, "clock_ids": {}, "objection_ids": {}, "approval_decision_ids": {}})
                case.explain_evidence()
            else:
                for read in (lambda: case.read(["summary"]), case.explain_evidence):
                    with self.assertRaises(AccessError):
                        read()

        self.each_case(check)

    def test_what_hangs_on_it(self):
        """Decisions, notices, messages, files and activities are as visible as their case; notices also to whom they are for."""

        def check(case, expected):
            user, mine = case.env.user, case.sudo().employee_id.user_id == case.env.user
            for model, domain in (
                ("gas.approval.decision", [("conduct_case_id", "=", case.id)]),
                ("gas.conduct.notice", [("case_id", "=", case.id)]),
                ("mail.message", [("model", "=", case._name), ("res_id", "=", case.id)]),
                ("ir.attachment", [("res_model", "=", case._name), ("res_id", "=", case.id)]),
                ("mail.activity", [("res_model", "=", case._name), ("res_id", "=", case.id)]),
            ):
                records = self.env[model].sudo().search(domain)
                self.assertTrue(records, model)
                seen = self.env[model].with_user(user)
                readable = "r" in expected or (mine and model == "gas.conduct.notice")
                self.assertEqual(bool(seen.search(domain)), readable, model)
                self.assertEqual(bool(seen._read_group(domain, [], ["__count"])[0][0]), readable, model)
                if model != "mail.activity":
                    self.assertEqual(records[:1].with_user(user).has_access("read"), readable, model)

        self.each_case(check)

    def test_only_who_writes_works_on_it(self):
        """No step is open to who may not write the case."""

        def check(case, expected):
            if "w" not in expected:
                for step in (
                    lambda: case.action_verify("x"),
                    lambda: case.action_unfounded("x"),
                    lambda: case.action_dismiss("x"),
                    case.action_notify,
                    case.action_witness_silence,
                    case.action_launch_approval,
                    case.action_serve,
                    lambda: case.action_take_back_notice("x"),
                    lambda: case.action_record_statement("x"),
                    lambda: case.write({"summary": "x"}),
                ):
                    with self.assertRaises(AccessError):
                        step()
            self.assertEqual(case.sudo().state, "reported")

        self.each_case(check)

    def test_who_opens(self):
        """Managers where it is handled, supervisors, leaders, general management and supervision open cases."""
        openers = {"manager", "supervisor", "leader", "general", "supervision"}
        for role, employee in self.roles.items():
            with self.subTest(role=role):
                if role in openers:
                    self.assertTrue(self.make_case(self.reader, employee))
                else:
                    with self.assertRaises(AccessError):
                        self.make_case(self.reader, employee)
                if role in openers - {"manager"}:
                    self.assertTrue(self.make_case(self.market_handler, employee))
                else:
                    with self.assertRaises(AccessError):
                        self.make_case(self.market_handler, employee)
                with self.assertRaises(AccessError if role not in openers else UserError):
                    self.make_case(employee, employee)
                if role == "supervision":
                    self.assertTrue(self.make_case(self.reader, employee, kind="integrity"))
                else:
                    with self.assertRaises(AccessError):
                        self.make_case(self.reader, employee, kind="integrity")

    def test_orders(self):
        """FI-12: general management and supervision read all orders, of an integrity case number, person and amount."""
        case = self.executed(self.make_case(self.reader, self.supervision, kind="integrity"))
        order = case.sudo().order_ids
        for role, employee in (*self.roles.items(), ("person", self.reader)):
            with self.subTest(role=role):
                seen = self.env["gas.conduct.order"].with_user(employee.user_id)
                may = role in ("general", "supervision", "person")
                self.assertEqual(bool(seen.search([("id", "=", order.id)])), may)
                self.assertEqual(order.with_user(employee.user_id).has_access("read"), may)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(seen.has_access(operation))
                if role == "general":
                    row = order.with_user(employee.user_id)
                    self.assertEqual((row.name, row.amount, row.sanction), (case.sudo().name, 200, False))
                    self.assertFalse(seen.search([("case_id.kind", "=", "integrity")]))
                    self.assertFalse(row.case_id.has_access("read"))

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other Gas", "gas_live_date": "2026-01-01"})
        department = self.env["hr.department"].create({"name": "D", "company_id": other.id})
        employee = self.env["hr.employee"].create({"name": "E", "company_id": other.id, "department_id": department.id})
        case = self.env["gas.conduct.case"].create(
            {
                "kind": "wrong",
                "company_id": other.id,
                "employee_id": employee.id,
                "summary": "x",
                "event_date": "2026-09-10",
            }
        )
        for role, mine in self.roles.items():
            with self.subTest(role=role):
                self.assertFalse(case.with_user(mine.user_id).has_access("read"))
        with self.assertRaises(AccessError):
            self.make_case(employee, self.supervision, company_id=other.id)
