# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasApprovalDecision(models.Model):
    """Decisions on conduct cases."""

    _inherit = "gas.approval.decision"
    _host_fields = ("project_id", "callback_plan_id", "conduct_case_id")

    conduct_case_id = fields.Many2one(
        "gas.conduct.case", "Conduct Case", readonly=True, ondelete="restrict", index="btree_not_null"
    )


class GasApprovalRule(models.Model):
    _inherit = "gas.approval.rule"

    kind = fields.Selection(
        selection_add=[("reward", "Reward"), ("penalty", "Penalty")],
        ondelete={"reward": "cascade", "penalty": "cascade"},
    )


class GasSlaClock(models.Model):
    """Clocks of conduct cases."""

    _inherit = "gas.sla.clock"
    _host_fields = (
        "inquiry_id", "project_id", "callback_plan_id", "callback_issue_id", "callback_audit_id", "conduct_case_id",
    )  # fmt: skip

    conduct_case_id = fields.Many2one("gas.conduct.case", "Conduct Case", readonly=True, ondelete="cascade")

    _conduct_case_unique = models.UniqueIndex(
        "(conduct_case_id, code, occurrence) WHERE conduct_case_id IS NOT NULL"
    )


class ResCompany(models.Model):
    """When payroll closes its books."""

    _inherit = "res.company"

    gas_payroll_cutoff_day = fields.Integer(
        "Payroll Cut-off", default=25,
        help="Day of the month after which what becomes final goes into the next month's payslip (FI-14.4).",
    )  # fmt: skip

    _gas_cutoff_day = models.Constraint(
        "CHECK (gas_payroll_cutoff_day BETWEEN 1 AND 31)", "The cut-off is a day of the month."
    )
