# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .conduct_common import GasConductCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductProposal(GasConductCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_failure_limit = 0

    def propose(self):
        """Run the scheduled action; return the cases it made, as superuser."""
        cases = self.env["gas.conduct.case"].sudo()
        before = cases.search([])
        self.env["gas.conduct.case"]._cron_propose()
        return cases.search([]) - before

    def test_late_with_objection(self):
        """FI-10: an exceeded binding limit with an objection is proposed, with its evidence, to the manager."""
        ticket = self.make_late()
        case = self.propose()
        self.assertEqual((case.state, case.kind, case.cause), ("proposed", "delay", "limit"))
        self.assertEqual((case.employee_id, str(case.event_date)), (self.market_handler, "2026-09-10"))
        self.assertEqual(case.clock_ids, self.clock(ticket, "FI-REPLY"))
        self.assertEqual((case.inquiry_ids, len(case.objection_ids)), (ticket, 1))
        self.assertEqual(case.activity_ids.user_id, self.market_manager.user_id)
        self.assertFalse(case.reported_by)
        mine = case.with_user(self.market_manager.user_id)
        self.assertEqual([one["code"] for one in mine.explain_evidence()], ["FI-REPLY"])
        self.assertNotIn(ticket.name, case.summary)
        self.assertFalse(case.with_user(self.market_handler.user_id).has_access("read"))

    def test_statistics_only(self):
        """FI-10: late without objection, objected to but in time, advisory: nothing is proposed."""
        self.make_late(objection=False)
        early = self.make_late(objection=False)
        self.object_to(early, at="2026-09-10 08:00:00")
        advisory = self.make_late()
        self.clock(advisory, "FI-REPLY").binding = False
        met = self.make_processing()
        self.object_to(met)
        self.assertFalse(self.propose())

    def test_grouped_by_person_and_month(self):
        """One case for each person, month and kind."""
        tickets = [self.make_late() for _number in range(3)]
        other = self.make_employee("other", self.market, "gas_service.group_handler")
        self.make_late(handler=other)
        self.clock(tickets[2], "FI-REPLY").due_at = "2026-08-28 09:00:00"
        cases = self.propose().sorted(lambda case: (case.employee_id.id, -len(case.clock_ids)))
        self.assertEqual(cases.mapped("employee_id.name"), ["market_handler", "other"])
        self.assertEqual([len(case.clock_ids) for case in cases], [2, 1, 1])

    def test_never_twice(self):
        """Nothing is proposed twice, whatever was decided; what comes up later is added, or proposed anew."""
        self.make_late()
        case = self.propose()
        self.assertFalse(self.propose())
        self.make_late()
        self.assertFalse(self.propose())
        self.assertEqual(len(case.clock_ids), 2)
        case.with_user(self.market_manager.user_id).action_dismiss("The customer was away")
        self.assertFalse(self.propose())
        self.make_late()
        again = self.propose()
        self.assertEqual((len(again.clock_ids), again.employee_id), (1, case.employee_id))
        again.with_user(self.market_manager.user_id).action_confirm_proposal()
        self.assertFalse(self.propose())

    def test_already_in_a_case(self):
        """What somebody made a case of is not proposed besides."""
        self.make_delay()
        self.assertFalse(self.propose())

    def test_before_going_live(self):
        """FI-15: nothing that began before going live, and nothing where the company is not live."""
        self.make_late()
        for live in ("2026-09-08", False):
            self.company.gas_live_date = live
            self.assertFalse(self.propose())
        self.company.gas_live_date = "2026-09-07"
        self.assertTrue(self.propose())

    def test_held_too_short(self):
        """FI-5.2: who held it for under a third of its time is not proposed."""
        # Monday 9:00 to Friday 10:00: 31 working hours; the first handler has it, a colleague gets it
        colleague = self.make_employee("colleague", self.market, "gas_service.group_handler")
        for taken_away, proposed in (("2026-09-07 02:00:00", False), ("2026-09-09 06:00:00", True)):
            with self.subTest(taken_away=taken_away):
                ticket = self.make_late()
                clock = self.clock(ticket, "FI-REPLY")
                self.env["gas.handover"].create(
                    {
                        "inquiry_id": ticket.id,
                        "kind": "assignment",
                        "date": taken_away,
                        "from_employee_id": self.market_handler.id,
                        "from_department_id": self.market.id,
                        "to_employee_id": colleague.id,
                        "to_department_id": self.market.id,
                    }
                )
                self.assertEqual(clock._held_share() >= 1 / 3, proposed, clock._held_share())
                self.assertEqual(bool(self.propose()), proposed)

    def test_waiting_in_the_department_is_the_managers(self):
        """What lay with the department and nobody in particular is not held against the handler named late."""
        with freeze_time("2026-09-07 01:00:00"):
            ticket = self.make_ticket()
            ticket.action_transfer(self.market.id)
        with freeze_time("2026-09-10 08:00:00"):
            mine = ticket.with_user(self.market_manager.user_id)
            mine.action_sign()
            mine.action_assign(self.market_handler.id)
        with freeze_time("2026-09-10 09:30:00"):
            self.env["gas.contact"].with_user(self.market_handler.user_id).create(
                {"inquiry_id": ticket.id, "purpose": "answer", "direction": "out", "channel": "phone", "note": "Done"}
            )
        self.object_to(ticket)
        clock = self.clock(ticket, "FI-REPLY")
        self.assertEqual((clock.state, clock.employee_id), ("late", self.market_handler))
        self.assertLess(clock._held_share(), 0.1)
        self.assertFalse(self.propose())

    def test_not_the_first_handler(self):
        """FI-10 speaks of the first handler: a later one is not proposed for delay."""
        ticket = self.make_late()
        ticket._write_guarded({"first_handler_id": self.market_manager.id})
        self.assertFalse(self.propose())

    def test_late_transfer(self):
        """FI-14.2: a late transfer concerns who received the customer, and is no delay."""
        with freeze_time("2026-09-07 01:00:00"):
            ticket = self.make_ticket(self.handler)
        with freeze_time("2026-09-07 08:00:00"):
            ticket.action_transfer(self.market.id)
        self.object_to(ticket)
        case = self.propose()
        self.assertEqual((case.kind, case.employee_id, case.cause), ("unperformed", self.handler, False))
        self.assertFalse(
            case.with_user(self.manager.user_id)._missing_for_decision()[1:], "besides the sanction nothing is missing"
        )

    def test_suppliers(self):
        """A supplier's clock proposes nobody."""
        ticket = self.make_late()
        self.clock(ticket, "FI-REPLY").partner_id = self.env["res.partner"].create({"name": "Design Institute"})
        self.assertFalse(self.propose())

    def test_dissatisfied_callback(self):
        """FI-10: a dissatisfied callback about the services of that month is an objection too."""
        account = self.make_account("A1", "Hotel")
        ticket = self.make_late(objection=False, account_id=account.id)
        ticket.env["gas.service.record"]._gas_record_service(
            [{"inquiry_id": ticket.id, "service_type": "hotline", "mode": "call", "date": "2026-09-11",
              "account_id": account.id, "department_id": self.market.id}]
        )  # fmt: skip
        with freeze_time("2026-10-09 02:00:00"):
            plan = self.env["gas.callback.plan"]._open_month(self.company, fields.Date.to_date("2026-09-01"))
            callback = plan.callback_ids.filtered(lambda one: one.account_id == account)
            self.assertTrue(callback)
            callback._write_guarded({"state": "done", "done_at": "2026-10-09 02:00:00", "dissatisfied": False})
            self.assertFalse(self.propose())
            callback._write_guarded({"dissatisfied": True})
            case = self.propose()
        self.assertEqual((case.kind, case.callback_ids), ("delay", callback))
        case.write({"sanction": "criticism"})
        self.assertFalse(case._missing_for_decision())

    def test_who_decides(self):
        """The manager of the department confirms or dismisses; neither who is concerned nor other roles."""
        self.make_late()
        case = self.propose()
        for employee in (self.market_handler, self.clerk, self.general, self.supervisor, self.manager):
            with self.subTest(by=employee.name):
                mine = case.with_user(employee.user_id)
                with self.assertRaises(AccessError):
                    mine.action_confirm_proposal()
                with self.assertRaises(AccessError):
                    mine.action_dismiss("x")
        mine = case.with_user(self.market_manager.user_id)
        for step in (lambda: mine.action_verify("x"), mine.action_notify, mine.action_launch_approval):
            with self.assertRaises(UserError):
                step()
        mine.action_confirm_proposal()
        self.assertEqual((case.state, case.reported_by), ("reported", self.market_manager.user_id))
        self.assertFalse(case.activity_ids)

    def test_about_the_manager(self):
        """FI-6: what the manager was late with is proposed above him."""
        self.make_late(handler=self.market_manager)
        case = self.propose()
        self.assertEqual(case.employee_id, self.market_manager)
        self.assertFalse(case.with_user(self.market_manager.user_id).has_access("read"))
        case.with_user(self.leader.user_id).action_confirm_proposal()

    def test_queries_do_not_grow_with_what_is_old(self):
        """What was proposed before costs no query a piece."""
        for _number in range(3):
            self.make_late()
        self.propose()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.propose()
        few = self.cr.sql_log_count - before
        for _number in range(9):
            self.make_late()
        self.propose()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.propose()
        self.assertLessEqual(self.cr.sql_log_count - before, few + 2)


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductLeaderProposal(GasConductCase):
    """FI-6: repeated failures of a department are proposed for its leader."""

    def leadership(self):
        self.env["gas.conduct.case"]._cron_propose()
        return self.env["gas.conduct.case"].sudo().search([("kind", "=", "leadership")])

    def test_repeated_failures(self):
        """FI-6: verified cases and exceeded deadlines with an objection, three in a quarter; once."""
        self.make_case().action_verify("x")
        self.make_late()
        self.assertFalse(self.leadership())
        self.make_case()  # only reported
        self.make_case().action_unfounded("x")
        self.make_case(kind="commendation").action_verify("x")
        self.make_case(by=self.supervision, kind="integrity").action_verify("x")
        self.assertFalse(self.leadership())
        self.make_case().action_verify("x")
        case = self.leadership()
        self.assertEqual((case.employee_id, case.state, case.about_head), (self.market_manager, "proposed", True))
        self.assertEqual(self.leadership(), case)
        case.with_user(self.leader.user_id).action_dismiss("He took over last week")
        self.assertEqual(self.leadership(), case)

    def test_he_neither_sees_nor_approves_it(self):
        """FI-6: decided above him."""
        for _number in range(3):
            self.make_case().action_verify("x")
        case = self.leadership()
        self.assertFalse(case.with_user(self.market_manager.user_id).has_access("read"))
        mine = case.with_user(self.leader.user_id)
        mine.action_confirm_proposal()
        mine.write({"sanction": "criticism"})
        self.heard(mine)
        mine.action_launch_approval()
        while case.approval_state == "running":
            self.assertNotIn(self.market_manager.user_id, case.approval_approver_ids)
            case.with_user(case.approval_approver_ids[0]).action_approve()
        self.assertEqual(case.state, "decided")

    def test_a_judged_deadline_counts_once(self):
        """A deadline in a verified case counts as the case; in a dismissed one not at all."""
        case = self.make_delay()
        case.action_verify("x")
        self.make_case().action_verify("x")
        self.assertFalse(self.leadership())
        dismissed = self.make_delay(self.make_late())
        dismissed.action_verify("x")
        dismissed.action_dismiss("x")
        self.assertFalse(self.leadership())
        self.make_late()
        self.assertTrue(self.leadership())

    def test_never(self):
        self.company.gas_failure_limit = 0
        for _number in range(4):
            self.make_case().action_verify("x")
        self.assertFalse(self.leadership())
