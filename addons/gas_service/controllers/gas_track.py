# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import time

from odoo.exceptions import UserError
from odoo.http import Controller, request, route

from ..models.gas_tracked_mixin import TRACKED_MODELS
from .gas_public_page import GasPublicPage

# a phone that is passed on shows nothing any more after so many seconds
_OPEN_SECONDS = 30 * 60
_SESSION_KEY = "gas_tracked"


class GasTracking(GasPublicPage):
    """Looking up a ticket or project by number and code (FI-13).

    Whatever is wrong with the pair, the answer is the same page, after the same work. What fails is
    counted for the address it comes from and for the number, whether there is such a number or not;
    beyond the limit the right pair is refused, too.
    """

    def _look_up(self, number, code):
        """Remember the document of a right pair in the session; return the page for a wrong one, else None."""
        attempts = self._system("gas.public.attempt")
        tried = {
            "track_address": attempts._network(request.httprequest.remote_addr),
            "track_number": attempts.env["gas.tracked.mixin"]._clean_number(number),
        }
        if attempts._exceeded(**tried):
            return self._look_up_page(number, status=429)
        document = attempts.env["gas.tracked.mixin"]._find_tracked(number, code)
        if not document:
            attempts._note(**tried)
            return self._look_up_page(number, status=403)
        self._remember(document)
        return None

    @staticmethod
    def _remember(document):
        request.session[_SESSION_KEY] = [document._name, document.id, document.tracking_issue, time.time()]

    def _look_up_page(self, number="", status=200):
        return self._page("gas_service.track_look_up", status=status, number=number[:40], refused=status)

    def _tracked(self):
        """Return the document (sudo) this visitor has opened, or None: never, too long ago, or the code was replaced."""
        model, record_id, issue, at = request.session.get(_SESSION_KEY) or (None, 0, 0, 0)
        if model not in TRACKED_MODELS or not 0 <= time.time() - at < _OPEN_SECONDS:
            return None
        document = self._system(model).browse(record_id).exists()
        allowed = document.filtered_domain(document._domain_tracked(model, document.name)) if document else document
        return allowed if allowed and allowed.tracking_issue == issue else None

    def _tracked_page(self, document, **values):
        return self._page(
            "gas_service.track_view",
            company=document.company_id,
            v=document._tracking_values(),
            document=document,
            **{"error": "", "said": {}, **values},
        )


class GasTrackController(GasTracking, Controller):
    @route("/gas/track", type="http", auth="public", methods=["GET"])
    def ask(self, **_params):
        self._system("gas.tracked.mixin")  # the language
        return self._look_up_page()

    @route("/gas/track", type="http", auth="public", methods=["POST"])
    def look_up(self, **post):
        texts = self._texts(post)
        return self._look_up(texts.get("number", ""), texts.get("code", "")) or request.redirect("/gas/track/view")

    @route("/gas/track/<string:number>/<string:code>", type="http", auth="public", methods=["GET"])
    def look_up_by_link(self, number, code, **_params):
        """The QR code on a notice, and the link in a message; the address that is then shown holds no secret."""
        return self._look_up(number, code) or request.redirect("/gas/track/view")

    @route("/gas/track/view", type="http", auth="public", methods=["GET"])
    def view(self, **_params):
        document = self._tracked()
        return self._tracked_page(document) if document else request.redirect("/gas/track")

    @route("/gas/track/leave", type="http", auth="public", methods=["POST"])
    def leave(self, **_post):
        request.session.pop(_SESSION_KEY, None)
        return request.redirect("/gas/track")

    @route("/gas/track/complain", type="http", auth="public", methods=["POST"])
    def complain(self, **post):
        """Complain to supervision about the handling; the page then shows the complaint."""
        document = self._tracked()
        if not document:
            return request.redirect("/gas/track")
        texts = self._texts(post)
        attempts, tried = document.env["gas.public.attempt"], {"supervision_document": f"{document}"}
        try:
            if document._name == "gas.inquiry" and document.supervision_only:
                raise UserError(document.env._("This is with supervision already."))
            if attempts._exceeded(**tried):
                raise UserError(document.env._("You have complained about this several times today. Please call us."))
            with document.env.cr.savepoint():
                complaint = document.env["gas.inquiry"]._register_supervision(
                    document, texts.get("text"), texts.get("customer_name"), texts.get("phone")
                )
        except UserError as error:
            return self._tracked_page(document, error=str(error), said=texts, status=422)
        attempts._note(**tried)
        self._remember(complaint)
        return request.redirect("/gas/request/done")

    @route("/gas/track/rate", type="http", auth="public", methods=["POST"])
    def rate(self, **post):
        """Say once how satisfied one is, after the matter is closed."""
        document = self._tracked()
        if not document:
            return request.redirect("/gas/track")
        texts = self._texts(post)
        try:
            with document.env.cr.savepoint():
                document._rate(texts.get("mark"), texts.get("feedback"))
        except UserError as error:
            return self._tracked_page(document, error=str(error), said=texts, status=422)
        return request.redirect("/gas/track/view")
