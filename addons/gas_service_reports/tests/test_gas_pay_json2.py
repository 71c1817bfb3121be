# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from freezegun import freeze_time

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import GasPayCase


@tagged("post_install", "-at_install")
class TestPayOutside(HttpCase, GasPayCase):
    """What callers with a key of payroll or of the person concerned can and cannot do, over JSON-2."""

    def setUp(self):
        super().setUp()
        with freeze_time("2026-09-28 02:00:00"):
            self.order = self.make_order(100)
            self.slip = self.computed()

    def call(self, user, model, method, **arguments):
        # sudo: keys are made in the preferences, in the browser
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
        response = self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        self.env.invalidate_all()
        return response

    @mute_logger("odoo.http")
    def assertRefused(self, user, model, method, **arguments):
        response = self.call(user, model, method, **arguments)
        self.assertIn(response.status_code, (403, 404, 422), f"{method}: {response.status_code} {response.text}")

    def test_payroll(self):
        """Payroll computes and confirms; the ledger and its lines are not its to write, whatever context it sends."""
        row = self.slip.sudo().gas_allocation_ids
        line = self.slip.line_ids.filtered(lambda line: line.code == "GASDED")
        for context in {}, {"gas_pay_run": True}, {"gas_pay_run": {}}, {"gas_guard:gas.pay.allocation": True}:
            for method in "_settle", "_release", "_write_guarded", "_reinstate":
                self.assertRefused(self.officer, "gas.pay.allocation", method, ids=row.ids, context=context)
            vals = {"state": "paid"}
            self.assertRefused(self.officer, "gas.pay.allocation", "write", ids=row.ids, vals=vals, context=context)
            vals = {"amount": 0}
            self.assertRefused(self.officer, "hr.payslip.line", "write", ids=line.ids, vals=vals, context=context)
            self.assertRefused(self.officer, "hr.payslip.line", "unlink", ids=line.ids, context=context)
            self.assertRefused(self.officer, "gas.conduct.order", "_reverse", ids=self.order.ids, context=context)
        self.assertEqual(
            self.call(self.officer, "hr.payslip", "action_payslip_done", ids=self.slip.ids).status_code, 200
        )
        self.assertOrder(self.order, paid=100)
        for state in "draft", "verify", "cancel":
            self.assertRefused(self.officer, "hr.payslip", "write", ids=self.slip.ids, vals={"state": state})
        self.assertRefused(self.officer, "hr.payslip", "compute_sheet", ids=self.slip.ids)
        self.assertOrder(self.order, paid=100)

    def test_person(self):
        """The person concerned reads his own amounts, and nothing of what he earns by them."""
        user = self.person.user_id
        fields = ["amount", "requested_amount", "explanation"]
        found = self.call(user, "gas.pay.allocation", "search_read", domain=[], fields=fields).json()
        self.assertEqual([one["amount"] for one in found], [100])
        self.assertEqual(self.call(self.clerk.user_id, "gas.pay.allocation", "search_read", domain=[]).json(), [])
        for method in "compute_sheet", "action_payslip_cancel", "refund_sheet":
            self.assertRefused(user, "hr.payslip", method, ids=self.slip.ids)
        self.assertRefused(
            user, "gas.pay.allocation", "read", ids=self.order.allocation_ids.ids, fields=["wage_amount"]
        )
