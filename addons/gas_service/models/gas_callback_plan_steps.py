# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext


class GasCallbackPlan(models.Model):
    """A plan's way: approved, called, analysed, done (CB-4, CB-7)."""

    _name = "gas.callback.plan"
    _inherit = ["gas.callback.plan", "gas.approval.mixin"]
    _approval_host_field = "callback_plan_id"

    approval_decision_ids = fields.One2many("gas.approval.decision", "callback_plan_id", "Decisions", readonly=True)
    shortfall = fields.Boolean(compute="_compute_shortfall", help="Fewer were called than the ratio asks for.")

    @api.depends("stratum_ids")
    def _compute_shortfall(self):
        for plan in self:
            plan.shortfall = bool(plan._short_strata())

    def _short_strata(self):
        return self.stratum_ids.filtered(lambda one: not one.extra and not one.reached_quota)

    def action_launch_approval(self):
        """Ask the supervisor for approval; calls begin afterwards (CB-4)."""
        for plan in self:
            plan._check_manages()
            plan._check_state("draft")
            plan._approval_launch()
            plan._write_guarded({"state": "approval"})

    def _approval_kind(self):
        return "callback"

    def _approval_on_approved(self, at):
        self._write_guarded({"state": "calling", "approved_at": at})

    def _approval_on_rejected(self, at, reason):
        self._write_guarded({"state": "draft"})

    def _approval_on_withdrawn(self, at, reason):
        self._write_guarded({"state": "draft"})

    def _calls_changed(self):
        """With nobody left to call, the analysis begins by itself."""
        for plan in self.filtered(lambda plan: plan.state == "calling"):
            calls = self.env["gas.callback"]
            if not calls.search_count([("plan_id", "=", plan.id), ("state", "in", ("todo", "calling"))], limit=1):
                last = calls.search([("plan_id", "=", plan.id)], order="last_attempt_at desc nulls last", limit=1)
                plan._end_calls(last.last_attempt_at or fields.Datetime.now())

    def _end_calls(self, at):
        self._sla_stop("CB-CALLS", at)
        if self.kind == "industrial":
            self._sla_start("CB-ANALYSIS", at)
        self._write_guarded({"state": "analysis", "calls_done_at": at})

    def action_end_calls(self, reason=""):
        """Stop calling before everybody was tried; below the ratio only with a reason, which the audit shows (CB-3, CB-8).

        :raise UserError: names the service types that are short of calls, when no reason is given
        """
        self.ensure_one()
        self._check_manages()
        self._check_state("calling", "analysis")
        short = self._short_strata()
        if short and not (reason or "").strip():
            raise UserError(
                self.env._("Fewer than the ratio asks for were called. Say why:")
                + "".join(f"\n• {one.display_name}: {one.completed}/{one.quota}" for one in short)
            )
        plan = self.sudo()  # sudo: the right to the plan has just been checked
        plan._write_guarded({"shortfall_reason": (reason or "").strip() or False})
        plan.callback_ids.filtered(lambda callback: callback.state in ("todo", "calling"))._write_guarded(
            {"state": "dropped", "caller_id": False}
        )
        if plan.state == "calling":
            plan._end_calls(fields.Datetime.now())

    def action_finish(self):
        """The analysis is written: tell the leader in charge (CB-7).

        :raise UserError: names all that is missing, also a reason for too few calls
        """
        for plan in self:
            plan._check_manages()
            plan._check_state("analysis")
            missing = []
            if not plan._has_text("conclusion"):
                missing.append(self.env._("the analysis, in the words of a person"))
            if not plan._has_text("suggestion"):
                missing.append(self.env._("the suggestions for improvement, or that there are none"))
            if plan.shortfall and not plan.shortfall_reason:
                missing.append(self.env._("the reason why fewer were called than the ratio asks for"))
            plan._raise_missing(missing)
            now = fields.Datetime.now()
            plan._sla_stop("CB-ANALYSIS", now)
            plan._write_guarded({"state": "done", "analysed_at": now, "analysed_by": self.env.uid})
            leader = plan.sudo().department_id.gas_leader_id.user_id  # sudo: employees are not readable by all
            plan._schedule("gas_service.activity_type_analysis", leader, self.env._("Callback analysis: %s", plan.name))

    def _has_text(self, name):
        return bool(html2plaintext(self[name] or "").strip())

    def action_cancel(self, reason):
        """Give up a plan that was opened by mistake, before anybody was called.

        :raise UserError: somebody was called, or no reason
        """
        self.ensure_one()
        self._check_manages()
        self._check_state("draft", "approval")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the plan is cancelled."))
        self._sla_cancel(None, reason)
        self.sudo().callback_ids._write_guarded({"state": "dropped"})  # sudo: the right has just been checked
        self._write_guarded({"state": "cancelled"})
        self.message_post(body=reason)

    def action_open_again(self):
        """Open and draw anew what was cancelled, by the rule and the questions of today; the draw's seed stays.

        So nobody gets another sample by cancelling.
        :return: the new plan
        """
        self.ensure_one()
        self._check_manages()
        self._check_state("cancelled")
        # sudo: plans are made by this and the scheduled action alone; the right has just been checked
        plan = self.sudo()._open(self.department_id, self.company_id, self.month, self.kind)
        if not plan:
            raise UserError(self.env._("Nobody was served whose service counts."))
        return plan.with_env(self.env)
