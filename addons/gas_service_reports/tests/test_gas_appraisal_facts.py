# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-09 02:00:00")
class TestAppraisalFacts(GasAppraisalCase):
    """What counts, for whom and when; what is left out; that one event lowers pay once (FI-10, FI-14, FI-15)."""

    def opened(self, employee=None, month="2026-09-01"):
        return self.of(self.open_month(month), employee or self.market_handler)

    def figures(self, appraisal, code="clocks"):
        line = self.line_of(appraisal, code)
        return line.numerator, line.denominator, line.left_out_count

    def test_late_without_objection(self):
        """FI-10: it is no case, but it counts, once, in the month it fell due, though it is answered in the next."""
        self.make_scheme({"clocks": 1}, prior=0)
        with freeze_time("2026-09-29 02:00:00"):
            ticket = self.make_processing()
        self.assertEqual(self.clock(ticket, "FI-REPLY").due_at, self.china("2026-10-09 17:00"))
        running = self.opened()
        self.assertEqual(self.figures(running), (0, 0, 0))
        with freeze_time("2026-10-12 02:00:00"):
            following = self.opened(month="2026-10-01")
        self.assertEqual(self.figures(following), (0, 1, 0))
        self.assertEqual(following.score, 0)

    def test_only_evidence(self):
        """FI-15: advisory promises and what began before going live count for nobody."""
        self.make_scheme({"clocks": 1}, prior=0)
        ticket = self.make_late(objection=False)
        self.assertTrue(ticket.clock_ids.filtered(lambda clock: not clock.binding and clock.state != "running"))
        self.company.gas_live_date = "2026-09-08"
        appraisal = self.opened()
        self.assertEqual((self.figures(appraisal), appraisal.has_score), ((0, 0, 0), False))
        self.assertFalse(self.open_month("2026-08-01"))

    def test_weight_of_a_clause(self):
        self.make_scheme({"clocks": 1}, prior=0)
        self.env.ref("gas_service.gas_sla_policy_fi_reply").appraisal_weight = 2.5
        self.make_late(objection=False)
        self.assertEqual(self.figures(self.opened()), (0, 2.5, 0))

    def test_without_evidence(self):
        """A metric without facts is left out and says so; without any the score is none and pay stays."""
        self.make_scheme({"clocks": 60, "transfer": 30, "work_records": (10, 4)}, prior=0)
        with freeze_time("2026-09-16 02:00:00"):
            self.make_ticket(self.person).action_transfer(self.service.id)
        appraisal = self.opened(self.person)
        clocks, transfer, records = (self.line_of(appraisal, code) for code in ("clocks", "transfer", "work_records"))
        self.assertEqual((clocks.has_evidence, clocks.effective_weight), (False, 0))
        self.assertIn("left out", clocks.explanation)
        # what is expected and was not done counts: nobody gains by writing nothing down
        self.assertEqual((records.numerator, records.denominator, records.effective_weight), (0, 4, 0.25))
        self.assertEqual((transfer.effective_weight, appraisal.score), (0.75, 75))

    def test_few_cases(self):
        """Few are pulled towards the mean of the department, with the figures."""
        self.make_scheme({"clocks": 1}, enough=10, prior=5)
        self.make_late(objection=False)
        self.make_late(objection=False, handler=self.market_manager)
        line = self.line_of(self.opened(), "clocks")
        self.assertTrue(line.shrunk)
        self.assertEqual((line.department_mean, line.value), (0, 0))
        self.assertIn("Fewer than 10 cases", line.explanation)
        self.assertIn("4.50", line.explanation)

    def test_verified_complaints_only(self):
        """PS-6.1, PL-3: a complaint that was not found true touches nothing."""
        self.make_scheme({"complaints": 1}, prior=0)
        complaints = [self.make_complaint(self.market_handler) for _number in range(3)]
        for complaint, verdict in zip(complaints, ("verified", "unfounded", "pending"), strict=True):
            complaint._write_guarded(
                {"verification": verdict, "received_at": "2026-09-10 02:00:00", "closed_at": "2026-09-18 02:00:00"}
            )
        self.assertEqual(self.figures(self.opened(), "complaints"), (0, 1, 0))

    def test_case_before_the_appraisal(self):
        """One event lowers pay once: what a case is about is left out as soon as the person knows of it."""
        self.make_scheme({"clocks": 1}, prior=0)
        ticket = self.make_late()
        with freeze_time("2026-09-14 03:00:00"):
            case = self.make_delay(ticket)
            case.action_verify("True")
        # not told yet: it touches nothing, and the appraisal does not tell
        appraisal = self.opened()
        self.assertEqual(self.figures(appraisal), (0, 1, 0))
        with freeze_time("2026-09-14 03:00:00"):
            case.action_notify()
        appraisal.with_user(self.market_manager.user_id).action_compute()
        self.assertEqual((self.figures(appraisal), appraisal.has_score), ((0, 0, 1), False))
        self.assertIn("One event lowers pay once", self.line_of(appraisal, "clocks").explanation)
        # nothing came of the case: then it is an exceeded deadline like any other
        with freeze_time("2026-09-15 03:00:00"):
            case.action_dismiss("He was ill")
        appraisal.with_user(self.market_manager.user_id).action_compute()
        self.assertEqual(self.figures(appraisal), (0, 1, 0))

    def test_case_before_it_is_locked(self):
        """What was confirmed before the case is not locked with what the case is about."""
        self.make_scheme({"clocks": 1}, prior=0)
        ticket = self.make_late()
        appraisal = self.opened()
        appraisal.with_user(self.market_handler.user_id).action_comment()
        appraisal.with_user(self.market_manager.user_id).action_confirm()
        self.notified(self.make_delay(ticket))
        by_general = appraisal.with_user(self.general.user_id)
        with self.assertRaisesRegex(UserError, "send them back"):
            by_general.action_lock()
        by_general.action_send_back()
        self.assertEqual(self.figures(appraisal), (0, 0, 1))

    def test_case_after_it_was_locked(self):
        """What has lowered pay by a locked appraisal is no reason for a deduction; for a criticism it is."""
        self.make_scheme({"clocks": 1}, prior=0)
        ticket = self.make_late()
        self.locked(self.opened())
        case = self.make_delay(ticket)
        case.action_verify("True")
        with self.assertRaisesRegex(UserError, "lowered pay already"):
            case.action_notify()
        case.write({"sanction": "criticism", "amount": 0})
        self.decided(case)
        self.assertEqual(case.state, "decided")

    def test_merit(self):
        """FI-14.3: who was held accountable in the year is not on the merit list, whatever his grade."""
        self.make_scheme({"transfer": 1}, period="year", paid=False, prior=0)
        with freeze_time("2026-09-16 02:00:00"):
            for employee in self.person, self.market_handler:
                self.make_ticket(employee).action_transfer(self.service.id)
            self.executed(self.make_case(self.market_handler, sanction="criticism", amount=0))
        with freeze_time("2027-01-08 02:00:00"):
            self.env["gas.appraisal"]._cron_open()
        year = self.env["gas.appraisal"].search([("period", "=", "year")])
        found = {one.employee_id: (one.grade_id.name, one.merit, one.merit_obstacle) for one in year}
        self.assertEqual(found[self.person], ("A", True, False))
        self.assertEqual(found[self.market_handler], ("A", False, "penalty"))
        self.assertEqual(found[self.clerk], (False, False, "grade"))

    def test_departments(self):
        """CB-10: a department is appraised by what it did as one; the superior of its manager confirms."""
        self.make_scheme(
            {"clocks": 50, "archive": 50},
            subject="department",
            paid=False,
            department_ids=[Command.set(self.market.ids)],
        )
        self.make_late(objection=False)
        self.make_late(objection=False, handler=self.market_manager)
        appraisal = self.open_month()
        self.assertEqual((appraisal.department_id, self.figures(appraisal)), (self.market, (0, 2, 0)))
        self.assertFalse(self.line_of(appraisal, "clocks").shrunk)
        self.assertEqual(appraisal.activity_ids.user_id, self.leader.user_id)
        with self.assertRaises(UserError):
            appraisal.with_user(self.market_manager.user_id).action_confirm()
        appraisal.with_user(self.leader.user_id).action_confirm()

    def test_scheme_fits(self):
        """Metrics of departments measure no employees; the first scheme that fits a role counts."""
        with self.assertRaises(ValidationError):
            self.make_scheme({"archive": 1})
        everybody = self.make_scheme({"transfer": 1}, sequence=2)
        handlers = self.make_scheme(
            {"transfer": 1}, sequence=1, group_id=self.env.ref("gas_service.group_handler").id,
            department_ids=[Command.set(self.market.ids)],
        )  # fmt: skip
        opened = self.open_month()
        self.assertEqual(self.of(opened, self.market_handler).scheme_id, handlers)
        self.assertEqual((self.of(opened, self.handler) | self.of(opened, self.person)).scheme_id, everybody)

    def test_as_many_queries_for_many(self):
        """However many employees, the facts are read once."""
        self.make_scheme({"clocks": 50, "transfer": 20, "complaints": 30})
        values = {"department_id": self.market.id, "company_id": self.company.id}
        employees = self.env["hr.employee"].create([{"name": f"w{number}", **values} for number in range(60)])
        with freeze_time("2026-09-16 02:00:00"):
            self.make_ticket(self.person).action_transfer(self.service.id)
        opened = self.open_month().filtered(lambda one: one.employee_id in employees)
        counts = []
        for some in opened[:5], opened[5:55]:
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._compute_all()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 5)
