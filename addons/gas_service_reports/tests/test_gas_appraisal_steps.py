# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-10-09 02:00:00")
class TestAppraisalSteps(GasAppraisalCase):
    """The way of an appraisal: computed, seen, confirmed, locked; who acts, and who is told (FI-14.3)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_scheme(prior=0)
        with freeze_time("2026-09-16 02:00:00"):
            cls.ticket = cls.make_ticket(cls.person)
            cls.ticket.action_transfer(cls.service.id)
        with freeze_time("2026-10-09 02:00:00"):
            cls.opened = cls.open_month()
        cls.appraisal = cls.of(cls.opened, cls.person)

    def to_do(self, appraisal=None):
        """Return who has to act next."""
        return (appraisal or self.appraisal).activity_ids.user_id

    def by(self, employee, appraisal=None):
        return (appraisal or self.appraisal).with_user(employee.user_id)

    def test_way(self):
        self.assertEqual(self.to_do(), self.person.user_id)
        with self.assertRaises(UserError):
            self.by(self.market_manager).action_confirm()
        self.by(self.person).action_open_comment()
        step = self.env["gas.appraisal.step"].with_user(self.person.user_id)
        step.create(
            {"appraisal_id": self.appraisal.id, "step": "comment", "note": " The phone was dead "}
        ).action_apply()
        self.assertEqual((self.appraisal.state, self.appraisal.comment), ("commented", "The phone was dead"))
        self.assertEqual(self.to_do(), self.market_manager.user_id)
        self.by(self.person).action_comment("The phone was dead on the 16th")
        with self.assertRaises(UserError):
            self.by(self.general).action_lock()
        self.by(self.market_manager).action_confirm("It was")
        self.assertEqual(self.appraisal.confirmed_by, self.market_manager.user_id)
        with self.assertRaises(UserError):
            self.by(self.person).action_comment("Too late")
        self.by(self.general).action_lock()
        self.assertEqual((self.appraisal.state, self.appraisal.locked_by), ("locked", self.general.user_id))
        self.assertFalse(self.to_do())

    def test_who_says_nothing(self):
        """After five working days it is confirmed without the employee, and his superior is told so."""
        self.assertEqual(self.appraisal.comment_until, self.china("2026-10-15 17:00"))  # Saturday 10 is worked
        with freeze_time("2026-10-16 02:00:00"):
            self.env["gas.appraisal"]._cron_open()
            self.assertEqual(self.to_do(), self.market_manager.user_id)
            self.by(self.market_manager).action_confirm()
        self.assertFalse(self.appraisal.commented_at)
        self.assertEqual(self.appraisal.state, "confirmed")

    def test_without_login(self):
        """On paper: who confirms writes down what the employee says."""
        worker = self.env["hr.employee"].create(
            {"name": "worker", "department_id": self.market.id, "company_id": self.company.id}
        )
        appraisal = self.of(self.open_month(), worker)
        self.assertEqual(self.to_do(appraisal), self.market_manager.user_id)
        self.by(self.market_manager, appraisal).action_record_comment("Signed on paper")
        self.assertEqual(appraisal.recorded_by, self.market_manager.user_id)
        self.by(self.market_manager, appraisal).action_confirm()
        with self.assertRaises(UserError):
            self.by(self.market_manager).action_record_comment("He has a login")

    def test_nobody_his_own(self):
        """A manager's is confirmed by who leads him; general management's own is locked by supervision."""
        own = self.of(self.opened, self.market_manager)
        self.by(self.market_manager, own).action_comment()
        with self.assertRaises(AccessError):
            self.by(self.market_manager, own).action_confirm()
        self.by(self.leader, own).action_confirm()
        of_general = self.of(self.opened, self.general)
        self.by(self.general, of_general).action_comment()
        self.by(self.leader, of_general).action_confirm()
        with self.assertRaises(AccessError):
            self.by(self.general, of_general).action_lock()
        self.by(self.supervision, of_general).action_lock()

    def test_nobody_above(self):
        """Whose superiors have no login is confirmed by general management."""
        own = self.of(self.opened, self.leader)
        self.assertFalse(self.leader._gas_superiors(self.supervision_department))
        self.by(self.leader, own).action_comment()
        with self.assertRaises(AccessError):
            self.by(self.leader2, own).action_confirm()
        self.by(self.general, own).action_confirm()

    def test_sent_back(self):
        """What is confirmed is computed anew only when who locks sends it back; then it is seen again."""
        self.by(self.person).action_comment("Fine")
        self.by(self.market_manager).action_confirm()
        with self.assertRaises(UserError):
            self.by(self.market_manager).action_compute()
        with self.assertRaises(AccessError):
            self.by(self.market_manager).action_send_back()
        self.by(self.general).action_send_back()
        self.assertEqual((self.appraisal.state, self.to_do()), ("computed", self.person.user_id))

    def test_computed_anew(self):
        """Who has seen other figures is asked again; who has seen the same is not."""
        self.by(self.person).action_comment("Fine")
        self.by(self.market_manager).action_compute()
        self.assertEqual(self.appraisal.state, "commented")
        self.clock(self.ticket, "FI-TRANSFER").state = "late"
        self.by(self.market_manager).action_compute()
        self.assertEqual((self.appraisal.state, self.appraisal.score), ("computed", 0))
        self.assertEqual(self.to_do(), self.person.user_id)

    def test_locked_stays(self):
        """A correction changes nothing that is locked; it shows as a difference in the next."""
        self.locked(self.appraisal)
        figures = self.appraisal._figures()
        self.clock(self.ticket, "FI-TRANSFER").state = "late"
        for do in (
            lambda: self.by(self.market_manager).action_compute(),
            lambda: self.by(self.general).action_send_back(),
            lambda: self.appraisal.sudo()._write_guarded({"score": 1}),
            lambda: self.appraisal.sudo().unlink(),
        ):
            with self.assertRaises(UserError):
                do()
        self.assertFalse(self.open_month())
        self.assertEqual((self.appraisal.score, self.appraisal._figures()), (100, figures))
        with freeze_time("2026-11-04 02:00:00"):
            following = self.of(self.open_month("2026-10-01"), self.person)
        self.assertEqual(following.previous_id, self.appraisal)
        self.assertEqual((following.previous_score, following.previous_difference), (0, -100))
        self.assertFalse(following.has_score)

    def test_told_once_to_lock(self):
        """Who locks is told when the last one of a department is confirmed, not at each."""
        of_market = self.opened.filtered(lambda one: one.department_id == self.market)
        for one in of_market:
            self.assertFalse(of_market.activity_ids.user_id & self.general.user_id)
            self.by(one.employee_id, one).action_comment()
            self.by(one.employee_id._gas_superiors(one.department_id)[:1], one).action_confirm()
        self.assertEqual(len(of_market.activity_ids.filtered(lambda a: a.user_id == self.general.user_id)), 1)

    def test_third_working_day(self):
        """They are opened on the third working day of the next month, those of the year in January."""
        self.make_scheme(name="Year", period="year", paid=False)
        appraisals = self.env["gas.appraisal"]
        for moment, months, years in (
            ("2026-11-03 02:00:00", 0, 0),
            ("2026-11-04 02:00:00", 1, 0),
            ("2027-01-06 02:00:00", 2, 1),
        ):
            with self.subTest(moment), freeze_time(moment):
                appraisals._cron_open()
                found = appraisals.search([("employee_id", "=", self.person.id), ("date_from", "!=", "2026-09-01")])
                periods = found.mapped("period")
                self.assertEqual((periods.count("month"), periods.count("year")), (months, years))

    def test_mean_of_scores(self):
        """Nothing to count is not 0: the mean is that of 100 and of the manager who left the ticket unanswered."""
        [(mean,)] = self.env["gas.appraisal"]._read_group([("id", "in", self.opened.ids)], [], ["score:avg"])
        self.assertEqual(sorted(self.opened.filtered("has_score").mapped("score")), [0, 100])
        self.assertGreater(len(self.opened), 2)
        self.assertEqual(mean, 50)
