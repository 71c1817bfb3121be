# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import Decimal
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.hr_employee import PerformanceCoefficient
from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestStructure(GasPayCase):
    """Structure, rules and settings that come with the addon."""

    def test_every_company_has_a_structure(self):
        company = self.env["res.company"].create({"name": "Another"})
        for one in self.company | company:
            self.assertEqual(one.gas_structure_id.company_id, one)
            self.assertEqual(
                one.gas_structure_id.get_all_rules().mapped("code"),
                ["BASIC", "PERF", "GROSS", "GASDED", "GASREW", "GASREV", "NET"],
            )
        self.assertFalse(company.gas_structure_id.rule_ids.company_id)
        self.env["res.company"]._gas_init_structures()
        self.assertEqual(self.env["hr.payroll.structure"].search_count([("company_id", "=", company.id)]), 1)

    def test_new_company_pays(self):
        company = self.env["res.company"].create({"name": "Another"})
        employee = self.env["hr.employee"].create(
            {"name": "x", "company_id": company.id, **self.pay_values(struct_id=company.gas_structure_id.id)}
        )
        self.officer.company_ids |= company
        slip = self.make_slip(employee)
        slip.compute_sheet()
        self.assertEqual(self.line(slip, "NET"), 6000)

    def test_coefficient(self):
        """The bonus is the base of the contract times the coefficient of employee and month, half a cent rounded up."""
        asked = []

        def coefficients(employees, month):
            asked.append((employees, str(month)))
            return {self.person.id: PerformanceCoefficient(Decimal("1.0955"), "Appraisal, grade A", {"note": "from A"})}

        self.person.version_id.gas_performance_base = 1050
        other = self.make_paid("other")
        slips = self.make_slip() | self.make_slip(other)
        with patch.object(type(self.env["hr.employee"]), "_gas_performance_coefficients", coefficients):
            slips.compute_sheet()
            self.assertEqual(asked, [(self.person | other, "2026-09-01")])
        self.assertEqual(self.line(slips[0], "PERF"), 1150.28)  # 1150.275
        self.assertEqual(slips[0].gas_coefficient_source, "Appraisal, grade A")
        self.assertEqual(slips[0].note, "from A")
        self.assertEqual((self.line(slips[1], "PERF"), slips[1].gas_coefficient), (1000, 1))

    def test_month_is_where_the_period_ends(self):
        """Many companies pay from the 26th to the 25th."""
        order = self.make_order(100)
        slip = self.make_slip(date_from="2026-08-26", date_to="2026-09-25")
        slip.compute_sheet()
        self.assertEqual(str(order.allocation_ids.month), "2026-09-01")

    def test_settings(self):
        settings = self.env["res.config.settings"].create({"gas_minimum_wage": 2360.5, "gas_payroll_cutoff_day": 20})
        settings.execute()
        self.assertEqual((self.company.gas_minimum_wage, self.company.gas_payroll_cutoff_day), (2360.5, 20))
        for values in {"gas_deduction_share": 21}, {"gas_deduction_share": -1}, {"gas_minimum_wage": -1}:
            with self.subTest(values), self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
                self.company.write(values)
                self.env.flush_all()

    def test_form(self):
        """The form of a payslip shows what was taken, and can be saved with it."""
        self.make_order(100)
        slip = self.computed()
        slip.action_payslip_draft()
        with Form(slip) as form:
            self.assertEqual(form.gas_allocation_count, 1)
            self.assertFalse(form.gas_outdated)
            form.note = "Saved"
        self.assertEqual(slip.note, "Saved")
        self.assertEqual(slip.sudo().gas_allocation_ids.state, "held")

    def test_form_of_a_new_payslip(self):
        """OCA's form finds contract, structure and company by itself: what it makes takes orders like any other."""
        order = self.make_order(100)
        with Form(self.env["hr.payslip"].with_user(self.officer)) as form:
            form.employee_id = self.person.with_user(self.officer)
        slip = form.save()
        self.assertEqual((slip.contract_id, slip.struct_id), (self.person.version_id, self.company.gas_structure_id))
        slip.compute_sheet()
        self.assertEqual(self.line(slip, "GASDED"), -100)
        self.assertOrder(order, open=100)
