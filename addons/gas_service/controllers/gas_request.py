# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import secrets
import time

from odoo.exceptions import UserError
from odoo.http import Controller, request, route
from odoo.tools import consteq, hmac

from ..models.gas_inquiry_online import LONGEST
from ..tools import upload
from .gas_track import GasTracking

# nobody fills in a form in fewer seconds, nor leaves it open for so many
_QUICKEST, _SLOWEST = 3, 4 * 60 * 60


class GasRequestController(GasTracking, Controller):
    """Submitting an inquiry, request or complaint without a login (FI-3, FI-13).

    Against programs that fill in forms: a field that people do not see, the signed time at which the
    form was given out, which counts once, and a limit for each address. No outside service is asked.
    """

    @route("/gas/request", type="http", auth="public", methods=["GET"])
    def ask(self, **_params):
        self._system("gas.inquiry")  # the language
        partner = self._customer()
        return self._request_page({"customer_name": partner.name or "", "phone": partner.phone or ""})

    @route("/gas/request", type="http", auth="public", methods=["POST"], max_content_length=upload.MAX_REQUEST)
    def submit(self, **post):
        inquiries = self._system("gas.inquiry")
        texts = self._texts(post)
        stamp = texts.get("stamp", "")
        attempts = inquiries.env["gas.public.attempt"]
        tried = {"submit_address": attempts._network(request.httprequest.remote_addr)}
        if attempts._exceeded(**tried):
            return self._request_page(texts, inquiries.env._("Too much was sent from here today. Please call us."), 429)
        if texts.get("website") or not self._is_fresh(stamp):
            error = inquiries.env._("The form was open for too long or filled in too quickly. Please send it again.")
            return self._request_page(texts, error, 400)
        if attempts._exceeded(submit_stamp=stamp):
            return request.redirect("/gas/request/done")  # sent twice: the first one counts
        try:
            with inquiries.env.cr.savepoint():
                files = self._checked_files(inquiries.env, "files")
                ticket = inquiries._register_online(request.env.company, texts, files, self._customer())
        except UserError as error:
            return self._request_page(texts, str(error), 422)
        attempts._note(submit_stamp=stamp, **tried)
        self._remember(ticket)
        return request.redirect("/gas/request/done")

    @route("/gas/request/done", type="http", auth="public", methods=["GET"])
    def done(self, **_params):
        ticket = self._tracked()
        if not ticket:
            return request.redirect("/gas/request")
        return self._page(
            "gas_service.request_done",
            company=ticket.company_id,
            number=ticket.name,
            code=ticket._tracking_code(),
            promises=ticket._tracking_values()["promises"],
        )

    @staticmethod
    def _customer():
        """Return the customer who is logged in, or none."""
        user = request.env.user
        return user.partner_id if user._is_portal() else user.partner_id.browse()

    def _request_page(self, texts=None, error="", status=200):
        texts = texts or {}
        return self._page(
            "gas_service.request_form",
            status=status,
            error=error,
            said={name: texts.get(name, "")[:limit] for name, limit in LONGEST.items()},
            kind=texts.get("kind"),
            anonymous=bool(texts.get("anonymous")),
            longest=LONGEST,
            stamp=self._stamp(),
            upload=self._upload_form(request.env),
        )

    @staticmethod
    def _stamp():
        signed = f"{int(time.time())}.{secrets.token_hex(8)}"
        return f"{signed}.{_sign(signed)}"

    @staticmethod
    def _is_fresh(stamp):
        signed, _dot, signature = stamp.rpartition(".")
        moment = signed.partition(".")[0]
        if not stamp.isascii() or not moment.isdecimal() or not consteq(signature, _sign(signed)):
            return False
        return _QUICKEST <= time.time() - int(moment) <= _SLOWEST


def _sign(text):
    return hmac(request.env(su=True), "gas_request", text)  # sudo: the secret of the database
