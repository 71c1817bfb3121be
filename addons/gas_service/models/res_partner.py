# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _gas_archived_tickets(self):
        """Return (sudo) the retained tickets these contacts appear in: as customer, account or author."""
        tickets = self.env["gas.inquiry"].sudo()  # sudo: to protect them, not to show them
        found = tickets.search(
            [
                ("locked_at", "!=", False),
                "|",
                "|",
                ("partner_id", "in", self.ids),
                ("account_id.partner_id", "in", self.ids),
                ("clock_ids.partner_id", "in", self.ids),
            ]
        )
        # sudo: as above
        messages = (
            self.env["mail.message"].sudo().search([("model", "=", "gas.inquiry"), ("author_id", "in", self.ids)])
        )
        return found | messages._archive_documents().filtered("locked_at")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_archived(self):
        """The author of an archived message stays known; merging, once allowed, has moved it before."""
        if self._gas_archived_tickets():
            raise UserError(self.env._("This contact appears in archived tickets and cannot be deleted."))
