# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.tests import tagged

from .common import GasServiceCase


@tagged("post_install", "-at_install")
class TestGasPhoneReveal(GasServiceCase):
    """Who looks at many numbers is noticed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general = cls.make_employee("general", cls.service, "gas_service.group_general")
        cls.company.gas_reveal_limit = 3
        cls.accounts = cls.env["gas.account"].union(
            *(cls.make_account(f"R{n}", f"Customer {n}", phones=f"1391234000{n}") for n in range(8))
        )

    def reveal(self, numbers, moment="2026-09-18 02:00:00"):
        with freeze_time(moment):
            for account in self.accounts[numbers]:
                account.with_user(self.handler.user_id).action_reveal_phones()

    def alerts(self):
        return self.env["mail.message"].search([("partner_ids", "in", self.general.user_id.partner_id.ids)])

    def test_mass_reveal_is_told(self):
        """General management is told at the limit and at its multiples, without the numbers."""
        self.reveal(slice(0, 2))
        self.assertFalse(self.alerts())
        self.reveal(slice(2, 5))
        alert = self.alerts()
        self.assertEqual(len(alert), 1)
        self.assertIn("handler", str(alert.body))
        self.assertNotIn("1391234", str(alert.body))
        self.reveal(slice(5, 6))
        self.assertEqual(len(self.alerts()), 2)

    def test_over_days_it_is_work(self):
        self.reveal(slice(0, 2))
        self.reveal(slice(2, 4), "2026-09-20 02:00:00")
        self.assertFalse(self.alerts())

    def test_never(self):
        self.company.gas_reveal_limit = 0
        self.reveal(slice(0, 6))
        self.assertFalse(self.alerts())

    def test_review(self):
        """General management reads the log; nobody writes it (see test_gas_account_phones)."""
        self.reveal(slice(0, 1))
        log = self.env["gas.phone.reveal"].with_user(self.general.user_id).search([])
        self.assertEqual(
            (log.user_id, log.masked, log.document), (self.handler.user_id, "139****0000", "R0 Customer 0")
        )
