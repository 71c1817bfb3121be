# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_sla_clock import OPEN

CODES = [
    ("PS-CONTACT", "First Contact"),
    ("PS-TOTAL", "Whole Way"),
    ("PS-DESIGN", "Design"),
    ("PS-COST", "Estimate"),
    ("PS-APPROVE", "Budget Approval"),
]


class GasProjectLimit(models.Model):
    """A limit set from outside (营商环境 requirements) for one project: prevails where it is shorter (PL-2.3)."""

    _name = "gas.project.limit"
    _description = "Outside Limit of a Project"
    _inherit = ["gas.hosted.mixin"]
    _order = "project_id, code"
    _rec_name = "authority"
    _host_fields = ("project_id",)

    project_id = fields.Many2one("gas.project", required=True, ondelete="cascade", index=True)
    code = fields.Selection(CODES, "Step", required=True, default="PS-TOTAL")
    days = fields.Integer("Working Days", required=True)
    authority = fields.Char("Set By", required=True, help="Who sets the limit, and in which document.")

    _positive = models.Constraint("CHECK (days > 0)", "A limit is at least one working day.")

    @api.model_create_multi
    def create(self, vals_list):
        limits = super().create(vals_list)
        limits._limits_changed()
        return limits

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("Limits are not rewritten: delete the line and add a new one."))

    def unlink(self):
        for limit in self:
            limit._check_takes_back()
        taken = [(limit.project_id, limit.code, limit.authority) for limit in self]
        result = super().unlink()
        for project, code, authority in taken:
            project._sla_apply_limits({code}, self.env._("No longer holds: %s", authority))
        return result

    def _check_takes_back(self):
        """Refuse to take back what a promise was measured by; of a running one only a manager does, never the lead.

        :raise UserError: a deadline has ended by it
        :raise AccessError: it lengthens a running promise, and the user may not
        """
        project = self.project_id
        # sudo: whether any clock was planned by it
        clocks = project.sudo().clock_ids.filtered(
            lambda clock: clock.code == self.code and clock.limit < clock.own_limit
        )
        if clocks.filtered(lambda clock: clock.state in ("met", "late")):
            raise UserError(self.env._("A deadline has ended by this limit already: it stays."))
        if clocks.filtered(lambda clock: clock.state in OPEN) and not self.env.su:
            project._check_judges()

    def _limits_changed(self):
        for limit in self:
            limit.project_id._sla_apply_limits({limit.code}, limit.authority)


class GasProject(models.Model):
    _inherit = "gas.project"

    limit_ids = fields.One2many("gas.project.limit", "project_id", "Outside Limits")
