# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestGasInquiryBoard(GasServiceCase):
    """A drag in the kanban is the step itself, or its dialog, or a refusal."""

    def test_move_runs_the_step(self):
        ticket = self.make_ticket()
        self.assertFalse(ticket.action_move("processing"))
        self.assertEqual(ticket.state, "processing")
        self.assertEqual(ticket.sudo().handler_id, self.clerk)

    def test_move_signs(self):
        ticket = self.make_ticket()
        ticket.action_transfer(self.market.id)
        self.assertFalse(ticket.with_user(self.market_handler.user_id).action_move("processing"))
        self.assertEqual(ticket.sudo().handler_id, self.market_handler)

    def test_move_asks_for_what_is_missing(self):
        new = self.make_ticket()
        processing = self.make_processing()
        for ticket, state, model in (
            (new, "transferred", "gas.inquiry.transfer"),
            (new, "closed", "gas.inquiry.result"),
            (processing, "transferred", "gas.inquiry.transfer"),
            (processing, "resolved", "gas.inquiry.result"),
        ):
            before = ticket.state
            action = ticket.action_move(state)
            self.assertEqual((action["res_model"], action["target"]), (model, "new"))
            self.assertEqual(action["context"]["default_inquiry_id"], ticket.id)
            self.assertEqual(ticket.state, before, "The dialog decides, not the drop")

    def test_move_to_informed_and_closed(self):
        ticket = self.make_processing()
        self.give_notice(ticket)
        ticket.action_resolve("solved", "Burner cleaned")
        self.assertEqual(ticket.action_move("informed")["context"]["default_step"], "inform")
        with self.assertRaisesRegex(UserError, "told the result"):
            ticket.action_move("closed")
        ticket.action_inform("Told her")
        ticket.action_move("closed")
        self.assertEqual(ticket.state, "closed")

    def test_there_is_no_other_way(self):
        """A step that does not exist is refused, and so is writing the state."""
        ticket = self.make_ticket()
        for state in ("resolved", "informed", "archived", "nonsense"):
            with self.assertRaises(UserError):
                ticket.action_move(state)
        with self.assertRaises(UserError):
            ticket.write({"state": "closed"})
        self.assertEqual(ticket.state, "new")

    def test_who_may_not_write_may_not_move(self):
        agent = self.make_employee("agent", self.service, "gas_service.group_hotline")
        ticket = self.make_processing()
        with self.assertRaises(AccessError):
            ticket.with_user(agent.user_id).action_transfer(self.service.id)

    def test_every_column_to_drop_on_is_there(self):
        self.make_ticket()
        tickets = self.env["gas.inquiry"].with_user(self.clerk.user_id).with_context(read_group_expand=True)
        groups = tickets.web_read_group([], ["state"])["groups"]
        states = [group["state"] for group in groups]
        self.assertEqual(states, ["new", "transferred", "processing", "resolved", "informed", "closed"])

    def test_questions_to_a_leader_are_answered_on_the_ticket(self):
        """FI-5.3: the leader sees what he was asked and answers in a dialog."""
        ticket = self.make_ticket()
        ticket.action_report("ask", self.market_manager.id, "May we do it?")
        seen = ticket.with_user(self.market_manager.user_id)
        self.assertEqual(seen.question_note, "May we do it?")
        self.assertFalse(ticket.question_id, "The clerk is not asked")
        action = seen.action_open_reply()
        wizard = self.env["gas.inquiry.step"].with_user(self.market_manager.user_id)
        wizard.with_context(**action["context"]).create({"note": "Yes"}).action_confirm()
        self.assertEqual(ticket.contact_ids.reply, "Yes")
        self.assertFalse(seen.question_id)

    def test_another_accused_is_named_in_a_dialog(self):
        """FI-8.5: whoever is named later is kept out from then on."""
        complaint = self.make_complaint(self.handler, by=self.market_manager)
        supervisor = self.make_employee("supervisor", self.service, "gas_service.group_supervisor")
        seen = complaint.with_user(supervisor.user_id)
        wizard = self.env["gas.inquiry.step"].with_user(supervisor.user_id)
        wizard = wizard.with_context(**seen.action_open_accuse()["context"])
        wizard.create({"employee_ids": [(6, 0, self.manager.ids)]}).action_confirm()
        self.assertEqual(complaint.excluded_user_ids, (self.handler | self.manager).user_id)
