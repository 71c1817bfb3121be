# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class GasProject(models.Model):
    """Exactly one lead at any time; every change is a hand-over with date and reason (PS-5.1)."""

    _inherit = "gas.project"

    def action_take(self):
        """Become the lead of a project that has none.

        :raise UserError: it has one, or the user is no market developer of its department
        """
        for project in self:
            project.check_access("read")
            employee = project._my_employee()
            if project.lead_id:
                raise UserError(self.env._("%s has a lead already: its manager can hand it over.", project.name))
            if project.department_id not in self.env.user.gas_department_ids:
                raise UserError(self.env._("Only %s can do this.", project.department_id.name))
            project._set_lead(employee, self.env._("Taken on"))

    def action_hand_over(self, employee_id, reason):
        """Give the project to another lead; what is overdue stays with who held it, settled clocks too.

        :param employee_id: a market developer of the company
        :raise UserError: no reason, ended, or he leads it already
        :raise AccessError: by somebody else than the lead or a manager of the department
        """
        self.ensure_one()
        self._check_leads()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the project is handed over."))
        # sudo: his department; the right to hand over has just been checked
        employee = self.env["hr.employee"].sudo().browse(employee_id or []).exists()
        if employee == self.sudo().lead_id:
            raise UserError(self.env._("%s leads the project already.", employee.name))
        self._set_lead(employee, reason)

    def _is_led_by(self, user):
        return self.lead_id.id in user.gas_employee_ids._ids

    def _is_managed_by(self, user):
        """Whether ``user`` manages the department, or is above who does."""
        return user._gas_is_head() and self.department_id in user.gas_department_ids

    def _check_leads(self):
        """Only the lead himself, or a manager of the department; who is above them decides, and does not do it."""
        self.check_access("read")
        user = self.env.user
        manages = user.has_group("gas_service.group_manager") and self._is_managed_by(user)
        if not manages and not self._is_led_by(user):
            raise AccessError(self.env._("Only the lead of the project or the manager can do this."))

    def _check_manages(self):
        """Only a manager of the department, or one above him."""
        self.check_access("read")
        if not self._is_managed_by(self.env.user):
            raise AccessError(self.env._("Only the manager of %s can do this.", self.department_id.name))

    def _check_judges(self):
        """Only a manager of the department, or one above him, who does not lead the project himself."""
        self._check_manages()
        if self._is_led_by(self.env.user):
            raise AccessError(self.env._("Nobody decides about a project he leads himself."))

    def _set_lead(self, employee, reason):
        """Make ``employee`` (sudo) the lead, and write the hand-over down."""
        self._check_open()
        self._check_lead(employee, self.company_id)
        # sudo: the steps of a project are written by its actions alone, which have checked the user's right
        project = self.sudo()
        project._end_task(project.lead_id.user_id)
        project._note_handover("lead", project.lead_id, employee, reason)
        project._write_guarded({"lead_id": employee.id, "department_id": employee.department_id.id})
        project._sla_reassign(fields.Datetime.now())
        # what the former lead was to do is the new one's
        project._drop_follow_up()
        project._keep_follow_up()
        project._schedule(
            "gas_service.activity_type_project", employee.user_id, self.env._("Lead %s", self.name), reason
        )

    def _note_handover(self, kind, giver, receiver, note=""):
        """Write down that the matter went from one employee to another (sudo)."""
        self.env["gas.handover"].create(
            {
                "project_id": self.id,
                "kind": kind,
                "date": fields.Datetime.now(),
                "from_employee_id": giver.id,
                "from_department_id": (giver.department_id or self.department_id).id,
                "to_employee_id": receiver.id,
                "to_department_id": receiver.department_id.id,
                "note": note,
            }
        )
