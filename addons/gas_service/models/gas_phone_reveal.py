# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import phone as phone_tools

_ALERT_HOURS = 24


class GasPhoneReveal(models.Model):
    """Who asked for which number, and when. Nobody changes it; nobody but the server writes it."""

    _name = "gas.phone.reveal"
    _description = "Revealed Phone Number"
    _order = "id desc"
    _rec_name = "masked"

    user_id = fields.Many2one("res.users", "Revealed To", required=True, readonly=True, ondelete="restrict", index=True)
    revealed_at = fields.Datetime("Revealed On", required=True, readonly=True, index=True)
    masked = fields.Char("Number", required=True, readonly=True)
    document = fields.Char(required=True, readonly=True)
    phone_id = fields.Many2one("gas.phone", readonly=True, ondelete="set null", index="btree_not_null")
    company_id = fields.Many2one("res.company", readonly=True, index=True)

    @api.model
    def _log(self, phones):
        # sudo: the user may not write the log, only cause an entry
        log = self.sudo()
        log.create(
            [
                {
                    "user_id": self.env.uid,
                    "revealed_at": fields.Datetime.now(),
                    "masked": phone_tools.mask(phone.number),
                    "document": phone._host().display_name,
                    "phone_id": phone.id,
                    "company_id": phone._host().company_id.id,
                }
                for phone in phones
            ]
        )
        log._alert_mass_reveal(len(phones))

    def _alert_mass_reveal(self, count):
        """Tell general management (sudo) when the user's last ``count`` entries pass the limit of a day.

        Told again at every further multiple of the limit, not at every number.
        """
        limit = max(self.env.company.gas_reveal_limit, 0)
        since = fields.Datetime.subtract(fields.Datetime.now(), hours=_ALERT_HOURS)
        total = self.search_count([("user_id", "=", self.env.uid), ("revealed_at", ">", since)])
        if not limit or total // limit == (total - count) // limit:
            return
        group = self.env.ref("gas_service.group_general")
        receivers = (group.all_user_ids - self.env.user).filtered(
            lambda user: user.active and self.env.company in user.company_ids
        )
        text = self.env._(
            "%(user)s asked for %(count)s phone numbers within %(hours)s hours.",
            user=self.env.user.name, count=total, hours=_ALERT_HOURS,
        )  # fmt: skip
        self.env["mail.thread"].message_notify(
            partner_ids=receivers.partner_id.ids, subject=self.env._("Many phone numbers revealed"), body=text
        )

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The log of revealed numbers cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log of revealed numbers cannot be deleted."))
