# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter, defaultdict

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

    plan_id = fields.Many2one("gas.callback.plan", required=True, readonly=True, ondelete="cascade", index=True)
    sequence = fields.Integer(readonly=True)
    stratum = fields.Selection(STRATA, "Service Type", required=True, readonly=True)
    extra = fields.Boolean("Apart from the Ratio", readonly=True, help="Called completely; not part of the ratio.")
    population = fields.Integer(readonly=True, help="Customers served, those never called included.")
    quota = fields.Integer("Needed", readonly=True, help="The ratio of the population, rounded up.")
    passed = fields.Integer("Passed Over", readonly=True, help="Not to be called, or called recently.")
    drawn = fields.Integer(
        compute="_compute_calls",
        help="For this service type. Who is called for another one, and got this too, counts as reached and answered.",
    )
    reached = fields.Integer(compute="_compute_calls")
    completed = fields.Integer(compute="_compute_calls")
    ratio = fields.Float("Ratio (%)", compute="_compute_calls", digits=(5, 2), help="Completed of the population.")
    reached_quota = fields.Boolean("Enough", compute="_compute_calls")
    exhausted = fields.Boolean(compute="_compute_calls", help="Nobody is left to be called instead.")

    _plan_unique = models.UniqueIndex("(plan_id, stratum)", "A service type is there once.")

    def _compute_calls(self):
        counts = self._count_calls()
        for one in self:
            states, one.drawn = counts[one]
            one.completed = states["done"]
            one.reached = states["done"] + states["refused"]
            one.ratio = 100.0 * one.completed / one.population if one.population else 0.0
            one.reached_quota = one.completed >= one.quota
            # with nobody waiting, nobody is left who could be called instead
            nobody_left = one.population - one.passed <= states.total()
            one.exhausted = not one.reached_quota and nobody_left and not states["todo"] + states["calling"]

    def _count_calls(self):
        """Return {service type: (Counter of the calls by their state, number drawn)}, in one query.

        Each call counts in every service type its customer was drawn from, once.
        """
        # sudo: only numbers, of plans the user may read
        candidates = self.env["gas.callback.candidate"].sudo()
        states, drawn = defaultdict(Counter), Counter()
        for plan, stratum, state, is_drawn, count in candidates._read_group(
            [("callback_id.plan_id", "in", self.plan_id.ids)],
            ["callback_id.plan_id", "stratum", "callback_id.state", "drawn"],
            ["__count"],
        ):
            states[plan.id, stratum][state] += count
            drawn[plan.id, stratum] += count if is_drawn else 0
        return {one: (states[key], drawn[key]) for one in self for key in [(one.plan_id.id, one.stratum)]}

    def _missing(self):
        """Return how many have still to be called for the ratio, beside those who answered or can (sudo)."""
        self.ensure_one()
        if self.extra:
            return 0  # everybody is called already
        states, _drawn = self._count_calls()[self]
        return max(self.quota - states["done"] - states["todo"] - states["calling"], 0)

    @api.depends("stratum", "plan_id")
    def _compute_display_name(self):
        labels = dict(self._fields["stratum"]._description_selection(self.env))
        for one in self:
            one.display_name = labels.get(one.stratum, "")
