# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .project_common import GasProjectCase

NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestInquiryProject(GasProjectCase):
    """PS-6.1, PL-3: complaints about projects are verified by customer service, and hidden from whom they are about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hotline = cls.make_role("hotline")
        cls.supervisor = cls.make_role("supervisor")
        with freeze_time(NOW):
            cls.project = cls.make_contacted()
            cls.complaint = cls.complain()

    @classmethod
    def complain(cls, accused=None, by=None, **values):
        accused = cls.lead if accused is None else accused
        return cls.make_complaint(
            accused, by or cls.hotline, **{"project_id": cls.project.id, "department_id": cls.market.id, **values}
        )

    # -- registered ------------------------------------------------------------------------------------

    def test_dialog(self):
        """PS-6.1: whoever names the project is proposed its customer, and its lead as complained about."""
        form = Form(self.env["gas.inquiry.complaint"].with_user(self.hotline.user_id))
        form.project_id = self.project.with_user(self.hotline.user_id)
        self.assertEqual(form.customer_name, "Shangzhi Grand Hotel")
        self.assertEqual(form.accused_ids.ids, self.lead.ids)
        form.subject = "He never came"
        dialog = form.save()
        dialog.action_register()
        complaint = self.env["gas.inquiry"].search([("name", "=", dialog.number)])
        self.assertEqual((complaint.project_id, complaint.verification), (self.project.sudo(), "pending"))
        self.assertEqual(complaint.accused_ids, self.lead)

    def test_only_about_a_project_one_sees(self):
        """The dialog tells nobody of projects that are hidden from him."""
        for employee in (self.clerk, self.handler):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.complain(by=employee)

    def test_what_waits_to_be_verified(self):
        """PS-6.1: complaints about a project, and nothing else."""
        self.assertEqual(self.complaint.verification, "pending")
        other = self.make_complaint(self.market_handler)
        self.assertFalse(other.verification)
        ordinary = self.make_ticket(self.hotline, project_id=self.project.id)
        self.assertEqual((ordinary.project_id, ordinary.verification), (self.project.sudo(), False))
        # named later
        other.with_user(self.supervisor.user_id).project_id = self.project
        self.assertEqual(other.verification, "pending")
        other.with_user(self.supervisor.user_id).project_id = False
        self.assertFalse(
            other.verification or other.activity_ids.filtered(lambda a: a.user_id == self.supervisor.user_id)
        )

    def test_customer_service_is_told(self):
        activity = self.env.ref("gas_service.activity_type_verify")
        told = self.complaint.activity_ids.filtered(lambda a: a.activity_type_id == activity)
        self.assertEqual(told.user_id, self.supervisor.user_id)
        # who is complained about is passed over
        about_him = self.complain(self.supervisor)
        told = about_him.activity_ids.filtered(lambda a: a.activity_type_id == activity)
        self.assertEqual(told.user_id, self.supervision.user_id)

    def test_project_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other Gas"})
        department = self.env["hr.department"].create({"name": "D", "company_id": other.id})
        other.gas_market_department_id = department
        project = self.env["gas.project"].create(
            {"subject": "x", "customer_name": "y", "source": "other", "company_id": other.id}
        )
        with self.assertRaises(ValidationError):
            self.complaint.project_id = project
        with self.assertRaises(AccessError):
            self.complaint.with_user(self.supervisor.user_id).project_id = project
        with self.assertRaises(AccessError):
            self.make_ticket(self.clerk).project_id = self.project

    # -- hidden ------------------------------------------------------------------------------------------

    def test_lead_learns_nothing(self):
        """PS-6.1, FI-8.5: not from the project: no count, no list, no search, no message, no task."""
        seen = self.project.with_user(self.lead.user_id)
        ordinary = self.make_ticket(self.hotline, project_id=self.project.id)
        agent = self.make_employee("agent", self.service, "gas_service.group_hotline")
        for employee, count in (
            (self.lead, 0),
            (self.hotline, 2),  # registered both
            (agent, 1),
            (self.supervisor, 2),
            (self.supervision, 2),
            (self.market_manager, 1),
            (self.colleague, 0),
        ):
            with self.subTest(employee=employee.name):
                mine = self.project.with_user(employee.user_id)
                self.assertEqual(mine.ticket_count, count)
                action = mine.action_open_tickets()
                self.assertEqual(mine.env["gas.inquiry"].search_count(action["domain"]), count)
        self.assertFalse(seen.env["gas.inquiry"].search([("project_id", "=", self.project.id)]))
        words = " ".join(str(body) for body in self.project.sudo().message_ids.mapped("body"))
        self.assertNotIn(self.complaint.name, words)
        self.assertFalse(self.project.sudo().activity_ids.filtered(lambda a: "omplain" in (a.summary or "")))
        # nor is there a field of the project that leads to its tickets, whatever he asks of it
        comodels = {field.comodel_name for field in seen._fields.values() if field.relational}
        self.assertNotIn("gas.inquiry", comodels)
        with self.assertRaises(AccessError):
            self.complaint.with_user(self.lead.user_id).read(["project_id"])
        self.assertTrue(ordinary)

    def test_counts_are_not_kept_for_another(self):
        """One transaction that serves several users does not mix what they may see."""
        self.assertEqual(self.project.with_user(self.supervisor.user_id).ticket_count, 1)
        self.assertEqual(self.project.with_user(self.lead.user_id).ticket_count, 0)

    # -- verified ----------------------------------------------------------------------------------------

    def test_verified(self):
        """PS-6.1: true or not, with what was found out; the customer-service supervisor says so, or supervision."""
        for employee, verdict in ((self.supervisor, "verified"), (self.supervision, "unfounded")):
            complaint = self.complain()
            seen = complaint.with_user(employee.user_id)
            self.assertTrue(seen.may_verify)
            seen.action_verify(verdict, "Asked the customer and the guard")
            self.assertEqual((complaint.verification, complaint.verified_by), (verdict, employee.user_id))
            self.assertEqual(str(complaint.verified_at), NOW)
            self.assertEqual(complaint.verification_note, "Asked the customer and the guard")
            self.assertIn("Asked the customer", complaint.message_ids[0].body)
            self.assertFalse(
                complaint.activity_ids.filtered(
                    lambda a: a.activity_type_id == self.env.ref("gas_service.activity_type_verify")
                )
            )
            self.assertFalse(seen.may_verify)
            with self.assertRaises(UserError):
                seen.action_verify("verified", "Again")
            with self.assertRaises(UserError):
                complaint.project_id = False

    def test_names_what_is_missing(self):
        seen = self.complaint.with_user(self.supervisor.user_id)
        with self.assertRaises(UserError) as caught:
            seen.action_verify("maybe", " ")
        for text in ("true", "found out"):
            self.assertIn(text, caught.exception.args[0])
        with self.assertRaises(UserError):
            self.make_complaint(self.market_handler).with_user(self.supervisor.user_id).action_verify("verified", "x")

    def test_who_verifies(self):
        """PS-6.1: not the department, not the hotline's agents, and never whom it concerns."""
        general = self.make_role("general")
        manager = self.market_manager
        for employee in (self.lead, self.colleague, manager, self.hotline, general, self.leader):
            with self.subTest(employee=employee.name), self.assertRaises(AccessError):
                self.complaint.with_user(employee.user_id).action_verify("unfounded", "x")
        self.supervisor.user_id.group_ids = [Command.link(self.env.ref("gas_service.group_developer").id)]
        # he leads the project, though nobody named him
        self.project.with_user(manager.user_id).action_hand_over(self.supervisor.id, "x")
        seen = self.complaint.with_user(self.supervisor.user_id)
        self.assertFalse(seen.may_verify)
        with self.assertRaises(AccessError):
            seen.action_verify("unfounded", "x")
        self.assertEqual(self.complaint.verification, "pending")

    def test_nobody_writes_it(self):
        for employee in (self.supervisor, self.supervision, self.market_manager):
            for door in (self.complaint.with_user(employee.user_id), self.complaint):
                for values in (
                    {"verification": "unfounded"},
                    {"verification_note": "x"},
                    {"verified_by": employee.user_id.id},
                    {"verified_at": NOW},
                ):
                    with self.subTest(employee=employee.name, **values), self.assertRaises(UserError):
                        door.write(values)
        ticket = self.make_ticket(self.hotline, verification="verified", verified_at=NOW)
        self.assertFalse(ticket.verification or ticket.verified_at)

    def test_by_the_dialog(self):
        action = self.complaint.with_user(self.supervisor.user_id).action_open_verify()
        dialog = self.env[action["res_model"]].with_user(self.supervisor.user_id).with_context(**action["context"])
        dialog.create({"verdict": "verified", "note": "The log shows it"}).action_confirm()
        self.assertEqual(self.complaint.verification, "verified")

    def test_not_closed_before(self):
        """PS-6.1: what nobody has verified is not put away."""
        complaint = self.complain(anonymous=True)
        seen = complaint.with_user(self.market_manager.user_id)
        seen.action_sign()
        seen.action_resolve("solved", "Apologised")
        with self.refused("verified"):
            seen.action_close()
        complaint.with_user(self.supervisor.user_id).action_verify("verified", "x")
        seen.action_close()
        self.assertEqual(complaint.state, "closed")
