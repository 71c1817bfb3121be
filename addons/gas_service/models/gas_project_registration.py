# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class GasProject(models.Model):
    """How a project begins: who leads it, and the promise to contact the customer (PS-3, PS-4.1.1)."""

    _inherit = "gas.project"

    @api.model_create_multi
    def create(self, vals_list):
        numbers = self.env.ref("gas_service.sequence_gas_project")._gas_next_many(len(vals_list))
        projects = super().create(
            [
                {**vals, "name": name, "uscc": self._normalize_uscc(vals.get("uscc")) or False}
                for vals, name in zip(vals_list, numbers, strict=True)
            ]
        )
        projects._sla_start_many((project, "PS-CONTACT", project.info_received_at) for project in projects)
        return projects

    def _guarded_initial(self, vals):
        initial = super()._guarded_initial(vals)
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        received_at = fields.Datetime.to_datetime(vals.get("info_received_at")) or fields.Datetime.now()
        company._gas_check_happened(received_at)
        lead, department = self._initial_lead(vals, company)
        source = vals.get("source")
        if source not in dict(self._fields["source"].selection):
            raise ValidationError(self.env._("Where does the information come from? Choose its source (PS-3)."))
        return initial | {
            "name": vals["name"],
            "company_id": company.id,
            "source": source,
            "external_ref": (vals.get("external_ref") or "").strip() or False,
            "info_received_at": received_at,
            "registered_by": self.env.uid,
            "lead_id": lead.id,
            "department_id": department.id,
        }

    @api.model
    def _initial_lead(self, vals, company):
        """Return (lead, department), sudo: the developer who enters it, who is named, or none yet (PS-5.1).

        Without a lead the project belongs to the market department, whose manager answers for it.
        """
        employees = self.env["hr.employee"].sudo()  # sudo: an ordinary user cannot read who works where
        if given := vals.get("lead_id"):
            lead = employees.browse(given).exists()
            self._check_lead(lead, company)
        else:
            mine = self.env.user._gas_employee(company)._gas_is_market_developer()
            lead = mine.filtered(lambda one: one.department_id and (one.company_id or company) == company)
        department = lead.department_id or company.sudo().gas_market_department_id  # sudo: as above
        if not department:
            raise UserError(self.env._("No market department is set: ask the administrator, or name the lead."))
        return lead, department

    @api.model
    def _check_lead(self, employee, company):
        """Refuse who cannot lead a project (PS-2.3); ``employee`` is sudo.

        :raise ValidationError: no market developer, of another company, or without department
        """
        if not employee or (employee.company_id and employee.company_id != company):
            raise ValidationError(self.env._("Choose an employee of %s as lead.", company.name))
        if not employee._gas_is_market_developer():
            raise ValidationError(
                self.env._("%s is no market developer: only market developers lead projects (PS-2.3).", employee.name)
            )
        if not employee.department_id:
            raise ValidationError(self.env._("%s belongs to no department: set it on the employee.", employee.name))

    def _begun_at(self):
        return self.info_received_at
