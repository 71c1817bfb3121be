# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.selection import same_as
from .gas_callback_stratum import STRATA


class GasCallbackCandidate(models.Model):
    """One customer of one service type in a draw: his place in it, or why he was passed over (CB-3).

    Rows are written by the draw, a million a month: no column and no index more than it takes.
    """

    _name = "gas.callback.candidate"
    _description = "Customer in a Draw"
    _inherit = ["gas.hosted.mixin"]
    _order = "round_id, stratum, rank, id"
    _rec_name = "unit"
    _host_fields = ("round_id",)
    _log_access = False

    round_id = fields.Many2one("gas.callback.round", "Draw", required=True, readonly=True, ondelete="cascade")
    plan_id = fields.Many2one(related="round_id.plan_id")
    stratum = fields.Selection(STRATA, "Service Type", required=True, readonly=True)
    unit = fields.Char("Customer", required=True, readonly=True, help="a: gas account, p: contact, n: name.")
    # no column of its own: its foreign key would take longer than the rest of the row
    account_id = fields.Many2one(
        "gas.account", "Gas Account", compute="_compute_account_id", search="_search_account_id"
    )
    category = fields.Selection(same_as("gas.account", "category"), readonly=True)
    rank = fields.Integer(readonly=True, aggregator=None, help="In the order of calling; none for who is passed over.")
    passed = fields.Selection(
        [("do_not_call", "Does Not Want to Be Called"), ("recent", "Called Recently")], "Passed Over", readonly=True
    )
    drawn = fields.Boolean(readonly=True, help="Drawn, or called instead of somebody else.")
    callback_id = fields.Many2one("gas.callback", readonly=True, ondelete="set null")
    state = fields.Selection(related="callback_id.state", string="Call")

    # all service types of a customer; no second draw knows him again
    _unit_unique = models.UniqueIndex("(round_id, unit, stratum)")
    # the next one in line
    _reserve_idx = models.Index("(round_id, stratum, rank) WHERE callback_id IS NULL AND rank IS NOT NULL")
    _callback_idx = models.Index("(callback_id) WHERE callback_id IS NOT NULL")

    @api.depends("unit")
    def _compute_account_id(self):
        for candidate in self:
            candidate.account_id = int(candidate.unit[1:]) if candidate.unit.startswith("a") else False

    @api.model
    def _search_account_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("unit", "in", [f"a{id_}" for id_ in value if id_])]

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise UserError(self.env._("A draw is never changed."))

    def write(self, vals):
        if vals.keys() - {"callback_id", "drawn"}:
            raise UserError(self.env._("A draw is never changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A draw is never changed."))
