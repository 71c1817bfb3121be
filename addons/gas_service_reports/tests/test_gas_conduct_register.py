# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GasPayCase
from .report_common import ReportPrinting


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductRegister(ReportPrinting, GasPayCase):
    """The conduct register: decisions, their money, and who may look."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.register = cls.env["gas.conduct.register"]

    def rewarded(self):
        return self.decided(
            self.make_case(kind="commendation", sanction="praise", violation_type_id=self.praise_article.id, amount=300)
        )

    def integrity(self):
        return self.decided(self.make_case(by=self.supervision, kind="integrity"))

    def names(self, employee):
        return set(self.register.with_user(employee.user_id).search([]).mapped("name"))

    def chosen(self, employee):
        return self.choose("gas.conduct.register", employee, date_from="2026-01-01", date_to="2026-12-31")

    def test_decisions_alone(self):
        """FI-14.1, FI-14.2: what is not decided is in no register."""
        case = self.make_case()
        self.assertNotIn(case.name, self.names(self.general))
        self.decided(case)
        [row] = self.register.search([("case_id", "=", case.id)])
        self.assertEqual((row.nature, row.deduction_amount, row.reward_amount), ("penalty", 200, 0))
        self.assertEqual((str(row.date), row.article), ("2026-09-16", "17 · 2024"))
        reward = self.register.search([("case_id", "=", self.rewarded().id)])
        self.assertEqual((reward.nature, reward.reward_amount, reward.deduction_amount), ("reward", 300, 0))

    def test_money(self):
        """FI-14.4: what payslips took is beside what was decided; after an appeal nothing is in force."""
        case = self.executed(self.make_case(self.person))
        order = case.sudo().order_ids
        row = self.register.browse(case.id)
        self.assertEqual((row.paid_amount, row.open_amount, row.state), (0, 200, "executed"))
        self.confirmed(month=str(order.pay_month))
        self.env.invalidate_all()
        self.assertEqual((row.paid_amount, row.open_amount), (200, 0))
        [found] = self.rows(self.chosen(self.general))
        self.assertEqual((found["Deduction"], found["Paid"], found["Open"]), (200, 200, 0))
        [total] = self.rows(self.chosen(self.general), "By Department and Kind")
        self.assertEqual((total["Decisions"], total["Deduction"], total["Paid"]), (1, 200, 200))
        notice = case.sudo().notice_id.with_user(self.person.user_id)
        notice.action_appeal("It was not me")
        case.with_user(case.sudo().appeal_decider_ids[0]).action_decide_appeal(True, "It was not he")
        self.env.invalidate_all()
        self.assertEqual((row.state, row.deduction_amount, row.returned_amount), ("dismissed", 0, 200))

    def test_no_word_of_who_complained(self):
        """FI-8.5: neither the complainant nor his words, nor the ticket, in anything that leaves the register."""
        case = self.make_delay()
        complaint, ticket = case.sudo().objection_ids, case.sudo().inquiry_ids
        self.decided(case)
        choice = self.chosen(self.general)
        told = str(self.rows(choice)) + self.page(choice) + str(self.register.search([]).read())
        self.assertIn(case.name, told)
        for secret in (complaint.customer_name, complaint.subject, complaint.name, ticket.name, ticket.customer_name):
            self.assertNotIn(secret, told)

    def test_integrity_is_for_supervision(self):
        """FI-12: neither row nor sum for anybody else, the leader who could read the case included."""
        case = self.integrity()
        self.assertIn(case.name, self.names(self.supervision))
        self.assertIn(case.name, str(self.rows(self.chosen(self.supervision))))
        for employee in (self.general, self.leader, self.leader2, self.supervisor, self.market_manager):
            with self.subTest(employee.name):
                self.assertNotIn(case.name, self.names(employee))
                mine = self.register.with_user(employee.user_id)
                self.assertFalse(mine._read_group([("kind", "=", "integrity")], ["kind"], ["deduction_amount:sum"]))
                self.assertEqual(self.rows(self.chosen(employee)), [])

    def test_who_it_is_about(self):
        """FI-14.4: the person concerned has no row about himself, whatever his role."""
        case = self.decided(self.make_case(self.market_manager, by=self.supervisor))
        self.assertNotIn(case.name, self.names(self.market_manager))
        self.assertIn(case.name, self.names(self.general))
        with self.assertRaises(AccessError):
            self.register.with_user(self.market_manager.user_id).browse(case.id).read(["summary"])
        with self.assertRaises(AccessError):
            self.register.with_user(self.handler.user_id).search([])

    def test_manager_has_his_department_only(self):
        """FI-14: a manager's file has his people, not those he decided about elsewhere."""
        ours, theirs = self.rewarded(), self.decided(self.make_case(self.handler, by=self.manager))
        self.assertEqual(self.names(self.market_manager), {ours.name})
        self.assertEqual(self.names(self.manager), {theirs.name})
        self.assertEqual([row["Number"] for row in self.rows(self.chosen(self.market_manager))], [ours.name])
        self.assertEqual(self.names(self.general), {ours.name, theirs.name})
