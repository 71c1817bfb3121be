# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class GasConductOrder(models.Model):
    """General management executes, and decides nothing; what concerns its own staff supervision does (FI-14.4)."""

    _inherit = "gas.conduct.order"

    executor = fields.Selection(
        [("general", "General Management"), ("supervision", "Supervision")],
        "Executed By Whom", required=True, readonly=True, default="general",
        help="Supervision, where the order concerns general management's own staff.",
    )  # fmt: skip
    to_execute = fields.Boolean(compute="_compute_to_execute", search="_search_to_execute")
    may_execute = fields.Boolean(compute="_compute_to_execute")

    _guarded_fields = frozenset({"executor"})

    @api.depends("executed_at", "taken_back_at", "executor", "employee_id")
    @api.depends_context("uid")
    def _compute_to_execute(self):
        for order in self:
            order.to_execute = not order.executed_at and not order.taken_back_at
            order.may_execute = order.to_execute and order._may_execute(self.env.user)

    def _search_to_execute(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = Domain("executed_at", "=", False) & Domain("taken_back_at", "=", False)
        return Domain.OR(waiting if wanted else ~waiting for wanted in value)

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        for order in orders:
            if order._concerns_general_management():
                order._write_guarded({"executor": "supervision"})
        return orders

    def _concerns_general_management(self):
        """Whether the person belongs to those who execute: by his department, then or now, or by his role (sudo)."""
        general = self.company_id.gas_general_department_id
        own = self.department_id | self.employee_id.department_id
        while own and general:
            if general in own:
                return True
            own = own.parent_id
        return self.employee_id.user_id.has_group("gas_service.group_general") if self.employee_id.user_id else False

    def _may_execute(self, user):
        """Whether ``user`` executes this order: never about himself."""
        self.ensure_one()
        order = self.sudo()  # sudo: the person's user, to compare
        return user.has_group(f"gas_service.group_{order.executor}") and order.employee_id.user_id != user

    def action_execute(self):
        """Execute the order: from now on the payslip takes its amount (FI-14.4).

        :raise AccessError: by somebody else than general management; about its own staff: than supervision;
            or about himself
        :raise UserError: executed or taken back already
        """
        for order in self:
            order.check_access("read")
            if not order._may_execute(self.env.user):
                raise AccessError(
                    self.env._(
                        "General management executes, supervision what concerns its staff; nobody about himself."
                    )
                )
            if not order.to_execute:
                raise UserError(self.env._("%s was executed or taken back already.", order.name))
            now = fields.Datetime.now()
            row = order.sudo()  # sudo: nobody writes orders; the right to execute has just been checked
            row._write_guarded({"executed_at": now, "executed_by": self.env.uid})
            if row.case_id.state == "final":
                row.case_id._write_guarded({"state": "executed", "executed_at": now, "executed_by": self.env.uid})
        return True
