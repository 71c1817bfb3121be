# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    # Ordinary users may not read hr.employee.department_id: record rules read it here.
    gas_employee_ids = fields.Many2many(
        "hr.employee",
        string="Own Employee Records",
        compute="_compute_gas_organisation",
        compute_sudo=True,
    )
    gas_department_ids = fields.Many2many(
        "hr.department",
        string="Departments in Charge",
        compute="_compute_gas_organisation",
        compute_sudo=True,
        help="Departments the user works in, manages or leads, with the departments below those he manages or leads.",
    )
    gas_headed_department_ids = fields.Many2many(
        "hr.department",
        string="Headed Departments",
        compute="_compute_gas_organisation",
        compute_sudo=True,
        help="Departments the user manages or leads, with those below them; not the one he only works in.",
    )
    # a rule that follows department_id.manager_id would join the departments for every ticket
    gas_managed_department_ids = fields.Many2many(
        "hr.department",
        string="Managed Departments",
        compute="_compute_gas_organisation",
        compute_sudo=True,
    )

    def _compute_gas_organisation(self):
        # the few columns used: by default all of employees, versions and departments would be read
        employees = self.env["hr.employee"].search_fetch(
            [("user_id", "in", self.ids)], ["user_id", "current_version_id"]
        )
        employees.current_version_id.fetch(["department_id"])
        by_user = employees.grouped("user_id")
        departments = self.env["hr.department"]
        for user in self:
            own = by_user.get(user, employees.browse())
            led = Domain("manager_id", "in", own.ids) | Domain("gas_leader_id", "in", own.ids)
            all_heads = departments
            if own:
                all_heads = departments.with_context(active_test=False).search_fetch(led, ["manager_id", "active"])
            heads = all_heads.filtered("active").with_env(self.env)
            below = heads.search([("id", "child_of", heads.ids)]) if heads else heads
            user.gas_employee_ids = own
            user.gas_managed_department_ids = all_heads.filtered(lambda head, own=own: head.manager_id in own)
            user.gas_department_ids = own.department_id | below
            user.gas_headed_department_ids = below

    def _gas_is_head(self):
        """Whether the user decides for a department: as its manager, or as the leader in charge above him."""
        return self.has_group("gas_service.group_manager") or self.has_group("gas_service.group_leader")

    def _gas_employee(self, company):
        """Return the user's employee record in ``company`` (sudo), else any of his, else none."""
        employees = self.sudo().gas_employee_ids  # sudo: own employee record, not readable by ordinary users
        return (employees.filtered(lambda e: e.company_id == company) or employees)[:1]
