# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class ReportWorkOrder(models.AbstractModel):
    """Who may read a ticket may print it, and nobody else: whatever ids the route is asked for."""

    _name = "report.gas_service.report_work_order"
    _description = "Work Order"

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self.env["gas.inquiry"].browse(docids)
        docs.check_access("read")
        return {"doc_ids": docids, "doc_model": docs._name, "docs": docs}


class ReportNotice(models.AbstractModel):
    _name = "report.gas_service.report_notice"
    _inherit = "report.gas_service.report_work_order"
    _description = "One-Time Notice"
