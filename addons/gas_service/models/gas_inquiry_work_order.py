# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import fields, models

from ..tools import qr_code
from ..tools.text_clip import fit


class GasInquiry(models.Model):
    """What the printed forms show: 《首问责任业务工作单》 (FI-ANNEX) and 《一次性告知单》 (FI-8.1)."""

    _inherit = "gas.inquiry"

    materials_received = fields.Text(
        copy=False, help="What the customer handed in, with the number of pieces: one line each."
    )

    def _print_values(self):
        """Return what the forms print beside the ticket's own plain fields, as the current user may see it."""
        self.ensure_one()
        self.check_access("read")
        # sudo: names of colleagues and departments only, which every employee may know; employees'
        # records are not readable by ordinary users. The ticket itself was checked above.
        ticket = self.sudo()
        signed = ticket.handover_ids.filtered("signed_at")[-1:]
        sent = ticket.handover_ids.filtered(lambda step: step.kind in ("transfer", "escort"))[-1:]
        return {
            "phone": self._print_phone(),
            "customer": ticket.customer_name or ticket.account_id.name or "",
            "account": ticket.account_id.number or "",
            "first_responsible": ticket.first_responsible_id.name or "",
            "first_department": ticket.first_department_id.name or "",
            "first_handler": ticket.first_handler_id.name or "",
            "handler": ticket.handler_id.name or "",
            "department": ticket.department_id.name or "",
            "registered_by": ticket.registered_by.name or "",
            "received_at": self._print_time(ticket.received_at),
            "sent_at": self._print_time(sent.date),
            "signed_at": self._print_time(signed.signed_at),
            "due_at": self._print_time(ticket._print_due()),
            "answered_at": self._print_time(ticket.answered_at),
            "informed_at": self._print_time(ticket.informed_at),
            "closed_at": self._print_time(ticket.closed_at),
            "notice_at": self._print_time(ticket.notice_at),
            "printed_at": self._print_time(fields.Datetime.now()),
            "result": "\n".join(filter(None, (ticket.result, ticket.guidance, ticket.cancel_reason))),
            "supervision": ticket._print_supervision(),
            "callback": ticket._print_callback(),
            "qr_code": Markup(qr_code.svg(ticket.name, 130)),
            "fit": fit,
        }

    def _print_due(self):
        """The limit promised to the customer: of the last binding clock that was not cancelled."""
        clocks = self.clock_ids.filtered(lambda clock: clock.binding and clock.due_at and clock.state != "cancelled")
        return max(clocks.mapped("due_at"), default=False)

    def _print_supervision(self):
        marks = []
        if self.urgent:
            marks.append(self.env._("Urgent"))
        if self.supervised:
            marks.append(self.env._("Under supervision"))
        if self.urge_count:
            marks.append(self.env._("Urged %s times", self.urge_count))
        return "  ".join(marks)

    def _print_callback(self):
        """The result of calling back; empty: to be filled in by hand."""
        return ""

    def action_print_work_order(self):
        """Return the PDF of the work orders."""
        self.check_access("read")
        return self.env.ref("gas_service.action_report_work_order").report_action(self)

    def action_send_notice(self):
        """Give the one-time notice and open the e-mail that brings it to the customer.

        :raise UserError: names which of its parts are missing
        """
        self.ensure_one()
        if not self.notice_at:
            self.action_give_notice()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the One-Time Notice"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_template_id": self.env.ref("gas_service.mail_template_notice").id,
                "force_email": True,
            },
        }
