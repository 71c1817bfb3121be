# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class ReportConductNotice(models.AbstractModel):
    """The person concerned and who may read the case print its notice, and nobody else."""

    _name = "report.gas_service.report_conduct_notice"
    _description = "Notice to the Person Concerned"

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self.env["gas.conduct.notice"].browse(docids)
        docs.check_access("read")
        return {"doc_ids": docids, "doc_model": docs._name, "docs": docs}
