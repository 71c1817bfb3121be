# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasInquiry(models.Model):
    """A closed ticket was a service to its customer: it leaves a record for the callbacks, once (CB-2)."""

    _inherit = "gas.inquiry"

    def _record_service(self):
        """Leave one record of each, on the local day it was closed; nobody can call who stayed anonymous.

        An emergency was a repair; everything else, complaints included, a hotline inquiry.
        """
        # sudo: the handler is an employee, not readable by ordinary users
        served = self.sudo().filtered(
            lambda ticket: not ticket.anonymous and (ticket.account_id or ticket.partner_id or ticket.customer_name)
        )
        self.env["gas.service.record"]._gas_record_service(
            [
                {
                    "inquiry_id": ticket.id,
                    "inquiry_kind": ticket.kind,
                    "service_type": "inspection_repair" if ticket.kind == "emergency" else "hotline",
                    "mode": ticket._service_mode(),
                    "date": ticket.company_id._gas_calendar()._gas_timeline().local_date(ticket.closed_at),
                    "company_id": ticket.company_id.id,
                    "account_id": ticket.account_id.id,
                    "partner_id": ticket.partner_id.id,
                    "customer_name": ticket.customer_name,
                    "department_id": ticket.department_id.id,
                    "employee_id": (ticket.handler_id or ticket.first_responsible_id).id,
                    "involved_ids": ticket._service_hands().ids,
                }
                for ticket in served
            ]
        )

    def _service_hands(self):
        """Return (sudo) who received the ticket, and everybody who held it since or spoke with the customer."""
        received = self.first_responsible_id | self.first_handler_id | self.handler_id
        return received | self.env["gas.service.record"]._involved(self)

    def _service_mode(self):
        """Return how the customer met us, the closest first: at his place, at the counter, from afar.

        A letter or message is answered by a person, so it counts as a call.
        """
        self.ensure_one()
        channels = set(self.contact_ids.filtered(lambda c: c.reached and c.direction != "internal").mapped("channel"))
        if self.kind == "emergency" or "visit" in channels:
            return "visit"
        if self.channel == "visit" or "counter" in channels:
            return "counter"
        return "call"

    def _remove_children(self):
        """The service stays counted, without the person."""
        removed = super()._remove_children()
        records = self.env["gas.service.record"].with_context(active_test=False)
        records = records.search([("inquiry_id", "in", self.ids)])
        records._write_guarded({"account_id": False, "partner_id": False, "customer_name": "—"})
        records.filtered("void_reason")._write_guarded({"void_reason": "—"})
        return removed
