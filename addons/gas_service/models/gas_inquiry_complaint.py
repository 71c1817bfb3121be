# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError


class GasInquiry(models.Model):
    """Complaints: the person complained about neither sees nor changes them (FI-8.5)."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.excluded.mixin"]
    _excluded_employee_field = "accused_ids"

    accused_ids = fields.Many2many(
        "hr.employee", "gas_inquiry_accused_rel", string="Complained About", readonly=True, copy=False,
        ondelete="restrict",
    )  # fmt: skip
    excluded_user_ids = fields.Many2many(
        "res.users", "gas_inquiry_excluded_rel", string="Users Kept Out", readonly=True, copy=False,
        ondelete="restrict",
    )  # fmt: skip

    _guarded_fields = frozenset({"accused_ids", "excluded_user_ids"})

    @api.model
    def _register_complaint(self, vals, accused):
        """Register a complaint and return it as superuser: the caller may only learn its number.

        Whoever is complained about is kept out from the first moment; a complaint he received
        himself goes to supervision.
        :raise UserError: supervision is needed and no supervision department is set
        """
        company = self.env.company
        responsible = self._initial_responsible(vals, company)
        received_at = fields.Datetime.to_datetime(vals.get("received_at")) or fields.Datetime.now()
        company._gas_check_happened(received_at)
        accused = accused.sudo()  # sudo: the users behind the employees, to keep them out
        department = responsible.department_id
        if responsible in accused or self.env.user in accused.user_id:
            department = company.gas_supervision_department_id
            if not department:
                raise UserError(
                    self.env._("No supervision department is set: ask the administrator, then register this again.")
                )
        return self._create_complaint(
            {
                **vals,
                "company_id": company.id,
                "received_at": received_at,
                "registered_by": self.env.uid,
                "first_responsible_id": responsible.id,
                "first_department_id": responsible.department_id.id,
                "department_id": department.id,
                "accused_ids": [fields.Command.set(accused.ids)],
                # the system has passed it on: nobody has to transfer it any more
                "state": "transferred" if department != responsible.department_id else "new",
            },
            accused.user_id,
        )

    @api.model
    def _create_complaint(self, vals, kept_out):
        """Create a complaint that the users ``kept_out`` never see, and return it as superuser.

        The superuser's: the user may be kept out of what he registers, and the author of a message may
        always read it; every value has been checked or set by the caller.
        """
        excluded = [fields.Command.set(kept_out.ids)]
        ticket = self.with_user(SUPERUSER_ID)._create_guarded(
            [{**vals, "kind": "complaint", "excluded_user_ids": excluded}]
        )
        ticket._unfollow_excluded()
        return ticket

    def action_accuse(self, employee_ids):
        """Name further people a complaint is about, found out while it is handled (FI-8.5).

        :raise UserError: not a complaint, or closed
        :raise AccessError: the user may not write the complaint
        """
        self.ensure_one()
        self.check_access("write")
        if self.kind != "complaint":
            raise UserError(self.env._("Only a complaint is about a person."))
        self._check_state("new", "transferred", "processing", "resolved")
        # sudo: checked above; adding somebody may hide the ticket from the user himself
        ticket = self.sudo()
        accused = ticket.accused_ids | ticket.env["hr.employee"].browse(employee_ids).exists()
        ticket._write_guarded({"accused_ids": [fields.Command.set(accused.ids)]})
        ticket._exclude()
        if ticket.handler_id in accused or ticket.first_responsible_id in accused:
            ticket._send_to_supervision()

    def _send_to_supervision(self):
        department = self.company_id.gas_supervision_department_id
        if not department:
            raise UserError(self.env._("No supervision department is set: ask the administrator first."))
        if department != self.department_id:
            self._hand_over("transfer", department, note=self.env._("Concerns the person who held it."))
            self._write_guarded({"state": "transferred"})
