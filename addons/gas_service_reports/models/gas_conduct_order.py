# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import deduction
from .gas_pay_run import cents


class GasConductOrder(models.Model):
    """Orders know what payslips took of them: amount = paid + open + lapsed + reversed, to the cent.

    The sums are stored so that every change of an allocation changes its order's row: two transactions
    that take one order at once then cannot both commit, and the later one is run again by Odoo.
    """

    _inherit = "gas.conduct.order"

    allocation_ids = fields.One2many("gas.pay.allocation", "order_id", "Payslips", readonly=True)
    reversal_ids = fields.One2many("gas.conduct.order", "reverses_id", "Given Back By", readonly=True)
    held_amount = fields.Monetary(
        "In Preparation", compute="_compute_amounts", store=True, compute_sudo=True,
        help="Of what is open: asked of a payslip that is not confirmed yet.",
    )  # fmt: skip
    paid_amount = fields.Monetary("Paid", compute="_compute_amounts", store=True, compute_sudo=True)
    lapsed_amount = fields.Monetary(
        "Lapsed", compute="_compute_amounts", store=True, compute_sudo=True,
        help="The payslip could not take it, and it is not asked for any more.",
    )  # fmt: skip
    open_amount = fields.Monetary("Open", compute="_compute_amounts", store=True, compute_sudo=True)

    case_readable = fields.Boolean(compute="_compute_readable", help="Whether the user may open the case.")
    notice_readable = fields.Boolean(
        compute="_compute_readable", help="Whether the user may open what the person was told."
    )

    _guarded_fields = frozenset("held_amount paid_amount lapsed_amount open_amount".split())

    _to_take_idx = models.Index("(employee_id, pay_month) WHERE executed_at IS NOT NULL AND open_amount > 0")

    @api.depends(
        "amount",
        "reversed_amount",
        "allocation_ids.state",
        "allocation_ids.requested_amount",
        "allocation_ids.amount",
        "allocation_ids.lapsed_amount",
    )
    def _compute_amounts(self):
        for order in self:
            held = paid = lapsed = 0
            for row in order.allocation_ids:
                if row.state == "held":
                    held += cents(row.requested_amount)
                elif row.state == "paid":
                    paid += cents(row.amount)
                    lapsed += cents(row.lapsed_amount)
            order.held_amount = deduction.from_cents(held)
            order.paid_amount = deduction.from_cents(paid)
            order.lapsed_amount = deduction.from_cents(lapsed)
            order.open_amount = deduction.from_cents(cents(order.amount) - cents(order.reversed_amount) - paid - lapsed)

    def _open_amount(self):
        self.ensure_one()
        return self.open_amount

    def _paid_amount(self):
        self.ensure_one()
        return self.paid_amount

    def _reverse(self):
        """What a payslip in preparation holds is not asked for any more: it has to be computed again."""
        # nobody appeals against a reward, and giving it back would pay it twice
        orders = self.filtered(lambda order: order.kind != "reward")
        orders.allocation_ids.filtered(lambda row: row.state == "held")._release()
        return super(GasConductOrder, orders)._reverse()

    def _take_back(self, amount):
        """So much of what is open is not asked for any more (sudo)."""
        for order in self.filtered(lambda order: cents(amount)):
            taken = cents(order.reversed_amount) + cents(amount)
            values = {"reversed_amount": deduction.from_cents(taken)}
            if taken == cents(order.amount):
                values["taken_back_at"] = order.taken_back_at or fields.Datetime.now()
            order._write_guarded(values)

    def _lock_to_take(self):
        """Wait for other transactions that take these orders; then this one fails, and Odoo runs it again."""
        if self:
            self.flush_recordset()
            # lock_for_update() gives up where another transaction is at it: this waits. One order for all, or they
            # wait for each other
            self.env.execute_query(
                SQL(
                    "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
                    SQL.identifier(self._table),
                    self._ids,
                )
            )

    @api.depends("case_id")
    @api.depends_context("uid")
    def _compute_readable(self):
        cases = self.case_id._filtered_access("read")
        # sudo: which notice; it says itself who reads it
        notices = self.sudo().case_id.notice_id.sudo(False)._filtered_access("read")
        for order in self:
            order.case_readable = order.case_id.id in cases._ids
            order.notice_readable = order.sudo().case_id.notice_id.id in notices._ids  # sudo: as above

    def action_open_case(self):
        """Open the case behind the order, for those who may read it.

        :raise AccessError: the user may not
        """
        return self._open_readable(self.case_id, self.env._("Case"))

    def action_open_notice(self):
        """Open what the person was told of the case: allegation, exceeded deadlines, decision.

        :raise AccessError: the user is neither the person concerned nor may he read the case
        """
        # sudo: which notice; it is checked below
        return self._open_readable(self.sudo().case_id.notice_id.sudo(False), self.env._("Notice"))

    def _open_readable(self, record, name):
        self.ensure_one()
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
            "name": name,
        }
