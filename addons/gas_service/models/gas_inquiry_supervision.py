# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import UserError


class GasInquiry(models.Model):
    """Complaints to supervision about how a matter was handled, from the customer's own page (FI-13).

    They reach supervision alone, and of supervision nobody who handled the matter: neither the board
    of another department nor the supervisor of customer service shows them.
    """

    _inherit = "gas.inquiry"

    supervision_only = fields.Boolean(
        "For Supervision Only",
        readonly=True,
        copy=False,
        help="Complaint about the handling, seen by supervision alone.",
    )

    _guarded_fields = frozenset({"supervision_only"})

    @api.model
    def _register_supervision(self, document, text, customer_name="", phone=""):
        """Register a complaint about the handling of a ticket or project (sudo); return it, as superuser.

        Whom it accuses supervision finds out; whoever handled the matter is kept out from the first moment.

        :param text: what the customer says; ``customer_name`` and ``phone`` as typed, without them anonymous
        :raise UserError: nothing is said, or nobody of supervision could receive it
        """
        text, customer_name = (text or "").strip()[:4000], (customer_name or "").strip()[:60]
        if not text:
            raise UserError(self.env._("Please tell us what went wrong."))
        handled = document._handled_by()
        receiver = self._supervision_receiver(document.company_id, handled)
        vals = {
            "channel": "online",
            "subject": self.env._("About the handling of %s", document.name),
            "description": text,
            "anonymous": not customer_name,
            "customer_name": customer_name,
            "phone_ids": [
                Command.create({"number": number, "extension": extension})
                for number, extension in self.env["gas.phone"]._parse_many((phone or "").strip()[:40])
            ],
            "supervision_only": True,
            "company_id": document.company_id.id,
            "received_at": fields.Datetime.now(),
            "registered_by": SUPERUSER_ID,
            "first_responsible_id": receiver.id,
            "first_department_id": receiver.department_id.id,
            "department_id": receiver.department_id.id,
            "state": "new",
            **document._complained_about_values(),
        }
        ticket = self._create_complaint(vals, handled.user_id)
        ticket._schedule(
            "gas_service.activity_type_handle",
            receiver.user_id,
            self.env._("Complaint about the handling: %s", ticket.name),
        )
        return ticket

    @api.model
    def _supervision_receiver(self, company, handled):
        """Return (sudo) who of supervision receives it: its manager, else another of it who did not handle the matter."""
        department = company.sudo().gas_supervision_department_id  # sudo: whom it goes to, whoever complains
        members = self.env.ref("gas_service.group_supervision").sudo().all_user_ids  # sudo: as above
        candidates = department.manager_id | members.employee_ids
        candidates = candidates.filtered(
            lambda one: (
                one.user_id in members
                and one.department_id == department
                and one.company_id in (company, one.company_id.browse())
            )
        )
        receiver = (candidates - handled).filtered("active")[:1]
        if not receiver:
            raise UserError(self.env._("Nobody could receive this here. Please call us."))
        return receiver

    def _handled_by(self):
        """Return (sudo) the employees who had this ticket in their hands."""
        ticket = self.sudo()  # sudo: to keep them out
        return (
            ticket.first_responsible_id
            | ticket.first_handler_id
            | ticket.handler_id
            | ticket.registered_by.employee_ids
            | ticket.handover_ids.from_employee_id
            | ticket.handover_ids.to_employee_id
            | ticket.contact_ids.employee_id
            | ticket.accused_ids
            | ticket.department_id.manager_id
        )

    def _complained_about_values(self):
        """Return what a complaint to supervision says about the matter."""
        # a complaint about how a complaint was handled is another kind of link
        link = "origin_id" if self.kind == "complaint" else "objects_to_id"
        return {
            link: self.id,
            "account_id": self.account_id.id,
            "partner_id": self.partner_id.id,
            "project_id": self.project_id.id,
        }

    def _record_service(self):
        """Nobody outside supervision learns of it by being told to call the customer back."""
        return super(GasInquiry, self.filtered(lambda ticket: not ticket.supervision_only))._record_service()


class GasProject(models.Model):
    _inherit = "gas.project"

    def _handled_by(self):
        """Return (sudo) the employees who had this project in their hands."""
        project = self.sudo()  # sudo: to keep them out
        return (
            project.lead_id
            | project.estimator_id
            | project.designer_id
            | project.registered_by.employee_ids
            | project.handover_ids.from_employee_id
            | project.handover_ids.to_employee_id
            | project.contact_ids.employee_id
            | project.approval_decision_ids.decided_by.employee_ids
            | project.department_id.manager_id
        )

    def _complained_about_values(self):
        """Return what a complaint to supervision says about the matter."""
        return {"project_id": self.id, "account_id": self.account_id.id, "partner_id": self.partner_id.id}
