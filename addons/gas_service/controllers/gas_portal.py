# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..models.gas_portal_mixin import LONGEST_MESSAGE
from ..tools import upload
from .gas_track import GasTracking

# the part of the address that names the model
_MODELS = {"tickets": "gas.inquiry", "projects": "gas.project"}
_STEP = 20


class GasPortal(GasTracking, CustomerPortal):
    """A customer's own tickets and projects, with a login (FI-13).

    What is not his is not found, whether it exists or not.
    """

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        for kind in _MODELS:
            if f"gas_{kind}_count" in counters:
                values[f"gas_{kind}_count"] = self._own(kind).search_count(self._own_domain(kind))
        return values

    def _prepare_portal_layout_values(self):
        # the layout leaves the language out, which a screen reader needs
        return super()._prepare_portal_layout_values() | {"html_data": {"lang": request.env.lang.replace("_", "-")}}

    @staticmethod
    def _own(kind):
        if kind not in _MODELS:
            raise request.not_found()
        # sudo: customers have no rights to the model; what is found is limited by _own_domain
        return request.env[_MODELS[kind]].sudo()

    def _own_domain(self, kind):
        return self._own(kind)._domain_of_customer(request.env.user.partner_id)

    def _own_document(self, kind, record_id):
        document = self._own(kind).search(self._own_domain(kind) & Domain("id", "=", record_id))
        if not document:
            raise request.not_found()
        return document

    @route(
        ["/my/gas/<string:kind>", "/my/gas/<string:kind>/page/<int:page>"],
        type="http", auth="user", website=True, methods=["GET"], readonly=True,
    )  # fmt: skip
    def gas_list(self, kind, page=1, **_params):
        model, domain = self._own(kind), self._own_domain(kind)
        pages = pager(url=f"/my/gas/{kind}", total=model.search_count(domain), page=page, step=_STEP)
        return request.render(
            "gas_service.portal_list",
            {
                **self._prepare_portal_layout_values(),
                "page_name": f"gas_{kind}",
                "kind": kind,
                "documents": model.search(domain, order="id desc", limit=_STEP, offset=pages["offset"]),
                "pager": pages,
            },
        )

    @route(
        "/my/gas/<string:kind>/<int:record_id>", type="http", auth="user", website=True, methods=["GET"], readonly=True
    )
    def gas_document(self, kind, record_id, **_params):
        return self._document_page(kind, self._own_document(kind, record_id))

    @route("/my/gas/<string:kind>/<int:record_id>/message", type="http", auth="user", website=True, methods=["POST"])
    def gas_message(self, kind, record_id, **post):
        """Write to who handles it."""
        document = self._own_document(kind, record_id)
        text = self._texts(post).get("text", "")
        return self._do(kind, document, lambda: document._portal_post(request.env.user.partner_id, text), said=text)

    @route("/my/gas/<string:kind>/<int:record_id>/open", type="http", auth="user", website=True, methods=["POST"])
    def gas_open(self, kind, record_id, **_post):
        """Go to the page on which one rates and complains to supervision, without typing the code."""
        self._remember(self._own_document(kind, record_id))
        return request.redirect("/gas/track/view")

    @route(
        "/my/gas/projects/<int:record_id>/document/<int:document_id>",
        type="http", auth="user", website=True, methods=["POST"], max_content_length=upload.MAX_REQUEST,
    )  # fmt: skip
    def gas_upload(self, record_id, document_id, **_post):
        """Supply one of the documents that are missing (PS-4.2.3.1)."""
        project = self._own_document("projects", record_id)
        wanted = project.document_ids.filtered(lambda one: one.id == document_id)
        if not wanted:
            raise request.not_found()
        return self._do("projects", project, lambda: wanted._upload(self._checked_files(project.env, "files")))

    def _do(self, kind, document, step, said=""):
        """Do a step and show the page, or show it with what hinders."""
        try:
            with document.env.cr.savepoint():
                step()
        except UserError as error:
            return self._document_page(kind, document, error=str(error), said=said)
        return request.redirect(f"/my/gas/{kind}/{document.id}")

    def _document_page(self, kind, document, error="", said=""):
        return request.render(
            "gas_service.portal_document",
            {
                **self._prepare_portal_layout_values(),
                "page_name": f"gas_{kind}",
                "kind": kind,
                "document": document,
                "v": document._tracking_values(),
                "messages": document._portal_messages(request.env.user.partner_id),
                "documents": document.document_ids if kind == "projects" else [],
                "error": error,
                "said": said,
                "longest": LONGEST_MESSAGE,
                "upload": self._upload_form(request.env),
            },
        )
