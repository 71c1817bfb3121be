# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

SANCTIONS = [
    ("praise", "Commendation"),
    ("criticism", "Criticism"),
    ("circular", "Circulated Notice of Criticism"),
    ("deduction", "Deduction of Performance Bonus"),
    ("rectification", "Ordered to Rectify"),
    ("disciplinary", "Handed to Others for Disciplinary Measures"),
]

# what is harder than what; a commendation is no sanction
GRAVITY = {"criticism": 1, "rectification": 1, "circular": 2, "deduction": 3, "disciplinary": 4}
# what a decision relied on
_SAYS = frozenset(
    "article version text reward sanction amount_max adopted_on published_on valid_from company_id".split()
)


class GasViolationType(models.Model):
    """An article of the regulation on rewards and penalties (员工奖惩条例): what it says, since when it holds (FI-14.2).

    Money may be taken only by an article whose regulation went through its democratic procedure and was
    published; what a case was decided by is never changed, a new version is a new record.
    """

    _name = "gas.violation.type"
    _description = "Article on Rewards and Penalties"
    _inherit = ["mail.thread"]
    _order = "article, version desc, id"

    name = fields.Char(required=True, translate=True, tracking=True)
    article = fields.Char(required=True, tracking=True, help="Number of the article.")
    version = fields.Char(required=True, tracking=True, help="Version of the regulation.")
    text = fields.Text(translate=True, help="The article's words.")
    reward = fields.Boolean(tracking=True, help="Rewards instead of penalties.")
    sanction = fields.Selection(
        SANCTIONS, required=True, default="criticism", tracking=True, help="The gravest allowed."
    )
    amount_max = fields.Monetary("Up To", tracking=True, help="Most that may be deducted or given for one case.")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    adopted_on = fields.Date("Democratic Procedure On", tracking=True)
    published_on = fields.Date(tracking=True)
    valid_from = fields.Date(tracking=True, help="Only what happened from this day on.")
    valid_until = fields.Date(tracking=True, help="Last day, where a later version took its place.")
    company_id = fields.Many2one("res.company", help="Empty: for every company.")
    active = fields.Boolean(default=True)

    _amount_positive = models.Constraint("CHECK (amount_max >= 0)", "An amount is not negative.")
    _dates_in_order = models.Constraint(
        "CHECK (published_on >= adopted_on)", "A regulation is published after its democratic procedure."
    )

    @api.depends("company_id")
    def _compute_currency_id(self):
        for kind in self:
            kind.currency_id = (kind.company_id or self.env.company).currency_id

    @api.depends("article", "name", "version")
    def _compute_display_name(self):
        for kind in self:
            kind.display_name = " ".join(filter(None, (kind.article, kind.name, kind.version and f"({kind.version})")))

    def _held_on(self, day):
        """Whether what happened on ``day`` (local date) falls under this version."""
        since = [date for date in (self.valid_from, self.published_on) if date]
        return all(day >= date for date in since) and not (self.valid_until and day > self.valid_until)

    @api.constrains("valid_until")
    def _check_valid_until(self):
        for kind in self.filtered("valid_until"):
            if kind._is_used(("event_date", ">", kind.valid_until)):
                raise ValidationError(self.env._("What happened after that day was judged by this version already."))

    @api.constrains("amount_max", "sanction", "adopted_on", "published_on", "valid_from", "reward")
    def _check_money(self):
        for kind in self:
            if kind.reward != (kind.sanction == "praise"):
                raise ValidationError(self.env._("%s: an article rewards, or punishes.", kind.display_name))
            if kind.reward:
                continue
            if (kind.sanction == "deduction") > bool(kind.amount_max) or (
                kind.amount_max and GRAVITY[kind.sanction] < GRAVITY["deduction"]
            ):
                raise ValidationError(
                    self.env._(
                        "%s: say how much a deduction may take at most; lighter sanctions take nothing.",
                        kind.display_name,
                    )
                )
            if kind.amount_max and not (kind.adopted_on and kind.published_on and kind.valid_from):
                raise ValidationError(
                    self.env._(
                        "%s takes money: enter the dates of its democratic procedure, of its publication, and from"
                        " when on it holds (FI-14.2).",
                        kind.display_name,
                    )
                )

    def write(self, vals):
        if vals.keys() & _SAYS and self._is_used():
            raise UserError(self.env._("Cases refer to this version: say until when it holds, and enter the new one."))
        return super().write(vals)

    def _is_used(self, *conditions):
        # sudo: whether there are any, also where the user sees none
        cases = self.env["gas.conduct.case"].sudo()
        return bool(cases.search_count([("violation_type_id", "in", self.ids), *conditions], limit=1))

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if self._is_used():
            raise UserError(self.env._("Cases refer to this version: it stays."))
