# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import secrets
from hashlib import sha256

from odoo import api, fields, models

# states in which a customer's own answers are still welcome; whoever refused or was left out has no link
_ANSWERABLE = ("todo", "calling", "unreachable")
# of his own words so much is kept, in characters
LONGEST_TEXT = 2000


class GasCallbackLink(models.Model):
    """A secret address under which one customer answers the questions himself, once, without a login (CB-4).

    Only the hash of the secret is stored: whoever reads the database cannot answer. Several may be given
    for one callback, by e-mail and on the phone; the first answer closes all.
    """

    _name = "gas.callback.link"
    _description = "Callback Link"
    _inherit = ["gas.hosted.mixin"]
    _order = "id desc"
    _rec_name = "callback_id"
    _host_fields = ("callback_id",)

    callback_id = fields.Many2one("gas.callback", required=True, readonly=True, ondelete="cascade", index=True)
    secret_hash = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)
    channel = fields.Selection([("email", "E-mail"), ("copy", "SMS or QR Code")], required=True, readonly=True)
    email = fields.Char("Sent To", readonly=True)
    expires_at = fields.Datetime("Valid Until", required=True, readonly=True)
    given_by = fields.Many2one("hr.employee", readonly=True, ondelete="restrict")
    used_at = fields.Datetime("Answered On", readonly=True)

    _secret_unique = models.UniqueIndex("(secret_hash)")

    @api.model
    def _give(self, callback, channel, employee, email=False):
        """Make a link for a callback and return (link, its address): the only time anybody sees the secret."""
        secret = secrets.token_urlsafe(18)  # 144 bits; 24 characters, so that an SMS can carry it
        link = self.create(
            {
                "callback_id": callback.id,
                "secret_hash": self._hash(secret),
                "channel": channel,
                "email": email,
                "given_by": employee.id,
                "expires_at": fields.Datetime.add(
                    fields.Datetime.now(), days=callback.company_id.gas_callback_link_days
                ),
            }
        )
        return link, f"{callback.get_base_url()}/gas/callback/{secret}"

    @api.model
    def _hash(self, secret):
        # a random secret of this length needs neither salt nor a slow hash
        return sha256(secret.encode(errors="replace")).hexdigest()

    @api.model
    def _find_open(self, secret):
        """Return the link that ``secret`` opens now, else none, for whatever reason."""
        link = self.search([("secret_hash", "=", self._hash(secret))])
        return link if link._is_open() else self.browse()

    def _is_open(self):
        callback = self.callback_id
        return (
            bool(self)
            and not self.used_at
            and self.expires_at > fields.Datetime.now()
            and callback.state in _ANSWERABLE
            and callback.plan_id.state == "calling"
        )

    def _answer(self, answers, remark):
        """Take the customer's answers, and with them the callback, whoever is calling him.

        :param answers: {question id as text: text from the form}; see ``gas.callback._complete``
        :raise UserError: names the questions that are not answered
        """
        callback = self.callback_id
        callback._complete({key: self._clean(value) for key, value in answers.items()}, self._clean(remark), "link")
        self.used_at = fields.Datetime.now()
        callback.plan_id._calls_changed()

    def _until_text(self):
        """Return the last moment as local text."""
        calendar = self.callback_id.company_id._gas_calendar()
        return fields.Datetime.context_timestamp(self.with_context(tz=calendar.tz), self.expires_at).strftime(
            "%Y-%m-%d %H:%M"
        )

    @api.model
    def _clean(self, text):
        # PostgreSQL keeps no zero character
        return text.replace("\x00", "")[:LONGEST_TEXT]
