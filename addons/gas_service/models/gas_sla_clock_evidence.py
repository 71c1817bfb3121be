# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain


class GasSlaClock(models.Model):
    """Which clocks may ever be held against somebody (FI-15)."""

    _inherit = "gas.sla.clock"

    is_evidence = fields.Boolean(
        "Counts as Evidence",
        compute="_compute_is_evidence",
        search="_search_is_evidence",
        help="Binding, and started after the company went live: only these feed appraisal and pay.",
    )

    @api.depends("binding", "started_at", "company_id.gas_live_date")
    def _compute_is_evidence(self):
        # sudo: the live date is no secret, but an ordinary user may not read every company
        starts = {company: company._gas_live_from() for company in self.sudo().company_id}
        for clock in self:
            start = starts[clock.sudo().company_id]  # sudo: as above
            clock.is_evidence = clock.binding and bool(start) and clock.started_at >= start

    def _search_is_evidence(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        # sudo: as above
        companies = self.env["res.company"].sudo().search([("gas_live_date", "!=", False)])
        evidence = Domain("binding", "=", True) & Domain.OR(
            Domain("company_id", "=", company.id) & Domain("started_at", ">=", company._gas_live_from())
            for company in companies
        )
        wanted = Domain.OR(evidence if bool(v) else ~evidence for v in value)
        return wanted if operator == "in" else ~wanted
