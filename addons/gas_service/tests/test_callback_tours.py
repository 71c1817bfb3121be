# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo.tests import HttpCase, tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
class TestCallbackTours(HttpCase, GasCallbackCase):
    """What callers and the supervisor do in the browser, with the services of last month."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.caller = cls.make_employee("tour_caller", cls.service, "gas_service.group_hotline")
        cls.month = cls.company._gas_today().replace(day=1) - relativedelta(months=1)
        cls.make_rule(str(cls.month), ratio=100)
        cls.serve(cls.make_accounts(2), date=str(cls.month.replace(day=12)))
        cls.plan = cls.open_plans()
        cls.first, cls.second = cls.plan.callback_ids.sorted("priority")

    def test_call_by_keyboard(self):
        """CB-4, CB-5: one customer after the other, without the mouse."""
        self.approve(self.plan)
        self.start_tour("/odoo/my-gas-callbacks", "gas_service_callback_call", login="tour_caller")
        self.assertEqual((self.first | self.second).mapped("state"), ["done", "done"])
        self.assertEqual((self.first | self.second).caller_id, self.caller)
        self.assertEqual(self.first.answer_ids.mapped("number"), [5, 4, 1, 5])
        self.assertEqual(self.second.answer_ids.mapped("number"), [5, 5, 0, 2])
        self.assertEqual((self.second.remark, self.second.dissatisfied), ("Waited all day", True))
        self.assertEqual(self.plan.state, "analysis")

    def test_request_becomes_a_ticket(self):
        """CB-6: what the customer asks for is a ticket, and the call goes on."""
        self.approve(self.plan)
        self.start_tour("/odoo/my-gas-callbacks", "gas_service_callback_ticket", login="tour_caller")
        ticket = self.first.inquiry_id
        self.assertEqual((ticket.subject, ticket.kind, ticket.state), ("A new hose", "request", "new"))
        self.assertEqual((ticket.account_id, ticket.first_responsible_id), (self.first.account_id, self.caller))
        self.assertEqual(self.first.state, "calling")

    def test_supervisor_approves(self):
        """CB-3, CB-4: looks at the draw, has it drawn again, approves; sees how many answered."""
        self.start_tour("/odoo/gas-callback-plans", "gas_service_callback_approve", login="supervisor")
        self.assertEqual(self.plan.state, "calling")
        self.answer(self.pull(self.caller))
        self.start_tour("/odoo/gas-callback-plans", "gas_service_callback_ratio", login="supervisor")
