# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import MissingError, UserError, ValidationError


class GasInquiry(models.Model):
    """Registration: who received the customer and when is fixed here, and the promises start (FI-3, FI-8)."""

    _inherit = "gas.inquiry"

    @api.model_create_multi
    def create(self, vals_list):
        sequence = self.env.ref("gas_service.sequence_gas_inquiry")
        numbers = sequence._gas_next_many(len(vals_list))
        tickets = super().create([{**vals, "name": name} for vals, name in zip(vals_list, numbers, strict=True)])
        tickets._start_registered()
        return tickets

    def _guarded_initial_batch(self, vals_list):
        # those who received the customers are read together; afterwards each finds his in the cache
        given = {vals["first_responsible_id"] for vals in vals_list if vals.get("first_responsible_id")}
        # sudo: an ordinary user cannot read the department of an employee
        self.env["hr.employee"].sudo().browse(given).exists().mapped("department_id")
        return super()._guarded_initial_batch(vals_list)

    def _guarded_initial(self, vals):
        initial = super()._guarded_initial(vals)
        kind = vals.get("kind") or "inquiry"
        if kind == "complaint":
            raise UserError(
                self.env._("Complaints are registered with “Register a complaint”, which keeps them confidential.")
            )
        company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
        responsible = self._initial_responsible(vals, company)
        received_at = fields.Datetime.to_datetime(vals.get("received_at")) or fields.Datetime.now()
        company._gas_check_happened(received_at)
        initial |= {
            "name": vals["name"],
            "kind": kind,
            "company_id": company.id,
            "received_at": received_at,
            "registered_by": self.env.uid,
            "first_responsible_id": responsible.id,
            "first_department_id": responsible.department_id.id,
            "department_id": responsible.department_id.id,
        }
        if kind == "emergency":
            initial |= self._emergency_values(company, responsible)
        return initial

    @api.model
    def _initial_responsible(self, vals, company):
        """Return (sudo) who received the customer; an importer is never made responsible (FI-3)."""
        employees = self.env["hr.employee"].sudo()  # sudo: an ordinary user cannot read the department of an employee
        if given := vals.get("first_responsible_id"):
            responsible = employees.browse(given)
            try:
                responsible.mapped("company_id")  # in the cache, see _guarded_initial_batch
            except MissingError:
                responsible = employees
        elif self.env.context.get("import_file"):
            responsible = employees
        else:
            responsible = self.env.user._gas_employee(company)
        if not responsible:
            raise ValidationError(self.env._("Say who received the customer: the first responsible is missing."))
        if responsible.company_id and responsible.company_id != company:
            raise ValidationError(
                self.env._(
                    "%(employee)s does not work for %(company)s.", employee=responsible.name, company=company.name
                )
            )
        if not responsible.department_id:
            raise ValidationError(self.env._("%s belongs to no department: set it on the employee.", responsible.name))
        return responsible

    def _begun_at(self):
        return self.received_at

    def _start_registered(self):
        """Start the promises made to the customer at the moment he was received (FI-8.2, FI-8.3)."""
        starts = []
        for ticket in self:
            if ticket.kind == "emergency":
                continue
            if ticket.state == "new":
                starts.append((ticket, "FI-TRANSFER", ticket.received_at))
            if not ticket.anonymous:
                starts.append((ticket, "FI-REPLY", ticket.received_at))
        self._sla_start_many(starts)
