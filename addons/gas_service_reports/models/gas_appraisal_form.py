# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain


class GasAppraisal(models.Model):
    """What the views ask about an appraisal and the user who looks at it, and the dialogs of its steps."""

    _inherit = "gas.appraisal"

    mine = fields.Boolean("About Me", compute="_compute_mine", search="_search_mine")
    waits_for_me = fields.Boolean("To Do for Me", compute="_compute_waits_for_me", search="_search_waits_for_me")
    may_comment = fields.Boolean(compute="_compute_may")
    may_record = fields.Boolean(compute="_compute_may")
    may_compute = fields.Boolean(compute="_compute_may")
    may_confirm = fields.Boolean(compute="_compute_may")
    may_lock = fields.Boolean(compute="_compute_may")
    left_out_metric_count = fields.Integer("Metrics Left Out", compute="_compute_conspicuous")
    shrunk_metric_count = fields.Integer("Metrics with Few Cases", compute="_compute_conspicuous")
    for_pay = fields.Boolean(compute="_compute_conspicuous", help="Whether the month's payslip follows it once locked.")

    @api.depends("employee_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        own = set(self.env.user.gas_employee_ids._ids)
        for one in self:
            one.mine = one.employee_id.id in own

    def _search_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("employee_id", "in", self.env.user.gas_employee_ids.ids)
        return Domain.OR(mine if wanted else ~mine for wanted in value)

    @api.depends("state", "comment_until")
    @api.depends_context("uid")
    def _compute_may(self):
        user = self.env.user
        for one in self:
            pending = one.state in ("computed", "commented")
            above = pending and user in one._confirmers()
            one.may_comment = pending and one.mine
            # sudo: whether he has a login
            one.may_record = above and bool(one.employee_id) and not one.sudo()._person().user_id.active
            one.may_compute = above
            one.may_confirm = above and one._may_be_confirmed()
            one.may_lock = one.state == "confirmed" and user in one._lockers()

    @api.depends("activity_ids.user_id")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        for one in self:
            one.waits_for_me = self.env.user in one.activity_ids.user_id

    def _search_waits_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("activity_ids.user_id", "in", self.env.uid)
        return Domain.OR(domain if wanted else ~domain for wanted in value)

    @api.depends("line_ids", "scheme_id")
    def _compute_conspicuous(self):
        for one in self:
            one.left_out_metric_count = len(one.line_ids.filtered(lambda line: not line.has_evidence))
            one.shrunk_metric_count = len(one.line_ids.filtered("shrunk"))
            # sudo: a switch of the company, which ordinary users may not read
            one.for_pay = one.sudo().company_id.gas_appraisal_pay and one.sudo().scheme_id.paid

    # -- dialogs -----------------------------------------------------------------------------------

    def action_open_comment(self):
        return self._open_step("comment", self.env._("Seen"))

    def action_open_record(self):
        return self._open_step("record", self.env._("Comment on Paper"))

    def action_open_confirm(self):
        return self._open_step("confirm", self.env._("Confirm"))

    def _open_step(self, step, name):
        return self._open_wizard("gas.appraisal.step", name, default_step=step)

    def action_open_previous(self):
        """Open the locked appraisal before, for those who may read it."""
        self.ensure_one()
        self.previous_id.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.previous_id.id,
            "views": [(False, "form")],
            "name": self.env._("The One Before"),
        }

    def action_print(self):
        """Return the PDF of the appraisal for the person it is about."""
        self.check_access("read")
        return self.env.ref("gas_service_reports.action_report_appraisal").report_action(self)
