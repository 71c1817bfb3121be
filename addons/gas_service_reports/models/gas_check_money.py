# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json

from odoo import api, models

from .gas_pay_run import SIGNS

# what the ledger says a confirmed payslip pays, or a confirmed refund gives back
_LEDGER = """
    SELECT payslip_id AS slip, code, amount FROM gas_pay_allocation WHERE state IN ('paid', 'refunded')
    UNION ALL
    SELECT refund_id, code, amount FROM gas_pay_allocation WHERE state = 'refunded'
"""


class GasCheck(models.AbstractModel):
    """Money: conserved to the cent, each amount on one payslip, never more than may be taken (FI-14.4)."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "money_order": self.env._("Of every order: amount = paid + open + lapsed + reversed, to the cent"),
            "money_reversal": self.env._("After an appeal was won, exactly what was paid is given back"),
            "money_once": self.env._("Each amount is on one payslip of a month, in the state of its payslip"),
            "money_line": self.env._("Confirmed payslips pay what their ledger says"),
            "money_limit": self.env._(
                "No deduction is more than the bonus, the share of the wage, the minimum wage allow"
            ),
        }

    @api.model
    def _find_money_order(self):
        rows = self._rows(
            """
            SELECT o.id FROM gas_conduct_order o
            LEFT JOIN LATERAL (
                SELECT COALESCE(sum(requested_amount) FILTER (WHERE state = 'held'), 0) AS held,
                       COALESCE(sum(amount) FILTER (WHERE state = 'paid'), 0) AS paid,
                       COALESCE(sum(lapsed_amount) FILTER (WHERE state = 'paid'), 0) AS lapsed
                FROM gas_pay_allocation WHERE order_id = o.id
            ) a ON TRUE
            WHERE (o.held_amount, o.paid_amount, o.lapsed_amount) IS DISTINCT FROM (a.held, a.paid, a.lapsed)
               OR o.amount IS DISTINCT FROM a.paid + a.lapsed + o.open_amount + COALESCE(o.reversed_amount, 0)
               OR o.open_amount < 0 OR o.held_amount > o.open_amount
            """
        )
        for (order_id,) in rows:
            yield self.env["gas.conduct.order"].browse(order_id), self.env._("its sums are not those of its payslips")

    @api.model
    def _find_money_reversal(self):
        rows = self._rows(
            """
            SELECT o.id FROM gas_conduct_order o LEFT JOIN gas_conduct_order r ON r.reverses_id = o.id
            WHERE o.kind != 'reversal' AND (
                (o.taken_back_at IS NULL AND r.id IS NOT NULL)
                OR (o.taken_back_at IS NOT NULL AND (o.open_amount != 0
                    OR o.paid_amount != COALESCE(r.amount - COALESCE(r.reversed_amount, 0), 0))))
            """
        )
        for (order_id,) in rows:
            text = self.env._("was taken back, and what was paid is not what is given back")
            yield self.env["gas.conduct.order"].browse(order_id), text

    @api.model
    def _find_money_once(self):
        rows = self._rows(
            """
            SELECT a.id, FALSE FROM gas_pay_allocation a LEFT JOIN hr_payslip s ON s.id = a.payslip_id
            WHERE (a.state = 'held' AND (s.id IS NULL OR s.state NOT IN ('draft', 'verify')))
               OR (a.state IN ('paid', 'refunded') AND s.state != 'done')
               OR (a.state != 'released' AND s.employee_id != a.employee_id)
               OR (a.state = 'paid' AND a.paid_at IS NULL)
            UNION ALL
            SELECT max(a.id), TRUE FROM gas_pay_allocation a WHERE a.state IN ('held', 'paid')
            GROUP BY a.order_id, a.month HAVING count(*) > 1
            """
        )
        for row_id, is_double in rows:
            text = self.env._("is not in the state of its payslip, or is somebody else's")
            if is_double:
                text = self.env._("was taken by two payslips of one month")
            yield self.env["gas.pay.allocation"].browse(row_id), text

    @api.model
    def _find_money_line(self):
        rows = self._rows(
            f"""
            SELECT DISTINCT s.id FROM hr_payslip s
            JOIN (
                SELECT slip, code, sum(amount) AS amount FROM (
                    SELECT l.slip_id AS slip, l.code, (%(signs)s::jsonb ->> l.code)::int * l.total AS amount
                    FROM hr_payslip_line l WHERE l.code = ANY(%(codes)s)
                    UNION ALL
                    SELECT slip, code, -amount FROM ({_LEDGER}) ledger WHERE slip IS NOT NULL
                ) both_sides GROUP BY slip, code HAVING abs(sum(amount)) > 0.001
            ) d ON d.slip = s.id
            WHERE s.state = 'done'
            """,
            signs=json.dumps(SIGNS),
            codes=list(SIGNS),
        )
        for (slip_id,) in rows:
            text = self.env._("its lines of rewards and penalties are not those of the ledger")
            yield self.env["hr.payslip"].browse(slip_id), text

    @api.model
    def _find_money_limit(self):
        rows = self._rows(
            """
            SELECT id FROM gas_pay_allocation
            WHERE kind = 'deduction' AND state IN ('held', 'paid') AND taken_total > 0 AND (
                taken_total + COALESCE(before_amount, 0) > bonus_amount + 0.001
                OR taken_total + COALESCE(before_amount, 0) > wage_amount * share / 100 + 0.001
                OR kept_amount - taken_total - COALESCE(before_amount, 0) < minimum_wage - 0.001)
               OR amount + COALESCE(lapsed_amount, 0) > requested_amount
            """
        )
        for (row_id,) in rows:
            yield self.env["gas.pay.allocation"].browse(row_id), self.env._("takes more than may be taken")
