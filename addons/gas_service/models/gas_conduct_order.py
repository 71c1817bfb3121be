# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_violation_type import SANCTIONS


class GasConductOrder(models.Model):
    """What a final decision asks to be executed: so much for this person, in the payslip of that month (FI-14.4).

    Of an integrity case the bare amount, without the case (FI-12). Orders are made by decisions alone, one for
    each, and never changed; an appeal that is won later makes a reversing one.
    """

    _name = "gas.conduct.order"
    _description = "Order to Execute"
    _inherit = ["gas.guarded.mixin"]
    _order = "final_at, id"  # payslips take the oldest first

    name = fields.Char("Number", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id")
    employee_id = fields.Many2one("hr.employee", required=True, readonly=True, ondelete="restrict", index=True)
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="restrict")
    case_id = fields.Many2one("gas.conduct.case", readonly=True, ondelete="restrict", index="btree_not_null")
    kind = fields.Selection(
        [
            ("deduction", "Deduction"),
            ("reward", "Reward"),
            ("reversal", "Given Back"),
            ("measure", "Measure Without Money"),
        ],
        required=True,
        readonly=True,
    )
    sanction = fields.Selection(SANCTIONS, readonly=True, help="Not told of integrity cases.")
    amount = fields.Monetary(required=True, readonly=True, help="Never negative; the kind says which way it goes.")
    final_at = fields.Datetime("Final Since", required=True, readonly=True)
    pay_month = fields.Date(
        required=True, readonly=True, help="First day of the month whose payslip takes it; after the cut-off the next."
    )
    executed_at = fields.Datetime("Executed On", readonly=True)
    executed_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    reverses_id = fields.Many2one("gas.conduct.order", "Gives Back", readonly=True, ondelete="restrict")
    reversed_amount = fields.Monetary(
        readonly=True, help="What was not paid yet when the appeal was won: it is not asked for any more."
    )
    taken_back_at = fields.Datetime("Taken Back On", readonly=True, help="When the appeal against it was won.")

    _positive = models.Constraint(
        "CHECK (amount >= 0 AND reversed_amount >= 0 AND reversed_amount <= amount)", "An order is about an amount."
    )
    _money = models.Constraint("CHECK ((kind = 'measure') = (amount = 0))", "Money moves, or it does not.")
    _reversal = models.Constraint(
        "CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))", "A reversal names what it gives back."
    )
    _case_unique = models.UniqueIndex("(case_id) WHERE kind != 'reversal'", "A decision is executed by one order.")
    _reversal_unique = models.UniqueIndex(
        "(reverses_id) WHERE reverses_id IS NOT NULL", "What an order took is given back once."
    )
    _open_idx = models.Index("(employee_id, pay_month, id)")

    _guarded_fields = frozenset(
        "name company_id employee_id department_id case_id kind sanction amount final_at pay_month executed_at"
        " executed_by reverses_id reversed_amount taken_back_at".split()
    )

    @api.model
    def _pay_month(self, company, at):
        """Return the first day of the month whose payslip takes what became final at ``at`` (naive UTC) (FI-14.4)."""
        day = company._gas_calendar()._gas_timeline().local_date(at)
        cutoff = company.sudo().gas_payroll_cutoff_day  # sudo: an ordinary user may not read every company
        month = day.replace(day=1)
        return fields.Date.add(month, months=1) if day.day > cutoff else month

    @api.model
    def _make_order(self, case):
        """Make the order of a final case (sudo); an integrity case without an amount stays with supervision."""
        secret = case.kind == "integrity"
        if secret and not case.amount:
            return self.browse()
        kind = "reward" if case._is_reward else "deduction"
        return self._create_guarded(
            [
                {
                    "name": case.name,
                    "company_id": case.company_id.id,
                    "employee_id": case.employee_id.id,
                    "department_id": case.department_id.id,
                    "case_id": case.id,
                    "kind": kind if case.amount else "measure",
                    "sanction": False if secret else case.sanction,
                    "amount": case.amount,
                    "final_at": case.final_at,
                    "pay_month": self._pay_month(case.company_id, case.final_at),
                }
            ]
        )

    def _open_amount(self):
        """Return what is still asked for: neither paid, lapsed nor taken back; payslips know more."""
        self.ensure_one()
        return self.amount - self.reversed_amount

    def _paid_amount(self):
        """Return what payslips have taken; without payroll nothing."""
        self.ensure_one()
        return 0.0

    def _is_reversed(self):
        return bool(self.taken_back_at)

    def _reverse(self):
        """An appeal was won (sudo): what is open is not asked for any more, what was paid is given back."""
        now = fields.Datetime.now()
        for order in self.filtered(lambda order: order.kind != "reversal" and not order._is_reversed()):
            paid = order._paid_amount()
            order._write_guarded(
                {"reversed_amount": order.reversed_amount + order._open_amount(), "taken_back_at": now}
            )
            if paid:
                order._give_back(paid, now)

    def _give_back(self, amount, at):
        return self._create_guarded(
            [
                {
                    "name": f"{self.name}-R",
                    "company_id": self.company_id.id,
                    "employee_id": self.employee_id.id,
                    "department_id": self.department_id.id,
                    "case_id": self.case_id.id,
                    "kind": "reversal",
                    "amount": amount,
                    "final_at": at,
                    "pay_month": self._pay_month(self.company_id, at),
                    "reverses_id": self.id,
                }
            ]
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An order to execute stays."))
