# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .appraisal_common import GasAppraisalCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestAppraisal(GasAppraisalCase):
    def test_from_a_kept_promise_to_the_bonus(self):
        """FI-14.3: a transfer in time, a score, a grade, a coefficient on the payslip."""
        self.make_scheme(prior=0)
        person_manager = self.market_manager
        ticket = self.make_ticket(self.person)
        ticket.action_transfer(self.service.id)
        with freeze_time("2026-10-09 02:00:00"):
            appraisal = self.of(self.open_month(), self.person)
            self.assertEqual(len(appraisal), 1)
            line = self.line_of(appraisal, "transfer")
            self.assertEqual((line.numerator, line.denominator, line.value), (1, 1, 1))
            self.assertFalse(self.line_of(appraisal, "clocks").has_evidence)
            self.assertEqual((appraisal.score, appraisal.coefficient), (100, 1.2))
            self.locked(appraisal)
            self.assertEqual(appraisal.confirmed_by, person_manager.user_id)
            slip = self.computed(month="2026-09-01")
            self.assertEqual(slip.gas_appraisal_id, appraisal)
            self.assertEqual(self.line(slip, "PERF"), 1200)
