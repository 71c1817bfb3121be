# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

from .gas_callback_stratum import STRATA


class GasCallbackCandidate(models.Model):
    """One customer of one service type in a draw: his place in it, or why he was passed over (CB-3)."""

    _name = "gas.callback.candidate"
    _description = "Customer in a Draw"
    _inherit = ["gas.hosted.mixin"]
    _order = "round_id, stratum, rank, id"
    _rec_name = "unit"
    _host_fields = ("plan_id",)
    _log_access = False  # written by the draw, by the hundred thousand

    plan_id = fields.Many2one("gas.callback.plan", "Plan", required=True, readonly=True, ondelete="cascade")
    round_id = fields.Many2one("gas.callback.round", "Draw", required=True, readonly=True, ondelete="cascade")
    stratum = fields.Selection(STRATA, "Service Type", required=True, readonly=True)
    unit = fields.Char("Customer", required=True, readonly=True, help="a: gas account, p: contact, n: name.")
    account_id = fields.Many2one("gas.account", "Gas Account", readonly=True, ondelete="restrict")
    category = fields.Char(readonly=True)
    rank = fields.Integer(readonly=True, aggregator=None, help="In the order of calling; none for who is passed over.")
    passed = fields.Selection(
        [("do_not_call", "Does Not Want to Be Called"), ("recent", "Called Recently")], "Passed Over", readonly=True
    )
    drawn = fields.Boolean(readonly=True, help="Drawn, or called instead of somebody else.")
    callback_id = fields.Many2one("gas.callback", "Callback", readonly=True, ondelete="set null")

    _round_unique = models.UniqueIndex("(round_id, stratum, unit)")
    _called_idx = models.Index("(plan_id, stratum) WHERE callback_id IS NOT NULL")
    _callback_idx = models.Index("(callback_id) WHERE callback_id IS NOT NULL")
    # the next one in line
    _reserve_idx = models.Index("(plan_id, stratum, category, rank) WHERE callback_id IS NULL AND rank IS NOT NULL")
    _unit_idx = models.Index("(plan_id, unit)")

    def write(self, vals):
        if vals.keys() - {"callback_id", "drawn"}:
            raise UserError(self.env._("A draw is never changed."))
        return super().write(vals)
