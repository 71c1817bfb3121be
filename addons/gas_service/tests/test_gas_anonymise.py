# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .callback_common import GasCallbackCase
from .project_common import GasProjectCase

THEN = "2026-03-18 02:00:00"
STILL_KEPT = "2031-03-17 02:00:00"
AFTER = "2031-04-10 02:00:00"


class AnonymiseCase:
    """General management, a leader, and what must be the same before and after."""

    @classmethod
    def make_people(cls):
        cls.general = cls.make_employee("general", cls.supervision_department, "gas_service.group_general")
        cls.boss = cls.make_employee("boss", cls.supervision_department, "gas_service.group_leader")

    def collect(self):
        destruction = self.env["gas.archive.destruction"].with_user(self.general.user_id).create({})
        destruction.action_collect()
        return destruction

    def destroy(self):
        destruction = self.collect()
        destruction.action_propose()
        destruction.with_user(self.boss.user_id).action_approve()
        destruction.action_execute()
        return destruction

    def figures(self, groups):
        """Return counts and means of models by fields, as the reports group them."""
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            (model, name): sorted(map(str, self.env[model]._read_group([], [name], ["__count", *aggregates])))
            for model, (names, aggregates) in groups.items()
            for name in names.split()
        }

    def assertForgotten(self, words, tables):
        """No column of any row still holds one of ``words``."""
        self.env.flush_all()
        for table, condition in tables:
            self.env.cr.execute(f"SELECT t::text FROM {table} t WHERE {condition}")
            for (row,) in self.env.cr.fetchall():
                for word in words:
                    self.assertNotIn(word, row, table)


