# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
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
    numerator = fields.Float("Good", readonly=True, digits=(12, 2), help="By the weight of their clause.")
    denominator = fields.Float("Of", readonly=True, digits=(12, 2), help="By the weight of their clause.")
    department_mean = fields.Float(readonly=True, digits=(6, 4), aggregator=None, help="Of the whole department.")
    shrunk = fields.Boolean(
        "Few Cases", readonly=True, help="Pulled towards the department's mean: chance alone moves few cases far."
    )
    value = fields.Float(readonly=True, digits=(6, 4), aggregator="avg", help="0 to 1, what the score is made of.")
    has_evidence = fields.Boolean(readonly=True)
    points = fields.Float(readonly=True, digits=(6, 2), help="What it contributes to the score of 0 to 100.")
    # numbers of complaints that the person must not know: opened by action_open_evidence alone
    evidence = fields.Json(
        readonly=True, groups=fields.NO_ACCESS, help="{model: [[ids in favour], [ids against]]} of every fact."
    )
    left_out = fields.Json(
        readonly=True, groups=fields.NO_ACCESS, help="{model: [ids]} of what has its consequence in a case."
    )
    evidence_count = fields.Integer("Facts", compute="_compute_evidence_count", compute_sudo=True)
    left_out_count = fields.Integer("Facts Left Out", compute="_compute_evidence_count", compute_sudo=True)
    has_more_evidence = fields.Boolean(
        compute="_compute_evidence_count", compute_sudo=True,
        help="Facts of a second kind, such as plans beside their deadlines.",
    )  # fmt: skip
    # for views and reports: those of the appraisal that one groups by
    employee_id = fields.Many2one(related="appraisal_id.employee_id", store=True)
    department_id = fields.Many2one(related="appraisal_id.department_id", store=True)
    company_id = fields.Many2one(related="appraisal_id.company_id", store=True)
    date_from = fields.Date(related="appraisal_id.date_from", store=True)
    period = fields.Selection(related="appraisal_id.period", store=True)
    subject = fields.Selection(related="appraisal_id.subject", store=True)
    state = fields.Selection(related="appraisal_id.state", string="Status")

    _guarded_fields = frozenset(
        "appraisal_id metric_id sequence weight effective_weight numerator denominator department_mean shrunk value"
        " has_evidence points evidence left_out employee_id department_id company_id date_from period subject".split()
    )

    @api.depends("evidence", "left_out")
    def _compute_evidence_count(self):
        for line in self:
            line.evidence_count = sum(len(ids) for pair in (line.evidence or {}).values() for ids in pair)
            line.left_out_count = sum(map(len, (line.left_out or {}).values()))
            line.has_more_evidence = len((line.evidence or {}).keys() | (line.left_out or {}).keys()) > 1

    def _evidence_records(self):
        """Return the records of each model behind the metric, those left out included: what the user may read of them.

        The most first.
        """
        self.ensure_one()
        self.check_access("read")
        row = self.sudo()  # sudo: which records; every one of them is checked for the user below
        by_model = {model: [*good, *bad] for model, (good, bad) in (row.evidence or {}).items()}
        for model, ids in (row.left_out or {}).items():
            by_model[model] = [*by_model.get(model, []), *ids]
        found = [self.env[model].browse(ids).exists()._filtered_access("read") for model, ids in by_model.items()]
        return sorted(found, key=len, reverse=True)

    def action_open_evidence(self):
        """Open the facts this metric was counted from, as far as the user may read them.

        Of those that are none of his, such as a complaint about himself, not even the number is told.
        :raise UserError: there are none, or none he may see
        """
        found = self._evidence_records()
        if not found:
            raise UserError(self.env._("There are no facts behind this metric: it is left out."))
        return self._open_evidence(found[0])

    def action_open_more_evidence(self):
        """Open the facts of the second kind, as ``action_open_evidence`` does those of the first."""
        found = self._evidence_records()
        return self._open_evidence(found[1]) if len(found) > 1 else self.action_open_evidence()

    def _open_evidence(self, records):
        if not records:
            raise UserError(
                self.env._("There are %s facts behind this metric, but none that you may open.", self.evidence_count)
            )
        return {
            "type": "ir.actions.act_window",
            "name": f"{self.metric_id.name} · {self.sudo().appraisal_id.name}",  # sudo: a name, checked above
            "res_model": records._name,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
            "context": {"create": False},
        }
