# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .project_common import GasProjectCase

# Wednesday, 10:00 in China
NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
class TestGasSlaClockWaits(GasProjectCase):
    """Whom promises wait for, and which share of them was kept."""

    def test_waits_for(self):
        """PS-4.2.3.1, PL-2.3: the design unit's own is marked external, on the lead's page and on the supplier."""
        with freeze_time("2026-09-01 02:00:00"):
            project = self.make_design()
        with freeze_time(NOW):
            clocks = self.env["gas.sla.clock"].with_user(self.lead.user_id)
            design = clocks.search([("project_id", "=", project.id), ("code", "=", "PS-DESIGN")])
            whole = clocks.search([("project_id", "=", project.id), ("code", "=", "PS-TOTAL")])
            self.assertEqual((design.waits_for, design.is_external), (self.design_unit.name, True))
            self.assertEqual((whole.waits_for, whole.is_external), (self.lead.name, False))
            of_project = [("project_id", "=", project.id)]
            self.assertEqual(clocks.search([*of_project, ("is_external", "=", True)]), design)
            self.assertEqual(clocks.search([*of_project, ("waits_for", "ilike", "Harbin")]), design)
            self.assertIn(whole, clocks.search([*of_project, ("waits_for", "=", self.lead.name)]))
            overdue = clocks._read_group([*of_project, ("is_overdue", "=", True)], ["waits_for"], ["__count"])
            self.assertEqual(dict(overdue), {self.design_unit.name: 1, self.lead.name: 1})
            self.assertEqual(clocks.search(of_project, order="waits_for desc")[-1:], design)
            supplier = self.design_unit.with_user(self.lead.user_id)
            self.assertEqual((supplier.gas_late_count, supplier.gas_deadline_count), (1, 1))
            self.assertEqual(clocks.search(supplier.action_gas_deadlines()["domain"]), design)
            # who may not see the project doesn't see its lateness either
            self.assertFalse(self.design_unit.with_user(self.clerk.user_id).gas_deadline_count)

    def test_share_that_was_kept(self):
        """Met among what ended or is overdue; what still runs in time and what was cancelled is left out."""
        with freeze_time("2026-09-01 02:00:00"):
            self.make_contacted()  # met
            late = self.make_project()
            self.make_project()  # overdue
            lost = self.make_project()
            lost.action_screen_out("Out of the area")
        with freeze_time(NOW):
            self.make_project()  # in time
            self.log(late)
            clocks = self.env["gas.sla.clock"].with_user(self.lead.user_id)
            ((share, count),) = clocks._read_group([("code", "=", "PS-CONTACT")], [], ["on_time:avg", "__count"])
            self.assertEqual(count, 5)
            self.assertAlmostEqual(float(share), 1 / 3)
