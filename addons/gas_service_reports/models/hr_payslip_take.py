# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from ..tools import deduction
from .gas_pay_run import CODES, SIGNS, cents


class HrPayslip(models.Model):
    """How a payslip takes orders: asked by one input a code, answered by its rule, held in the ledger."""

    _inherit = "hr.payslip"

    def _gas_ask(self, run):
        """Find what orders ask of these payslips, lock them, and put the sums into the inputs."""
        found = self._gas_orders()
        # sudo: see _gas_orders
        self.env["gas.conduct.order"].sudo().union(*found.values())._lock_to_take()
        run.asked = {
            slip.id: {CODES[kind]: asked for kind, asked in orders.grouped("kind").items()}
            for slip, orders in found.items()
        }
        run.months = self.filtered(lambda slip: CODES["deduction"] in run.asked.get(slip.id, ()))._gas_months()
        self._gas_sync_inputs(
            {
                (slip_id, code): sum(cents(order.open_amount) for order in orders)
                for slip_id, asked in run.asked.items()
                for code, orders in asked.items()
            }
        )

    def _gas_orders(self):
        """Return {payslip: orders (sudo), oldest first} that are executed, open and due in its month.

        Each goes to one payslip that has a rule for it: to the one that holds it, else to the first. What was
        carried over from a payslip of the same month waits for the next. Refunds take nothing.
        """
        slips = self.filtered(lambda slip: not slip.credit_note)
        if not slips:
            return {}
        # sudo: payslips take what was decided, whatever their officer may see of it
        orders = self.env["gas.conduct.order"].sudo().search(
            [
                ("employee_id", "in", slips.employee_id.ids),
                ("pay_month", "<=", max(slip._gas_month for slip in slips)),
                ("executed_at", "!=", False),
                ("open_amount", ">", 0),
            ]
        )  # fmt: skip
        rows = orders.allocation_ids.filtered(lambda row: row.state in ("held", "paid"))
        holders = {row.order_id: row.payslip_id for row in rows if row.state == "held"}
        paid_in = {(row.order_id, row.month) for row in rows if row.state == "paid"}
        by_employee = slips.grouped(lambda slip: (slip.employee_id, slip.company_id))
        found, codes = {}, {}
        for order in orders:
            for slip in by_employee.get((order.employee_id, order.company_id), ()):
                if (
                    order.pay_month > slip._gas_month
                    or holders.get(order, slip) != slip
                    or (order, slip._gas_month) in paid_in
                ):
                    continue
                if slip not in codes:
                    slip._gas_ensure_contract()
                    codes[slip] = set(slip._get_salary_rules().mapped("code"))
                if CODES[order.kind] in codes[slip]:
                    found[slip] = found.get(slip, orders.browse()) + order
                    break
        return found

    def _gas_ensure_contract(self):
        """Without a contract every contract of the period would pay the inputs again.

        :raise UserError: there are several
        """
        self.ensure_one()
        if self.contract_id:
            return
        contracts = self._get_employee_contracts()
        if len(contracts) > 1:
            raise UserError(
                self.env._(
                    "%(employee)s has %(count)s contracts in the period: choose the one of this payslip.",
                    employee=self.employee_id.name,
                    count=len(contracts),
                )
            )
        self.contract_id = contracts

    def _gas_sync_inputs(self, asked):
        """Make the inputs say ``{(payslip id, code): cents}``: one a code, or the last would win."""
        known = self.env["hr.payslip.input"].search(
            [("payslip_id", "in", self.ids), ("code", "in", list(SIGNS))], order="id"
        )
        kept, surplus = {}, self.env["hr.payslip.input"]
        for line in known:
            key = (line.payslip_id.id, line.code)
            if key in asked and key not in kept:
                kept[key] = line
                line.amount = deduction.from_cents(asked[key])
                line.contract_id = line.payslip_id.contract_id
            else:
                surplus += line
        surplus.unlink()
        names = dict(zip(CODES.values(), self._gas_input_names(), strict=True))
        self.env["hr.payslip.input"].create(
            [
                {
                    "payslip_id": slip_id,
                    "code": code,
                    "name": names[code],
                    "amount": deduction.from_cents(amount),
                    "contract_id": self.browse(slip_id).contract_id.id,
                    "sequence": 100,
                }
                for (slip_id, code), amount in asked.items()
                if (slip_id, code) not in kept
            ]
        )

    def _gas_input_names(self):
        return self.env._("Deductions asked for"), self.env._("Rewards asked for"), self.env._("To be given back")

    # -- after the rules have answered -------------------------------------------------------------

    def _gas_hold(self, run):
        """Read back what the rules took, and hold it, oldest order first."""
        totals = self._gas_line_totals()
        limits = self.filtered(lambda slip: slip.id in run.months)._gas_line_limits(run.months)
        rows = {}
        for slip in self:
            for code, orders in run.asked.get(slip.id, {}).items():
                # a rule that made no line took no part: the orders wait for another payslip
                if (slip.id, code) in totals:
                    answers = slip._gas_split(code, orders, totals[slip.id, code], limits.get(slip.id))
                    rows |= {(order, slip): values for order, values in zip(orders, answers, strict=True)}
        self._gas_write_rows(rows)

    def _gas_line_totals(self):
        """Return {(payslip id, code): cents} of the lines with our codes; deductions positive, as in the ledger."""
        totals = {}
        lines = self.env["hr.payslip.line"].search_fetch(
            [("slip_id", "in", self.ids), ("code", "in", list(SIGNS))], ["slip_id", "code", "total"]
        )
        for line in lines:
            key = (line.slip_id.id, line.code)
            totals[key] = totals.get(key, 0) + SIGNS[line.code] * cents(line.total)
        return totals

    def _gas_split(self, code, orders, taken, limits):
        """Return the values of an allocation for each order.

        :raise UserError: the rule took something else than it may
        """
        self.ensure_one()
        requests = [cents(order.open_amount) for order in orders]
        common = {}
        if code == CODES["deduction"]:
            allowed, cap = deduction.take(sum(requests), limits)
            wrong = not 0 <= taken <= allowed
            common = {
                "cap": cap if taken == allowed else "rule",
                "asked_total": deduction.from_cents(sum(requests)),
                "taken_total": deduction.from_cents(taken),
                "bonus_amount": deduction.from_cents(min(limits.own_bonus + limits.before, limits.bonus)),
                "wage_amount": deduction.from_cents(limits.wage),
                "kept_amount": deduction.from_cents(limits.kept),
                "before_amount": deduction.from_cents(limits.before),
                "minimum_wage": deduction.from_cents(limits.minimum),
                "share": float(limits.share),
            }
        else:
            wrong = taken != sum(requests)
        if wrong:
            raise UserError(
                self.env._(
                    "The salary rule %(code)s of %(payslip)s takes %(taken)s, which it may not.",
                    code=code,
                    payslip=", ".join(self._gas_names()),
                    taken=deduction.from_cents(taken),
                )
            )
        return [
            {
                "requested_amount": deduction.from_cents(request),
                "amount": deduction.from_cents(share),
                "code": code,
                **common,
                **({"cap": False} if share == request else {}),
            }
            for request, share in zip(requests, deduction.split(taken, requests), strict=True)
        ]

    def _gas_write_rows(self, values):
        """Hold ``{(order, payslip): values}``, and nothing else, for these payslips."""
        # sudo: the ledger is kept by payslips, whoever works on them
        ledger = self.env["gas.pay.allocation"].sudo()
        known = {(row.order_id, row.payslip_id): row for row in ledger.search([("payslip_id", "in", self.ids)])}
        ledger.concat(
            *(row for (order, slip), row in known.items() if row.state == "held" and (order, slip) not in values)
        )._release()
        new = []
        for (order, slip), vals in values.items():
            vals |= {
                "state": "held",
                "month": slip._gas_month,
                "payslip_name": slip._gas_names()[0],
                "lapsed_amount": 0,
                "paid_at": False,
                "refund_id": False,
            }
            row = known.get((order, slip.sudo()))
            if row:
                row._write_guarded(vals)
            else:
                new.append({**vals, "order_id": order.id, "payslip_id": slip.id})
        ledger.flush_model(["state"])  # what was given free must be so in the database before another holds it
        ledger._create_guarded(new)
