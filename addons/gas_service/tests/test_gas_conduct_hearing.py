# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .conduct_common import GasConductCase

SECOND = timedelta(seconds=1)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")  # Wednesday, 10:00 in China
class TestConductHearing(GasConductCase):
    def notice(self, case):
        """Return the notice as the person concerned sees it."""
        notice = case.sudo().notice_id
        return notice.with_user(notice.employee_id.user_id)

    def test_five_working_days(self):
        """FI-14.4: the start day is not counted, the make-up Sunday is: until Tuesday at close of business."""
        notice = self.notice(self.notified(self.make_case()))
        self.assertEqual(notice.hear_until, self.china("2026-09-22 17:00"))
        self.assertEqual(notice.activity_ids.user_id, self.market_handler.user_id)
        self.assertEqual(str(notice.activity_ids.date_deadline), "2026-09-22")

    def test_heard_until_the_last_second(self):
        """FI-14.4: a statement within the time is kept; afterwards it is refused, and so is a second one."""
        for late, accepted in ((-SECOND, True), (SECOND * 0, True), (SECOND, False)):
            notice = self.notice(self.notified(self.make_case()))
            with self.subTest(late=late), freeze_time(notice.hear_until + late):
                if accepted:
                    notice.action_state("I was alone at the counter")
                    self.assertEqual((notice.state, notice.statement), ("heard", "I was alone at the counter"))
                    with self.assertRaises(UserError):
                        notice.action_state("And another thing")
                else:
                    with self.assertRaises(UserError):
                        notice.action_state("I was alone at the counter")
                    self.assertFalse(notice.stated_at)

    def test_only_he_speaks(self):
        """Nobody else makes his statement or his appeal, whatever his groups; nor does he write down nothing."""
        case = self.notified(self.make_case())
        for employee in (self.market_manager, self.supervision, self.clerk, self.leader):
            notice = case.sudo().notice_id.with_user(employee.user_id)
            for say in (notice.action_state, notice.action_appeal):
                with self.assertRaises(AccessError):
                    say("x")
        with self.assertRaises(UserError):
            self.notice(case).action_state("  ")
        with self.assertRaises(UserError):
            case.action_record_statement("x")

    def test_silence_is_witnessed_when_the_time_is_over(self):
        """FI-14.4: not before the time is over, and not by who reported it."""
        case = self.notified(self.make_case())
        until = case.hear_until
        other = case.with_user(self.supervisor.user_id)
        with freeze_time(until), self.assertRaises(UserError):
            other.action_witness_silence()
        with freeze_time(until + SECOND):
            with self.assertRaises(UserError):
                case.action_witness_silence()
            with self.assertRaises(UserError):
                case.action_launch_approval()
            other.action_witness_silence()
            self.assertEqual(case.witness_id, self.supervisor.user_id)
            case.action_launch_approval()
        self.assertEqual(case.state, "approval")

    def test_undecided_before_he_is_heard(self):
        """FI-14.4: the decision waits for the statement or the witness."""
        case = self.make_case()
        for step in (case.action_launch_approval, case.action_serve, case.action_witness_silence, case.action_notify):
            with self.assertRaises(UserError):
                step()
        case = self.notified(case)
        with self.assertRaises(UserError):
            case.action_launch_approval()

    def test_fixed_once_he_was_told(self):
        """What he is held to account for stays; the sanction may become milder, never harder, without hearing him again."""
        case = self.heard(self.make_case())
        for values in (
            {"summary": "Something worse"},
            {"event_date": "2026-09-01"},
            {"kind": "impact"},
            {"violation_type_id": False},
            {"amount": 201},
            {"sanction": "disciplinary", "amount": 0},
            {"clock_ids": [(5,)]},
            {"employee_id": self.handler.id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                case.write(values)
        case.write({"amount": 150})
        case.write({"sanction": "criticism", "amount": 0})
        case.write({"sanction": "deduction", "amount": 200})
        case.action_launch_approval()
        for values in ({"amount": 100}, {"finding": "x"}, {"sanction": "circular"}, {"summary": "x"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                case.write(values)

    def test_taken_back_and_told_anew(self):
        """To hold him to account for something else, he is told and heard anew; the old notice stays, closed."""
        case = self.heard(self.make_case())
        first = case.sudo().notice_id
        case.action_take_back_notice("The wrong article")
        self.assertEqual((case.state, first.state), ("verified", "closed"))
        case.write({"amount": 300, "summary": "Two customers were sent away"})
        self.notified(case)
        second = case.sudo().notice_id
        self.assertNotEqual(first, second)
        self.assertEqual((second.amount, second.stated_at), (300, False))
        with self.assertRaises(UserError):
            case.action_launch_approval()
        with self.assertRaises(UserError):
            self.notice(case).browse(first.id).action_state("Late")

    def test_on_paper(self):
        """Who has no login is heard on paper, as somebody who works on the case writes down."""
        person = self.make_employee("paper", self.market)
        person.user_id = False
        case = self.notified(self.make_case(person))
        self.assertFalse(case.concerned_has_login)
        case.action_record_statement("As his letter says")
        self.assertEqual(case.sudo().notice_id.recorded_by, self.market_manager.user_id)
        case.action_launch_approval()
        self.decide(case)
        case.action_serve()
        case.action_record_appeal("As his second letter says")
        self.assertEqual(case.state, "appealed")

    def decide(self, case):
        while case.sudo().approval_state == "running":
            case.with_user(case.sudo().approval_approver_ids[0]).action_approve()

    def test_files(self):
        """He attaches what he has uploaded himself; nobody's file is attached by its number."""
        case = self.notified(self.make_case())
        notice = self.notice(case)
        foreign = self.env["ir.attachment"].create({"name": "secret", "raw": b"x"})
        with self.assertRaises(AccessError):
            notice.action_state("See the file", foreign.ids)
        own = self.env["ir.attachment"].with_user(notice.env.user).create({"name": "roster", "raw": b"x"})
        notice.action_state("See the file", own.ids)
        self.assertEqual(notice.attachment_ids, own)
        self.assertTrue(own.with_user(self.market_manager.user_id).has_access("read"))
        self.assertFalse(own.with_user(self.clerk.user_id).has_access("read"))

    def test_another_login_is_the_same_person(self):
        """The notice is the employee's: with a new login he still finds it, and the old one does not."""
        case = self.notified(self.make_case())
        old = self.market_handler.user_id
        self.market_handler.user_id = new_test_user(self.env, "newlogin", groups="base.group_user")
        notice = self.notice(case)
        self.assertTrue(notice.may_state)
        self.assertFalse(notice.with_user(old).has_access("read"))
        self.assertFalse(case.with_user(old).has_access("read"))

    def test_deadlines_are_explained_to_him(self):
        """Every exceeded deadline in words, without the ticket."""
        case = self.make_delay()
        case.action_verify("x")
        case.action_notify()
        notice = self.notice(case)
        self.assertIn("2026-09-10 17:00", notice.deadlines)
        self.assertNotIn(case.sudo().inquiry_ids.name, notice.deadlines)
