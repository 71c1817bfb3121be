# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestInquiryOutside(HttpCase, GasServiceCase):
    """What a caller with a key of an ordinary user can and cannot do, over JSON-2."""

    def call(self, employee, model, method, **arguments):
        # sudo: keys are made in the preferences, in the browser
        keys = self.env["res.users.apikeys"].with_user(employee.user_id).sudo()
        key = keys._generate("rpc", "test", None)
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )

    @mute_logger("odoo.http")
    def assertRefused(self, employee, model, method, **arguments):
        response = self.call(employee, model, method, **arguments)
        self.assertIn(response.status_code, (403, 404, 422), f"{method}: {response.status_code} {response.text}")

    def test_the_outside_works_as_the_browser_does(self):
        """FI-3, FI-8.3: register and transfer through the same methods."""
        values = {"subject": "No gas", "customer_name": "Wang Wu", "state": "closed", "registered_by": 1}
        response = self.call(self.clerk, "gas.inquiry", "create", vals_list=[values])
        ticket = self.env["gas.inquiry"].browse(response.json())
        self.assertEqual((ticket.state, ticket.registered_by), ("new", self.clerk.user_id))
        arguments = {"ids": ticket.ids, "department_id": self.market.id, "employee_id": self.market_handler.id}
        self.assertEqual(self.call(self.clerk, "gas.inquiry", "action_transfer", **arguments).status_code, 200)
        ticket.invalidate_recordset()
        self.assertEqual(ticket.state, "transferred")
        self.assertEqual(self.clock(ticket, "FI-TRANSFER").state, "met")

    def test_forged_context_opens_nothing(self):
        """FI-3: the caller chooses the context, and it proves nothing."""
        ticket = self.make_ticket()
        for context in (
            {"gas_guard": True},
            {"gas_guard:gas.inquiry": True},
            {"default_state": "closed"},
            {"su": True},
        ):
            self.assertRefused(
                self.clerk, "gas.inquiry", "write", ids=ticket.ids, vals={"state": "closed"}, context=context
            )
        response = self.call(
            self.clerk,
            "gas.inquiry",
            "create",
            vals_list=[{"subject": "x", "customer_name": "y"}],
            context={"default_state": "closed", "default_result": "done", "default_kind": "complaint"},
        )
        if response.status_code == 200:
            self.assertEqual(self.env["gas.inquiry"].browse(response.json()).state, "new")

    def test_private_methods_are_not_api(self):
        ticket = self.make_ticket()
        for method in (
            "_write_guarded", "_create_guarded", "_with_guard_open", "_hand_over", "_sign", "_sla_stop", "_sla_cancel",
            "_sla_start", "_register_complaint", "_begin_processing", "_promise", "_customer_reached", "_schedule",
        ):  # fmt: skip
            self.assertRefused(self.clerk, "gas.inquiry", method, ids=ticket.ids)

    def test_strangers(self):
        """Nobody acts on a ticket that isn't his, whatever method he calls."""
        ticket = self.make_ticket()
        stranger = self.make_employee("stranger", self.supervision_department)
        for method, arguments in (
            ("read", {"fields": ["subject"]}),
            ("write", {"vals": {"subject": "x"}}),
            ("action_take", {}),
            ("action_assign", {"employee_id": stranger.id}),
            ("action_transfer", {"department_id": self.market.id}),
            ("action_return", {"reason": "x"}),
            ("action_answer_at_once", {"result": "x"}),
            ("action_resolve", {"outcome": "solved", "result": "x"}),
            ("action_inform", {"note": "x"}),
            ("action_close", {}),
            ("action_cancel", {"reason": "x"}),
            ("action_urge", {}),
            ("action_supervise", {}),
            ("action_report", {"purpose": "ask", "recipient_id": stranger.id, "note": "x"}),
            ("action_accuse", {"employee_ids": [stranger.id]}),
            ("action_correct_reception", {"employee_id": stranger.id, "received_at": False, "reason": "x"}),
            ("action_confirm_vexatious", {}),
            ("action_give_notice", {}),
            ("action_follow_up", {}),
            ("message_post", {"body": "x"}),
            ("unlink", {}),
            ("copy", {}),
        ):
            self.assertRefused(stranger, "gas.inquiry", method, ids=ticket.ids, **arguments)
        ticket.invalidate_recordset()
        self.assertEqual(ticket.state, "new")
        self.assertEqual(ticket.urge_count, 0)

    def test_children_are_not_a_way_in(self):
        """A contact, a phone or a dialog cannot be used to reach a ticket of others."""
        ticket = self.make_ticket()
        stranger = self.make_employee("stranger", self.supervision_department)
        own = self.make_ticket(stranger)
        self.assertRefused(
            stranger, "gas.contact", "create", vals_list=[{"inquiry_id": ticket.id, "note": "x", "purpose": "answer"}]
        )
        contact = self.env["gas.contact"].with_user(stranger.user_id).create({"inquiry_id": own.id, "note": "x"})
        self.assertRefused(stranger, "gas.contact", "write", ids=contact.ids, vals={"inquiry_id": ticket.id})
        self.assertRefused(
            stranger, "gas.phone", "create", vals_list=[{"inquiry_id": ticket.id, "number": "13800138000"}]
        )
        self.assertRefused(stranger, "gas.handover", "create", vals_list=[{"inquiry_id": own.id, "kind": "transfer"}])
        for model, values in (
            ("gas.inquiry.step", {"step": "cancel", "note": "x"}),
            ("gas.inquiry.result", {"at_once": True, "result": "x"}),
            ("gas.inquiry.transfer", {"department_id": self.market.id}),
            ("gas.inquiry.report", {"recipient_id": stranger.id, "note": "x"}),
        ):
            self.assertRefused(stranger, model, "create", vals_list=[{"inquiry_id": ticket.id, **values}])
        ticket.invalidate_recordset()
        self.assertEqual(ticket.state, "new")