@tagged("post_install", "-at_install")
class TestProjectAnonymise(AnonymiseCase, GasProjectCase):
    """FI-8.6 for projects: five years after the end the customer goes, the statistics stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_people()
        cls.account = cls.make_account("P-1", "Wang Hotel", phones="13700137000", category="commercial")
        with freeze_time(THEN):
            cls.project = cls.make_project(
                customer_name="Wang Hotel", contact_name="Wang Wu", address="1 Happiness Road", phone="13800138000",
                account_id=cls.account.id, uscc="91110000600037341L",
            )  # fmt: skip
            cls.log(
                cls.project, channel="visit", note="Wang Wu likes it", situation="Wang Wu builds", market_news="Wang"
            )
            cls.project.message_post(body="Wang Wu called", attachments=[("wang.txt", b"Wang Wu")])
            cls.project.action_lose("Wang Wu moves away")
            cls.open_project = cls.make_project(customer_name="Young Hotel")

    @freeze_time(AFTER)
    def test_nothing_personal_is_left(self):
        """FI-8.6: texts, phones, messages, files go; the open project and the account live on."""
        groups = {
            "gas.project": ("state source nature category size_class lead_id department_id info_received_at:month", []),
            "gas.project.funnel": ("stage source nature lead_id department_id state", ["days:avg"]),
            "gas.sla.clock": ("code state department_id employee_id due_at:month stopped_at:month", []),
            "gas.contact": ("purpose channel employee_id date:month", []),
        }
        before = self.figures(groups)
        destruction = self.destroy()
        self.assertEqual((destruction.project_count, destruction.destroyed_count, destruction.phone_count), (1, 1, 1))
        self.assertEqual(self.project.sudo().destruction_id, destruction.sudo())
        self.assertEqual(self.figures(groups), before)
        own = f"t.project_id = {self.project.id}"
        self.assertForgotten(
            ("Wang", "Happiness", "13800138000", "91110000600037341L"),
            (
                ("gas_project", f"t.id = {self.project.id}"), ("gas_contact", own), ("gas_phone", own),
                ("gas_handover", own), ("gas_sla_clock", own), ("gas_project_document", own),
                ("mail_message", f"t.model = 'gas.project' AND t.res_id = {self.project.id}"),
                ("ir_attachment", f"t.res_model = 'gas.project' AND t.res_id = {self.project.id}"),
            ),
        )  # fmt: skip
        self.assertEqual((self.account.name, self.open_project.customer_name), ("Wang Hotel", "Young Hotel"))

    @freeze_time(STILL_KEPT)
    def test_kept_to_the_last_day(self):
        self.assertFalse(self.collect().record_count)
        with self.assertRaises(UserError):
            self.project.sudo().write({"anonymised_at": "2020-01-01"})

    @freeze_time(AFTER)
    def test_legal_hold(self):
        """FI-8.6: what a dispute needs is not collected, and left out when it was collected before."""
        with self.assertRaises(AccessError):
            self.project.action_set_legal_hold("Lawsuit")
        destruction = self.collect()
        destruction.action_propose()
        destruction.with_user(self.boss.user_id).action_approve()
        seen = self.project.with_user(self.general.user_id)
        wizard = self.env["gas.archive.step"].with_user(self.general.user_id)
        wizard.create({"step": "hold", "project_ids": seen.ids, "reason": "Lawsuit"}).action_confirm()
        self.assertTrue(seen.legal_hold)
        destruction.action_execute()
        self.assertEqual((destruction.destroyed_count, destruction.skipped_count), (0, 1))
        self.assertEqual(self.project.customer_name, "Wang Hotel")
        self.assertFalse(self.collect().project_count)
        wizard.create({"step": "release", "project_ids": seen.ids, "reason": "Settled"}).action_confirm()
        self.assertEqual(self.destroy().destroyed_count, 1)

    @freeze_time(AFTER)
    def test_only_on_an_approved_list(self):
        destruction = self.collect()
        with self.assertRaises(UserError):
            self.project.sudo()._anonymise(destruction)
        destruction.action_propose()
        destruction.with_user(self.boss.user_id).action_approve()
        with self.assertRaises(UserError):
            (self.project | self.open_project).sudo()._anonymise(destruction)
        self.assertEqual(self.project.customer_name, "Wang Hotel")


@tagged("post_install", "-at_install")
class TestAccountAnonymise(AnonymiseCase, GasProjectCase):
    """FI-8.6: a closed account goes when no kept record names it; whoever burns gas stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_people()
        with freeze_time(THEN):
            cls.closed, cls.named, cls.active_one = (
                cls.make_account(f"C-{name}", name, "Happiness Road", "13800138000", note=f"{name} is deaf")
                for name in ("Sun", "Zhou", "Qian")
            )
            (cls.closed | cls.named).active = False
            cls.make_ticket(account_id=cls.named.id)

    @freeze_time(AFTER)
    def test_closed_accounts(self):
        destruction = self.destroy()
        self.assertEqual((destruction.account_ids, destruction.destroyed_count), (self.closed, 1))
        self.assertForgotten(
            ("Sun", "Happiness", "13800138000"),
            (
                ("gas_account", f"t.id = {self.closed.id}"), ("gas_phone", f"t.account_id = {self.closed.id}"),
                ("mail_message", f"t.model = 'gas.account' AND t.res_id = {self.closed.id}"),
            ),
        )  # fmt: skip
        self.assertEqual((self.named.name, self.active_one.name), ("Zhou", "Qian"))
        self.assertEqual((self.closed.category, self.closed.active), ("residential", False))

    @freeze_time(AFTER)
    def test_opened_again(self):
        self.closed.active = True
        self.assertFalse(self.closed.closed_on)
        self.assertFalse(self.collect().account_count)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackAnonymise(AnonymiseCase, GasCallbackCase):
    """FI-8.6 for services and callbacks: marks and counts stay, who was served and what he said goes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_people()
        cls.plan = cls.make_plan(12)
        cls.serve_other("S-1", customer_name="Wang Wu")
        cls.called = cls.pull()
        cls.answer(cls.called, 2, remark="Customer A said that Wang Wu was late")
        cls.plan._write_guarded({"state": "done"})

    def served(self):
        return self.env["gas.service.record"].search(
            [("department_id", "=", self.service.id), ("date", ">=", date(2026, 8, 1)), ("date", "<", date(2026, 9, 1))]
        )

    @freeze_time("2031-10-10 02:00:00")
    def test_nothing_personal_is_left(self):
        groups = {
            "gas.callback": ("state category channel caller_id department_id", []),
            "gas.callback.report": (
                "dimension service_type category employee_id answer",
                ["number:avg", "satisfied:avg"],
            ),
            "gas.callback.dimension": ("dimension department_id", ["customer_count:sum", "mark_sum:sum"]),
            "gas.callback.candidate": ("stratum category passed drawn", ["unit:count_distinct"]),
            "gas.service.record": ("service_type date:month department_id employee_id category", []),
        }
        before = self.figures(groups)
        types = self.called.service_types
        destruction = self.destroy()
        self.assertEqual((destruction.plan_count, destruction.destroyed_count), (1, 1))
        self.assertEqual(destruction.callback_count, len(self.plan.callback_ids))
        self.assertEqual(destruction.service_count, 13)
        self.assertEqual(self.figures(groups), before)
        self.assertEqual(self.called.service_types, types, "Two rows of one customer can still be seen")
        callback, record = f"t.plan_id = {self.plan.id}", f"t.id IN {tuple(self.served().ids)}"
        self.assertForgotten(
            ("Wang", "Customer A", "A00001", "S-1", "meter_billing-A", "Nothing"),
            (
                ("gas_callback", callback), ("gas_service_record", record),
                ("gas_contact", f"t.callback_id IN (SELECT id FROM gas_callback t WHERE {callback})"),
                ("gas_callback_answer", f"t.callback_id IN (SELECT id FROM gas_callback t WHERE {callback})"),
            ),
        )  # fmt: skip
        self.assertFalse(self.plan.callback_ids.account_id | self.served().account_id)
        units = self.plan.round_ids.candidate_ids.mapped("unit") + self.plan.callback_ids.mapped("unit")
        self.assertEqual({unit[0] for unit in units}, {"x"})

    @freeze_time("2031-10-10 02:00:00")
    def test_legal_hold_of_a_customer(self):
        """FI-8.6: a plan that called somebody whose matter is on hold waits."""
        ticket = self.make_ticket(account_id=self.called.account_id.id)
        ticket.with_user(self.general.user_id).action_set_legal_hold("Lawsuit")
        self.assertFalse(self.collect().plan_count)

    @freeze_time("2031-08-31 02:00:00")
    def test_kept_to_the_end(self):
        self.assertFalse(self.collect().plan_count)
        with self.assertRaises(UserError):
            self.called.sudo().answer_ids.write({"text": "x"})
