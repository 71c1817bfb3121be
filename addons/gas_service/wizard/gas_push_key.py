# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, time

from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

_GROUPS = {
    "lead": "gas_service.group_push_leads",
    "service": "gas_service.group_push_services",
    "all": "gas_service.group_push",
}


class GasPushKey(models.TransientModel):
    """A key for another program: of a user of portal type that may push rows and do nothing else (PS-3.1, CB-2).

    In the preferences only internal users make keys, and those can read a hundred models.
    """

    _name = "gas.push.key"
    _description = "Key of Another Program"

    name = fields.Char("Program", required=True, help="The platform or system that calls us.")
    right = fields.Selection(
        [("lead", "Project Leads"), ("service", "Service Records"), ("all", "Rows of Every Kind")],
        "May Push",
        required=True,
        default="lead",
    )
    expires_on = fields.Date(
        "Valid Until",
        default=lambda self: fields.Date.context_today(self) + relativedelta(years=1),
        help="The last day included (UTC); empty: until it is ended.",
    )
    known = fields.Boolean("Has a Key Already", compute="_compute_known")

    @api.depends("name")
    def _compute_known(self):
        for dialog in self:
            dialog.known = bool(dialog._keys())

    def action_make(self):
        """Make the key, ending former ones of the program; return the dialog that shows it this once.

        :raise UserError: no name, or a day that has passed
        """
        self._check_admin()
        if not (self.name or "").strip():
            raise UserError(self.env._("Name the program."))
        end = self.expires_on and datetime.combine(self.expires_on, time.max)
        if end and end < fields.Datetime.now():
            raise UserError(self.env._("The last day of the key has passed."))
        self._keys()._remove()
        # sudo: users are not for our administrators to make; this one can only do what its group says
        keys = self.env["res.users.apikeys"].with_user(self._make_user()).sudo()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Key of %s", self.name),
            "res_model": "res.users.apikeys.show",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_key": keys._generate("rpc", self.name, end)},
        }

    def action_end(self):
        """End the keys of the program, and its user."""
        self._check_admin()
        self._keys()._remove()
        self._user().active = False

    def _check_admin(self):
        self.ensure_one()
        if not self.env.user.has_group("gas_service.group_admin"):
            raise AccessError(self.env._("Only administrators give keys to other programs."))

    def _login(self):
        return f"push:{self.env.company.id}:{(self.name or '').strip()}"

    def _user(self):
        """Return the user of the program (sudo), archived or not."""
        # sudo: the user that this dialog made for it, found by its name; see action_make
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return users.search([("login", "=", self._login())])

    def _keys(self):
        """Return the keys of the program (sudo)."""
        # sudo: as above; what a key is cannot be read
        return self.env["res.users.apikeys"].sudo().search([("user_id", "in", self._user().ids)])

    def _make_user(self):
        groups = self.env.ref("base.group_portal") | self.env.ref(_GROUPS[self.right])
        values = {"active": True, "group_ids": [Command.set(groups.ids)]}
        user = self._user()
        if user:
            user.write(values)
            return user
        company = self.env.company
        return user.with_context(no_reset_password=True).create(
            {
                **values,
                "name": self.name.strip(),
                "login": self._login(),
                "company_id": company.id,
                "company_ids": [Command.set(company.ids)],
                "lang": self.env.user.lang,
                "tz": self.env.user.tz,
            }
        )
