# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import api, models

from odoo.addons.gas_service.models.gas_callback_plan_analysis import MOST_QUOTES


class ReportCallbackAnalysis(models.AbstractModel):
    """The monthly analysis of callbacks (CB-7): what the Excel file and the PDF are made of.

    Everything is read as the user: who may not read the plan gets nothing, and quotes are those of the
    callbacks he may read.
    """

    _name = "report.gas_service_reports.callback_analysis"
    _description = "Analysis of Callbacks"

    @api.model
    def _get_report_values(self, docids, data=None):
        docs = self._plans(docids)
        return {
            "doc_ids": docids,
            "doc_model": docs._name,
            "docs": docs,
            "values_of": {plan: self._values(plan) for plan in docs},
        }

    @api.model
    def _plans(self, ids):
        """Return the plans, whatever model the route was asked for.

        :raise AccessError: the user may not read one of them
        """
        plans = self.env["gas.callback.plan"].browse(ids)
        plans.check_access("read")
        return plans

    @api.model
    def _values(self, plan):
        """Return what the reports of one plan show: plain values, texts in the user's language."""
        dimensions = self.env["gas.callback.dimension"].search([("plan_id", "=", plan.id)])
        return {
            "percent": lambda share, digits=0: f"{share:.{digits}%}",
            "strata": plan.stratum_ids,
            "dimensions": dimensions.filtered(lambda row: not row.extra),
            "extra_dimensions": dimensions.filtered("extra"),
            "keys": [row.dimension for row in dimensions if not row.extra],
            "labels": self._labels("gas.callback.dimension", "dimension"),
            "services": self._named(plan, "service", self._labels("gas.callback.stratum", "stratum")),
            "categories": self._named(plan, "category", self._labels("gas.callback", "category")),
            "trend": plan._trend(),
            # an SVG drawn by the addon itself, its texts escaped
            "chart": Markup(plan._trend_svg()),
            "quotes": plan._quotes(),
            "printed_quotes": plan._quotes(MOST_QUOTES),
            "improvements": self.env["gas.improvement"].search([("plan_id", "=", plan.id)]),
        }

    @api.model
    def _labels(self, model, field):
        return dict(self.env[model]._fields[field]._description_selection(self.env))

    @api.model
    def _named(self, plan, by, labels):
        """Return [(label, {dimension: figures})] in the order of the labels."""
        rows = plan._breakdown(by)
        return [(label, rows[key]) for key, label in labels.items() if key in rows]
