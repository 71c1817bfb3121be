# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

LONGEST_MESSAGE = 4000


class GasPortalMixin(models.AbstractModel):
    """A document its customer sees in the portal, with messages between him and who handles it (FI-13).

    Customers have no rights to the model: a right to read would show them every field over RPC.
    The pages read with sudo what ``_domain_of_customer`` finds, and show what is said here.
    """

    _name = "gas.portal.mixin"
    _inherit = ["mail.thread"]
    _description = "Document in the customer portal"

    @api.model
    def _domain_of_customer(self, partner):
        """Return the domain of the documents of ``partner`` that he sees with a login."""
        return Domain.FALSE

    def _portal_messages(self, partner):
        """Return the messages (sudo) between the customer and us, oldest first.

        Only what he wrote or what was sent to him: no internal note, and no word that colleagues
        sent to each other as a message.
        """
        self.ensure_one()
        family = Domain("id", "child_of", partner.commercial_partner_id.ids)
        to_him = Domain("partner_ids", "any", family) | Domain("notified_partner_ids", "any", family)
        return self.env["mail.message"].search(
            Domain("model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & Domain("message_type", "!=", "user_notification")
            & Domain("is_internal", "=", False)
            & Domain("subtype_id.internal", "=", False)
            & (Domain("author_id", "any", family) | to_him),
            order="id",
            limit=200,
        )

    def _portal_post(self, partner, text):
        """Write to who handles the document; called with sudo for a customer who may see it.

        :raise UserError: nothing is said, or the document is archived
        """
        text = (text or "").strip()[:LONGEST_MESSAGE]
        if not text:
            raise UserError(self.env._("Please write your message first."))
        self.message_subscribe(partner.ids)
        self.message_post(
            body=text,  # plain: it is escaped
            author_id=partner.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self._tracking_person().user_id.partner_id.ids,
        )


class GasInquiry(models.Model):
    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.portal.mixin"]

    @api.model
    def _domain_of_customer(self, partner):
        """His own, and those in the name of his enterprise; never what was said anonymously or to supervision."""
        return (
            Domain("partner_id", "in", (partner | partner.commercial_partner_id).ids)
            & Domain("anonymous", "=", False)
            & Domain("supervision_only", "=", False)
            & Domain("anonymised_at", "=", False)
        )


class GasProject(models.Model):
    _name = "gas.project"
    _inherit = ["gas.project", "gas.portal.mixin"]

    @api.model
    def _domain_of_customer(self, partner):
        """Those of his enterprise."""
        return Domain("partner_id", "child_of", partner.commercial_partner_id.ids)
