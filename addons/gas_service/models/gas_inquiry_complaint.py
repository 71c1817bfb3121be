# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError


class GasInquiry(models.Model):
    """Complaints: the person complained about neither sees nor changes them (FI-8.5)."""

    _inherit = "gas.inquiry"

    accused_ids = fields.Many2many(
        "hr.employee", "gas_inquiry_accused_rel", string="Complained About", readonly=True, copy=False,
        ondelete="restrict",
    )  # fmt: skip
    # Stored, for record rules: a domain through employees would fail for ordinary users.
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
        # the superuser's: the user may be kept out of what he registers, and the author of a message
        # may always read it; every value is checked or set here
        ticket = self.with_user(SUPERUSER_ID)._create_guarded(
            [
                {
                    **vals,
                    "kind": "complaint",
                    "company_id": company.id,
                    "received_at": received_at,
                    "registered_by": self.env.uid,
                    "first_responsible_id": responsible.id,
                    "first_department_id": responsible.department_id.id,
                    "department_id": department.id,
                    "accused_ids": [fields.Command.set(accused.ids)],
                    "excluded_user_ids": [fields.Command.set(accused.user_id.ids)],
                    # the system has passed it on: nobody has to transfer it any more
                    "state": "transferred" if department != responsible.department_id else "new",
                }
            ]
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
        ticket._write_guarded(
            {
                "accused_ids": [fields.Command.set(accused.ids)],
                "excluded_user_ids": [fields.Command.set(accused.user_id.ids)],
            }
        )
        if ticket.handler_id in accused or ticket.first_responsible_id in accused:
            ticket._send_to_supervision()
        ticket._unfollow_excluded()

    def _send_to_supervision(self):
        department = self.company_id.gas_supervision_department_id
        if not department:
            raise UserError(self.env._("No supervision department is set: ask the administrator first."))
        if department != self.department_id:
            self._hand_over("transfer", department, note=self.env._("Concerns the person who held it."))
            self._write_guarded({"state": "transferred"})

    def _unfollow_excluded(self):
        for ticket in self:
            partners = ticket.excluded_user_ids.partner_id
            ticket.message_unsubscribe(partners.ids)
            ticket.activity_ids.filtered(lambda a, t=ticket: a.user_id in t.excluded_user_ids).unlink()
            # what he already has in his inbox; his own words stay his
            ticket.message_ids.write({"partner_ids": [fields.Command.unlink(partner.id) for partner in partners]})
            self.env["mail.notification"].search(
                [("mail_message_id", "in", ticket.message_ids.ids), ("res_partner_id", "in", partners.ids)]
            ).unlink()

    # -- doors of the chatter --------------------------------------------------------------------

    def _excluded_partner_ids(self):
        return set(self.sudo().excluded_user_ids.partner_id.ids)  # sudo: only to leave people out

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        for ticket in self:
            allowed = set(partner_ids or []) - ticket._excluded_partner_ids()
            super(GasInquiry, ticket)._message_subscribe(list(allowed), subtype_ids, customer_ids)
        return True

    def _message_create(self, values_list):
        # a recipient of a message may read it, whatever becomes of the document
        excluded = self._excluded_partner_ids()
        for values in values_list:
            values["partner_ids"] = [pid for pid in values.get("partner_ids") or [] if pid not in excluded]
        return super()._message_create(values_list)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        excluded = self._excluded_partner_ids()
        return [recipient for recipient in recipients if recipient["id"] not in excluded]
