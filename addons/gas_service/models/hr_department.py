# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

_ORGANISATION = {"manager_id", "gas_leader_id", "parent_id", "active"}


class HrDepartment(models.Model):
    _inherit = "hr.department"

    gas_leader_id = fields.Many2one(
        "hr.employee",
        string="Leader in Charge",
        domain="['|', ('company_id', '=', False), ('company_id', 'in', allowed_company_ids)]",
        help="Company leader this department answers to; reports that break the routine go to him (FI-9).",
    )

    gas_archives = fields.Boolean(
        "Takes Part in the Archive",
        default=True,
        help="Hands its finished tickets over to general management every month, or says that there are none (FI-8.6).",
    )

    @api.model_create_multi
    def create(self, vals_list):
        departments = super().create(vals_list)
        self.env["hr.employee"]._gas_organisation_changed()
        return departments

    def write(self, vals):
        result = super().write(vals)
        if _ORGANISATION & vals.keys():
            self.env["hr.employee"]._gas_organisation_changed()
        return result

    def _gas_notice_user(self, excluded=None):
        """Return the user who gets the department's notices (FI-8.5).

        The manager; where he is among ``excluded`` (users a complaint is about) or has no login, the
        manager of the parent department, then the leader in charge, then somebody of supervision.
        """
        excluded = excluded or self.env["res.users"]
        # sudo: employees are not readable by ordinary users; only the user is returned
        candidates = self.sudo()._gas_heads()
        supervision = self.env.ref("gas_service.group_supervision").sudo().all_user_ids  # sudo: as above
        company = self.company_id or self.env.company
        candidates |= supervision.filtered(lambda user: company in user.company_ids)
        return (candidates - excluded).filtered("active")[:1].sudo(False)

    def _gas_heads(self):
        """Return (sudo) the active users who manage the department or one above it, or lead it, the nearest first."""
        users, department = self.env["res.users"], self
        while department:
            users |= department.manager_id.user_id | department.gas_leader_id.user_id
            department = department.parent_id
        return users.filtered("active")
