# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestSetupStepWages(TransactionCase):
    def test_wages(self):
        """FI-14.4: without a minimum wage and somebody paid by the structure no payslip takes anything."""
        company = self.env["res.company"].create({"name": "New"})
        user = new_test_user(
            self.env, "our_admin", groups="base.group_user,gas_service.group_admin",
            company_id=company.id, company_ids=[Command.set(company.ids)],
        )  # fmt: skip
        step = self.env.ref("gas_service_reports.gas_setup_step_wages").with_user(user).with_company(company)
        self.assertFalse(step.done)
        self.assertEqual(len(step.missing.split("\n")), 2)
        company.gas_minimum_wage = 2080
        employee = self.env["hr.employee"].create({"name": "Paid", "company_id": company.id})
        employee.version_id.struct_id = company.gas_structure_id
        step.invalidate_recordset()
        self.assertTrue(step.done, step.missing)

    def test_appraisals(self):
        """FI-14.3: a company without a scheme has nothing to look at."""
        step = self.env.ref("gas_service_reports.gas_setup_step_appraisals")
        scheme = self.env["gas.appraisal.scheme"].create({"name": "Staff", "valid_from": "2026-01-01"})
        self.assertEqual((step.missing, step.done), ("", False))
        step.action_confirm()
        self.assertTrue(step.done)
        self.env["gas.appraisal.scheme"].search([("company_id", "=", scheme.company_id.id)]).active = False
        step.invalidate_recordset()
        self.assertIn("No scheme", step.missing)
