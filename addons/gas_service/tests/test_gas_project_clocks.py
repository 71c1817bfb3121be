# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .project_common import GasProjectCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestProjectClocks(GasProjectCase):
    def test_whole_way(self):
        """PS-4.2.3: from the information to the estimate, with its clocks."""
        project = self.make_estimated()
        self.assertEqual(project.state, "costing")
        states = {c.code: c.state for c in project.sudo().clock_ids}
        self.assertEqual(states, {"PS-CONTACT": "met", "PS-TOTAL": "running", "PS-DESIGN": "met", "PS-COST": "met"})
