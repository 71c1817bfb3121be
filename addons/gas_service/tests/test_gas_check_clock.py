# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .check_common import CheckMixin
from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestGasCheckClock(CheckMixin, GasServiceCase):
    """Faults in deadlines and in what hangs on documents are found, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-09-15 02:00:00"):
            cls.ticket = cls.make_ticket()
            cls.flush_tracking()
            cls.ticket.action_transfer(cls.market.id, cls.market_handler.id)
            cls.ticket = cls.ticket.with_user(cls.market_handler.user_id)
            cls.flush_tracking()
            cls.ticket.action_sign()
            cls.flush_tracking()
            cls.calendar = cls.clock(cls.ticket, "FI-REPLY").calendar_id
            # moves what is open: a history of two moves
            cls.make_holiday(cls.calendar, "2026-09-17")
            cls.make_holiday(cls.calendar, "2026-09-16")
            cls.settled = cls.clock(cls.ticket, "FI-TRANSFER")
            cls.open = cls.clock(cls.ticket, "FI-REPLY")

    def test_sound(self):
        self.assertEqual((self.settled.state, self.open.state), ("met", "running"))
        self.assertTrue(self.open.event_ids.filtered(lambda event: event.kind == "replan"))
        self.assertSound()

    def test_machine_whose_clock_is_set_back_an_hour(self):
        """Nobody is told anything twice, what is registered meanwhile is sound, and what was late stays late."""
        late = self.open.due_at + timedelta(minutes=10)
        counts = []
        for moment in (late, late - timedelta(hours=1), late):
            with freeze_time(moment), patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1e9):
                self.make_ticket()
                self.env["gas.sla.clock"]._cron_alert()
                counts.append(len(self.open.event_ids.filtered(lambda event: event.kind == "alert")))
        self.assertEqual(counts, [1, 1, 1])
        self.assertSound()

    def test_it_does_not_write_and_what_follows_may(self):
        self.env["gas.check"]._run("clock_plan")
        self.ticket.sudo().subject = "Written afterwards"
        self.env.flush_all()

        # caught: PostgreSQL itself refuses
        def _find_clock_plan(checks):
            checks.env.cr.execute("UPDATE gas_inquiry SET subject = 'x'")
            yield

        self.patch(type(self.env["gas.check"]), "_find_clock_plan", _find_clock_plan)
        with self.assertRaisesRegex(Exception, "read-only transaction"), self.env.cr.savepoint():
            self.env["gas.check"]._run("clock_plan")
        self.assertEqual(self.ticket.subject, "Written afterwards")

    def test_due_date_written_by_hand(self):
        self.plant("UPDATE gas_sla_clock SET due_at = due_at + interval '1 day' WHERE id = %s", self.open.id)
        for key in ("clock_plan", "clock_history"):
            self.assertFound(key, self.open)
        self.assertFound("clock_copy", self.ticket)

    def test_calendar_changed_past_the_engine(self):
        self.plant("UPDATE resource_calendar_leaves SET date_to = date_to + interval '2 days'")
        self.plant("UPDATE resource_calendar SET timeline_version = timeline_version + 1")
        self.assertFound("clock_plan", self.open)

    def test_paused_with_a_deadline(self):
        self.plant("UPDATE gas_sla_clock SET state = 'paused' WHERE id = %s", self.open.id)
        self.assertFound("clock_plan", self.open)
        self.assertFound("clock_copy", self.ticket)

    def test_late_made_met(self):
        self.plant("UPDATE gas_sla_clock SET stopped_at = due_at + interval '1 hour' WHERE id = %s", self.settled.id)
        for key in ("clock_settled", "clock_history"):
            self.assertFound(key, self.settled)

    def test_settled_deadline_moved_with_its_explanation(self):
        self.plant(
            """UPDATE gas_sla_clock SET due_at = due_at + interval '1 day', explanation = jsonb_set(
                   explanation, '{due_at}', to_jsonb(to_char(due_at + interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS')))
               WHERE id = %s""",
            self.settled.id,
        )
        self.assertFound("clock_settled", self.settled)

    def test_settled_without_explanation(self):
        self.plant("UPDATE gas_sla_clock SET explanation = NULL WHERE id = %s", self.settled.id)
        self.assertFound("clock_settled", self.settled)

    def test_end_taken_out_of_the_history(self):
        self.plant("DELETE FROM gas_sla_event WHERE kind = 'stop' AND clock_id = %s", self.settled.id)
        self.assertFound("clock_history", self.settled)

    def test_move_taken_out_of_the_history(self):
        moves = self.open.event_ids.filtered(lambda event: event.kind == "replan").sorted("id")
        self.plant("DELETE FROM gas_sla_event WHERE id = %s", moves[-1].id)
        self.assertFound("clock_history", self.open)

    def test_clock_without_document(self):
        self.plant("UPDATE gas_sla_clock SET inquiry_id = NULL WHERE id = %s", self.open.id)
        self.assertFound("link_host", self.open)

    def test_contact_without_document(self):
        contact = self.env["gas.contact"].create(
            {"inquiry_id": self.ticket.id, "employee_id": self.market_handler.id, "note": "Said", "purpose": "other"}
        )
        self.plant("ALTER TABLE gas_contact DROP CONSTRAINT gas_contact_one_host")
        self.plant("UPDATE gas_contact SET inquiry_id = NULL WHERE id = %s", contact.id)
        self.assertFound("link_host", contact)

    def test_message_of_a_ticket_that_is_gone(self):
        message = self.ticket.sudo().message_ids[:1]
        self.plant("UPDATE mail_message SET res_id = res_id + 1000000 WHERE id = %s", message.id)
        self.assertFound("link_gone", message)

    def test_occurrence_taken_out(self):
        self.plant("UPDATE gas_sla_clock SET occurrence = 2 WHERE id = %s", self.open.id)
        self.assertFound("number_gap", self.open)

    def test_number_that_is_still_to_come(self):
        sequence = self.env.ref("gas_service.sequence_gas_inquiry")
        self.plant("UPDATE gas_inquiry SET name = 'SW2026-9999999' WHERE id = %s", self.ticket.id)
        self.assertFound("number_next", sequence)

    def test_guard_taken_from_the_database(self):
        self.plant("DROP INDEX gas_inquiry_name_unique")
        self.plant("ALTER TABLE gas_sla_clock ALTER code DROP NOT NULL")
        found = dict(self.env["gas.check"]._run("link_guard"))
        self.assertIn("name_unique", found[self.env["ir.model"]._get("gas.inquiry")])
        self.assertIn("code", found[self.env["ir.model"]._get("gas.sla.clock")])

    def test_state_written_past_its_action(self):
        self.plant("UPDATE gas_inquiry SET state = 'new' WHERE id = %s", self.ticket.id)
        self.assertFound("frozen_tracked", self.ticket)

    def test_handler_written_past_its_action(self):
        self.plant("UPDATE gas_inquiry SET handler_id = %s WHERE id = %s", self.manager.id, self.ticket.id)
        self.assertFound("frozen_tracked", self.ticket)
