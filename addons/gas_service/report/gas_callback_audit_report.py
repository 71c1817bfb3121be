# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class ReportCallbackAudit(models.AbstractModel):
    """The audit as the reader may see it: a manager finds his departments in it, and no others (CB-8)."""

    _name = "report.gas_service.report_callback_audit"
    _description = "Audit of Callbacks"

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self.env["gas.callback.audit"].browse(docids)
        docs.check_access("read")
        # searched for: the cache of line_ids may have been filled for somebody else
        lines = self.env["gas.callback.audit.line"].search([("audit_id", "in", docs.ids)], order="department_id")
        return {
            "doc_ids": docids,
            "doc_model": docs._name,
            "docs": docs,
            "lines_of": {audit: lines.filtered(lambda line, a=audit: line.audit_id == a) for audit in docs},
        }
