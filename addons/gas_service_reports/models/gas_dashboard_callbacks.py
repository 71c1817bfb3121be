# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from odoo.addons.gas_service.tools.interval import FEW, share_interval

from ..tools.report_table import share

# CB-3: never less than that
LEAST = 0.03
# whether an answer judges anything, and whether it is a good one: see SATISFIED of gas.callback.report
_JUDGING = Domain("kind", "=", "scale") | (Domain("kind", "=", "yesno") & Domain("question_id.no_is_bad", "=", True))
_BAD = (Domain("kind", "=", "scale") & (Domain("number", "<", 4) | Domain("dissatisfied", "=", True))) | (
    Domain("kind", "=", "yesno") & Domain("question_id.no_is_bad", "=", True) & Domain("number", "!=", 1)
)


class GasDashboard(models.AbstractModel):
    """Callbacks of the last month that has any: how many were made, and how satisfied customers are (CB-3, CB-7)."""

    _inherit = "gas.dashboard"

    @api.model
    def _callbacks(self):
        """Return the figures of the last month with a plan, or False before there is one."""
        plans = self._scope() & Domain("kind", "=", "monthly") & Domain("state", "!=", "cancelled")
        found = self.env["gas.callback.plan"]._read_group(
            plans, ["month:month"], ["id:array_agg"], order="month:month desc", limit=1
        )
        if not found:
            return False
        [(month, plan_ids)] = found
        of_plans = Domain("plan_id", "in", plan_ids)
        [(population, quota)] = self.env["gas.callback.stratum"]._read_group(
            of_plans & Domain("stratum", "=", "total"), [], ["population:sum", "quota:sum"]
        )
        done = of_plans & Domain("state", "=", "done") & Domain("extra", "=", False)
        judged = done & Domain("answer_ids", "any", _JUDGING)
        name = f"{month:%Y-%m}"
        made = self._figure("made", self.env._("Callbacks of %s", name), "gas.callback", done)
        asked = self._figure("asked", self.env._("Asked in %s", name), "gas.callback", judged)
        satisfied = self._figure(
            "satisfied",
            self.env._("Satisfied in %s", name),
            "gas.callback",
            judged & ~Domain("answer_ids", "any", _BAD),
        )
        return self._share(asked, satisfied) | {
            "month": name,
            "population": population or 0,
            "quota": quota or 0,
            "ratio": share(made["count"], population),
            "least": LEAST,
            "plans": {
                "count": len(plan_ids),
                "action": self._action(self.env._("Callback Plans"), "gas.callback.plan", Domain("id", "in", plan_ids)),
            },
            "made": made,
        }

    @api.model
    def _share(self, asked, satisfied):
        """Return two figures with the share of the one in the other, and Wilson's interval of it."""
        interval = share_interval(satisfied["count"], asked["count"])
        return {
            "asked": asked,
            "satisfied": satisfied,
            "share": share(satisfied["count"], asked["count"]),
            "low": interval.low,
            "high": interval.high,
            "few": asked["count"] < FEW,
        }
