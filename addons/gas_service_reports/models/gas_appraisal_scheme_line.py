# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasAppraisalSchemeLine(models.Model):
    """The weight of a metric in a scheme."""

    _name = "gas.appraisal.scheme.line"
    _description = "Metric of an Appraisal Scheme"
    _order = "scheme_id, sequence, id"
    _rec_name = "metric_id"

    scheme_id = fields.Many2one("gas.appraisal.scheme", required=True, ondelete="cascade", index=True)
    metric_id = fields.Many2one("gas.appraisal.metric", required=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    weight = fields.Float(required=True, default=10, digits=(6, 2))
    target = fields.Float(digits=(8, 2), help="Where so many are expected in the period, e.g. work records of a lead.")

    _metric_unique = models.UniqueIndex("(scheme_id, metric_id)", "A metric is in a scheme once.")
    _positive = models.Constraint("CHECK (weight > 0 AND target >= 0)", "Weights are above 0, targets not negative.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.scheme_id._check_unused()
        return lines

    def write(self, vals):
        self.scheme_id._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self.scheme_id._check_unused()
