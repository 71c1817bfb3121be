# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class GasApprovalRule(models.Model):
    """Who approves documents of one kind: ordered steps, each from an amount on.

    A document that goes to approval keeps the steps it was launched with; a changed rule applies to
    what is launched afterwards. Without a rule nothing of that kind can be approved.
    """

    _name = "gas.approval.rule"
    _inherit = ["mail.thread"]
    _description = "Approval Rule"
    _order = "kind, company_id, id"

    # every kind of document adds its own
    kind = fields.Selection([("budget", "Project Budget")], "Approval of", required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company",
        ondelete="cascade",
        tracking=True,
        help="Empty: for every company that has no rule of its own for this.",
    )
    active = fields.Boolean(default=True, tracking=True)
    fallback_group_id = fields.Many2one(
        "res.groups",
        ondelete="restrict",
        tracking=True,
        help="Decides when a step's approver asked for it himself or is concerned, and nobody above him is left.",
    )
    step_ids = fields.One2many("gas.approval.step", "rule_id", "Steps", copy=True)
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")

    _kind_unique = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0)) WHERE active",
        "There is already an active approval rule for this in this company.",
    )

    @api.depends("company_id")
    @api.depends_context("company")
    def _compute_currency_id(self):
        for rule in self:
            rule.currency_id = (rule.company_id or self.env.company).currency_id

    @api.depends("kind", "company_id")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for rule in self:
            name = labels.get(rule.kind, "")
            rule.display_name = f"{name} ({rule.company_id.name})" if rule.company_id else name

    @api.constrains("step_ids")
    def _check_steps(self):
        for rule in self:
            if rule.step_ids and all(step.amount_from for step in rule.step_ids):
                raise ValidationError(
                    self.env._(
                        "“%s”: at least one step is needed whatever the amount (from 0), or small amounts could not be"
                        " approved.",
                        rule.display_name,
                    )
                )

    @api.constrains("company_id", "step_ids")
    def _check_company(self):
        self.step_ids._check_approver()

    @api.model
    def _for(self, kind, company):
        """Return (sudo) the active rule of ``kind``: the company's own, else the shared one, else none."""
        # sudo: a document goes its way whoever launches it; own and shared rules of this company only
        rules = self.sudo().search([("kind", "=", kind), ("company_id", "in", (company.id, False))])
        return rules.filtered("company_id") or rules

    def _plan(self, amount, company):
        """Return the steps that ``amount`` (currency of ``company``) needs, in order, as plain values."""
        needed = self.step_ids.filtered(
            lambda step: company.currency_id.compare_amounts(amount, step.amount_from) >= 0 or not step.amount_from
        )
        return [step._snapshot() for step in needed.sorted("sequence")]

    def _log_steps(self):
        """Write down in the chatter which steps there are now: who may approve is part of the control."""
        for rule in self:
            steps = "; ".join(rule.step_ids.sorted("sequence").mapped("description"))
            rule._message_log(body=self.env._("Steps: %s", steps or self.env._("none")))
