# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools.audit_score import ASPECTS, score

ASPECT_LABELS = [
    ("time", "Time"),
    ("content", "Content"),
    ("objects", "Objects"),
    ("quantity", "Quantity"),
    ("analysis", "Analysis"),
]


class GasCallbackAuditLine(models.Model):
    """One department in an audit: what was checked, what was judged, the score, the finding (CB-8).

    The score follows from the checks and judgements alone, by ``tools/audit_score.py``: nobody types it.
    """

    _name = "gas.callback.audit.line"
    _description = "Department in an Audit of Callbacks"
    _inherit = ["gas.guarded.mixin"]
    _order = "audit_id desc, department_id, id"
    _rec_name = "department_id"

    audit_id = fields.Many2one("gas.callback.audit", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="audit_id.company_id", store=True)
    quarter = fields.Date(related="audit_id.quarter", store=True)
    state = fields.Selection(related="audit_id.state", store=True)
    department_id = fields.Many2one("hr.department", required=True, readonly=True, ondelete="restrict", index=True)
    check_ids = fields.One2many("gas.callback.audit.check", "line_id", "Checks")
    sample_ids = fields.One2many("gas.callback.audit.sample", "line_id", "Calls Judged")
    population = fields.Json(readonly=True, help="Ids of the calls that were drawn from.")
    population_count = fields.Integer("Calls to Draw From", readonly=True)
    sample_size = fields.Integer(readonly=True)
    score = fields.Float(readonly=True, digits=(5, 1), aggregator="avg", help="0 to 100; see the explanation.")
    basis = fields.Json(readonly=True, help="What the score is made of.")
    explanation = fields.Html("How the Score Comes About", compute="_compute_explanation", sanitize=False)
    finding = fields.Text(help="What was found, and what should be done about it.")
    improvement_ids = fields.One2many("gas.improvement", "audit_line_id", "Improvements")

    _department_unique = models.UniqueIndex("(audit_id, department_id)", "A department is in an audit once.")

    _guarded_fields = frozenset(
        "audit_id company_id quarter state department_id population population_count sample_size score basis".split()
    )

    @api.depends("audit_id.name", "department_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.audit_id.sudo().name} {line.department_id.sudo().name}"  # sudo: names

    @api.depends("basis", "score")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for line in self:
            line.explanation = self.env["ir.qweb"]._render(
                "gas_service.callback_audit_explanation", {"rows": line._score_rows(), "score": line.score}
            )

    def _score_rows(self):
        """Return what the score is made of, for people: dicts of label, passed, count, points, most."""
        labels = dict(self.env["gas.callback.audit.check"]._fields["aspect"]._description_selection(self.env))
        basis = self.basis or {}
        return [{"label": labels[aspect], **basis[aspect]} for aspect in ASPECTS if aspect in basis]

    def _check_rows(self):
        """Return the checks as a table: (period, [(passed, count) or None for each kind]) of each plan."""
        kinds = self._check_kinds()
        by_plan = self.check_ids.sorted("month").grouped(lambda check: (check.month, check.plan_id))
        rows = []
        for checks in by_plan.values():
            cells = []
            for kind in kinds:
                same = checks.filtered(lambda check, kind=kind: check.kind == kind)
                good = same.filtered(lambda check: check.passed or check.excuse)
                cells.append((len(good), len(same)) if same else None)
            rows.append((checks[0].period, cells))
        return rows

    def _check_kinds(self):
        """Return {kind: label} of the checks."""
        return dict(self.env["gas.callback.audit.check"]._fields["kind"]._description_selection(self.env))

    def write(self, vals):
        if vals.keys() - self._all_guarded and not self._is_unguarded():
            self.audit_id._check_open()
        return super().write(vals)

    def _rescore(self):
        """Write the score that follows from checks and judgements."""
        for line in self.sudo():  # sudo: nobody may write a score; it follows from what was checked
            results = [(check.aspect, check.passed or bool(check.excuse)) for check in line.check_ids]
            results += [result for sample in line.sample_ids for result in sample._results()]
            total, parts = score(results)
            line._write_guarded(
                {"score": total or 0.0, "basis": {aspect: part._asdict() for aspect, part in parts.items()}}
            )

    def _missing(self):
        """Return what is missing before the audit can be finished, as texts."""
        name = self.department_id.name
        missing = []
        samples = self.sudo().sample_ids  # sudo: also those of complaints about whoever finishes; only counted
        open_samples = samples.filtered(lambda sample: not sample.judged_at)
        if open_samples:
            missing.append(self.env._("%(name)s: %(count)s calls to judge", name=name, count=len(open_samples)))
        bad = self.check_ids.filtered(lambda check: not check.passed and not check.excuse)
        if (bad or any(not passed for sample in samples for _a, passed in sample._results())) and not (
            self.finding or ""
        ).strip():
            missing.append(self.env._("%s: the finding, because not everything passed", name))
        return missing
