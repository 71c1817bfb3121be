# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2 import IntegrityError

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestSettingsOfPay(TransactionCase):
    def test_refused(self):
        """FI-14.3, FI-14.4: what law and measure do not allow, each with its own words."""
        company = self.env.company
        for values, words in (
            ({"gas_deduction_share": 20.01}, "At most 20 %"),
            ({"gas_minimum_wage": -1}, "not negative"),
            ({"gas_appraisal_day": 16}, "first 15 working days"),
            ({"gas_comment_days": 0}, "1 to 30 working days"),
            ({"gas_payroll_cutoff_day": 32}, "day of the month"),
        ):
            with (
                self.subTest(values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError) as caught,
                self.env.cr.savepoint(),
            ):
                company.write(values)
                company.flush_recordset()
            self.assertIn(words, company._sql_error_to_message(caught.exception))
