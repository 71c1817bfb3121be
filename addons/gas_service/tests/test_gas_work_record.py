# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import GasServiceCase

# Wednesday 2026-09-16, ten in the morning in China
NOW = "2026-09-16 02:00:00"


class GasWorkRecordCase(GasServiceCase):
    """A market department below a board: a leader in charge, a manager, two developers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.make_department("Board")
        cls.head = cls.make_employee("head", cls.board, "gas_service.group_manager")
        cls.board.manager_id = cls.head
        cls.leader = cls.make_employee("leader", cls.board, "gas_service.group_leader")
        cls.market.write({"parent_id": cls.board.id, "gas_leader_id": cls.leader.id})
        developer = cls.env.ref("gas_service.group_developer")
        cls.market_manager.user_id.group_ids = [Command.link(developer.id)]
        cls.developer = cls.make_employee("developer", cls.market, "gas_service.group_developer")
        cls.colleague = cls.make_employee("colleague", cls.market, "gas_service.group_developer")
        cls.general = cls.make_employee("general", cls.supervision_department, "gas_service.group_general")
        cls.duty = cls.env.ref("gas_service.gas_duty_2")

    @classmethod
    def make_record(cls, employee=None, **values):
        """Return a draft written by ``employee`` (default: the developer), seen as that user."""
        user = (employee or cls.developer).user_id
        return cls.env["gas.work.record"].with_user(user).create({"duty_id": cls.duty.id, "name": "Research", **values})

    @classmethod
    def make_submitted(cls, employee=None, **values):
        record = cls.make_record(employee, **values)
        record.action_submit()
        return record

    @staticmethod
    def seen_by(record, employee):
        return record.with_user(employee.user_id)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWorkRecord(GasWorkRecordCase):
    def test_from_draft_to_evidence(self):
        """PL-1: written and submitted by who did it, confirmed by his manager, who is asked to."""
        record = self.make_record(hours=2.5, description="Twelve restaurants", date="2026-09-15")
        self.assertEqual((record.state, record.date), ("draft", date(2026, 9, 15)))
        self.assertEqual(record.sudo().employee_id, self.developer)
        self.assertEqual((record.department_id, record.company_id), (self.market, self.company))
        record.action_submit()
        self.assertEqual((record.state, record.submitted_at), ("submitted", datetime(2026, 9, 16, 2)))
        self.assertEqual(record.sudo().activity_ids.user_id, self.market_manager.user_id)
        mine = self.seen_by(record, self.market_manager)
        self.assertTrue(mine.can_confirm)
        self.assertIn(mine, mine.search([("can_confirm", "=", True)]))
        mine.action_confirm()
        self.assertEqual((record.state, record.decided_by), ("confirmed", self.market_manager.user_id))
        self.assertFalse(record.sudo().activity_ids)
        self.assertNotIn(mine, mine.search([("can_confirm", "=", True)]))

    def test_form(self):
        """What the screen sends is what the guard takes."""
        form = Form(self.env["gas.work.record"].with_user(self.developer.user_id))
        form.duty_id = self.duty
        form.name = "Talks with the development zone"
        record = form.save()
        self.assertEqual((record.sudo().employee_id, record.date), (self.developer, date(2026, 9, 16)))

    def test_returned_with_reason(self):
        """PL-1: returned with a reason to who wrote it, completed and submitted again."""
        record = self.make_submitted()
        manager = self.seen_by(record, self.market_manager)
        with self.assertRaises(UserError):
            manager.action_return(" ")
        self.env["gas.record.step"].with_user(self.market_manager.user_id).create(
            {"step": "return", "work_record_ids": [Command.set(record.ids)], "reason": "With whom?"}
        ).action_confirm()
        self.assertEqual((record.state, record.return_reason), ("returned", "With whom?"))
        self.assertEqual(record.sudo().activity_ids.user_id, self.developer.user_id)
        record.description = "With the canteen's owner"
        record.action_submit()
        manager.action_confirm()
        self.assertEqual((record.state, record.return_reason), ("confirmed", False))

    def test_facts_are_frozen(self):
        """PL-1: nobody rewrites what was submitted, whatever his group; deleted it is not either."""
        record = self.make_submitted()
        changes = {
            "name": "Other",
            "description": "Other",
            "hours": 8,
            "project_id": False,
            "date": "2026-09-14",
            "duty_id": self.env.ref("gas_service.gas_duty_1").id,
            "state": "draft",
            "employee_id": self.colleague.id,
            "decided_by": self.env.uid,
        }
        for state in ("submitted", "confirmed"):
            for field, value in changes.items():
                with self.subTest(state=state, field=field):
                    with self.assertRaises(UserError):
                        record.write({field: value})
                    with self.assertRaises(UserError):
                        record.sudo().write({field: value})
            with self.assertRaises(UserError):
                record.sudo().unlink()
            if state == "submitted":
                self.seen_by(record, self.market_manager).action_confirm()
        for action in (record.action_submit, self.seen_by(record, self.market_manager).action_confirm):
            with self.assertRaises(UserError):
                action()

    def test_files_and_words_are_frozen(self):
        """PL-1: files and messages of a submitted record stay; more words may follow, no more files."""
        record = self.make_record()
        values = {"name": "photo.jpg", "raw": b"x", "res_model": record._name, "res_id": record.id}
        attachments = self.env["ir.attachment"].with_user(self.developer.user_id)
        photo = attachments.create(values)
        loose = attachments.create({"name": "later.jpg", "raw": b"y"})
        message = record.message_post(body="As agreed with the owner", message_type="comment")
        record.action_submit()
        self.seen_by(record, self.market_manager).action_confirm()
        photo, loose, message = photo.sudo(), loose.sudo(), message.sudo()  # not even the superuser
        refused = {
            "rewrite": lambda: photo.write({"raw": b"z"}),
            "delete": photo.unlink,
            "add": lambda: photo.create(values),
            "move in": lambda: loose.write({"res_model": record._name, "res_id": record.id}),
            "move out": lambda: photo.write({"res_id": 0}),
            "rewrite the message": lambda: record.sudo()._message_update_content(message, body="Never said"),
            "delete the message": message.unlink,
        }
        for name, attempt in refused.items():
            with self.subTest(name), self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()
        self.assertEqual(photo.raw, b"x")
        self.seen_by(record, self.market_manager).message_post(body="Well done")

    def test_new_record_is_no_shortcut(self):
        """PL-1: neither values nor context nor a copy make a confirmed record."""
        forged = {"state": "confirmed", "decided_by": self.env.uid, "submitted_at": "2026-01-01 00:00:00"}
        context = {f"default_{name}": value for name, value in forged.items()}
        model = self.env["gas.work.record"].with_user(self.developer.user_id)
        record = model.with_context(**context).create({"duty_id": self.duty.id, "name": "x", **forged})
        self.assertEqual((record.state, record.decided_by.id, record.submitted_at), ("draft", False, False))
        record.action_submit()
        self.seen_by(record, self.market_manager).action_confirm()
        copied = record.copy()
        self.assertEqual((copied.state, copied.submitted_at, copied.date), ("draft", False, date(2026, 9, 16)))

    def test_only_own(self):
        """PL-1: one writes one's own; a colleague's are entered by who leads him."""
        with self.assertRaises(UserError):
            self.make_record(employee_id=self.colleague.id)
        with self.assertRaises(UserError):
            self.make_record(self.manager, employee_id=self.developer.id)
        record = self.make_record(self.market_manager, employee_id=self.developer.id)
        self.assertEqual(record.sudo().employee_id, self.developer)
        self.assertTrue(self.seen_by(record, self.developer).is_writable)

    def test_nobody_confirms_his_own(self):
        """PL-1: a manager's own work is confirmed by the leader in charge or above, by nobody below."""
        record = self.make_submitted(self.market_manager)
        self.assertEqual(record.sudo().activity_ids.user_id, self.leader.user_id)
        deputy = self.make_employee("deputy", self.market, "gas_service.group_manager")
        for employee in (self.market_manager, deputy):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.seen_by(record, employee).action_confirm()
        self.market.gas_leader_id = False
        self.seen_by(record, self.head).action_confirm()
        self.assertEqual(record.state, "confirmed")
        self.market.gas_leader_id = self.leader
        self.seen_by(self.make_submitted(self.market_manager), self.leader).action_confirm()

    def test_a_second_employee_record_is_himself(self):
        """PL-1: who has two employee records does not confirm the one as the other."""
        second = self.env["hr.employee"].create(
            {
                "name": "twice",
                "user_id": self.market_manager.user_id.id,
                "department_id": self.market.id,
                "company_id": self.env["res.company"].create({"name": "Second"}).id,
            }
        )
        self.assertEqual(second._gas_superiors(self.market), self.leader | self.head)

    def test_nobody_to_confirm(self):
        """PL-1: a record nobody could confirm is not submitted into the void."""
        self.market.write({"manager_id": False, "gas_leader_id": False, "parent_id": False})
        record = self.make_record()
        with self.assertRaises(UserError):
            record.action_submit()
        self.assertEqual(record.state, "draft")

    def test_of_a_project(self):
        """PL-1: a record names the project it was done for, one that its writer may read; fixed with the rest."""
        self.company.gas_market_department_id = self.market
        values = {"subject": "Kitchen", "customer_name": "Grand Hotel", "source": "research", "nature": "new"}
        project = self.env["gas.project"].with_user(self.developer.user_id).create(values)
        record = self.make_record(project_id=project.id)
        outsider = self.make_employee("outsider", self.service, "gas_service.group_developer")
        with self.assertRaises(AccessError):
            self.make_record(outsider, project_id=project.id)
        with self.assertRaises(AccessError):
            self.make_record(outsider).project_id = project
        record.action_submit()
        with self.assertRaises(UserError):
            record.sudo().project_id = False

    def test_others_decide_nothing(self):
        record = self.make_submitted()
        for employee in (self.developer, self.colleague, self.manager, self.general, self.supervision):
            for action in ("action_confirm", "action_return"):
                arguments = ["x"] if action == "action_return" else []
                with self.subTest(employee=employee.name, action=action), self.assertRaises(AccessError):
                    getattr(self.seen_by(record, employee), action)(*arguments)
        draft = self.make_record()
        with self.assertRaises(AccessError):
            self.seen_by(draft, self.general).action_submit()


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWorkRecordDate(GasWorkRecordCase):
    def test_limit(self):
        """PL-1: seven days back is the employee's, the eighth his manager's, tomorrow nobody's."""
        self.make_submitted(date="2026-09-09")
        with self.assertRaises(ValidationError):
            self.make_record(date="2026-09-08")
        with self.assertRaises(ValidationError):
            self.make_record(date="2026-09-17")
        with self.assertRaises(ValidationError):
            self.make_record(self.market_manager, date="2026-09-17", employee_id=self.developer.id)
        late = self.make_record(self.market_manager, date="2026-03-01", employee_id=self.developer.id)
        with self.assertRaises(ValidationError):
            self.seen_by(late, self.developer).action_submit()
        late.action_submit()
        self.assertEqual(late.state, "submitted")

    def test_a_manager_has_a_manager(self):
        """PL-1: the manager's own late record is entered by who leads him."""
        with self.assertRaises(ValidationError):
            self.make_record(self.market_manager, date="2026-09-01")
        self.make_record(self.head, date="2026-09-01", employee_id=self.market_manager.id)

    def test_setting(self):
        """PL-1: the limit is the company's."""
        self.company.gas_work_record_days = 1
        record = self.make_record(date="2026-09-15")
        with self.assertRaises(ValidationError):
            record.date = "2026-09-14"
        self.company.gas_work_record_days = 0
        with self.assertRaises(ValidationError):
            self.make_record(date="2026-09-15")

    def test_old_draft(self):
        """PL-1: a draft left lying is as late as a new record; what was returned in time is not."""
        draft = self.make_record()
        returned = self.make_submitted()
        with freeze_time("2026-09-20 02:00:00"):
            self.seen_by(returned, self.market_manager).action_return("With whom?")
        with freeze_time("2026-09-30 02:00:00"):
            with self.assertRaises(ValidationError):
                draft.action_submit()
            self.seen_by(draft, self.market_manager).action_submit()
            returned.description = "With the owner"
            returned.action_submit()
        self.assertEqual(set((draft | returned).mapped("state")), {"submitted"})

    def test_local_day(self):
        """PL-1: after midnight in China it is the next day, though not yet in UTC."""
        with freeze_time("2026-09-16 16:30:00"):
            self.assertEqual(self.make_record().date, date(2026, 9, 17))


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWorkRecordAccess(GasWorkRecordCase):
    # who may do what with a draft of the developer: r read, w write, d delete
    TABLE = """
        developer       rwd
        colleague       -
        market_handler  -
        market_manager  r
        leader          r
        head            r
        manager         -
        handler         -
        clerk           -
        general         r
        supervision     r
    """

    def test_table(self):
        record = self.make_record()
        for line in self.TABLE.split("\n"):
            if not line.strip():
                continue
            name, expected = line.split()
            seen = self.seen_by(record, getattr(self, name))
            for letter, operation in zip("rwd", ("read", "write", "unlink"), strict=True):
                with self.subTest(role=name, operation=operation):
                    self.assertEqual(seen.has_access(operation), letter in expected)
                    self.assertEqual(bool(seen.search_count([("id", "=", record.id)])), "r" in expected)

    def test_who_writes_any(self):
        """PL-1: developers and managers have work records, nobody else."""
        model = self.env["gas.work.record"]
        for employee in (self.clerk, self.market_handler, self.general, self.supervision, self.leader):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                model.with_user(employee.user_id).create({"duty_id": self.duty.id, "name": "x"})

    def test_drafts_can_be_thrown_away(self):
        record = self.make_record()
        record.unlink()
        self.assertFalse(record.exists())

    def test_list_costs_no_query_a_record(self):
        """A list of 100 records asks the database as often as one of 10."""
        model = self.env["gas.work.record"]
        records = model.create(
            [{"duty_id": self.duty.id, "name": f"R{n}", "employee_id": self.developer.id} for n in range(100)]
        )
        records.with_user(self.developer.user_id).action_submit()
        counts = []
        for some in (records[:1], records[:10], records):  # the first fills the process's caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.with_user(self.market_manager.user_id).read(["name", "duty_id", "employee_id", "can_confirm"])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
