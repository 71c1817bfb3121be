# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from .gas_inquiry import OPEN_STATES


class GasInquiry(models.Model):
    """What the views ask about a ticket and the user who looks at it: which buttons make sense, whose it is."""

    _inherit = "gas.inquiry"

    may_write = fields.Boolean(compute="_compute_may_write")
    may_edit = fields.Boolean(compute="_compute_may_write", help="Not closed, and the user may write it.")
    mine = fields.Boolean("My Ticket", compute="_compute_mine", search="_search_mine")
    my_reception = fields.Boolean("Received by Me", compute="_compute_mine")
    in_my_department = fields.Boolean(compute="_compute_mine", search="_search_in_my_department")
    emergency_phone = fields.Char(related="company_id.gas_emergency_phone", related_sudo=True)
    account_phone = fields.Char("Phones of the Account", related="account_id.phone", readonly=True)
    account_open_count = fields.Integer("Open Tickets of the Account", compute="_compute_account_open_count")
    holder_since = fields.Datetime("Held Since", compute="_compute_holder_since")
    question_id = fields.Many2one("gas.contact", "Question to Me", compute="_compute_question_id")
    question_note = fields.Text("Question to the Leader", compute="_compute_question_id")

    @api.depends_context("uid")
    @api.depends("state", "department_id", "handler_id", "first_responsible_id")
    def _compute_may_write(self):
        writable = set(self._filtered_access("write")._ids)
        for ticket in self:
            ticket.may_write = not ticket.id or ticket.id in writable
            ticket.may_edit = ticket.may_write and ticket.state in OPEN_STATES

    @api.depends_context("uid")
    @api.depends("department_id", "handler_id", "first_responsible_id", "registered_by")
    def _compute_mine(self):
        employee_ids = set(self.env.user.gas_employee_ids._ids)
        department_ids = set(self.env.user.gas_department_ids._ids)
        for ticket in self:
            handled = ticket.handler_id.id in employee_ids
            received = ticket.first_responsible_id.id in employee_ids
            ticket.mine = handled or received
            ticket.my_reception = received or ticket.registered_by == self.env.user
            # as the actions check it: the handler may act whatever his department
            ticket.in_my_department = handled or ticket.department_id.id in department_ids

    def _search_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        ids = self.env.user.gas_employee_ids.ids
        mine = Domain("handler_id", "in", ids) | Domain("first_responsible_id", "in", ids)
        return Domain.OR(mine if wanted else ~mine for wanted in value)

    def _search_in_my_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = Domain("department_id", "in", self.env.user.gas_department_ids.ids)
        own |= Domain("handler_id", "in", self.env.user.gas_employee_ids.ids)
        return Domain.OR(own if wanted else ~own for wanted in value)

    @api.depends("handover_ids.date", "received_at")
    def _compute_holder_since(self):
        for ticket in self:
            ticket.holder_since = max(ticket.handover_ids.mapped("date"), default=ticket.received_at)

    @api.depends("account_id")
    def _compute_account_open_count(self):
        """Open tickets of the same account besides this one, so that a matter isn't registered twice."""
        domain = Domain("account_id", "in", self.account_id.ids) & Domain("state", "in", OPEN_STATES)
        counts = dict(self._read_group(domain, ["account_id"], ["__count"])) if self.account_id else {}
        for ticket in self:
            stored = ticket._origin
            count = counts.get(ticket.account_id._origin, 0)
            itself = stored.account_id == ticket.account_id._origin and stored.state in OPEN_STATES
            ticket.account_open_count = count - 1 if count and itself else count

    @api.depends_context("uid")
    @api.depends("contact_ids.recipient_id", "contact_ids.replied_at")
    def _compute_question_id(self):
        mine = self.env.user.gas_employee_ids
        for ticket in self:
            # ids: a leader without access to employees is asked too
            ticket.question_id = ticket.contact_ids.filtered(
                lambda c: c.recipient_id.id in mine.ids and not c.replied_at
            )[:1]
            ticket.question_note = ticket.question_id.note

    def action_open_account_tickets(self):
        """Show what else there is of the same account."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_inquiry")
        return action | {
            "name": self.account_id.display_name,
            "domain": [("account_id", "=", self.account_id.id)],
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }

    def action_open_contact(self):
        """Open the dialog that logs a contact."""
        # who came to us is met at the counter; a visit is one at his place
        channel = {"online": "wechat", "visit": "counter"}.get(self.channel, self.channel)
        return self._open_wizard("gas.contact", self.env._("Log a Contact"), default_channel=channel)

    def action_open_reply(self):
        """Open the dialog in which a leader answers what he was asked (FI-5.3, FI-9)."""
        return self._open_wizard(
            "gas.inquiry.step",
            self.env._("Answer"),
            default_step="reply",
            default_contact_id=self.question_id.id,
        )

    def action_open_accuse(self):
        """Open the dialog that names further people a complaint is about (FI-8.5)."""
        return self._open_wizard("gas.inquiry.step", self.env._("Complained About"), default_step="accuse")
