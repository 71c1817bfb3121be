# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .callback_common import GasCallbackCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-01 02:00:00")
class TestCallbackDraw(GasCallbackCase):
    def test_three_percent_rounded_up(self):
        """CB-3: of each service type 3 % of the customers, rounded up."""
        self.serve(self.make_accounts(101))
        self.serve(self.make_accounts(3, "B"), "inspection_repair")
        plan = self.open_plans()
        self.assertEqual(plan.department_id, self.service)
        numbers = {one.stratum: (one.population, one.quota, one.drawn) for one in plan.stratum_ids}
        self.assertEqual(numbers["meter_billing"], (101, 4, 4))
        self.assertEqual(numbers["inspection_repair"], (3, 1, 1))
        self.assertEqual(numbers["total"][:2], (104, 4))
        self.assertEqual(len(plan.callback_ids), 5)
        self.assertTrue(plan.round_ids.action_check()["ok"])
        self.assertEqual(plan.state, "approval")

    def test_call(self):
        """CB-4, CB-5: pulled, answered, counted; three days without an answer bring the next one."""
        plan = self.make_plan(40)
        self.assertEqual(plan.state, "calling")
        callback = self.pull()
        callback.action_complete(self.answers(callback), "Fine")
        self.assertEqual(callback.state, "done")
        other = self.pull()
        self.assertNotEqual(other, callback)
        other.action_attempt()
        for day in ("2026-09-02", "2026-09-03"):
            with freeze_time(f"{day} 02:00:00"):
                self.assertEqual(self.pull(), other)
                other.action_attempt()
        self.assertEqual(other.state, "unreachable")
        heir = plan.callback_ids.filtered(lambda one: one.replaces_id == other)
        self.assertEqual(len(heir), 1)
        self.assertEqual(plan.stratum_ids.filtered(lambda one: one.stratum == "total").completed, 1)
