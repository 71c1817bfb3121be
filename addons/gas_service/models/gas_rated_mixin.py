# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

MARKS = ("1", "2", "3", "4", "5")


class GasRatedMixin(models.AbstractModel):
    """A document whose customer is asked once, when it is closed, how satisfied he is (FI-13).

    He rates on the page that his number and code open; nobody rates in his place.
    """

    _name = "gas.rated.mixin"
    _inherit = ["rating.mixin"]
    _description = "Document rated by its customer"

    def _may_be_rated(self):
        """Whether the customer is still asked: closed, and not answered yet."""
        self.ensure_one()
        return self._tracking_closed() and not self.rating_ids.filtered("consumed")

    def _rate(self, mark, feedback=""):
        """Take the customer's mark (one of ``MARKS``) and words, once; called with sudo.

        :raise UserError: no mark, or it was asked and answered before
        """
        if mark not in MARKS:
            raise UserError(self.env._("How satisfied are you? Choose one of the five."))
        # of two answers sent at the same moment one counts
        if not self.try_lock_for_update() or not self._may_be_rated():
            raise UserError(self.env._("Thank you, your answer has arrived already."))
        rating = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id,
                "partner_id": self._rating_get_partner().id,
                "rated_partner_id": self._rating_get_operator().id,
                # no second way to it
                "access_token": False,
            }
        )
        self.rating_apply(
            float(mark), rating=rating, feedback=(feedback or "").strip()[:2000], subtype_xmlid="mail.mt_note"
        )

    def _rating_get_operator(self):
        return self._tracking_person().user_id.partner_id

    @api.model
    def _check_not_rating(self, value):
        if value and not self.env.su:
            raise UserError(self.env._("Customers rate this themselves, on the page their number and code open."))

    def message_post(self, **kwargs):
        """Nobody gives a mark along with a message."""
        self._check_not_rating(kwargs.get("rating_value"))
        return super().message_post(**kwargs)


class GasInquiry(models.Model):
    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.rated.mixin"]


class GasProject(models.Model):
    _name = "gas.project"
    _inherit = ["gas.project", "gas.rated.mixin"]
