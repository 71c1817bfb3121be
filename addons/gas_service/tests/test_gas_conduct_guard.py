# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .conduct_common import GasConductCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductGuard(GasConductCase):
    """What must be there before anybody is told that he is held to account."""

    def missing(self, case):
        return len(case.sudo()._missing_for_decision())

    def assertMissing(self, case, count=1):
        case.sudo()._write_guarded({"state": "verified"})
        with self.assertRaises(UserError):
            case.action_notify()
        self.assertEqual(self.missing(case), count, case.sudo()._missing_for_decision())

    def test_delay(self):
        """FI-10: first handler, exceeded limit, objection: with all of them nothing is missing."""
        case = self.make_delay()
        self.assertFalse(self.missing(case))

    def test_delay_without_objection(self):
        """FI-10: late without an objection of the customer is statistics."""
        self.assertMissing(self.make_delay(self.make_late(objection=False)))

    def test_objection_to_something_else(self):
        """FI-10: a complaint about another ticket, or from before the limit was exceeded, is no objection to this delay."""
        ticket = self.make_late(objection=False)
        case = self.make_delay(ticket)
        other = self.object_to(self.make_late(objection=False))
        case.sudo().objection_ids = other
        self.assertMissing(case)
        case.sudo().objection_ids = self.object_to(ticket, at="2026-09-10 08:00:00")
        self.assertMissing(case)
        case.sudo().objection_ids = self.object_to(ticket, at="2026-09-10 09:00:01")
        self.assertFalse(self.missing(case))

    def test_delay_of_another(self):
        """FI-10: the first handler answers for it, and the limit is one he exceeded himself."""
        ticket = self.make_late()
        case = self.make_delay(ticket)
        self.assertFalse(self.missing(case))
        other = self.make_case(self.market_manager, self.supervisor, kind="delay", cause="limit")
        other.sudo().write(
            {
                "clock_ids": [Command.set(case.sudo().clock_ids.ids)],
                "inquiry_ids": [Command.set(ticket.ids)],
                "objection_ids": [Command.set(case.sudo().objection_ids.ids)],
            }
        )
        # neither the first handler nor his limit
        self.assertMissing(other, 2)
        self.assertMissing(self.make_delay(ticket), 1)

    def test_listed_causes(self):
        """FI-10: leaving the post, no hand-over, putting off: no limit is needed, the objection is."""
        ticket = self.make_late()
        for cause, missing in (("absent", 0), ("handover", 0), ("shirk", 0), (False, 1), ("limit", 1)):
            case = self.make_delay(ticket)
            case.sudo().write({"cause": cause, "clock_ids": [Command.clear()]})
            self.assertEqual(self.missing(case), missing, cause)
            case.sudo().objection_ids = False
            self.assertEqual(self.missing(case), missing + 1, cause)

    def test_advisory_early_and_met_limits(self):
        """FI-15: only binding limits that were exceeded since going live count."""
        ticket = self.make_late()
        clock = self.clock(ticket, "FI-REPLY")
        case = self.make_delay(ticket)
        for values, undo in (
            ({"binding": False}, {"binding": True}),
            ({"state": "met"}, {"state": "late"}),
            ({"started_at": "2026-07-31 15:59:59"}, {"started_at": clock.started_at}),
        ):
            clock.write(values)
            self.assertEqual(self.missing(case), 1, values)
            clock.write(undo)
        self.assertFalse(self.missing(case))

    def test_before_going_live(self):
        """FI-15: nothing dated before going live, or in the future, becomes a case; nor where the company is not live."""
        for day in ("2026-07-31", "2026-09-17"):
            with self.assertRaises(ValidationError):
                self.make_case(event_date=day)
        self.assertTrue(self.make_case(event_date="2026-08-01"))
        case = self.make_case()
        with self.assertRaises(ValidationError):
            case.event_date = "2026-07-31"
        self.company.gas_live_date = False
        with self.assertRaises(ValidationError):
            self.make_case()

    def test_article(self):
        """FI-14.2: no deduction without article and version in force on that day, nor above what it allows."""
        expired = self.article.copy({"version": "2020", "valid_until": "2026-09-09"})
        mild = self.env["gas.violation.type"].create({"name": "Mild", "article": "3", "version": "2024"})
        later = self.article.copy({"version": "2027", "valid_from": "2026-09-11"})
        unpublished = self.article.copy({"published_on": "2026-09-11", "valid_from": "2026-09-01"})
        elsewhere = self.article.copy({"company_id": self.env["res.company"].create({"name": "Other"}).id})
        for values, missing in (
            ({}, 0),
            ({"amount": 500}, 0),
            ({"amount": 500.01}, 1),
            ({"amount": 0}, 1),
            ({"violation_type_id": False}, 1),
            ({"violation_type_id": expired.id}, 1),
            ({"violation_type_id": later.id}, 1),
            ({"violation_type_id": unpublished.id}, 1),
            ({"violation_type_id": elsewhere.id}, 1),
            ({"violation_type_id": mild.id}, 3),
            ({"violation_type_id": self.praise_article.id}, 2),
            ({"sanction": "criticism"}, 1),
            ({"sanction": "criticism", "amount": 0}, 0),
            ({"sanction": "criticism", "amount": 0, "violation_type_id": mild.id}, 0),
            ({"sanction": "disciplinary", "amount": 0}, 1),
            ({"sanction": False, "amount": 0}, 1),
            ({"summary": " "}, 1),
        ):
            with self.subTest(values=values):
                self.assertEqual(self.missing(self.make_case(**values)), missing)

    def test_article_takes_money_only_when_adopted(self):
        """FI-14.2: an article that takes money names the dates of its democratic procedure and its publication."""
        for values in ({"adopted_on": False}, {"published_on": False}, {"valid_from": False}, {"amount_max": 0}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.article.copy(values)
        for values in ({"sanction": "criticism"}, {"reward": True}, {"sanction": "praise"}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.article.copy(values)

    def test_article_stays(self):
        """FI-14.2: what cases refer to is not rewritten: a new version is a new record."""
        article = self.article.with_user(self.general.user_id)
        article.amount_max = 400
        self.make_case()
        for values in ({"amount_max": 600}, {"text": "x"}, {"valid_from": "2025-01-01"}, {"sanction": "disciplinary"}):
            with self.assertRaises(UserError):
                article.write(values)
        with self.assertRaises(UserError):
            article.unlink()
        with self.assertRaises(ValidationError):
            article.valid_until = "2026-09-09"
        article.valid_until = "2026-09-10"
        article.active = False

    def test_reward(self):
        """FI-14.1: a commendation needs no hearing; money needs an article that rewards."""
        values = {"kind": "commendation", "violation_type_id": self.praise_article.id}
        self.assertEqual(self.missing(self.make_case(amount=1000, **values)), 0)
        self.assertEqual(self.missing(self.make_case(amount=1000.01, **values)), 1)
        self.assertEqual(self.missing(self.make_case(kind="commendation", amount=100)), 1)
        self.assertEqual(self.missing(self.make_case(kind="commendation", amount=0, violation_type_id=False)), 0)
        case = self.executed(self.make_case(amount=300, **values))
        order, notice = case.sudo().order_ids, case.sudo().notice_id
        self.assertEqual((order.kind, order.amount, order.sanction), ("reward", 300, "praise"))
        self.assertEqual((notice.state, notice.activity_ids.user_id), ("final", self.market_handler.user_id))
        with self.assertRaises(UserError):
            notice.with_user(self.market_handler.user_id).action_appeal("More")

    def test_discretion(self):
        """What the person is told names neither the customer nor the ticket."""
        for text in ("Zhang San waited four days", "zhang san", "See {}"):
            for field in ("summary", "finding"):
                ticket = self.make_late()
                self.assertMissing(self.make_delay(ticket, **{field: text.format(ticket.name)}))

    def test_neglect(self):
        """PS-6.1, PL-3: project, its lead, and a complaint that the hotline verified."""
        self.assertEqual(self.missing(self.make_case(by=self.supervisor, kind="neglect")), 2)
        lead = self.make_employee("lead", self.market, "gas_service.group_developer")
        project = (
            self.env["gas.project"]
            .with_user(lead.user_id)
            .create({"subject": "Kitchen", "customer_name": "Grand Hotel", "source": "research", "nature": "new"})
        )
        complaint = self.make_complaint(lead, self.supervisor, project_id=project.id)
        with self.assertRaises(UserError):
            complaint.with_user(self.supervisor.user_id).action_open_conduct_case()
        case = self.make_case(lead, self.supervisor, kind="neglect")
        case.sudo().write({"project_ids": [Command.set(project.ids)], "objection_ids": [Command.set(complaint.ids)]})
        self.assertEqual(self.missing(case), 1)
        complaint.with_user(self.supervisor.user_id).action_verify("verified", "The call log shows it")
        self.assertEqual(self.missing(case), 0)
        action = complaint.with_user(self.supervisor.user_id).action_open_conduct_case()
        self.assertEqual(action["context"]["default_kind"], "neglect")
        self.assertEqual(action["context"]["default_employee_id"], lead.id)
        other = self.make_case(self.market_handler, self.supervisor, kind="neglect")
        other.sudo().write({"project_ids": [Command.set(project.ids)], "objection_ids": [Command.set(complaint.ids)]})
        self.assertEqual(self.missing(other), 1)
        case.summary = "Grand Hotel waited for weeks"
        self.assertEqual(self.missing(case), 1)

    def test_leader(self):
        """FI-6: responsibility of a leader is about somebody who heads a department."""
        self.assertEqual(self.missing(self.make_case(kind="leadership")), 1)
        self.assertEqual(self.missing(self.make_case(self.market_manager, self.leader, kind="leadership")), 0)

    def test_kind(self):
        """The kind is fixed once it is verified, and integrity is supervision's."""
        case = self.make_case()
        case.kind = "promise"
        for kind in ("integrity", "commendation"):
            with self.assertRaises(UserError):
                case.kind = kind
        case.with_user(self.supervision.user_id).kind = "integrity"
        with self.assertRaises(UserError):
            case.with_user(self.supervision.user_id).kind = "promise"
        case = self.make_case()
        case.action_verify("x")
        with self.assertRaises(UserError):
            case.kind = "promise"

    def test_words_are_needed(self):
        case = self.make_case()
        for step in (case.action_verify, case.action_unfounded, case.action_dismiss):
            for text in ("", "  ", None):
                with self.assertRaises(UserError):
                    step(text)
        self.assertEqual(case.state, "reported")
