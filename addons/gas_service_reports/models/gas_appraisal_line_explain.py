# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import formatLang

from ..tools.score import fraction, weight_of_mean


class GasAppraisalLine(models.Model):
    """Why a metric came out as it did, in sentences: what was counted, pulled, weighted and left out."""

    _inherit = "gas.appraisal.line"

    explanation = fields.Text(compute="_compute_explanation", compute_sudo=True)

    @api.depends("numerator", "denominator", "value", "shrunk", "has_evidence", "points", "evidence", "left_out")
    @api.depends_context("lang")
    def _compute_explanation(self):
        for line in self:
            sentences = line._value_sentences() if line.has_evidence else line._no_evidence_sentences()
            if line.left_out_count:
                sentences.append(
                    line.env._(
                        "Facts left out because they have their consequence elsewhere: %s. One event lowers pay once.",
                        line.left_out_count,
                    )
                )
            line.explanation = "\n".join(sentences)

    def _no_evidence_sentences(self):
        return [self.env._("There was nothing to count: it is left out, and its weight goes to the other metrics.")]

    def _value_sentences(self):
        scheme = self.appraisal_id.scheme_id
        more = weight_of_mean(fraction(self.denominator), scheme.prior, scheme.enough)
        counted = self.env._(
            "%(good)s of %(all)s, which is %(share)s.",
            good=self._number(self.numerator),
            all=self._number(self.denominator),
            share=self._percent(min(fraction(self.numerator) / fraction(self.denominator), 1)),
        )
        sentences = [counted]
        if self.shrunk:
            sentences.append(
                self.env._(
                    "Fewer than %(enough)s cases: pulled towards the department's mean of %(mean)s, which counts as"
                    " %(prior)s more. That makes %(value)s.",
                    enough=scheme.enough,
                    mean=self._percent(self.department_mean),
                    prior=self._number(float(more)),
                    value=self._percent(self.value),
                )
            )
        sentences.append(
            self.env._(
                "Its weight among the metrics with evidence is %(weight)s: %(points)s points.",
                weight=self._percent(self.effective_weight),
                points=self._number(self.points),
            )
        )
        return sentences

    def _percent(self, share):
        return f"{formatLang(self.env, float(share) * 100, digits=1)} %"

    def _number(self, number):
        return formatLang(self.env, number, digits=0 if number == int(number) else 2)
