# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasInquiry(models.Model):
    """What the company promises, in words, beside the form of a new ticket (FI-8.2a, FI-8.3)."""

    _inherit = "gas.inquiry"

    transfer_limit = fields.Char(compute="_compute_limits")
    reply_limit = fields.Char(compute="_compute_limits")

    @api.depends("company_id")
    @api.depends_context("lang")
    def _compute_limits(self):
        self.transfer_limit = self.reply_limit = False
        # what is registered already keeps what was promised: its deadlines say it
        new = self.filtered(lambda ticket: not ticket._origin and ticket.company_id)
        policies = self.env["gas.sla.policy"]._by_company(new.company_id) if new else {}
        for ticket in new:
            promised = policies[ticket.company_id.id]
            ticket.transfer_limit = self._limit_of(promised.get("FI-TRANSFER"))
            ticket.reply_limit = self._limit_of(promised.get("FI-REPLY"))

    def _limit_of(self, policy):
        return policy and policy._limit_text(policy.unit, policy.limit)
