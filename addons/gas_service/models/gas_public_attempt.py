# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import ipaddress
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import hmac

# what the public may do how often in which time; what fails and what is sent in counts, not what is read
_LIMITS = {
    "track_address": (30, timedelta(hours=1)),
    "track_number": (10, timedelta(hours=1)),
    "submit_address": (10, timedelta(days=1)),
    "submit_stamp": (1, timedelta(days=1)),
    "supervision_document": (3, timedelta(days=1)),
}
_KEPT = timedelta(days=2)


class GasPublicAttempt(models.Model):
    """What strangers tried on the public pages: so many times from one address, or on one number (FI-13).

    Rows are only added, so that workers never wait for each other; as many requests as run at the
    same moment may pass beyond a limit. Addresses and numbers are kept as hashes, for two days.
    """

    _name = "gas.public.attempt"
    _description = "Attempt on a Public Page"
    _log_access = False

    key = fields.Char(required=True, readonly=True)
    at = fields.Datetime(required=True, readonly=True, index=True)

    _key_idx = models.Index("(key, at)")

    @api.model
    def _exceeded(self, **tried):
        """Return whether one of ``tried`` ({kind of limit: address or number}) may not be tried any more now."""
        now = fields.Datetime.now()
        # all are counted, so that it takes as long whichever is exceeded
        counts = [
            (self.search_count([("key", "=", self._key(kind, what)), ("at", ">", now - _LIMITS[kind][1])]), kind)
            for kind, what in tried.items()
        ]
        return any(count >= _LIMITS[kind][0] for count, kind in counts)

    @api.model
    def _note(self, **tried):
        """Write down that it was tried; see ``_exceeded``."""
        now = fields.Datetime.now()
        self.create([{"key": self._key(kind, what), "at": now} for kind, what in tried.items()])

    @api.model
    def _key(self, kind, what):
        return hmac(self.env(su=True), "gas_public_attempt", (kind, what))  # sudo: the key of the database

    @api.model
    def _network(self, address):
        """Return what counts as one address: of IPv6 whoever has one has 2^64 of them."""
        try:
            parsed = ipaddress.ip_address(address or "")
        except ValueError:
            return ""
        if parsed.version == 6 and parsed.ipv4_mapped:
            parsed = parsed.ipv4_mapped
        return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)

    @api.autovacuum
    def _gc_attempts(self):
        self.search([("at", "<", fields.Datetime.now() - _KEPT)], limit=100_000).unlink()
