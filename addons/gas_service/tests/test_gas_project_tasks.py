# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .project_common import GasProjectCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestProjectTasks(GasProjectCase):
    """Who is asked to do something on a project is not asked any more once it is done."""

    def tasks(self, project, employee=None):
        activities = project.sudo().activity_ids
        return activities.filtered(lambda a: a.user_id == employee.user_id) if employee else activities

    def test_lead(self):
        """PS-5.1: a new lead is told, until he speaks with the customer."""
        project = self.make_project()
        project.action_hand_over(self.colleague.id, "Another district")
        project = project.with_user(self.colleague.user_id)
        self.assertEqual(len(self.tasks(project, self.colleague)), 1)
        self.log(project)
        self.assertFalse(self.tasks(project))

    def test_estimate(self):
        """PS-4.2.3.2: the estimator has nothing to do once he delivered; the lead none once he sent it back."""
        project = self.make_costing()
        self.assertEqual(len(self.tasks(project, self.estimator)), 1)
        project.with_user(self.estimator.user_id).action_estimate_done(20000)
        self.assertFalse(self.tasks(project, self.estimator))
        self.assertEqual(len(self.tasks(project, self.lead)), 1)
        project.action_return_estimate("The regulator is missing")
        self.assertFalse(self.tasks(project, self.lead))
        self.assertEqual(len(self.tasks(project, self.estimator)), 1)

    def test_meeting(self):
        """PS-4.2.1: the review is over when the survey is recorded."""
        project = self.make_review()
        self.assertTrue(self.tasks(project))
        project.action_record_survey("feasible", "Pipe at the street")
        self.assertFalse(self.tasks(project))

    def test_pause(self):
        """PS-4.2.3: the manager decided on the pause."""
        project = self.make_design()
        project.action_propose_pause("2026-09-16", "Drawings", "Letter")
        self.assertEqual(len(self.tasks(project, self.market_manager)), 1)
        project.with_user(self.market_manager.user_id).action_confirm_pauses()
        self.assertFalse(self.tasks(project, self.market_manager))

    def test_pause_another_manager_decided_on(self):
        deputy = self.make_employee("deputy", self.market, "gas_service.group_manager")
        project = self.make_design()
        project.action_propose_pause("2026-09-16", "Drawings", "Letter")
        project.with_user(deputy.user_id).action_annul_pauses("They were here")
        self.assertFalse(self.tasks(project, self.market_manager))

    def test_handed_over(self):
        """PS-5.1: the former lead has nothing to do any more."""
        project = self.make_estimated()
        self.assertEqual(len(self.tasks(project, self.lead)), 1)
        project.action_hand_over(self.colleague.id, "Holiday")
        self.assertFalse(self.tasks(project, self.lead))
        self.assertEqual(len(self.tasks(project, self.colleague)), 1)

    def test_done(self):
        """PS-4.2.3.3: nothing is left to do on an approved project."""
        project = self.make_estimated()
        project.action_launch_approval()
        project.with_user(self.market_manager.user_id).action_approve()
        self.assertEqual(project.state, "done")
        self.assertFalse(self.tasks(project))

    def test_design_unit_is_chased(self):
        """PS-4.2.3.1: the lead, not the manager, is warned of the design unit's deadline; he is the bridge."""
        project = self.make_design()
        clock = self.clock(project, "PS-DESIGN")
        self.assertEqual(clock.partner_id, self.design_unit)
        self.assertEqual(clock._alert_users(), (self.lead.user_id, self.market_manager.user_id))

    def test_points_and_class_in_one_save(self):
        """PS-2.1: gas points saved together with other fields class the project, whatever is computed first."""
        project = self.make_contacted()
        # in a transaction of its own, as in life: only then the chatter looks at the class first
        self.env.flush_all()
        self.env.cr.precommit.run()
        point = {"place": "Kitchen", "appliance": "Boiler", "rated_flow": 12}
        project.write({"wishes": "Quickly", "point_ids": [Command.create(point)]})
        project.action_give_guide()
        self.assertEqual((project.hourly_flow, project.size_class), (12, "large"))
