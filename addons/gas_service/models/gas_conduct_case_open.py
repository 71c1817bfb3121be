# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .gas_violation_type import GRAVITY

# what a case says; fixed once it is put up for decision
_SAYS = frozenset(
    "kind employee_id event_date summary cause violation_type_id sanction amount finding clock_ids inquiry_ids"
    " project_ids objection_ids callback_ids audit_line_ids".split()
)
# what may still change after the person was told what he is held to account for: for the better
_MILDER = frozenset({"sanction", "amount", "finding"})


class GasConductCase(models.Model):
    """Opening a case, and until when which part of it may be changed."""

    _inherit = "gas.conduct.case"

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_unguarded():
            self.browse().check_access("create")
            for vals in vals_list:
                self._check_may_open(vals)
        vals_list = [
            vals | {"sanction": "praise"} if vals.get("kind") == "commendation" else vals for vals in vals_list
        ]
        cases = super().create(vals_list)
        cases.sudo()._exclude()  # sudo: whoever opens a case may be kept out of what it links to
        return cases

    def _check_may_open(self, vals):
        if self.env.su:
            return
        user = self.env.user
        if vals.get("kind") == "integrity" and not user.has_group("gas_service.group_supervision"):
            raise AccessError(self.env._("Integrity cases are opened by supervision."))
        # sudo: whether it is the user himself
        if self.env["hr.employee"].sudo().browse(vals.get("employee_id") or []).user_id == user:
            raise UserError(self.env._("Nobody opens a case about himself."))

    @api.model
    def _guarded_initial_batch(self, vals_list):
        # sudo: departments and users of employees, which ordinary users may not read
        cases = self.sudo()
        numbers = cases._next_numbers(len(vals_list))
        return [
            cases._opening_values(vals) | {"name": name, "reported_by": self.env.uid}
            for vals, name in zip(vals_list, numbers, strict=True)
        ]

    @api.model
    def _next_numbers(self, count):
        return self.env.ref("gas_service.sequence_gas_conduct_case")._gas_next_many(count)

    @api.model
    def _opening_values(self, vals):
        """Return what follows from the person and the day (sudo).

        :raise ValidationError: nobody, of another company, or of no department
        """
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        employee = self.env["hr.employee"].browse(vals.get("employee_id") or []).exists()
        if not employee or (employee.company_id and employee.company_id != company):
            raise ValidationError(self.env._("Whom of %s does it concern?", company.name))
        day = fields.Date.to_date(vals.get("event_date")) or company._gas_today()
        department = employee._get_version(day).department_id or employee.department_id
        if not department:
            raise ValidationError(self.env._("%s belongs to no department: set it on the employee.", employee.name))
        working = self._working_department(employee, department)
        return {
            "company_id": company.id,
            "department_id": department.id,
            "working_department_id": working.id,
            "about_head": working != department,
        }

    @api.model
    def _working_department(self, employee, department):
        """Return the nearest department upwards that neither the person nor anybody below him heads (sudo)."""
        own = employee | employee.user_id.employee_ids
        working, above = department, department
        while above:
            if (above.manager_id | above.gas_leader_id) & own:
                working = above.parent_id
            above = above.parent_id
        return working

    def write(self, vals):
        if vals.keys() & _SAYS and not self._is_unguarded():
            for case in self:
                case._check_may_change(vals)
        return super().write(vals)

    def _check_may_change(self, vals):
        """:raise UserError: names what is fixed by now"""
        if "employee_id" in vals and vals["employee_id"] != self.employee_id.id:
            raise UserError(self.env._("A case about somebody else is another case: dismiss this one and open it."))
        if vals.get("kind", self.kind) != self.kind:
            self._check_kind_change(vals["kind"])
        if self.state in ("proposed", "reported", "verified"):
            return
        if self.state != "notice" or self._is_reward:
            raise UserError(self.env._("%s is being decided or was: what it says stays as it is.", self.name))
        if vals.keys() & (_SAYS - _MILDER):
            raise UserError(
                self.env._(
                    "%s was told what he is held to account for: to change it, take the notice back, so that he is"
                    " heard again.",
                    self.sudo().employee_id.name,  # sudo: a name
                )
            )
        self._check_milder(vals)

    def _check_kind_change(self, kind):
        if self.state not in ("proposed", "reported"):
            raise UserError(self.env._("The kind is fixed once a case is verified: dismiss it and open another."))
        secret = "integrity" in (kind, self.kind)
        if secret and (self.kind == "integrity" or not self.env.user.has_group("gas_service.group_supervision")):
            raise UserError(self.env._("Integrity cases are opened by supervision, and stay integrity cases."))
        if "commendation" in (kind, self.kind):
            raise UserError(self.env._("A commendation stays one: dismiss it and open another."))

    def _check_milder(self, vals):
        """After he was heard, the person is not punished harder than he was told."""
        notice = self.sudo().notice_id  # sudo: the notice of a case the user works on
        sanction, amount = vals.get("sanction", self.sanction), vals.get("amount", self.amount) or 0.0
        harder = GRAVITY.get(sanction, 0) > GRAVITY.get(notice.sanction, 0)
        if harder or self.currency_id.compare_amounts(amount, notice.amount) > 0:
            raise UserError(
                self.env._(
                    "This is harder than what the person was told and heard about: take the notice back, so that he is"
                    " heard again."
                )
            )
