# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestEvidence(GasServiceCase):
    def test_nothing_before_going_live_counts(self):
        """FI-15: only what began after the company went live is evidence, by the office's local date."""
        self.company.gas_live_date = "2026-09-16"
        clocks = self.env["gas.sla.clock"]
        expected = {}
        for received, counts in (("2026-09-15 23:59", False), ("2026-09-16 00:00", True), ("2026-09-16 09:00", True)):
            ticket = self.make_ticket(
                self.manager, received_at=self.china(received), first_responsible_id=self.clerk.id
            )
            expected[self.clock(ticket, "FI-REPLY")] = counts
        for clock, counts in expected.items():
            self.assertEqual(clock.is_evidence, counts)
            self.assertEqual(bool(clocks.search([("id", "=", clock.id), ("is_evidence", "=", True)])), counts)
            self.assertEqual(bool(clocks.search([("id", "=", clock.id), ("is_evidence", "=", False)])), not counts)

    def test_advisory_limits_are_never_evidence(self):
        """FI-15, FI-10: an advisory limit warns, and is no evidence against anyone."""
        self.company.gas_live_date = "2026-01-01"
        ticket = self.make_processing()
        self.assertFalse(self.clock(ticket, "FI-CLOSE").is_evidence)
        self.assertTrue(self.clock(ticket, "FI-REPLY").is_evidence)

    def test_not_live_is_no_evidence(self):
        """FI-15: a company that has not gone live has no evidence at all."""
        self.company.gas_live_date = False
        clock = self.clock(self.make_ticket(), "FI-REPLY")
        self.assertFalse(clock.is_evidence)
        self.assertFalse(clock.search([("id", "=", clock.id), ("is_evidence", "=", True)]))
