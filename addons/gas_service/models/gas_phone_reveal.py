# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import phone as phone_tools


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
        self.sudo().create(
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

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The log of revealed numbers cannot be changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log of revealed numbers cannot be deleted."))
