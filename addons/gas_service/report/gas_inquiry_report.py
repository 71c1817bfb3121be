# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class ReportWorkOrder(models.AbstractModel):
    _name = "report.gas_service.report_work_order"
    _inherit = "gas.document.report"
    _description = "Work Order"
    _document_model = "gas.inquiry"


class ReportNotice(models.AbstractModel):
    _name = "report.gas_service.report_notice"
    _inherit = "gas.document.report"
    _description = "One-Time Notice"
    _document_model = "gas.inquiry"
