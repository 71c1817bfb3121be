# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .conduct_common import GasConductCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestConductCase(GasConductCase):
    def test_whole_way(self):
        """FI-14.4: heard, decided, served, final, executed: one order, in the month in which it became final."""
        case = self.executed(self.make_case())
        self.assertEqual(case.state, "executed")
        order = case.sudo().order_ids
        self.assertEqual((order.kind, order.amount, str(order.pay_month)), ("deduction", 200, "2026-09-01"))
