# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from .gas_service_record import SERVICE_TYPES

# what is drawn from: each service type, all of them together, and the classes that are called completely
STRATA = [*SERVICE_TYPES, ("total", "In Total"), ("complaint", "All Complaints"), ("repair", "All Repairs")]
EXTRA = ("complaint", "repair")


class GasCallbackStratum(models.Model):
    """One service type of a plan: how many were served, drawn, reached, answered (CB-3)."""

    _name = "gas.callback.stratum"
    _description = "Service Type of a Callback Plan"
    _inherit = ["gas.hosted.mixin"]
    _order = "plan_id, sequence, id"
    _rec_name = "stratum"
    _host_fields = ("plan_id",)

    plan_id = fields.Many2one("gas.callback.plan", "Plan", required=True, readonly=True, ondelete="cascade", index=True)
    sequence = fields.Integer(readonly=True)
    stratum = fields.Selection(STRATA, "Service Type", required=True, readonly=True)
    extra = fields.Boolean("Apart from the Ratio", readonly=True, help="Called completely; not part of the ratio.")
    population = fields.Integer(readonly=True, help="Customers served, those never called included.")
    quota = fields.Integer("To Call", readonly=True, help="The ratio of the population, rounded up.")
    passed = fields.Integer("Passed Over", readonly=True, help="Not to be called, or called recently.")
    drawn = fields.Integer(compute="_compute_calls")
    reached = fields.Integer(compute="_compute_calls")
    completed = fields.Integer(compute="_compute_calls")
    ratio = fields.Float("Ratio (%)", compute="_compute_calls", digits=(5, 2), help="Completed of the population.")
    reached_quota = fields.Boolean("Enough", compute="_compute_calls")
    exhausted = fields.Boolean(compute="_compute_calls", help="Nobody is left to be called instead.")

    _plan_unique = models.UniqueIndex("(plan_id, stratum)", "A service type is there once.")

    def _compute_calls(self):
        """Two queries whatever the number of plans: what was drawn, and what is left."""
        candidates = self.env["gas.callback.candidate"]
        plans = ("plan_id", "in", self.plan_id.ids)
        called = {}
        for plan, stratum, state, drawn, count in candidates._read_group(
            [plans, ("callback_id", "!=", False)], ["plan_id", "stratum", "callback_id.state", "drawn"], ["__count"]
        ):
            called.setdefault((plan.id, stratum), []).append((state, drawn, count))
        left = {
            (plan.id, stratum)
            for plan, stratum in candidates._read_group(
                [plans, ("callback_id", "=", False), ("rank", "!=", False)], ["plan_id", "stratum"]
            )
        }
        for one in self:
            rows = called.get((one.plan_id.id, one.stratum), [])
            one.drawn = sum(count for _state, drawn, count in rows if drawn)
            one.reached = sum(count for state, _drawn, count in rows if state in ("done", "refused"))
            one.completed = sum(count for state, _drawn, count in rows if state == "done")
            one.ratio = 100.0 * one.completed / one.population if one.population else 0.0
            one.reached_quota = one.completed >= one.quota
            waiting = sum(count for state, _drawn, count in rows if state in ("todo", "calling"))
            one.exhausted = not one.reached_quota and not waiting and (one.plan_id.id, one.stratum) not in left

    @api.depends("stratum", "plan_id")
    def _compute_display_name(self):
        labels = dict(self._fields["stratum"]._description_selection(self.env))
        for one in self:
            one.display_name = labels.get(one.stratum, "")
