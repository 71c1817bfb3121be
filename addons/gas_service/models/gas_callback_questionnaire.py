# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class GasCallbackQuestionnaire(models.Model):
    """A version of the question set, with the script and the policy the caller has before him (CB-4, CB-5).

    A version that was asked with is never changed: copy it, and release the copy.
    """

    _name = "gas.callback.questionnaire"
    _description = "Question Set"
    _inherit = ["mail.thread"]
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    company_id = fields.Many2one("res.company", help="Empty: for every company that has none of its own.")
    valid_from = fields.Date("First Month", required=True, tracking=True, help="Plans of this month and later.")
    script = fields.Html(translate=True, help="What the caller says: greeting, purpose, thanks.")
    policy = fields.Html("Policy in Short", translate=True, help="Rules and procedures a caller should know (CB-5).")
    question_ids = fields.One2many("gas.callback.question", "questionnaire_id", "Questions", copy=True)
    plan_ids = fields.One2many("gas.callback.plan", "questionnaire_id", "Plans")

    _from_unique = models.UniqueIndex(
        "(COALESCE(company_id, 0), valid_from)", "There is a version from this month on already."
    )

    def _check_unused(self):
        """:raise UserError: a plan asks with it"""
        if self.sudo().plan_ids:  # sudo: whether there are any plans
            raise UserError(self.env._("Customers were asked with this version: copy it, and change the copy."))

    def write(self, vals):
        if vals.keys() - {"name", "script", "policy"}:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self._check_unused()

    def copy_data(self, default=None):
        rows = super().copy_data(default)
        for row in rows:
            row["name"] = self.env._("%s (copy)", row["name"])
            row["valid_from"] = fields.Date.add(fields.Date.today().replace(day=1), months=1)
        return rows

    @api.model
    def _for_month(self, company, month):
        """Return the version for plans of ``month`` (its first day), the company's own before the shared one.

        :raise UserError: there is none
        """
        # sudo: whoever opens a plan need not be allowed to read the versions of other companies
        found = self.sudo().search([("company_id", "in", (company.id, False)), ("valid_from", "<=", month)])
        own = found.filtered("company_id")[:1] or found[:1]
        if not own:
            raise UserError(self.env._("There is no question set for that month: release one first."))
        return own
