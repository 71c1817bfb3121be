# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

MODES = ("visit", "counter", "call", "automatic")


class GasCallbackRule(models.Model):
    """How callbacks are drawn, in writing and by version: ratio, which services count (CB-2, CB-3).

    A version that a plan was drawn by is never changed: a new one holds from its month on.
    """

    _name = "gas.callback.rule"
    _description = "Callback Rule"
    _inherit = ["mail.thread"]
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one(
        "res.company", ondelete="cascade", help="Empty: for every company that has none of its own."
    )
    valid_from = fields.Date("First Month", required=True, tracking=True, help="Plans of this month and later.")
    ratio = fields.Float(
        "Ratio (%)", default=3.0, digits=(5, 2), required=True, tracking=True,
        help="Of the customers of each service type; never below 3 % (CB-3).",
    )  # fmt: skip
    count_visit = fields.Boolean("Visits", default=True, tracking=True)
    count_counter = fields.Boolean("Services at the Counter", default=True, tracking=True)
    count_call = fields.Boolean("Calls", default=True, tracking=True)
    count_automatic = fields.Boolean(
        "Automatic Services", tracking=True, help="Without human contact, e.g. a meter read from afar."
    )
    recent_days = fields.Integer(
        "Not Again Within", default=90, tracking=True, help="Days in which nobody is called twice; 0: no limit."
    )
    tries = fields.Integer(
        default=3, required=True, tracking=True, help="On as many different days a customer is tried."
    )
    full_complaints = fields.Boolean(
        "All Complaints", default=True, tracking=True, help="Every complaint is called back, apart from the ratio."
    )
    full_repairs = fields.Boolean(
        "All Repairs", tracking=True, help="Every inspection and repair is called back, apart from the ratio."
    )
    call_day = fields.Integer(
        "Calls Until the",
        default=10,
        tracking=True,
        help="Day of the next month until which the calls are made (CB-1).",
    )
    reason = fields.Text(help="Why it is as it is, e.g. why automatic readings do not count.")
    plan_ids = fields.One2many("gas.callback.plan", "rule_id", "Plans")

    _from_unique = models.UniqueIndex(
        "(COALESCE(company_id, 0), valid_from)", "There is a version from this month on already."
    )
    _ratio_range = models.Constraint(
        "CHECK (ratio >= 3 AND ratio <= 100)", "The ratio is between 3 % and 100 % (CB-3)."
    )
    _sane = models.Constraint(
        "CHECK (tries >= 1 AND recent_days >= 0 AND call_day BETWEEN 1 AND 28)",
        "At least one try, no negative days, and a day between the 1st and the 28th.",
    )

    @api.constrains("count_visit", "count_counter", "count_call", "count_automatic")
    def _check_modes(self):
        for rule in self:
            if not rule._modes():
                raise ValidationError(self.env._("Some services must count."))

    def write(self, vals):
        if vals.keys() - {"name", "reason"} and self.sudo().plan_ids:  # sudo: whether there are any plans
            raise UserError(self.env._("Plans were drawn by this version: make a new one from a later month on."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if self.sudo().plan_ids:  # sudo: as above
            raise UserError(self.env._("Plans were drawn by this version: it stays."))

    def _modes(self):
        """Return the modes of service that count."""
        return [mode for mode in MODES if self[f"count_{mode}"]]

    def _ratio_points(self):
        """Return the ratio in hundredths of a percent."""
        return round(self.ratio * 100)

    @api.model
    def _for_month(self, company, month):
        """Return the version for plans of ``month`` (its first day).

        :raise UserError: there is none
        """
        # sudo: whoever opens a plan need not be allowed to read the rules
        found = self.sudo().search([("company_id", "in", (company.id, False)), ("valid_from", "<=", month)])
        rule = found.filtered("company_id")[:1] or found[:1]
        if not rule:
            raise UserError(self.env._("%s has no callback rule for that month: make one first.", company.name))
        return rule
