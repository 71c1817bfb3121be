# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class GasCallback(models.Model):
    """Reporting what one customer said as an issue."""

    _inherit = "gas.callback"

    issue_ids = fields.One2many("gas.callback.issue", "callback_id", "Issues", readonly=True)

    def action_report_issue(self, subject, description=""):
        """Report what this customer said as possibly major (CB-9); by whoever may read the call.

        :return: id of the issue
        """
        self.ensure_one()
        self.check_access("read")
        return (
            self.env["gas.callback.issue"]._report(self.sudo().plan_id, subject, description, self).id
        )  # sudo: checked


class GasCallbackPlan(models.Model):
    """Reporting what the answers of a month say as an issue; improvements that come out of the analysis."""

    _inherit = "gas.callback.plan"

    issue_ids = fields.One2many("gas.callback.issue", "plan_id", "Issues", readonly=True)
    improvement_ids = fields.One2many("gas.improvement", "plan_id", "Improvements")

    def action_report_issue(self, subject, description=""):
        """Report what the answers of the month say as possibly major (CB-9); by whoever may read the plan.

        :return: id of the issue
        """
        self.ensure_one()
        self.check_access("read")
        return self.env["gas.callback.issue"]._report(self, subject, description).id
