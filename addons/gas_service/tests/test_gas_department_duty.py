# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestDepartmentDuty(GasServiceCase):
    def test_failures_count_for_the_department_and_are_seen_by_its_leader(self):
        """FI-6: late clocks count per department; its leader in charge sees them, other leaders' departments aside."""
        leader = self.make_employee("leader", self.supervision_department, "gas_service.group_leader")
        self.market.gas_leader_id = leader
        ticket = self.make_processing()
        complaint = self.make_complaint(self.market_handler, department_id=self.market.id)
        elsewhere = self.make_complaint(self.market_handler, department_id=self.supervision_department.id)
        with freeze_time("2026-09-28 02:00:00"):
            overdue = (
                self.env["gas.sla.clock"]
                .with_user(leader.user_id)
                ._read_group([("is_overdue", "=", True), ("code", "=", "FI-REPLY")], ["department_id"], ["__count"])
            )
        self.assertIn((self.market.with_user(leader.user_id), 2), overdue)
        self.assertTrue(ticket.with_user(leader.user_id).has_access("read"))
        self.assertTrue(complaint.with_user(leader.user_id).has_access("read"))
        self.assertTrue(elsewhere)

    def test_moving_to_another_department_takes_effect_at_once(self):
        """FI-6: who leaves a department no longer sees its tickets, who comes does."""
        ticket = self.make_ticket()
        ticket.action_transfer(self.market.id)
        seen = ticket.with_user(self.handler.user_id)
        self.assertFalse(seen.has_access("write"))
        self.handler.department_id = self.market
        self.assertTrue(seen.has_access("write"))
        self.market_handler.department_id = self.service
        self.assertFalse(ticket.with_user(self.market_handler.user_id).has_access("write"))
