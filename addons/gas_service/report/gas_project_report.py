# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class ReportServiceGuide(models.AbstractModel):
    _name = "report.gas_service.report_service_guide"
    _inherit = "gas.document.report"
    _description = "Service Guide"
    _document_model = "gas.project"


class ReportProject(models.AbstractModel):
    _name = "report.gas_service.report_project"
    _inherit = "gas.document.report"
    _description = "Project Report"
    _document_model = "gas.project"
