# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_archived_mixin import archive_is_open


class GasApprovalDecision(models.Model):
    """One decision on a document, append-only: who launched, approved, rejected or withdrew what, and when.

    Written by the engine alone (gas.approval.mixin): all its fields are guarded, so not even code
    under sudo makes one, and nobody changes or deletes one.
    """

    _name = "gas.approval.decision"
    _inherit = ["gas.guarded.mixin", "gas.hosted.mixin"]
    _description = "Approval Decision"
    _order = "id"
    _rec_name = "step_name"
    # the documents a decision can belong to; each adds its field and index in a file of its own
    _host_fields = ()

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    round = fields.Integer(required=True, readonly=True, aggregator=None, help="How often it was launched by then.")
    sequence = fields.Integer(readonly=True, aggregator=None)
    step_name = fields.Char("Step", readonly=True, help="Name of the step as of then.")
    amount = fields.Monetary(readonly=True, aggregator=None)
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    decision = fields.Selection(
        [("launched", "Launched"), ("approved", "Approved"), ("rejected", "Rejected"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
    )
    decided_by = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict", index=True)
    decided_at = fields.Datetime("On", required=True, readonly=True)
    passed_on = fields.Char(readonly=True, help="Why the step was not decided by its regular approver.")
    reason = fields.Char(readonly=True)

    _guarded_fields = frozenset(
        "company_id round sequence step_name amount currency_id decision decided_by decided_at passed_on reason".split()
    )

    def write(self, vals):
        if not archive_is_open(self):
            raise UserError(self.env._("The history of an approval is only added to."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The history of an approval is only added to."))
