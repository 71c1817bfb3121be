# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, tagged

from .project_common import DEVELOPER, GasProjectCase


@tagged("post_install", "-at_install")
class TestProjectTours(HttpCase, GasProjectCase):
    """What market developers do in the browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.developer = cls.make_employee("tour_developer", cls.market, DEVELOPER)
        cls.project = cls.make_project(cls.developer, nature=False)

    def test_lead_drags_a_project_through(self):
        """PS-4.1.1 to PS-4.2.1: contact, demand, review and survey from the board."""
        self.start_tour("/odoo/gas-projects", "gas_service_project_kanban", login="tour_developer")
        project = self.project
        self.assertEqual((project.state, project.survey_result), ("survey", "feasible"))
        self.assertEqual((project.hourly_flow, project.size_class), (25, "large"))
        contact = project.contact_ids
        self.assertEqual((contact.channel, contact.purpose, len(contact.visit_item_ids)), ("visit", "demand", 1))
        self.assertTrue(contact.market_news and contact.visit_missing)
        self.assertEqual(self.clock(project, "PS-CONTACT").state, "met")
        self.assertIn(self.design_unit, project.sudo().meeting_id.partner_ids)

    def test_contact_from_the_card(self):
        """PS-4.1.1: who did not answer was tried."""
        self.start_tour("/odoo/my-gas-projects", "gas_service_project_contact", login="tour_developer")
        self.assertEqual((self.project.state, self.project.contact_ids.reached), ("information", False))


@tagged("post_install", "-at_install")
class TestProjectToursPhone(HttpCase, GasProjectCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_manager_approves_on_the_phone(self):
        """PS-4.2.3.3"""
        dear = self.make_estimated(subject="Too Dear", customer_name="Too Dear")
        project = self.make_estimated(amount=20000)
        (dear | project).action_launch_approval()
        self.start_tour("/odoo/gas-projects-to-approve", "gas_service_project_approval_phone", login="market_manager")
        self.assertEqual((project.state, project.approval_state), ("done", "approved"))
        self.assertEqual((dear.state, dear.approval_state), ("costing", "rejected"))
        self.assertEqual(project.approval_decision_ids[-1:].decided_by, self.market_manager.user_id)
