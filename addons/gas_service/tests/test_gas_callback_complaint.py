# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from functools import partial
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..tools.callback_draw import unit_hash
from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackInvolved(GasCallbackCase):
    """Whoever had a customer's ticket in his hands does not call him back (CB-5)."""

    @freeze_time("2026-08-12 02:00:00")
    def serve_by_ticket(self):
        """A ticket that one agent received, another spoke about with the customer, and Market handled."""
        ticket = self.make_ticket(self.agent, account_id=self.make_accounts(1, "T").id)
        ticket.action_transfer(self.market.id, self.market_handler.id)
        ticket.with_user(self.market_handler.user_id).action_sign()
        contact = {"inquiry_id": ticket.id, "channel": "phone", "note": "Where do you live?"}
        self.env["gas.contact"].create(
            [
                {**contact, "employee_id": self.agent2.id},
                {**contact, "employee_id": self.handler.id, "direction": "internal"},
            ]
        )
        ticket.sudo()._write_guarded({"state": "resolved", "informed_at": "2026-08-12 02:00:00"})
        ticket.sudo().action_close()
        return ticket

    def test_nobody_who_had_the_ticket(self):
        """CB-5: neither who handled it, who received it, nor who spoke with the customer; a colleague does."""
        ticket = self.serve_by_ticket()
        record = self.env["gas.service.record"].search([("inquiry_id", "=", ticket.id)])
        self.assertEqual(record.employee_id, self.market_handler)
        self.assertEqual(record.involved_ids, self.agent | self.agent2 | self.market_handler)
        plan = self.open_plans()
        self.approve(plan)
        self.assertEqual(plan.callback_ids.server_ids, self.market_handler)
        self.assertEqual(plan.callback_ids.involved_ids, record.involved_ids)
        for employee in (self.agent, self.agent2, self.market_handler):
            with self.subTest(employee.name), self.assertRaisesRegex(UserError, "Nobody is left"):
                self.pull(employee)
        agent3 = self.make_employee("agent3", self.service, "gas_service.group_hotline")
        self.assertEqual(self.pull(agent3).sudo(), plan.callback_ids)

    def test_nobody_voids_what_he_was_involved_in(self):
        """CB-2: nobody takes a customer out of the callbacks whose ticket he had."""
        ticket = self.serve_by_ticket()
        record = self.env["gas.service.record"].search([("inquiry_id", "=", ticket.id)])
        record._write_guarded({"involved_ids": [(4, self.market_manager.id)]})
        with self.assertRaises(AccessError):
            record.with_user(self.market_manager.user_id).action_void("Wrong customer")


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackAccused(GasCallbackCase):
    """A complaint leaves no sign to whom it is about: the manager of the department, and the supervisor (FI-8.5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.make_employee("colleague", cls.service, "gas_service.group_manager")
        cls.nobody = cls.env["hr.employee"].create({"name": "No login", "department_id": cls.service.id})
        cls.accused = cls.manager | cls.supervisor
        with freeze_time("2026-08-20 02:00:00"):
            account = cls.make_accounts(1, "C").id
            complaint = cls.make_complaint(cls.accused | cls.nobody, account_id=account)
            complaint._write_guarded({"state": "resolved", "informed_at": "2026-08-20 02:00:00"})
            complaint.action_close()
        others = cls.make_accounts(10)
        cls.serve(others, "hotline")
        # drawn last of all: he is called for his complaint alone
        units = [f"a{one}" for one in (account, *others.ids)]
        seed = next(str(seed) for seed in range(999) if max(units, key=partial(unit_hash, str(seed))) == units[0])
        with patch.object(cls.registry["gas.callback.round"], "_new_seed", return_value=seed):
            cls.plan = cls.open_plans()
        # the supervisor, who would approve it, is complained about himself
        cls.plan._write_guarded({"state": "calling"})
        cls.call = cls.plan.callback_ids.filtered(lambda call: call.account_id.id == account)

    def answer_badly(self):
        self.call._write_guarded({"state": "calling", "caller_id": self.agent.id})
        self.answer(self.call.with_user(self.agent.user_id), 1, "Rude as ever")

    def signs(self, employee):
        """Return what an employee sees of the complaint, by all that tells of the plan."""
        user = employee.user_id
        plan = self.plan.with_user(user)
        of_call = [("callback_id", "=", self.call.id)]
        seen = {
            name: self.env[name].with_user(user).search_count(domain)
            for name, domain in {
                "gas.callback": [("id", "=", self.call.id)],
                "gas.callback.stratum": [("stratum", "=", "complaint")],
                "gas.callback.candidate": of_call,
                "gas.callback.answer": of_call,
                "gas.callback.report": of_call,
                "gas.callback.dimension": [("extra", "=", True)],
                "gas.callback.issue": of_call,
                "gas.service.record": [("inquiry_kind", "=", "complaint")],
            }.items()
        }
        self.env.invalidate_all()
        seen["lines"] = "complaint" in plan.stratum_ids.mapped("stratum")
        seen["counted"] = sum(row[1] for row in self.env["gas.callback"].with_user(user)._read_group(
            [("plan_id", "=", plan.id), ("extra", "=", True)], ["state"], ["__count"]
        ))  # fmt: skip
        seen["quotes"] = "Rude" in str(plan.quotes)
        seen["activities"] = "Dissatisfied" in "".join(filter(None, plan.activity_ids.mapped("summary")))
        return {name for name, value in seen.items() if value}

    def test_no_sign(self):
        """FI-8.5, CB-6: neither call nor answer, line, place, figure, quote, issue nor thing to do."""
        self.assertTrue(self.call.extra)
        self.answer_badly()
        self.call.with_user(self.agent.user_id).action_report_issue("They are rude")
        for employee in self.accused:
            with self.subTest(employee.name):
                self.assertEqual(self.signs(employee), set())
                self.assertTrue(self.plan.with_user(employee.user_id).stratum_ids)
                with self.assertRaises(AccessError):
                    self.call.with_user(employee.user_id).read(["customer_name"])
        self.assertLessEqual(
            {
                "gas.callback",
                "gas.callback.stratum",
                "gas.callback.dimension",
                "gas.callback.report",
                "quotes",
                "lines",
            },
            self.signs(self.colleague),
        )
        self.assertIn("gas.callback.candidate", self.signs(self.supervision))

    def test_who_is_told_instead(self):
        """CB-6, FI-8.5: of the dissatisfied customer whoever stands above the accused is told, and nobody else."""
        self.answer_badly()
        told = self.env["mail.notification"].search([("mail_message_id.subject", "like", "Dissatisfied")])
        self.assertEqual(told.res_partner_id, self.supervision.user_id.partner_id)
        self.assertIn("Rude as ever", told.mail_message_id.body)

    def test_nobody_learns_who_is_accused(self):
        """FI-8.5: who is kept out is no field to be read, by whoever may read the rest."""
        for record, name in ((self.call, "excluded_user_ids"), (self.plan, "accused_user_ids")):
            with self.subTest(name), self.assertRaises(AccessError):
                record.with_user(self.supervision.user_id).read([name])

    def test_late_login(self):
        """FI-8.5: an accused who gets his login later is kept out of it too."""
        user = new_test_user(self.env, "late", groups="gas_service.group_manager")
        self.nobody.user_id = user
        self.assertIn(user, self.call.excluded_user_ids)
        self.assertIn(user, self.plan.accused_user_ids)
        self.assertEqual(self.signs(self.nobody), set())
