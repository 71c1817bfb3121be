# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class GasDocumentReport(models.AbstractModel):
    """Who may read a document may print it, and nobody else: whatever ids the route is asked for.

    The concrete report says which documents it prints.
    """

    _name = "gas.document.report"
    _description = "Report of documents"

    _document_model = None

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self.env[self._document_model].browse(docids)
        docs.check_access("read")
        return {"doc_ids": docids, "doc_model": docs._name, "docs": docs}
