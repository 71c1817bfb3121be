# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .project_common import GasProjectCase

# Wednesday, 10:00 in China
NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
class TestGasProjectFunnel(GasProjectCase):
    """How far projects get, for those who may see them."""

    def test_funnel(self):
        with freeze_time("2026-09-01 02:00:00"):
            self.make_project()
            project = self.make_contacted()
        with freeze_time(NOW):
            self.clear_demand(project)
            project.action_confirm_demand()
            whole = self.make_estimated(size_class="large")
            whole.action_launch_approval()
            whole.with_user(self.market_manager.user_id).action_reject("Too much")
        funnel = self.env["gas.project.funnel"].with_user(self.lead.user_id)
        rows = funnel.search([("project_id", "=", project.id)], order="date")
        self.assertEqual(rows.mapped("stage"), ["information", "contacted", "demand"])
        self.assertEqual(rows[2].date, project.demand_confirmed_at)
        self.assertAlmostEqual(rows[2].days, 15)
        self.assertEqual((rows[0].lead_id, rows[0].state), (self.lead, "demand"))
        # in the order of the way, and what was begun a second time is there once
        groups = funnel.formatted_read_group([("lead_id", "=", self.lead.id)], ["stage", "source"], ["__count"])
        self.assertEqual(
            [(group["stage"], group["__count"]) for group in groups],
            [
                ("information", 3), ("contacted", 2), ("demand", 2), ("review", 1), ("survey", 1), ("design", 1),
                ("costing", 1), ("approval", 1),
            ],
        )  # fmt: skip

    def test_funnel_follows_the_project(self):
        """A view of SQL inherits no rules: it shows the projects the user may read, and no others."""
        with freeze_time(NOW):
            project = self.make_project()
            theirs = self.make_estimated()
        funnel = self.env["gas.project.funnel"]
        for employee, expected in (
            (self.lead, project | theirs),
            (self.market_manager, project | theirs),
            (self.leader, project | theirs),
            (self.estimator, theirs),
            (self.clerk, project.browse()),
            (self.manager, theirs),  # his department takes part in the review
        ):
            with self.subTest(employee.name):
                of_user = funnel.with_user(employee.user_id)
                found = of_user.search([("project_id", "in", (project | theirs).ids)])
                self.assertEqual(set(found.project_id.ids), set(expected.ids))
                groups = of_user._read_group([("project_id", "in", (project | theirs).ids)], ["project_id"])
                self.assertEqual({group.id for (group,) in groups}, set(expected.ids))
        row = funnel.search([("project_id", "=", project.id)])
        self.assertFalse(row.with_user(self.clerk.user_id)._filtered_access("read"))
        self.assertFalse(row.with_user(self.clerk.user_id).has_access("write"))
