# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_SUPERVISE_GROUPS = ("supervisor", "manager", "leader", "general", "supervision")


class GasInquiry(models.Model):
    """Urging, supervising, reporting to leaders, urgent matters and emergencies: FI-5.3, FI-8.2b, FI-9."""

    _inherit = "gas.inquiry"

    urgent = fields.Boolean(readonly=True, copy=False, tracking=True)
    supervised = fields.Boolean(readonly=True, copy=False, tracking=True, help="A leader follows this ticket.")
    urge_count = fields.Integer("Urged", readonly=True, copy=False)
    last_urged_at = fields.Datetime("Last Urged On", readonly=True, copy=False)

    _guarded_fields = frozenset({"urgent", "supervised", "urge_count", "last_urged_at"})

    def action_urge(self, note=""):
        """The customer asks again: remind the handler (催办). Whoever may read the ticket may urge it."""
        self.ensure_one()
        self.check_access("read")
        self._check_state("new", "transferred", "processing", "resolved")
        # sudo: an agent who only reads progress passes the customer's urging on; nothing else changes
        ticket = self.sudo()
        ticket._write_guarded({"urge_count": ticket.urge_count + 1, "last_urged_at": fields.Datetime.now()})
        ticket.message_post(
            body=self.env._("The customer urges. %s", note or ""), author_id=self.env.user.partner_id.id
        )
        ticket._schedule(
            "gas_service.activity_type_handle",
            ticket._sla_handler().user_id,
            self.env._("Urged: %s", ticket.name),
            note,
        )

    def action_supervise(self, note=""):
        """A leader follows the ticket from now on (督办).

        :raise AccessError: the user is none of those who may
        """
        self.ensure_one()
        self.check_access("read")
        if not any(self.env.user.has_group(f"gas_service.group_{name}") for name in _SUPERVISE_GROUPS):
            raise AccessError(self.env._("Only leaders and supervisors can put a ticket under supervision."))
        self._check_state("new", "transferred", "processing", "resolved")
        # sudo: leaders read tickets; the mark is all they set
        ticket = self.sudo()
        ticket._write_guarded({"supervised": True})
        ticket.message_subscribe(self.env.user.partner_id.ids)
        ticket._schedule(
            "gas_service.activity_type_handle",
            ticket._sla_handler().user_id,
            self.env._("Under supervision: %s", ticket.name),
            note,
        )

    def action_report(self, purpose, recipient_id, note):
        """Ask or report to a leader; his answer comes back to the ticket.

        :param purpose: ``ask`` (FI-5.3), ``scope`` or ``routine`` (FI-9), ``impossible`` (FI-8.4),
            ``urgent`` (FI-8.2b: the customer does not accept three days; starts FI-URGENT)
        :raise UserError: no leader, the leader is kept out of this ticket, or no text
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("new", "transferred", "processing")
        recipient = self.env["hr.employee"].sudo().browse(recipient_id or []).exists()  # sudo: his user
        if purpose not in self.env["gas.contact"]._REPORTS or not recipient:
            raise UserError(self.env._("To which leader is it reported?"))
        self._check_not_excluded(recipient)
        contact = self.env["gas.contact"].create(
            {
                "inquiry_id": self.id,
                "purpose": purpose,
                "direction": "internal",
                "channel": "phone",
                "recipient_id": recipient.id,
                "note": note,
            }
        )
        if purpose == "urgent":
            self._write_guarded({"urgent": True})
            self._sla_start("FI-URGENT", contact.date)
        self._schedule("gas_service.activity_type_report", recipient.user_id, self.env._("Asked: %s", self.name), note)
        return contact

    # -- emergency -----------------------------------------------------------------------------

    @api.model
    def _emergency_values(self, company, responsible):
        """Received and dispatched in one go; no clock of FI runs (gas leak, carbon monoxide)."""
        department = company.gas_emergency_department_id or responsible.department_id
        return {
            "state": "processing",
            "urgent": True,
            "department_id": department.id,
            "dispatched_at": fields.Datetime.now(),
        }

    @api.model
    def action_emergency(self):
        """One key: register and dispatch an emergency now, ask nothing first, and open its form.

        :return: action of the form, with the emergency number on top
        """
        ticket = self.create(
            {"kind": "emergency", "channel": "phone", "subject": self.env._("Emergency: gas leak or CO")}
        )
        department = ticket.department_id
        ticket._schedule(
            "gas_service.activity_type_handle",
            department._gas_notice_user(),
            self.env._("EMERGENCY %s", ticket.name),
        )
        return ticket._get_records_action(name=ticket.name)

    # -- corrections ---------------------------------------------------------------------------

    def action_correct_reception(self, employee_id, received_at, reason):
        """General management corrects who received the ticket or when; history is kept (FI-3).

        :param received_at: naive UTC
        :raise AccessError: the user is not of general management
        :raise UserError: no reason
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("gas_service.group_general"):
            raise AccessError(self.env._("Only general management corrects who received a ticket."))
        self._check_state("new", "transferred", "processing", "resolved", "informed")
        if not (reason or "").strip():
            raise UserError(self.env._("A correction needs its reason."))
        # sudo: general management reads tickets and corrects nothing but this
        ticket = self.sudo()
        employee = ticket.env["hr.employee"].browse(employee_id).exists() or ticket.first_responsible_id
        moment = fields.Datetime.to_datetime(received_at) or ticket.received_at
        ticket.company_id._gas_check_happened(moment)
        before = (ticket.first_responsible_id.name, ticket.received_at)
        ticket._write_guarded(
            {
                "first_responsible_id": employee.id,
                "first_department_id": employee.department_id.id,
                "received_at": moment,
            }
        )
        if moment != before[1]:
            for code in ("FI-TRANSFER", "FI-REPLY", "FI-CLOSE"):
                ticket._sla_correct_start(code, moment, reason)
        ticket._sla_reassign(fields.Datetime.now())
        ticket.message_post(
            body=self.env._(
                "Reception corrected from %(employee)s, %(moment)s (UTC): %(reason)s",
                employee=before[0],
                moment=before[1],
                reason=reason,
            ),
            author_id=self.env.user.partner_id.id,
        )
