# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-09 02:00:00")
class TestAppraisalMarks(GasAppraisalCase):
    """What customers say of themselves, where a scheme counts it (FI-13, FI-14.3)."""

    def rated(self, mark, at="2026-09-16 02:00:00"):
        """Return a ticket (sudo) that was answered at once and rated."""
        with freeze_time(at):
            ticket = self.make_ticket(self.market_handler)
            ticket.action_answer_at_once("Told")
            ticket.sudo()._rate(mark)
        return ticket.sudo()

    def opened(self):
        return self.of(self.open_month(), self.market_handler)

    def figures(self, appraisal):
        line = self.line_of(appraisal, "marks")
        return line.numerator, line.denominator, line.left_out_count

    def make_case_about(self, ticket, employee=None):
        case = self.make_case(employee)
        case.sudo().inquiry_ids = [Command.set(ticket.ids)]
        return case

    def test_of_whom(self):
        """FI-13: the handler's and the lead's, of the month they were given; 4 and 5 are good."""
        self.make_scheme({"marks": 1}, prior=0)
        for mark in "543":
            self.rated(mark)
        self.rated("1", at="2026-10-08 02:00:00")
        values = {"subject": "Kitchen", "customer_name": "Hotel", "source": "research", "nature": "new"}
        values.update(lead_id=self.market_handler.id, department_id=self.market.id, state="done")
        with freeze_time("2026-09-20 02:00:00"):
            project = self.env["gas.project"]._create_guarded([values])
            project._rate("2")
        appraisal = self.opened()
        self.assertEqual((self.figures(appraisal), appraisal.score), ((2, 4, 0), 50))
        self.assertFalse(self.line_of(self.of(self.open_month(), self.person), "marks").has_evidence)

    def test_off_by_default(self):
        """FI-14.3: no shipped scheme counts them; satisfaction stays what the drawn customers said."""
        schemes = self.env["gas.appraisal.scheme"].search([])
        self.assertNotIn("marks", schemes.line_ids.metric_id.mapped("code"))
        self.make_scheme({"satisfaction": 1}, prior=0)
        self.rated("1")
        self.assertFalse(self.opened().has_score)

    def test_department(self):
        """FI-14.3: of a department all of them."""
        self.make_scheme({"marks": 1}, subject="department", paid=False, department_ids=[Command.set(self.market.ids)])
        self.rated("5")
        self.rated("2")
        self.assertEqual(self.figures(self.open_month()), (1, 2, 0))

    def test_does_not_count(self):
        """FI-8.5, FI-15: not of complaints, nor of what came before the company was live."""
        self.make_scheme({"marks": 1}, prior=0)
        self.rated("1")._write_guarded({"received_at": "2026-07-30 02:00:00"})
        with freeze_time("2026-09-16 02:00:00"):
            complaint = self.make_complaint(self.person)
            complaint._write_guarded({"state": "closed", "handler_id": self.market_handler.id})
            complaint._rate("1")
        self.assertEqual(self.figures(self.opened()), (0, 0, 0))

    def test_evidence(self):
        """FI-13: each opens the marks of documents he may read; nobody else's are told."""
        self.make_scheme({"marks": 1}, prior=0)
        marks = (self.rated("5") | self.rated("2")).rating_ids
        line = self.line_of(self.opened(), "marks")
        for user in self.market_handler.user_id, self.market_manager.user_id:
            opened = line.with_user(user).action_open_evidence()
            self.assertEqual(opened["res_model"], "rating.rating")
            self.assertEqual(self.env["rating.rating"].with_user(user).search(opened["domain"]).sudo(), marks)
        # that of a document he is kept out of by now is not opened
        marks[0].gas_inquiry_id._write_guarded(
            {"kind": "complaint", "excluded_user_ids": [Command.set(self.market_handler.user_id.ids)]}
        )
        opened = line.with_user(self.market_handler.user_id).action_open_evidence()
        self.assertEqual(opened["domain"], [("id", "in", marks[1].ids)])

    def test_one_event_once(self):
        """FI-14: what a case about the person is about lowers pay there alone; a colleague learns of no case."""
        self.make_scheme({"marks": 1}, prior=0)
        ticket = self.rated("1")
        self.notified(self.make_case_about(ticket, self.person))
        appraisal = self.opened()
        self.assertEqual(self.figures(appraisal), (0, 1, 0))
        appraisal.with_user(self.market_handler.user_id).action_comment()
        appraisal.with_user(self.market_manager.user_id).action_confirm()
        self.notified(self.make_case_about(ticket))
        by_general = appraisal.with_user(self.general.user_id)
        with self.assertRaisesRegex(UserError, "send them back"):
            by_general.action_lock()
        by_general.action_send_back()
        self.assertEqual(self.figures(appraisal), (0, 0, 1))

    def test_case_after_it_was_locked(self):
        """FI-14: a mark that has lowered pay is no reason for a deduction about the same matter."""
        self.make_scheme({"marks": 1}, prior=0)
        ticket = self.rated("1")
        self.locked(self.opened())
        case = self.make_case_about(ticket)
        case.action_verify("True")
        with self.assertRaisesRegex(UserError, "lowered pay already"):
            case.action_notify()

    def test_queries(self):
        """As many queries for 40 marks as for 4."""
        self.make_scheme({"marks": 1})
        taken = []
        for count in 4, 36:
            for _number in range(count):
                self.rated("4")
            opened = self.open_month() or self.env["gas.appraisal"].search([])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            opened[:1]._metric_marks()
            taken.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(taken[1], taken[0])
