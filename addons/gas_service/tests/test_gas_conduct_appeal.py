# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .conduct_common import GasConductCase

SECOND = timedelta(seconds=1)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductAppeal(GasConductCase):
    def notice(self, case):
        notice = case.sudo().notice_id
        return notice.with_user(notice.employee_id.user_id)

    def order(self, case):
        return case.sudo().order_ids

    def test_served_over_the_national_day(self):
        """FI-14.4: five working days from serving, over the holidays and with the make-up Saturday."""
        case = self.decided(self.make_case())
        with freeze_time(self.china("2026-09-29 10:00")):
            case.action_serve()
        self.assertEqual(case.appeal_until, self.china("2026-10-12 17:00"))
        self.run_final(case.appeal_until)
        self.assertEqual(case.state, "served")
        self.run_final(case.appeal_until + SECOND)
        order = self.order(case)
        self.assertEqual((case.state, case.final_at, order.final_at), ("final", case.appeal_until, case.appeal_until))
        self.assertEqual(str(order.pay_month), "2026-10-01")

    def test_pay_month(self):
        """FI-14.4: what becomes final after the payroll cut-off goes into the next month, by the local date."""
        orders = self.env["gas.conduct.order"]
        for local, month in (
            ("2026-09-25 23:59", "2026-09-01"),
            ("2026-09-26 00:00", "2026-10-01"),
            ("2026-12-31 17:00", "2027-01-01"),
            ("2026-10-01 07:59", "2026-10-01"),
        ):
            self.assertEqual(str(orders._pay_month(self.company, self.china(local))), month)

    def test_in_time(self):
        """FI-14.4: an appeal in time keeps the decision from becoming final, however long it takes to decide on."""
        case = self.served(self.make_case())
        with freeze_time(case.appeal_until):
            self.notice(case).action_appeal("I was ill")
        self.assertEqual(case.state, "appealed")
        self.run_final(case.appeal_until + timedelta(days=30))
        self.assertEqual((case.state, self.order(case)), ("appealed", self.order(case).browse()))
        case.with_user(self.leader2.user_id).action_decide_appeal(False, "No certificate")
        self.assertEqual((case.state, self.notice(case).state), ("final", "final"))
        self.assertEqual(len(self.order(case)), 1)
        with self.assertRaises(UserError):
            self.notice(case).action_appeal("Again")

    def test_granted_in_time(self):
        """FI-14.4: nothing comes of a case whose appeal is granted before it was final."""
        case = self.served(self.make_case())
        self.notice(case).action_appeal("I was ill")
        case.with_user(self.leader2.user_id).action_decide_appeal(True, "He was")
        self.assertEqual((case.state, self.notice(case).state), ("dismissed", "closed"))
        self.run_final(case.appeal_until + timedelta(days=30))
        self.assertFalse(self.order(case))

    def test_late_before_the_scheduled_action(self):
        """FI-14.4: a second too late the decision is final, though the scheduled action has not come by yet."""
        case = self.served(self.make_case())
        with freeze_time(case.appeal_until + SECOND):
            self.notice(case).action_appeal("I was ill")
        self.assertEqual((case.state, case.final_at, len(self.order(case))), ("final", case.appeal_until, 1))
        self.assertTrue(case.appeal_open)

    def test_granted_late(self):
        """FI-14.4: granted after the execution, what was not paid is not asked for, what was paid is given back, once."""
        case = self.executed(self.make_case())
        order = self.order(case)
        self.notice(case).action_appeal("New facts")
        with (
            patch.object(type(order), "_paid_amount", lambda order: 120.0),
            patch.object(type(order), "_open_amount", lambda order: 80.0),
        ):
            case.with_user(self.leader2.user_id).action_decide_appeal(True, "Right")
        reversal = case.sudo().order_ids - order
        self.assertEqual((order.reversed_amount, order._is_reversed(), case.state), (80, True, "dismissed"))
        self.assertEqual((reversal.kind, reversal.amount, reversal.reverses_id), ("reversal", 120, order))
        reversal.with_user(self.general.user_id).action_execute()
        self.assertEqual(case.state, "dismissed")
        order._reverse()
        self.assertEqual(len(case.sudo().order_ids), 2)

    def test_granted_before_execution(self):
        """An order against which the appeal was won is not executed any more, with or without money."""
        for values in ({}, {"sanction": "criticism", "amount": 0, "violation_type_id": False}):
            case = self.final(self.make_case(**values))
            self.notice(case).action_appeal("New facts")
            case.with_user(self.leader2.user_id).action_decide_appeal(True, "Right")
            order = self.order(case).with_user(self.general.user_id)
            self.assertFalse(order.to_execute)
            self.assertNotIn(order, order.search([("to_execute", "=", True)]))
            with self.assertRaises(UserError):
                order.action_execute()

    def test_who_decides(self):
        """Nobody decides on the appeal who had a part in the case; who may is told, and reads the case."""
        case = self.served(self.make_case())
        self.notice(case).action_appeal("I was ill")
        case = case.sudo()
        self.assertEqual(case.approval_decision_ids.decided_by & self.leader.user_id, self.leader.user_id)
        self.assertEqual(case.appeal_decider_ids, self.leader2.user_id)
        self.assertEqual(case.activity_ids.user_id, self.leader2.user_id)
        for employee in (self.leader, self.market_manager, self.general, self.supervision, self.supervisor):
            with self.subTest(by=employee.name), self.assertRaises(AccessError):
                case.with_user(employee.user_id).sudo().action_decide_appeal(True, "x")
        with self.assertRaises(UserError):
            case.with_user(self.leader2.user_id).sudo(False).action_decide_appeal(True, " ")

    def test_integrity(self):
        """FI-12: supervision decides on appeals of integrity cases; failing it a leader, who may read this one only."""
        case = self.served(self.make_case(by=self.supervision, kind="integrity"))
        self.notice(case).action_appeal("I gave it back")
        self.assertEqual(case.sudo().appeal_decider_ids, self.leader2.user_id)
        self.assertTrue(case.with_user(self.leader2.user_id).has_access("read"))
        other = self.make_employee("supervision2", self.supervision_department, "gas_service.group_supervision")
        case.with_user(self.leader2.user_id).action_renew_appeal_deciders()
        self.assertEqual(case.sudo().appeal_decider_ids, other.user_id)
        self.assertFalse(case.with_user(self.leader2.user_id).has_access("read"))
        case.with_user(other.user_id).action_decide_appeal(True, "He did")

    def test_scheduled_action_goes_on(self):
        """A decision that cannot become final holds up no other."""
        cases = [self.served(self.make_case()) for _number in range(3)]
        make = type(cases[0])._make_final

        def fail(case, at):
            if case.id == cases[1].id:
                raise ValueError("broken")
            return make(case, at)

        with (
            patch.object(type(cases[0]), "_make_final", fail),
            mute_logger("odoo.addons.gas_service.models.gas_conduct_case_final"),
        ):
            self.run_final(cases[0].appeal_until + SECOND)
        self.assertEqual([case.state for case in cases], ["final", "served", "final"])

    def test_rejected_and_withdrawn(self):
        """A rejected or withdrawn decision goes back to the hearing; what was heard stays heard."""
        case = self.heard(self.make_case())
        case.action_launch_approval()
        case.with_user(case.sudo().approval_approver_ids[0]).action_reject("Too much")
        self.assertEqual(case.state, "notice")
        case.amount = 100
        case.action_launch_approval()
        case.action_withdraw_approval("Wait")
        self.assertEqual(case.state, "notice")
        case.action_dismiss("It was not he")
        self.assertEqual((case.state, case.sudo().notice_id.state), ("dismissed", "closed"))

    def test_evidence_fell_away(self):
        """A deadline that was corrected before the serving: the decision is not served."""
        case = self.decided(self.make_delay())
        case.sudo().clock_ids.state = "met"
        with self.assertRaises(UserError):
            case.action_serve()

    def test_nothing_comes_of_it(self):
        """Dismissed, unfounded and open cases make no order, whatever time passes."""
        cases = [self.make_case() for _number in range(3)]
        cases[0].action_unfounded("Not true")
        self.heard(cases[1]).action_dismiss("Not he")
        self.decided(cases[2])
        self.run_final("2027-01-01 00:00:00")
        for case in cases:
            self.assertFalse(self.order(case))
            self.assertNotIn(case.state, ("final", "executed"))
