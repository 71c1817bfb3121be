# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.modules.module import Manifest
from odoo.tests import TransactionCase
from odoo.tools.convert import convert_file

_TOLD_AT = "2026-11-25 02:30:00"  # a Wednesday, 10:30 in Shanghai


@freeze_time(_TOLD_AT)
class TestDemo(TransactionCase):
    """The demo company pays its people, with what was decided about them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(_TOLD_AT):
            for addon in "gas_service", "gas_service_reports":
                for path in Manifest.for_addon(addon)["demo"]:
                    convert_file(cls.env(su=True), addon, path, {}, mode="init", noupdate=True)

    def test_wages(self):
        runs = self.env["hr.payslip.run"].search([], order="date_start")
        self.assertEqual(runs.mapped("name"), ["2026年10月工资", "2026年11月工资"])
        self.assertEqual([set(run.slip_ids.mapped("state")) for run in runs], [{"done"}, {"verify"}])
        rows = self.env["gas.pay.allocation"].search([])
        self.assertEqual(sorted(rows.mapped("kind")), ["deduction", "reward"])
        self.assertEqual(set(rows.mapped("state")), {"held"})
        self.assertFalse(runs.slip_ids.filtered("gas_outdated"))
