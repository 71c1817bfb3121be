# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasInquiry(models.Model):
    """What the customer of a ticket is told by message, and when."""

    _name = "gas.inquiry"
    _inherit = ["gas.inquiry", "gas.messaged.mixin"]

    def _message_wanted(self):
        # an emergency is on its way before a message is read; who stays anonymous left no address
        wanted = self.filtered(lambda ticket: not ticket.anonymous and ticket.kind != "emergency")
        return super(GasInquiry, wanted)._message_wanted()

    def _start_registered(self):
        result = super()._start_registered()
        # what is imported happened long ago
        if not self.env.context.get("tracking_disable"):
            self.filtered(lambda ticket: ticket.state == "new")._tell_customer("registered")
        return result

    def action_transfer(self, department_id, employee_id=False, note=""):
        result = super().action_transfer(department_id, employee_id, note)
        self._tell_customer("transferred")
        return result

    def action_report(self, purpose, recipient_id, note):
        contact = super().action_report(purpose, recipient_id, note)
        if purpose == "urgent":
            self._tell_customer("urgent")
        return contact

    def action_give_notice(self):
        result = super().action_give_notice()
        self._tell_customer("notice")
        return result

    def _contact_logged(self, contact):
        answered_before = self.answered_at
        result = super()._contact_logged(contact)
        if self.answered_at and not answered_before:
            self._tell_customer("answered")
        return result

    def action_answer_at_once(self, result, outcome="solved", guidance=""):
        done = super().action_answer_at_once(result, outcome, guidance)
        self._tell_customer("rate")
        return done

    def action_close(self):
        done = super().action_close()
        self.filtered("informed_at")._tell_customer("rate")
        return done

    def action_print_slip(self):
        """Print what the customer takes home: number, limit, whom to ask, how his data is handled."""
        return self.env.ref("gas_service.action_report_slip").report_action(self)
