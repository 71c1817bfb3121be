# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasAppraisalLine(models.Model):
    """One metric of an appraisal: so many of so many, weighted, and every fact it was counted from."""

    _name = "gas.appraisal.line"
    _description = "Metric of an Appraisal"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin"]
    _order = "appraisal_id, sequence, id"
    _rec_name = "metric_id"
    _host_fields = ("appraisal_id",)

    appraisal_id = fields.Many2one("gas.appraisal", required=True, readonly=True, ondelete="cascade", index=True)
    metric_id = fields.Many2one("gas.appraisal.metric", required=True, readonly=True, ondelete="restrict")
    sequence = fields.Integer(readonly=True)
    weight = fields.Float(readonly=True, digits=(6, 2), aggregator=None)
    effective_weight = fields.Float(
        "Weight Here", readonly=True, digits=(6, 4), aggregator=None,
        help="Share among the metrics that have evidence: those without are left out.",
    )  # fmt: skip
    numerator = fields.Float(readonly=True, digits=(12, 2))
    denominator = fields.Float(readonly=True, digits=(12, 2))
    department_mean = fields.Float(readonly=True, digits=(6, 4), aggregator=None, help="Of the whole department.")
    shrunk = fields.Boolean(
        "Few Cases", readonly=True, help="Pulled towards the department's mean: chance alone moves few cases far."
    )
    value = fields.Float(readonly=True, digits=(6, 4), aggregator="avg", help="0 to 1, what the score is made of.")
    has_evidence = fields.Boolean(readonly=True)
    points = fields.Float(readonly=True, digits=(6, 2), help="What it contributes to the score of 0 to 100.")
    evidence = fields.Json(readonly=True, help="[model, id, counted] of every fact.")
    left_out = fields.Json(
        readonly=True, help="[model, id, reason] of facts that do not count, e.g. in an executed case."
    )
    evidence_count = fields.Integer("Facts", compute="_compute_evidence_count")
    left_out_count = fields.Integer("Left Out", compute="_compute_evidence_count")

    _guarded_fields = frozenset(
        "appraisal_id metric_id sequence weight effective_weight numerator denominator department_mean shrunk value"
        " has_evidence points evidence left_out".split()
    )

    def _compute_evidence_count(self):
        for line in self:
            line.evidence_count = len(line.evidence or [])
            line.left_out_count = len(line.left_out or [])

    def action_open_evidence(self):
        """Open the facts this metric was counted from, as far as the user may read them."""
        self.ensure_one()
        self.check_access("read")
        rows = [*(self.evidence or []), *(self.left_out or [])]
        models_ = {model for model, _id, _counted in rows}
        if not models_:
            raise UserError(self.env._("There are no facts behind this metric: it is left out."))
        model = sorted(models_)[0]
        return {
            "type": "ir.actions.act_window",
            "name": self.metric_id.name,
            "res_model": model,
            "view_mode": "list,form",
            "domain": [("id", "in", [id_ for kind, id_, _counted in rows if kind == model])],
            "context": {"create": False},
        }
