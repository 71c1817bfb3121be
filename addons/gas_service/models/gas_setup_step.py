# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class GasSetupStep(models.Model):
    """One step of the administrator's first day: whether it is done is read off the data, of the current company.

    What ships with a sensible default (``review``) is done once somebody has looked at it and said so.
    Another addon adds a code, a ``_missing_<code>`` and a record.
    """

    _name = "gas.setup.step"
    _description = "Setup Step"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    code = fields.Selection(
        [
            ("company", "Company"),
            ("calendar", "Office Hours"),
            ("holidays", "Holidays"),
            ("departments", "Departments"),
            ("roles", "Roles"),
            ("roster", "Duty Roster"),
            ("messages", "Messages"),
            ("policies", "Promises"),
            ("approvals", "Approvals"),
            ("callbacks", "Callbacks"),
            ("questions", "Questions"),
            ("articles", "Articles"),
            ("accounts", "Gas Accounts"),
        ],
        required=True,
    )
    review = fields.Boolean(help="It has a default: somebody looks at it and says that it fits.")
    action_id = fields.Many2one("ir.actions.act_window", "Screen", required=True, ondelete="cascade")
    confirmed_company_ids = fields.Many2many("res.company", string="Confirmed By", readonly=True)
    missing = fields.Text(compute="_compute_done")
    done = fields.Boolean(compute="_compute_done", search="_search_done")
    may_open = fields.Boolean(compute="_compute_may_open")

    _code_unique = models.UniqueIndex("(code)", "This step is there already.")

    @api.depends("review", "code", "confirmed_company_ids")
    @api.depends_context("company", "lang")
    def _compute_done(self):
        company = self.env.company
        for step in self:
            missing = getattr(step, f"_missing_{step.code}")(company)
            step.missing = "\n".join(missing)
            step.done = not missing and (not step.review or company in step.confirmed_company_ids)

    def _search_done(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", [step.id for step in self.search([]) if step.done in value])

    @api.depends_context("uid")
    def _compute_may_open(self):
        for step in self:
            model = step.sudo().action_id.res_model  # sudo: ordinary users may not read actions
            step.may_open = self.env[model].has_access("read")

    def action_open(self):
        """Return the action of the screen on which the step is done."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo().action_id._get_action_dict()  # sudo: ordinary users may not read actions

    def action_confirm(self):
        """Say for the current company that a step with a default fits as it is.

        :raise UserError: something is missing
        """
        self.check_access("read")
        for step in self.filtered("review"):
            if step.missing:
                raise UserError(self.env._("“%(step)s” is not done: %(missing)s", step=step.name, missing=step.missing))
            # sudo: administrators confirm steps and change nothing else of them
            step.sudo().confirmed_company_ids |= self.env.company

    def action_reopen(self):
        """Take the confirmation back."""
        self.check_access("read")
        self.sudo().confirmed_company_ids -= self.env.company  # sudo: as in action_confirm
