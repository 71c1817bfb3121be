# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from odoo.addons.gas_service.tests.callback_common import GasCallbackBuilders

from .appraisal_common import GasAppraisalCase

_ROLES = "gas_service.group_handler,gas_service.group_developer"


@tagged("post_install", "-at_install")
class TestGoldenMonth(GasCallbackBuilders, GasAppraisalCase):
    """September 2026 of a small department, from tickets to NET; every figure was computed by hand.

    Live since 1 August; minimum wage 2,000; cut-off on the 25th. The scheme weighs deadlines 60 and satisfaction 40;
    enough are 4 cases, the mean stands for 2 at first. A deadline of PS-CONTACT counts twice.

    What happened (FI-8.2, FI-10, PS-4.1.1, PL-2.3, CB-3, FI-14)::

        who    what                                                         counts as
        Anna   two tickets of the 7th answered on the 9th, due the 10th     2 of 2
               a project told on the 8th, contacted on the 9th              2 of 2 (weight 2)
               a ticket of the 7th answered on the 11th; the customer
               objected; a case of delay, 200 yuan, final on the 21st       left out: one event lowers pay once
               two customers she served called back, one dissatisfied       1 of 2
        Bert   a ticket answered in time, one late that nobody objected to  1 of 2
               one customer he served called back, satisfied                1 of 1

    Means of the department: deadlines (4 + 1) of (4 + 2) = 5/6; satisfaction (1 + 1) of (2 + 1) = 2/3.

    Shares; the mean counts as 2 × (1 − n/4) cases::

        Anna   deadlines     4 of 4, enough                                 1
               satisfaction  n = 2, mean as 1:   (1 + 2/3) / (2 + 1)        5/9
        Bert   deadlines     n = 2, mean as 1:   (1 + 5/6) / (2 + 1)        11/18
               satisfaction  n = 1, mean as 1.5: (1 + 1.5 × 2/3) / 2.5      4/5

    Scores: Anna 60 × 1 + 40 × 5/9 = 82.22, grade B, × 1.0; Bert 60 × 11/18 + 40 × 4/5 = 68.67, grade C, × 0.8.

    Payslips of September::

                  Anna                            Bert
        BASIC     5,000.00                        4,321.00
        PERF      1,000.00 × 1.0 = 1,000.00         777.77 × 0.8 = 622.216 → 622.22
        GROSS     6,000.00                        4,943.22
        GASDED     −200.00 (≤ 1,000; ≤ 20 % of 6,000 = 1,200; leaves 5,800 ≥ 2,000)
        NET       5,800.00                        4,943.22
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.gas_market_department_id = cls.market
        cls.agent = cls.make_employee("agent", cls.service, "gas_service.group_hotline")
        cls.anna = cls.make_employee("anna", cls.market, _ROLES, **cls.pay_values(5000, 1000))
        cls.bert = cls.make_employee("bert", cls.market, _ROLES, **cls.pay_values(4321, 777.77))
        cls.env.ref("gas_service.gas_sla_policy_ps_contact").appraisal_weight = 2
        cls.make_scheme({"clocks": 60, "satisfaction": 40}, enough=4, prior=2)

    def test_from_tickets_to_net(self):
        self.called_back()
        self.tickets_answered()
        self.project_contacted()
        case = self.delay_punished()
        with freeze_time("2026-10-08 02:00:00"):  # the second working day after the holiday
            self.env["gas.appraisal"]._cron_open()
            self.assertFalse(self.env["gas.appraisal"].search([("employee_id", "=", self.anna.id)]))
        with freeze_time("2026-10-10 02:00:00"):
            self.env["gas.appraisal"]._cron_open()
            self.check_scores()
            self.check_payslips(case)

    def test_carried_out(self):
        """CB-10: a department's appraisal opens the deadlines of its callback plan, and the plan itself."""
        self.called_back()
        with freeze_time("2026-10-10 02:00:00"):
            self.make_scheme({"callback_measure": 1}, name="CB", subject="department", paid=False)
            opened = self.open_month("2026-08-01").filtered(lambda one: one.department_id == self.market)
            plan = self.env["gas.callback.plan"].search([("department_id", "=", self.market.id)])
            line = self.line_of(opened, "callback_measure")
            clocks = plan.clock_ids.filtered(lambda clock: clock.state in ("met", "late"))
            self.assertTrue(clocks)
            met = clocks.filtered(lambda clock: clock.state == "met")
            self.assertEqual((line.numerator, line.denominator), (len(met) + 1, len(clocks) + 1))
            by_leader = line.with_user(self.leader.user_id)
            models = {by_leader.action_open_evidence()["res_model"], by_leader.action_open_more_evidence()["res_model"]}
            self.assertTrue(line.has_more_evidence)
            self.assertEqual(models, {"gas.sla.clock", "gas.callback.plan"})

    # -- what happened -------------------------------------------------------------------------------

    def called_back(self):
        """August's services, one of each type, so that of each one customer is drawn."""
        accounts = self.make_accounts(3)
        with freeze_time("2026-08-12 02:00:00"):
            for account, service_type, employee in zip(
                accounts,
                ("meter_billing", "inspection_repair", "ignition"),
                (self.anna, self.anna, self.bert),
                strict=True,
            ):
                self.serve(account, service_type, employee)
        with freeze_time("2026-09-01 02:00:00"):
            plan = self.open_plans(fields.Date.to_date("2026-08-01"))
            self.approve(plan)
        with freeze_time("2026-09-03 02:00:00"):
            for _customer in accounts:
                callback = self.pull()
                self.answer(callback, scale=1 if callback.account_id == accounts[0] else 5)

    def tickets_answered(self):
        with freeze_time("2026-09-07 01:00:00"):
            tickets = [self.make_processing(handler) for handler in (self.anna, self.anna, self.bert)]
        with freeze_time("2026-09-09 02:00:00"):
            for ticket in tickets:
                self.log_answer(ticket)
        self.make_late(objection=False, handler=self.bert)

    def log_answer(self, ticket):
        values = {"purpose": "answer", "direction": "out", "channel": "phone", "note": "Done"}
        ticket.env["gas.contact"].create({"inquiry_id": ticket.id, **values})

    def project_contacted(self):
        with freeze_time("2026-09-08 02:00:00"):
            values = {"subject": "Kitchen", "customer_name": "Grand Hotel", "source": "research", "nature": "new"}
            project = self.env["gas.project"].with_user(self.anna.user_id).create(values)
        with freeze_time("2026-09-09 02:00:00"):
            values = {"purpose": "demand", "channel": "visit", "note": "Spoke with the manager"}
            project.env["gas.contact"].create({"project_id": project.id, **values})
        self.assertEqual(project.sudo().clock_ids.mapped("state"), ["met"])

    def delay_punished(self):
        ticket = self.make_late(handler=self.anna)
        with freeze_time("2026-09-14 03:00:00"):
            case = self.make_delay(ticket)
            self.served(case)
        self.run_final("2026-09-21 09:00:01")
        with freeze_time("2026-09-22 02:00:00"):
            self.executed(case)
        return case

    # -- what came of it -----------------------------------------------------------------------------

    def check_scores(self):
        expected = {
            self.anna: ([("clocks", 4, 4, 1, 1), ("satisfaction", 1, 2, 0.5556, 0)], 82.22, "B", 1.0),
            self.bert: ([("clocks", 1, 2, 0.6111, 0), ("satisfaction", 1, 1, 0.8, 0)], 68.67, "C", 0.8),
        }
        for employee, (lines, score, grade, coefficient) in expected.items():
            appraisal = self.env["gas.appraisal"].search([("employee_id", "=", employee.id)])
            found = [
                (line.metric_id.code, line.numerator, line.denominator, line.value, line.left_out_count)
                for line in appraisal.line_ids
            ]
            self.assertEqual(found, lines)
            self.assertEqual(
                (appraisal.score, appraisal.grade_id.name, appraisal.coefficient), (score, grade, coefficient)
            )
            self.locked(appraisal)

    def check_payslips(self, case):
        slips = self.make_slip(self.anna) | self.make_slip(self.bert)
        slips.compute_sheet()
        slips.action_payslip_done()
        expected = [
            {"BASIC": 5000, "PERF": 1000, "GROSS": 6000, "GASDED": -200, "NET": 5800},
            {"BASIC": 4321, "PERF": 622.22, "GROSS": 4943.22, "NET": 4943.22},
        ]
        self.assertEqual([{line.code: line.total for line in slip.line_ids} for slip in slips], expected)
        self.assertOrder(case.sudo().order_ids, paid=200)
        self.check_clicks(slips[0])

    def check_clicks(self, slip):
        """From the payslip to the day a deadline counted, by buttons, for those who may see each."""
        bonus, deduction = (slip.line_ids.filtered(lambda line, c=code: line.code == c) for code in ("PERF", "GASDED"))
        action = bonus.action_gas_explain()
        appraisal = self.env[action["res_model"]].browse(action["res_id"]).with_user(self.officer)
        self.assertEqual((appraisal.employee_id.id, appraisal.score), (self.anna.id, 82.22))
        # the manager goes on to the deadlines, and each says how it was counted
        line = self.line_of(appraisal, "clocks").with_user(self.market_manager.user_id)
        action = line.action_open_evidence()
        clocks = self.env[action["res_model"]].with_user(self.market_manager.user_id).search(action["domain"])
        self.assertEqual(sorted(clocks.mapped("code")), ["FI-REPLY", "FI-REPLY", "FI-REPLY", "PS-CONTACT"])
        late = clocks.filtered(lambda clock: clock.state == "late")
        self.assertEqual([day["kind"] for day in late.explain()["days"]], ["start", *["counted"] * 3])
        # the person goes from the amount to what he was told, not to the case
        rows = (
            self.env["gas.pay.allocation"].with_user(self.anna.user_id).search(deduction.action_gas_explain()["domain"])
        )
        order = self.env["gas.conduct.order"].with_user(self.anna.user_id).browse(rows.action_open_order()["res_id"])
        self.assertEqual((order.notice_readable, order.case_readable), (True, False))
        action = order.action_open_notice()
        notice = self.env[action["res_model"]].with_user(self.anna.user_id).browse(action["res_id"])
        self.assertIn("2026-09-10", notice.deadlines)
        order = order.with_user(self.supervision.user_id)
        self.assertEqual(order.action_open_case()["res_model"], "gas.conduct.case")
