# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .gas_violation_type import SANCTIONS


class GasConductOrder(models.Model):
    """What a final decision asks to be executed: so much for this person, in the payslip of that month (FI-14.4).

    A bare amount, without the case: general management executes integrity cases without knowing more. Orders
    are made by decisions alone and never changed; an appeal that is won later makes a reversing one.
    """

    _name = "gas.conduct.order"
    _description = "Order to Execute"
    _inherit = ["gas.guarded.mixin"]
    _order = "final_at, id"

    name = fields.Char("Number", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    currency_id = fields.Many2one(related="company_id.currency_id")
    employee_id = fields.Many2one("hr.employee", required=True, readonly=True, ondelete="restrict", index=True)
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="restrict")
    case_id = fields.Many2one("gas.conduct.case", readonly=True, ondelete="restrict", index="btree_not_null")
    kind = fields.Selection(
        [("deduction", "Deduction"), ("reward", "Reward"), ("reversal", "Given Back")], required=True, readonly=True
    )
    amount = fields.Monetary(required=True, readonly=True, help="Never negative; the kind says which way it goes.")
    final_at = fields.Datetime("Final Since", required=True, readonly=True)
    pay_month = fields.Date(
        required=True, readonly=True, help="First day of the month whose payslip takes it; after the cut-off the next."
    )
    sanction = fields.Selection(SANCTIONS, readonly=True)
    executed_at = fields.Datetime("Executed On", readonly=True)
    executed_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    reverses_id = fields.Many2one("gas.conduct.order", "Gives Back", readonly=True, ondelete="restrict")
    reversed_amount = fields.Monetary(
        readonly=True, help="What was not paid yet when the appeal was won: it is not asked for any more."
    )

    _positive = models.Constraint(
        "CHECK (amount >= 0 AND reversed_amount >= 0 AND reversed_amount <= amount)", "An order is about an amount."
    )
    _reversal = models.Constraint(
        "CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))", "A reversal names what it gives back."
    )
    _open_idx = models.Index("(employee_id, pay_month, id)")

    _guarded_fields = frozenset(
        "name company_id employee_id department_id case_id kind amount final_at pay_month sanction executed_at executed_by reverses_id reversed_amount".split()
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
        if case.kind == "integrity" and not case.amount:
            return self.browse()
        secret = case.kind == "integrity"
        return self._create_guarded(
            [
                {
                    "name": case.name,
                    "company_id": case.company_id.id,
                    "employee_id": case.employee_id.id,
                    "department_id": case.department_id.id,
                    "case_id": case.id,
                    "kind": "reward" if case._is_reward else "deduction",
                    "sanction": False if secret else case.sanction,
                    "amount": case.amount,
                    "final_at": case.final_at,
                    "pay_month": self._pay_month(case.company_id, case.final_at),
                }
            ]
        )

    def action_execute(self):
        """Execute the order: from now on the payslip takes its amount (FI-14.4).

        :raise AccessError: by somebody else than general management; about its own staff: than supervision;
            or about himself
        """
        for order in self:
            order.check_access("read")
            user = self.env.user
            row = order.sudo()  # sudo: the person's user and department, to compare
            own_staff = row.department_id and row.department_id == row.company_id.gas_general_department_id
            group = "gas_service.group_supervision" if own_staff else "gas_service.group_general"
            if not user.has_group(group) or row.employee_id.user_id == user:
                raise AccessError(
                    self.env._("General management executes, supervision what concerns its staff; nobody about himself.")
                )
            if order.executed_at or order._is_reversed():
                raise UserError(self.env._("%s was executed or taken back already.", order.name))
            now = fields.Datetime.now()
            row._write_guarded({"executed_at": now, "executed_by": self.env.uid})
            if row.case_id and row.kind != "reversal":
                row.case_id._write_guarded({"state": "executed", "executed_at": now, "executed_by": self.env.uid})

    def _is_reversed(self):
        return bool(self.amount) and self.reversed_amount == self.amount

    def _open_amount(self):
        """Return what is still asked for: neither paid, lapsed nor taken back; payslips know more."""
        self.ensure_one()
        return self.amount - self.reversed_amount

    def _paid_amount(self):
        """Return what payslips have taken; without payroll nothing."""
        self.ensure_one()
        return 0.0

    def _reverse(self):
        """An appeal was won (sudo): what is open is not asked for any more, what was paid is given back."""
        now = fields.Datetime.now()
        for order in self.filtered(lambda order: order.kind != "reversal"):
            paid = order._paid_amount()
            order._write_guarded({"reversed_amount": order.reversed_amount + order._open_amount()})
            if paid and not self.search_count([("reverses_id", "=", order.id)], limit=1):
                self._create_guarded(
                    [
                        {
                            "name": self.env._("%s (given back)", order.name),
                            "company_id": order.company_id.id,
                            "employee_id": order.employee_id.id,
                            "department_id": order.department_id.id,
                            "case_id": order.case_id.id,
                            "kind": "reversal",
                            "amount": paid,
                            "final_at": now,
                            "pay_month": self._pay_month(order.company_id, now),
                            "reverses_id": order.id,
                        }
                    ]
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An order to execute stays."))
