# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from .gas_callback_stratum import EXTRA

# the numbers of each service type, counted again from the stored draws
_COUNTED = """
    SELECT plan_id, stratum, sum(size) AS population, sum(quota) AS quota, sum(passed) AS passed,
           bool_or(called < least(quota, size - passed)) AS short
    FROM (
        SELECT r.plan_id, c.stratum, count(*) AS size, count(c.passed) AS passed, count(*) FILTER (WHERE c.drawn) AS called,
               CASE WHEN c.stratum = ANY(%(extra)s) THEN count(*)
                    ELSE div(count(*) * r.ratio + 9999, 10000) END AS quota
        FROM gas_callback_candidate c JOIN gas_callback_round r ON r.id = c.round_id
        GROUP BY r.plan_id, c.stratum, r.id, r.ratio
    ) draws
    GROUP BY plan_id, stratum
"""


class GasCheck(models.AbstractModel):
    """Callbacks: as many as the ratio asks for, of those whom the seed draws, each once (CB-3)."""

    _inherit = "gas.check"

    @api.model
    def _invariants(self):
        return super()._invariants() | {
            "callback_quota": self.env._("Of every service type of a plan, the ratio of its customers was drawn"),
            "callback_ratio": self.env._("Every draw was made with the ratio of its plan's rule, 3 % or more"),
            "callback_draw": self.env._("Every draw is what its seed draws"),
            "callback_call": self.env._("Who was drawn is called, and answers come from who was drawn"),
            "callback_short": self.env._("A finished plan was called completely, or says why not"),
        }

    @api.model
    def _find_callback_quota(self):
        rows = self._rows(
            f"""
            WITH counted AS ({_COUNTED})
            SELECT COALESCE(c.plan_id, s.plan_id), COALESCE(c.stratum, s.stratum), c.short
            FROM counted c FULL JOIN gas_callback_stratum s ON s.plan_id = c.plan_id AND s.stratum = c.stratum
            WHERE (c.population, c.quota, c.passed) IS DISTINCT FROM (s.population, s.quota, s.passed) OR c.short
            """,
            extra=list(EXTRA),
        )
        labels = dict(self.env["gas.callback.stratum"]._fields["stratum"]._description_selection(self.env))
        for plan_id, stratum, is_short in rows:
            text = self.env._("%s: its numbers are not those of its draws", labels[stratum])
            if is_short:
                text = self.env._("%s: fewer were drawn than the ratio asks for", labels[stratum])
            yield self.env["gas.callback.plan"].browse(plan_id), text

    @api.model
    def _find_callback_ratio(self):
        for draw in self.env["gas.callback.round"].search([], limit=None):
            if draw.ratio != draw.plan_id.rule_id._ratio_points() or draw.ratio < 300:
                yield draw, self.env._("was drawn with another ratio than its rule's")

    @api.model
    def _find_callback_draw(self):
        for draw in self.env["gas.callback.round"].search([], limit=None):
            _places, differences = draw._draw_again()
            if differences:
                yield draw, self.env._("differs from what its seed draws, in %s places", len(differences))

    @api.model
    def _find_callback_call(self):
        rows = self._rows(
            """
            SELECT 'drawn', max(c.id) FROM gas_callback_candidate c
            JOIN gas_callback_round r ON r.id = c.round_id JOIN gas_callback_plan p ON p.id = r.plan_id
            LEFT JOIN gas_callback b ON b.id = c.callback_id AND b.plan_id = p.id AND b.unit = c.unit
            WHERE (c.drawn AND p.state != 'cancelled' AND b.id IS NULL)
               OR (c.callback_id IS NOT NULL AND b.id IS NULL) OR (c.drawn AND c.passed IS NOT NULL)
            GROUP BY c.round_id, c.unit
            UNION ALL
            SELECT 'called', b.id FROM gas_callback b
            WHERE NOT EXISTS (SELECT FROM gas_callback_candidate c WHERE c.callback_id = b.id AND c.drawn)
            UNION ALL
            SELECT 'answered', b.id FROM gas_callback b
            LEFT JOIN LATERAL (SELECT count(*) AS answers FROM gas_callback_answer a WHERE a.callback_id = b.id) a ON TRUE
            WHERE (b.state = 'done') != (a.answers > 0) OR (b.state = 'done') != (b.done_at IS NOT NULL)
               OR b.dissatisfied != EXISTS (
                      SELECT FROM gas_callback_answer d WHERE d.callback_id = b.id AND d.dissatisfied)
            """
        )
        texts = {
            "drawn": self.env._("was drawn and is not called, or is called without being drawn"),
            "called": self.env._("is called, and was in no draw"),
            "answered": self.env._("counts as answered without answers, or the other way round"),
        }
        models_ = {"drawn": "gas.callback.candidate"}
        for kind, record_id in rows:
            yield self.env[models_.get(kind, "gas.callback")].browse(record_id), texts[kind]

    @api.model
    def _find_callback_short(self):
        for plan in self.env["gas.callback.plan"].search([("state", "=", "done"), ("shortfall_reason", "=", False)]):
            if plan.shortfall:
                yield plan, self.env._("was finished with fewer calls than the ratio asks for, and does not say why")
