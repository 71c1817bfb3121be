# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class ReportAppraisal(models.AbstractModel):
    _name = "report.gas_service_reports.report_appraisal"
    _inherit = ["gas.document.report"]
    _description = "Appraisal"

    _document_model = "gas.appraisal"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data)
        return {**values, "values_of": {one: one._print_values() for one in values["docs"]}}
