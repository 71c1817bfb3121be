# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class GasDutyRoster(models.Model):
    """Who is on duty on a day: the first responsible of what reaches us without a person (FI-3, FI-4).

    Days that have passed are history: who was on duty then answers for what came in.
    """

    _name = "gas.duty.roster"
    _description = "Duty Officer of the Day"
    _order = "date desc, id desc"
    _rec_name = "employee_id"

    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    employee_id = fields.Many2one("hr.employee", "Duty Officer", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    note = fields.Char()

    _day_unique = models.UniqueIndex("(company_id, date)", "There is a duty officer on this day already.")

    @api.constrains("employee_id", "company_id")
    def _check_employee(self):
        for duty in self:
            employee = duty.employee_id
            if employee.company_id and employee.company_id != duty.company_id:
                raise ValidationError(
                    self.env._(
                        "%(employee)s does not work for %(company)s.",
                        employee=employee.name,
                        company=duty.company_id.name,
                    )
                )
            if not employee.department_id:
                raise ValidationError(self.env._("%s belongs to no department: set it on the employee.", employee.name))

    @api.model
    def _on_duty(self, company, moment):
        """Return (sudo) who is on duty at a moment (naive UTC), on the local day of the company.

        Nobody on the roster, or nobody who could answer: the manager of customer service. Else none.
        """
        day = company._gas_calendar()._gas_timeline().local_date(moment)
        # sudo: who is on duty is no secret, what is asked of an employee not readable by ordinary users
        roster = self.sudo().search([("company_id", "=", company.id), ("date", "=", day)])
        department = company.sudo().gas_service_department_id  # sudo: as above
        for employee in (roster.employee_id, department.manager_id):
            if employee.active and employee.department_id:
                return employee
        return roster.employee_id.browse()

    @api.model_create_multi
    def create(self, vals_list):
        duties = super().create(vals_list)
        duties._check_not_past()
        return duties

    def write(self, vals):
        self._check_not_past()
        result = super().write(vals)
        if "date" in vals:
            self._check_not_past()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_not_past(self):
        self._check_not_past()

    def _check_not_past(self):
        for duty in self if not self.env.su else ():
            today = duty.company_id._gas_calendar()._gas_timeline().local_date(fields.Datetime.now())
            if duty.date < today:
                raise UserError(self.env._("Who was on duty on %s stays as it was.", duty.date))
