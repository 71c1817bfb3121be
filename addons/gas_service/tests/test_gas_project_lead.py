# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .project_common import DEVELOPER, GasProjectCase

NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestProjectHandOver(GasProjectCase):
    """PS-5.1, PL-2.1: exactly one lead at any time, with a history."""

    def test_with_reason_and_date(self):
        """PS-5.1: a change is a hand-over with date and reason."""
        project = self.make_contacted()
        for reason in ("", " ", None):
            with self.subTest(reason=reason), self.refused("why"):
                project.action_hand_over(self.colleague.id, reason)
        with freeze_time("2026-09-17 02:00:00"):
            project.action_hand_over(self.colleague.id, "Long leave")
        step = project.sudo().handover_ids
        self.assertEqual((step.kind, step.date, step.note), ("lead", datetime(2026, 9, 17, 2), "Long leave"))
        self.assertEqual((step.from_employee_id, step.to_employee_id), (self.lead, self.colleague))
        self.assertEqual(project.sudo().lead_id, self.colleague)
        self.assertEqual(step.held_days, 1.0)
        self.assertEqual(project.sudo().activity_ids.user_id, self.colleague.user_id)
        # what was his is not his to change any more
        self.assertFalse(project.has_access("write"))
        with self.assertRaises(AccessError):
            project.action_hand_over(self.lead.id, "Back")

    def test_only_to_market_developers(self):
        """PS-2.3: nobody else can be made lead."""
        project = self.make_contacted()
        other = self.env["res.company"].create({"name": "Other Gas"})
        stranger = self.make_employee("stranger", self.env["hr.department"], DEVELOPER, company_id=other.id)
        gone = self.make_employee("gone", self.market, DEVELOPER)
        gone.user_id.active = False
        for employee in (self.market_handler, self.estimator, stranger, gone, self.env["hr.employee"]):
            with self.subTest(employee=employee.name), self.assertRaises(ValidationError):
                project.action_hand_over(employee.id, "x")
        with self.refused("already"):
            project.action_hand_over(self.lead.id, "x")

    def test_who_hands_over(self):
        """PS-5.1: the lead himself, or his manager."""
        for employee in (self.colleague, self.manager, self.estimator, self.market_handler, self.leader):
            project = self.make_contacted()
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                project.with_user(employee.user_id).action_hand_over(self.colleague.id, "x")
        project.with_user(self.market_manager.user_id).action_hand_over(self.colleague.id, "He is overloaded")
        self.assertEqual(project.sudo().lead_id, self.colleague)

    def test_into_another_department(self):
        """The project goes where its lead works."""
        branch = self.make_department("Branch Market")
        member = self.make_employee("member", branch, DEVELOPER)
        project = self.make_contacted()
        project.action_hand_over(member.id, "Their district")
        self.assertEqual(project.sudo().department_id, branch)
        self.assertEqual(self.clock(project, "PS-CONTACT").department_id, self.market)

    def test_after_the_end(self):
        project = self.make_contacted()
        project.action_lose("x")
        with self.assertRaises(UserError):
            project.action_hand_over(self.colleague.id, "x")

    def test_clocks(self):
        """PS-5.1: settled ones stay with who was responsible, overdue ones too; the others go along."""
        project = self.make_design()
        contact, total = self.clock(project, "PS-CONTACT"), self.clock(project, "PS-TOTAL")
        with freeze_time("2026-09-18 02:00:00"):
            project.action_hand_over(self.colleague.id, "Leave")
        self.assertEqual((contact.employee_id, total.employee_id), (self.lead, self.colleague))
        event = total.event_ids.filtered(lambda event: event.kind == "reassign")
        self.assertEqual(event.employee_id, self.lead)
        with freeze_time("2026-11-12 02:00:00"):
            project.with_user(self.market_manager.user_id).action_hand_over(self.lead.id, "Back")
        self.assertEqual(total.employee_id, self.colleague)
        # the design unit stays the design unit
        self.assertEqual(self.clock(project, "PS-DESIGN").partner_id, self.design_unit)

    def test_taken_on(self):
        """PS-5.1: a project without lead is taken by a developer of its department, first come."""
        project = self.make_project(self.make_role("hotline"))
        outside = self.make_employee("outside", self.service, DEVELOPER)
        for employee, error in (
            (outside, AccessError),
            (self.market_handler, ValidationError),
            (self.make_role("leader"), UserError),
        ):
            with self.subTest(employee=employee.name), self.assertRaises(error):
                project.with_user(employee.user_id).action_take()
        project.with_user(self.colleague.user_id).action_take()
        self.assertEqual(project.sudo().lead_id, self.colleague)
        self.assertEqual(project.sudo().handover_ids.to_employee_id, self.colleague)
        with self.refused("has a lead already"):
            project.with_user(self.lead.user_id).action_take()

    def test_history_is_never_rewritten(self):
        project = self.make_contacted()
        project.action_hand_over(self.colleague.id, "Leave")
        step = project.sudo().handover_ids
        for employee in (self.lead, self.colleague, self.market_manager):
            seen = step.with_user(employee.user_id)
            with self.assertRaises(AccessError):
                seen.write({"note": "x"})
            with self.assertRaises(AccessError):
                seen.unlink()
            with self.assertRaises(AccessError):
                seen.create({"project_id": project.id, "kind": "lead", "date": NOW})
