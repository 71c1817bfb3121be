# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain


class GasConductCase(models.Model):
    """What the views ask about a case and the user who looks at it, and the dialogs of its steps."""

    _inherit = "gas.conduct.case"

    may_act = fields.Boolean(compute="_compute_may_act")
    may_decide_proposal = fields.Boolean(compute="_compute_may_act")
    may_decide_appeal = fields.Boolean(compute="_compute_may_act")
    waits_for_me = fields.Boolean("To Do for Me", compute="_compute_waits_for_me", search="_search_waits_for_me")
    notice_state = fields.Selection(related="notice_id.state", string="Notice")
    hearing_over = fields.Boolean(compute="_compute_hearing_over")
    deadline = fields.Datetime(compute="_compute_hearing_over", help="Until when the person can speak or appeal.")

    @api.depends("state", "reported_by", "kind")
    @api.depends_context("uid")
    def _compute_may_act(self):
        writable = set(self._filtered_access("write")._ids)
        user = self.env.user
        departments = set(user.gas_department_ids._ids)
        above = user.has_group("gas_service.group_leader") or user.has_group("gas_service.group_supervision")
        manages = user.has_group("gas_service.group_manager")
        for case in self:
            case.may_act = not case.id or case.id in writable
            own = manages and case.working_department_id.id in departments
            case.may_decide_proposal = case.state == "proposed" and case.may_act and (own or above)
            case.may_decide_appeal = case.appeal_open and user in case.appeal_decider_ids

    @api.depends("notice_id.hear_until", "notice_id.appeal_until", "notice_id.stated_at", "state")
    def _compute_hearing_over(self):
        now = fields.Datetime.now()
        for case in self:
            notice = case.sudo().notice_id  # sudo: two times of the notice of a case the user may read
            silent = case.state == "notice" and not notice.stated_at and not notice.witness_id
            case.hearing_over = silent and bool(notice.hear_until) and notice.hear_until < now
            case.deadline = notice.hear_until if silent else notice.appeal_until if case.state == "served" else False

    @api.depends("approval_approver_ids", "state")
    @api.depends_context("uid")
    def _compute_waits_for_me(self):
        mine = self.search([("id", "in", self.ids), ("waits_for_me", "=", True)])
        for case in self:
            case.waits_for_me = case in mine

    def _search_waits_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("approval_approver_ids", "in", self.env.uid) | Domain(
            "activity_ids.user_id", "in", self.env.uid
        )
        return Domain.OR(domain if wanted else ~domain for wanted in value)

    # -- dialogs -----------------------------------------------------------------------------------

    def action_open_verify(self):
        return self._open_step("verify", self.env._("What Was Found Out"))

    def action_open_unfounded(self):
        return self._open_step("unfounded", self.env._("Unfounded"))

    def action_open_dismiss(self):
        return self._open_step("dismiss", self.env._("Dismiss"))

    def action_open_take_back(self):
        return self._open_step("take_back_notice", self.env._("Take the Notice Back"))

    def action_open_statement(self):
        return self._open_step("record_statement", self.env._("Statement on Paper"))

    def action_open_appeal(self):
        return self._open_step("record_appeal", self.env._("Appeal on Paper"))

    def action_open_grant(self):
        return self._open_step("grant", self.env._("Grant the Appeal"))

    def action_open_refuse(self):
        return self._open_step("refuse", self.env._("Refuse the Appeal"))

    def _open_step(self, step, name):
        return self._open_wizard("gas.conduct.step", name, default_step=step)

    def action_open_notice(self):
        """Open the notice to the person concerned."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "gas.conduct.notice",
            "res_id": self.sudo().notice_id.id,  # sudo: its id; the notice checks who reads it
            "views": [(False, "form")],
        }

    def action_print_notice(self):
        """Return the PDF of the notice, or of the decision once it is served."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo().notice_id.sudo(False).action_print()  # sudo: its id; the notice checks who reads it
