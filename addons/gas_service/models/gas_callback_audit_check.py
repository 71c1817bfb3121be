# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_callback_audit_line import ASPECT_LABELS
from .gas_callback_stratum import STRATA

KINDS = [
    ("opened", "Opened in Time"),
    ("approved", "Approved in Time"),
    ("calls", "Calls Made in Time"),
    ("objects", "Drawn as Prescribed"),
    ("quantity", "Enough Called"),
    ("analysis", "Analysed in Time"),
    ("conclusion", "Conclusions and Suggestions Written"),
]


class GasCallbackAuditCheck(models.Model):
    """One thing about a plan that was checked by itself (CB-8); what failed may be excused with a reason.

    What was found is kept as numbers and dates; its text is made for the reader, in his language.
    """

    _name = "gas.callback.audit.check"
    _description = "Check in an Audit of Callbacks"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin"]
    _order = "line_id, month, plan_id, id"
    _rec_name = "kind"
    _host_fields = ("line_id",)

    line_id = fields.Many2one("gas.callback.audit.line", required=True, readonly=True, ondelete="cascade", index=True)
    plan_id = fields.Many2one("gas.callback.plan", readonly=True, ondelete="restrict", index="btree_not_null")
    month = fields.Date(readonly=True, help="Of the services.")
    aspect = fields.Selection(ASPECT_LABELS, required=True, readonly=True)
    kind = fields.Selection(KINDS, "Check", required=True, readonly=True)
    stratum = fields.Selection(STRATA, "Service Type", readonly=True)
    passed = fields.Boolean(readonly=True)
    period = fields.Char(compute="_compute_period")
    facts = fields.Json(readonly=True)
    detail = fields.Char("What Was Found", compute="_compute_detail")
    excuse = fields.Text(help="Why it is not held against the department; then it counts as passed.")

    _guarded_fields = frozenset("line_id plan_id month aspect kind stratum passed facts".split())

    @api.depends("month", "plan_id")
    def _compute_period(self):
        for check in self:
            check.period = (
                check.plan_id.sudo()._period_name() if check.plan_id else f"{check.month:%Y-%m}"
            )  # sudo: a date

    @api.depends("facts", "kind")
    @api.depends_context("lang")
    def _compute_detail(self):
        for check in self:
            check.detail = check._detail(check.facts or {})

    def _detail(self, facts):
        if "missing" in facts:
            return self.env._("There is no plan, though %s services count", facts["missing"])
        if self.kind == "quantity":
            text = self.env._(
                "%(completed)s answered, %(quota)s needed (of %(population)s customers)",
                completed=facts.get("completed"), quota=facts.get("quota"), population=facts.get("population"),
            )  # fmt: skip
            return f"{text}: {facts['reason']}" if not self.passed and facts.get("reason") else text
        if self.kind == "objects":
            if not self.passed:
                return self.env._("Drawn again from its seed, %s places differ", facts.get("differences"))
            return self.env._("Drawn again, the places are the same (draws: %s)", facts.get("draws"))
        if self.kind == "conclusion":
            return "" if self.passed else self.env._("Conclusions or suggestions are missing")
        if not facts.get("done"):
            return self.env._("Not done; due %s", facts.get("due") or "")
        return self.env._("Done %(done)s, due %(due)s", done=facts["done"], due=facts.get("due") or "")

    def write(self, vals):
        if "excuse" in vals and not self._is_unguarded():
            self.line_id.audit_id._check_audits()
            self.line_id.audit_id._check_open()
            for check in self:
                if check.passed and (vals["excuse"] or "").strip():
                    raise UserError(self.env._("What passed needs no excuse."))
            vals = {**vals, "excuse": (vals["excuse"] or "").strip() or False}
        result = super().write(vals)
        if "excuse" in vals:
            self.line_id._rescore()
        return result
