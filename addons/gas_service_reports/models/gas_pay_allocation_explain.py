# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import deduction
from .gas_pay_run import cents


class GasPayAllocation(models.Model):
    """Why a payslip took so much and no more, in sentences."""

    _inherit = "gas.pay.allocation"

    explanation = fields.Text(compute="_compute_explanation", compute_sudo=True)

    @api.depends("state", "amount", "lapsed_amount", "requested_amount", "cap")
    @api.depends_context("lang", "uid")
    def _compute_explanation(self):
        own = self.env.user.gas_employee_ids
        officer = self.env.user.has_group("payroll.group_payroll_user")
        for row in self:
            # figures of the wage are for payroll and the person concerned alone
            sentences = row._cap_sentences(figures=officer or row.employee_id in own) + row._rest_sentences()
            row.explanation = "\n".join(sentences)

    def _cap_sentences(self, figures):
        if not self.cap:
            return [self.env._("All of it is taken.")]
        if not figures:
            caps = dict(self._fields["cap"]._description_selection(self.env))
            return [self.env._("Limited by: %s.", caps[self.cap])]
        money = self.currency_id.format
        limit = {
            "bonus": self.env._(
                "No more than the month's performance bonus, %s, may be taken.", money(self.bonus_amount)
            ),
            "share": self.env._(
                "No more than %(share)g %% of the month's wage of %(wage)s, which is %(limit)s, may be taken.",
                share=self.share,
                wage=money(self.wage_amount),
                limit=money(self._share_limit()),
            ),
            "minimum": self.env._(
                "Of the %(kept)s that other deductions leave, the local minimum wage of %(minimum)s must be kept.",
                kept=money(self.kept_amount),
                minimum=money(self.minimum_wage),
            ),
            "rule": self.env._("The salary rule took only %s.", money(self.taken_total)),
        }
        sentences = [limit[self.cap]]
        if self.before_amount:
            sentences.append(self.env._("Other payslips of the month have taken %s of it.", money(self.before_amount)))
        if cents(self.asked_total) > cents(self.requested_amount):
            sentences.append(
                self.env._(
                    "%(asked)s was asked in all and %(taken)s could be taken: what was decided earlier comes first.",
                    asked=money(self.asked_total),
                    taken=money(self.taken_total),
                )
            )
        return sentences

    def _share_limit(self):
        limits = deduction.Limits(0, 0, cents(self.wage_amount), 0, 0, deduction.percent(self.share))
        return deduction.from_cents(dict(limits.rooms())["share"])

    def _rest_sentences(self):
        money = self.currency_id.format
        rest = deduction.from_cents(cents(self.requested_amount) - cents(self.amount))
        if self.state == "held" and rest:
            if self.company_id.gas_deduction_carry_over:
                return [self.env._("The other %s waits for the next month.", money(rest))]
            return [self.env._("The other %s lapses when the payslip is confirmed.", money(rest))]
        if self.state == "paid" and rest:
            if self.lapsed_amount:
                return [self.env._("The other %s lapsed: it is not asked for any more.", money(self.lapsed_amount))]
            return [self.env._("The other %s waits for the next month.", money(rest))]
        if self.state == "released":
            return [self.env._("The payslip does not take it any more: it was cancelled, deleted or computed again.")]
        if self.state == "refunded":
            return [self.env._("The payslip was refunded, and this with it.")]
        return []

    def action_open_order(self):
        """Open the order this comes from; from there whoever may see it comes to the case."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "gas.conduct.order",
            "res_id": self.order_id.id,
            "view_mode": "form",
            "name": self.env._("Order"),
        }
