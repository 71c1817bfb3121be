# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        self._gas_organisation_changed()
        return employees

    def write(self, vals):
        result = super().write(vals)
        if {"user_id", "active", "current_version_id", "department_id"} & vals.keys():
            self._gas_organisation_changed()
        if vals.get("user_id"):
            self.env["gas.excluded.mixin"]._exclude_users_of(self)
        return result

    def _gas_organisation_changed(self):
        """Record rules are cached per user with his departments in them: drop them."""
        self.env.registry.clear_cache()
        self.env["res.users"].invalidate_model(
            ["gas_employee_ids", "gas_department_ids", "gas_headed_department_ids", "gas_managed_department_ids"]
        )

    def _gas_is_market_developer(self):
        """Return the employees of ``self`` who may lead projects: their active user is a market developer (PS-2.3)."""
        # sudo: who has a role is asked by people who may read neither employees nor groups; only employees come back
        users = {employee.id: employee.sudo().user_id for employee in self}
        return self.filtered(lambda e: users[e.id].active and users[e.id].has_group("gas_service.group_developer"))

    def _gas_superiors(self, department):
        """Return (sudo) the employees who lead this one as a member of ``department``, nearest first.

        Managers and leaders in charge with a login, from the department upwards; of somebody who
        leads himself only those above him. One person with several employee records is one person.
        """
        # sudo: who leads whom is looked up for people who may not read employees
        employee, department = self.sudo(), department.sudo()
        own = employee | employee.user_id.sudo().employee_ids
        chain = []
        while department:
            chain += [*department.manager_id, *department.gas_leader_id]
            department = department.parent_id
        above = max((position for position, head in enumerate(chain) if head in own), default=-1) + 1
        return employee.browse(head.id for head in dict.fromkeys(chain[above:])).filtered("user_id.active")
