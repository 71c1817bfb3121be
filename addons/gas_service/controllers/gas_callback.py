# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import UserError
from odoo.http import Controller, route

from ..models.gas_callback_link import LONGEST_TEXT
from .gas_public_page import GasPublicPage


class GasCallbackController(GasPublicPage, Controller):
    """The page on which a customer answers the questions of a callback, without a login.

    A link that is wrong, used, expired or of a plan that is not being called gives one page, the same
    for all: nobody learns which customers there are by trying addresses.
    """

    @route("/gas/callback/<string:secret>", type="http", auth="public", methods=["GET"], readonly=True)
    def ask(self, secret):
        """Show the questions. Opening the page uses nothing up: mail programs look at links too."""
        link = self._open_link(secret)
        return self._form(link) if link else self._page("gas_service.callback_page_closed")

    @route("/gas/callback/<string:secret>", type="http", auth="public", methods=["POST"])
    def answer(self, secret, **post):
        """Take the answers, or show the form again with what is missing."""
        link = self._open_link(secret)
        if not link:
            return self._page("gas_service.callback_page_closed")
        texts = self._texts(post)
        answers = {name[2:]: value for name, value in texts.items() if name.startswith("q_")}
        try:
            link._answer(answers, texts.get("remark", ""))
        except UserError as error:
            return self._form(link, error=str(error), answers=answers, remark=texts.get("remark", ""))
        return self._page("gas_service.callback_page_thanks", company=link.callback_id.company_id)

    def _open_link(self, secret):
        # the secret is the right, for this one callback
        return self._system("gas.callback.link")._find_open(secret)

    def _form(self, link, error="", answers=None, remark=""):
        callback = link.callback_id
        return self._page(
            "gas_service.callback_page_form",
            company=callback.company_id,
            questions=callback._questions(),
            services=callback.service_types,
            error=error,
            answers=answers or {},
            remark=remark[:LONGEST_TEXT],
            longest=LONGEST_TEXT,
        )
