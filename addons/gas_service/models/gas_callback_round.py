# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasCallbackRound(models.Model):
    """One draw, stored whole: everyone it was drawn from, in which order, and why somebody was passed over.

    It is never repeated; services recorded afterwards make a further round (CB-3).
    """

    _name = "gas.callback.round"
    _description = "Draw of Callbacks"
    _inherit = ["gas.hosted.mixin"]
    _order = "plan_id, number"
    _rec_name = "number"
    _host_fields = ("plan_id",)

    plan_id = fields.Many2one("gas.callback.plan", required=True, readonly=True, ondelete="cascade", index=True)
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    seed = fields.Char(
        required=True, readonly=True, help="Random, fixed before the draw: the same seed draws the same."
    )
    ratio = fields.Integer(required=True, readonly=True, aggregator=None, help="In hundredths of a percent.")
    drawn_at = fields.Datetime("Drawn On", required=True, readonly=True)
    cutoff_id = fields.Integer(
        "Last Record", required=True, readonly=True, aggregator=None, help="Service records up to this one were there."
    )
    candidate_ids = fields.One2many("gas.callback.candidate", "round_id", "Population", readonly=True)
    candidate_count = fields.Integer("Population", compute="_compute_candidate_count")

    _number_unique = models.UniqueIndex("(plan_id, number)", "A draw has one number.")

    def _compute_candidate_count(self):
        counts = dict(
            self.env["gas.callback.candidate"]._read_group(
                [("round_id", "in", self.ids), ("stratum", "=", "total")], ["round_id"], ["__count"]
            )
        )
        for draw in self:
            draw.candidate_count = counts.get(draw, 0)

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("A draw is never changed."))
