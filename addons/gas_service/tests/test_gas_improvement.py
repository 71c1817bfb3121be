# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestImprovement(GasCallbackCase):
    """CB-7: an improvement has an owner and a date, and is done when somebody else says so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls.make_plan(40)
        cls.general = cls.make_employee("general", cls.market, "gas_service.group_general")

    def make(self, employee=None, by=None, **values):
        items = self.env["gas.improvement"].with_user((by or self.manager).user_id)
        return items.create(
            {
                "name": "Explain the bill",
                "employee_id": (employee or self.handler).id,
                "date_deadline": "2026-09-30",
                "plan_id": self.plan.id,
                **values,
            }
        )

    def test_way(self):
        """CB-7: open, reported by the owner, returned, reported again, confirmed by the manager."""
        item = self.make()
        self.assertEqual(
            (item.state, item.department_id, item.origin_department_id), ("open", self.service, self.service)
        )
        self.assertEqual(item.activity_ids.user_id, self.handler.user_id)
        self.assertEqual(item.activity_ids.date_deadline, fields.Date.to_date("2026-09-30"))
        mine = item.with_user(self.handler.user_id)
        with self.assertRaises(UserError):
            mine.action_report(" ")
        mine.action_report("A leaflet")
        self.assertEqual((item.state, item.reported_by), ("reported", self.handler.user_id))
        self.assertEqual(item.activity_ids.user_id, self.manager.user_id)
        with self.assertRaises(UserError):
            item.action_return("")
        item.action_return("Nobody reads leaflets")
        self.assertEqual((item.state, item.activity_ids.user_id), ("open", self.handler.user_id))
        mine.action_report("On the bill itself")
        item.action_confirm()
        self.assertEqual((item.state, item.decided_by), ("done", self.manager.user_id))
        self.assertFalse(item.activity_ids)
        for late in (lambda: mine.action_report("x"), item.action_confirm, lambda: item.action_cancel("x")):
            with self.assertRaises(UserError):
                late()

    def test_nobody_confirms_his_own(self):
        """CB-7: not the owner, though he is manager or supervisor, and not who reported it."""
        item = self.make(self.manager, by=self.supervisor)
        item.with_user(self.manager.user_id).action_report("Done")
        with self.assertRaises(AccessError):
            item.with_user(self.manager.user_id).action_confirm()
        item.with_user(self.supervisor.user_id).action_confirm()
        item = self.make(self.supervisor)
        item.with_user(self.supervisor.user_id).action_report("Done")
        with self.assertRaises(AccessError):
            item.with_user(self.supervisor.user_id).action_confirm()
        item.with_user(self.manager.user_id).action_confirm()
        item = self.make()
        item.action_report("He did it")  # the manager reports for him
        with self.assertRaises(AccessError):
            item.action_confirm()
        item.with_user(self.supervisor.user_id).action_confirm()

    def test_who_may_what(self):
        item = self.make()
        for employee in (self.agent, self.clerk, self.market_manager, self.market_handler):
            with self.subTest(user=employee.name):
                seen = self.env["gas.improvement"].with_user(employee.user_id)
                self.assertFalse(seen.search([("id", "=", item.id)]))
                for step in ("action_confirm", "unlink"):
                    with self.assertRaises(UserError):
                        getattr(item.with_user(employee.user_id), step)()
                with self.assertRaises(UserError):
                    item.with_user(employee.user_id).action_report("x")
        for employee in (self.general, self.supervision):
            reader = item.with_user(employee.user_id)
            self.assertEqual(reader.name, "Explain the bill")
            with self.assertRaises(UserError):
                reader.action_cancel("x")
        with self.assertRaises(AccessError):  # the owner changes nothing
            item.with_user(self.handler.user_id).write({"date_deadline": "2027-01-01"})
        with self.assertRaises(AccessError):  # nor does who may not read where it comes from
            self.make(by=self.market_manager)
        with self.assertRaises(AccessError):
            self.make(by=self.handler)

    def test_guarded(self):
        """Nothing a caller sends makes it done."""
        item = self.make(state="done", result="x", reported_by=self.env.uid, decided_at="2026-01-01")
        self.assertEqual((item.state, item.result, item.decided_at), ("open", False, False))
        items = self.env["gas.improvement"].with_user(self.manager.user_id)
        item = items.with_context(default_state="done", default_plan_id=self.plan.id).create(
            {"name": "x", "employee_id": self.handler.id, "date_deadline": "2026-09-30"}
        )
        self.assertEqual((item.state, item.plan_id), ("open", self.plan))
        for name, value in (("state", "done"), ("result", "x"), ("plan_id", False), ("decided_by", 1)):
            with self.subTest(name), self.assertRaises(UserError):
                item.write({name: value})
            with self.subTest(name), self.assertRaises(UserError):
                item.sudo().write({name: value})
        with self.assertRaises(UserError):
            item.unlink()

    def test_one_origin(self):
        with self.assertRaises(UserError):
            self.make(plan_id=False)
        with self.assertRaises(UserError):
            self.make(callback_id=self.plan.callback_ids[0].id)

    def test_dates_and_owner(self):
        with self.assertRaises(ValidationError):
            self.make(date_deadline="2026-08-31")
        item = self.make()
        with self.assertRaises(ValidationError):
            item.date_deadline = "2026-08-31"
        item.write({"employee_id": self.market_handler.id, "date_deadline": "2026-10-10"})
        self.assertEqual(item.department_id, self.market)
        self.assertEqual(item.activity_ids.user_id, self.market_handler.user_id)
        item.with_user(self.market_handler.user_id).action_report("Done")
        with self.assertRaises(UserError):
            item.name = "Something easier"
        item.with_user(self.market_manager.user_id).action_confirm()  # the owner's own manager may as well

    def test_reminders(self):
        """CB-7: an overdue one is brought up to owner and manager, once a week, and no more once it is reported."""
        item = self.make()
        items = self.env["gas.improvement"]
        owner = self.handler.user_id.partner_id
        notices = [("model", "=", item._name), ("res_id", "=", item.id), ("notified_partner_ids", "in", owner.ids)]

        def told():
            with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1e9):
                items._cron_remind()
            return self.env["mail.message"].search_count(notices)

        first = told()
        with freeze_time("2026-09-30 02:00:00"):
            self.assertEqual(told(), first)
            self.assertFalse(item.is_overdue)
        with freeze_time("2026-10-01 02:00:00"):
            self.assertTrue(items.search([("is_overdue", "=", True), ("id", "=", item.id)]))
            self.assertEqual(told(), first + 1)
            self.assertEqual(told(), first + 1)
            self.assertIn(self.manager.user_id, item.activity_ids.user_id)
        with freeze_time("2026-10-08 02:00:00"):
            self.assertEqual(told(), first + 2)
            self.assertEqual(len(item.activity_ids), 2)
            item.with_user(self.handler.user_id).action_report("Done at last")
        with freeze_time("2026-10-20 02:00:00"):
            self.assertEqual(told(), first + 2)
            self.assertFalse(items.search([("is_overdue", "=", True), ("id", "=", item.id)]))
