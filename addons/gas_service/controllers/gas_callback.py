# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.http import Controller, request, route

from ..models.gas_callback_link import LONGEST_TEXT

_HEADERS = [
    # the address is the secret: it is kept nowhere and told to nobody
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"),
]


class GasCallbackController(Controller):
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
        # a file or a field of another name is no answer
        texts = {name: value for name, value in post.items() if isinstance(value, str)}
        answers = {name[2:]: value for name, value in texts.items() if name.startswith("q_")}
        try:
            link._answer(answers, texts.get("remark", ""))
        except UserError as error:
            return self._form(link, error=str(error), answers=answers, remark=texts.get("remark", ""))
        return self._page("gas_service.callback_page_thanks", company=link.callback_id.company_id)

    def _open_link(self, secret):
        # as the system, whoever has a session in this browser: the secret is the right, for this one callback
        return request.env["gas.callback.link"].with_user(SUPERUSER_ID)._find_open(secret)

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

    def _page(self, template, company=None, **values):
        # sudo: name and hotline of the company, which anybody may know
        company = (company or request.env.company).sudo()
        response = request.render(template, {"company": company, **values})
        for name, value in _HEADERS:
            response.headers[name] = value
        return response
