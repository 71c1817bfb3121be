# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .gas_archived_mixin import with_archive_open

_HOLD_GROUPS = ("gas_service.group_general", "gas_service.group_supervision")


class GasLegalHoldMixin(models.AbstractModel):
    """A document that a dispute may need beyond its retention (FI-8.6)."""

    _name = "gas.legal.hold.mixin"
    _inherit = ["gas.guarded.mixin"]
    _description = "Kept from destruction while it is held"

    legal_hold = fields.Boolean(readonly=True, copy=False, help="Not destroyed while this is set, whatever its age.")
    legal_hold_reason = fields.Char("Reason of the Hold", readonly=True, copy=False)
    legal_hold_by = fields.Many2one("res.users", "Hold Set By", readonly=True, copy=False, ondelete="restrict")
    legal_hold_at = fields.Datetime("Hold Set On", readonly=True, copy=False)

    _guarded_fields = frozenset({"legal_hold", "legal_hold_reason", "legal_hold_by", "legal_hold_at"})

    def action_set_legal_hold(self, reason):
        """Keep the documents from destruction, whatever their age.

        :raise AccessError: the user is neither of general management nor of supervision
        :raise UserError: no reason
        """
        self._write_legal_hold(
            reason,
            {
                "legal_hold": True,
                "legal_hold_reason": reason,
                "legal_hold_by": self.env.uid,
                "legal_hold_at": fields.Datetime.now(),
            },
            self.env._("Legal hold: %s", reason),
        )

    def action_release_legal_hold(self, reason):
        """End the legal hold; see ``action_set_legal_hold``."""
        self._write_legal_hold(
            reason,
            {"legal_hold": False, "legal_hold_reason": False, "legal_hold_by": False, "legal_hold_at": False},
            self.env._("Legal hold released: %s", reason),
        )

    def _write_legal_hold(self, reason, values, body):
        self.check_access("read")
        if not any(map(self.env.user.has_group, _HOLD_GROUPS)):
            raise AccessError(self.env._("Only general management and supervision set or release a legal hold."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why."))
        # sudo: they read all documents and write none; the hold is all they set
        documents = with_archive_open(self.sudo())
        documents._write_guarded(values)
        for document in documents:
            document._message_log(body=body, author_id=self.env.user.partner_id.id)
