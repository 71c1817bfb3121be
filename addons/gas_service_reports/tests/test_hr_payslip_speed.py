# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-28 02:00:00")
class TestPayslipSpeed(GasPayCase):
    """What a batch costs; benchmarks/payslips.py compares it with payroll alone."""

    def queries(self, work):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_queries(self):
        """A payslip does not cost more queries for being computed or confirmed with a hundred others."""
        people = self.env["hr.employee"].create(
            [{"name": str(number), "company_id": self.company.id, **self.pay_values()} for number in range(100)]
        )
        for person in people:
            self.make_order(1500, employee=person)
        slips = self.env["hr.payslip"].union(*(self.make_slip(person) for person in people)).with_user(self.officer)
        few, many = slips[:10], slips
        for name, work in {
            "compute": lambda slips: slips.compute_sheet(),
            "compute again": lambda slips: slips.compute_sheet(),
            "confirm": lambda slips: slips.with_context(without_compute_sheet=True).action_payslip_done(),
        }.items():
            if name == "confirm":
                few, many = slips[:10], slips[10:]
            each = self.queries(lambda work=work, few=few: work(few)) / len(few)
            of_many = self.queries(lambda work=work, many=many: work(many)) / len(many)
            self.assertLessEqual(of_many, each, name)
        self.assertEqual(set(slips.mapped("state")), {"done"})
        self.assertEqual(set(slips.gas_allocation_ids.mapped("lapsed_amount")), {500})
