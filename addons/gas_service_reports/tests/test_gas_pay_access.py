# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import GasPayCase


@tagged("post_install", "-at_install")
@freeze_time("2026-09-16 02:00:00")
class TestPayAccess(GasPayCase):
    """Who reads amounts, and who comes from them to what they are for (FI-12, FI-14.4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk_of_payroll = new_test_user(
            cls.env, "payroll_user", groups="payroll.group_payroll_user", company_id=cls.company.id
        )
        cls.admin = new_test_user(cls.env, "gas_admin", groups="gas_service.group_admin", company_id=cls.company.id)
        case = cls.make_case(cls.person, by=cls.supervision, kind="integrity", violation_type_id=cls.article.id)
        cls.case = cls.executed(case)
        cls.order = case.sudo().order_ids
        cls.order_of_other = cls.make_order(50, employee=cls.market_handler)
        cls.market_handler.version_id.write(
            {key: value for key, value in cls.pay_values().items() if key != "date_version"}
        )
        slips = cls.make_slip() | cls.make_slip(cls.market_handler)
        slips.action_payslip_done()
        cls.rows = (cls.order | cls.order_of_other).allocation_ids

    def seen_by(self, user, model="gas.pay.allocation"):
        return self.env[model].with_user(user).search([("employee_id", "in", (self.person | self.market_handler).ids)])

    def test_who_reads_what(self):
        """The table of who sees whose amounts; orders are the same people's."""
        own, all_rows = self.order.allocation_ids, self.rows
        table = {
            self.person.user_id: own,
            self.market_handler.user_id: all_rows - own,
            self.market_manager.user_id: all_rows.browse(),  # manager of both
            self.leader.user_id: all_rows.browse(),
            self.supervisor.user_id: all_rows.browse(),
            self.clerk.user_id: all_rows.browse(),
            self.admin: all_rows.browse(),
            self.clerk_of_payroll: all_rows,
            self.officer: all_rows,
            self.general.user_id: all_rows,
            self.supervision.user_id: all_rows,
        }
        exporters = self.env.ref("base.group_allow_export")
        for user, rows in table.items():
            with self.subTest(user.login):
                user.group_ids |= exporters
                self.assertEqual(self.seen_by(user), rows)
                self.assertEqual(self.seen_by(user, "gas.conduct.order"), rows.order_id)
                ledger = self.env["gas.pay.allocation"].with_user(user)
                for row in all_rows - rows:
                    with self.assertRaises(AccessError):
                        row.with_user(user).read(["amount"])
                # neither do sums and exports tell
                total = ledger.formatted_read_group([], [], ["__count"])[0]["__count"]
                self.assertEqual(total, len(rows))
                self.assertEqual(len(ledger.search([]).export_data(["amount"])["datas"]), len(rows))

    def test_nobody_writes(self):
        for user in self.person.user_id, self.officer, self.general.user_id, self.supervision.user_id, self.admin:
            for model in "gas.pay.allocation", "gas.conduct.order":
                for operation in "write", "create", "unlink":
                    with self.subTest(user=user.login, model=model, operation=operation):
                        self.assertFalse(self.env[model].with_user(user).has_access(operation))

    def test_figures(self):
        """What somebody earns is for payroll."""
        names = ["wage_amount", "bonus_amount", "kept_amount", "taken_total"]
        for user in self.general.user_id, self.person.user_id:
            with self.assertRaises(AccessError):
                self.order.allocation_ids.with_user(user).read(names)
        self.assertEqual(self.order.allocation_ids.with_user(self.clerk_of_payroll).read(names)[0]["wage_amount"], 6000)

    def test_integrity(self):
        """FI-12: a bare amount. Nobody but supervision comes from it to the case or learns its kind."""
        for user in self.officer, self.general.user_id, self.person.user_id:
            with self.subTest(user.login):
                order = self.order.with_user(user)
                self.assertFalse(order.sanction)
                self.assertFalse(order.case_readable)
                with self.assertRaises(AccessError):
                    order.action_open_case()
                self.assertEqual(order.allocation_ids.action_open_order()["res_id"], order.id)
        self.assertTrue(self.order.with_user(self.supervision.user_id).case_readable)

    def test_own_list(self):
        """Payroll, too, finds only its own amounts under My Payslip Amounts."""
        domain = [("employee_id.user_id", "=", self.person.user_id.id)]
        ledger = self.env["gas.pay.allocation"]
        self.assertEqual(ledger.with_user(self.person.user_id).search(domain), self.order.allocation_ids)
        self.assertEqual(ledger.with_user(self.officer).search([("employee_id.user_id", "=", self.officer.id)]), ledger)
        row = ledger.with_user(self.person.user_id).search(domain)
        values = row.web_read({"payslip_name": {}, "order_id": {"fields": {"display_name": {}}}, "explanation": {}})
        self.assertEqual(values[0]["order_id"]["display_name"], self.order.name)

    def test_payslips_are_for_payroll(self):
        slip = self.order.allocation_ids.payslip_id
        for user in self.person.user_id, self.market_manager.user_id, self.general.user_id:
            with self.subTest(user.login):
                slip_of_user = slip.with_user(user)
                for call in "compute_sheet action_payslip_done action_payslip_cancel refund_sheet copy unlink".split():
                    with self.assertRaises(AccessError):
                        getattr(slip_of_user, call)()
                with self.assertRaises(AccessError):
                    slip_of_user.action_gas_allocations()
        self.assertEqual(slip.state, "done")
        self.assertOrder(self.order, paid=200)

    def test_other_company(self):
        company = self.env["res.company"].create({"name": "Another"})
        user = new_test_user(
            self.env,
            "elsewhere",
            groups="payroll.group_payroll_manager,gas_service.group_general",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        self.assertFalse(self.env["gas.pay.allocation"].with_user(user).search([]))
        self.assertFalse(self.env["gas.conduct.order"].with_user(user).search([]))
