# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasInquiry(models.Model):
    """From the answer to the closed ticket: FI-5.4, FI-5.5, FI-8.1, FI-8.2, FI-8.4."""

    _inherit = "gas.inquiry"

    vexatious = fields.Boolean(
        readonly=True, copy=False, tracking=True,
        help="A vexatious visitor, confirmed by the manager: need not be informed (FI-5.5).",
    )  # fmt: skip

    _guarded_fields = frozenset({"vexatious"})

    def _contact_logged(self, contact):
        """An outbound contact that reached the customer settles what it settles, at its own time (FI-8.2a)."""
        self.ensure_one()
        if contact.direction != "out" or not contact.reached:
            return
        handling = contact.department_id == self.department_id
        if contact.purpose == "interim" and handling:
            self._sla_stop("FI-REPLY", contact.date)
            self._promise(contact)
        elif contact.purpose in ("answer", "inform") and handling:
            for code in ("FI-REPLY", "FI-PROMISE", "FI-URGENT"):
                self._sla_stop(code, contact.date)
            self._write_guarded({"answered_at": self.answered_at or contact.date})
        if contact.purpose == "inform" and self.state == "resolved":
            self._write_guarded({"informed_at": contact.date, "state": "informed"})

    def _promise(self, contact):
        """A promised date starts FI-PROMISE; an earlier promise is kept, broken, or replaced in time."""
        running = self.clock_ids.filtered(lambda c: c.code == "FI-PROMISE" and c.state == "running")
        if running and running[0].due_at and running[0].due_at < contact.date:
            self._sla_stop("FI-PROMISE", contact.date)
        else:
            self._sla_cancel("FI-PROMISE", self.env._("The customer was promised another date in time"))
        self._sla_start("FI-PROMISE", contact.date, limit_date=contact.promised_date)

    def action_answer_at_once(self, result, outcome="solved", guidance=""):
        """Answer while the customer is there: no transfer, no promise, closed at once (FI-5.1, FI-8.2a).

        :param outcome: ``outside`` needs ``guidance``, where the customer can turn (FI-5.4)
        :raise UserError: not new any more, something missing
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("new")
        self._raise_missing(self._missing_for_result(outcome, result, guidance))
        now = fields.Datetime.now()
        responsible = self.sudo().first_responsible_id  # sudo: employees are not readable by ordinary users
        self._sla_cancel(None, self.env._("Answered at once"))
        self._write_guarded(
            {
                "answered_at_once": True,
                "first_handler_id": self.first_handler_id.id or responsible.id,
                "handler_id": responsible.id,
                "outcome": outcome,
                "result": result,
                "guidance": guidance,
                "answered_at": now,
                "informed_at": False if self.anonymous else now,
                "closed_at": now,
                "state": "closed",
            }
        )
        self._record_service()

    def action_resolve(self, outcome, result, guidance=""):
        """Fill in the result (FI-8.4).

        :param outcome: ``solved``, ``outside`` or ``impossible`` (both need ``guidance``), ``withdrawn``
        :raise UserError: names everything that is missing at once
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("processing")
        self._raise_missing(self._missing_for_result(outcome, result, guidance) + self._missing_for_resolve(outcome))
        self._write_guarded({"outcome": outcome, "result": result, "guidance": guidance, "state": "resolved"})

    def _missing_for_result(self, outcome, result, guidance):
        missing = []
        if outcome not in dict(self._fields["outcome"].selection):
            missing.append(self.env._("the outcome"))
        if not (result or "").strip():
            missing.append(self.env._("the result"))
        if outcome in ("outside", "impossible") and not (guidance or "").strip():
            missing.append(self.env._("the guidance or explanation given to the customer"))
        return missing

    def _missing_for_resolve(self, outcome):
        missing = []
        if self._needs_notice() and not self.notice_at:
            missing.append(self.env._("the one-time notice (matter, materials, how)"))
        if outcome == "impossible" and not self.contact_ids.filtered(lambda c: c.purpose == "impossible"):
            missing.append(self.env._("the report to a leader that it cannot be done"))
        return missing

    def action_inform(self, note, channel="phone"):
        """Log that the customer was reached and told the result (FI-5.5)."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("resolved")
        self.env["gas.contact"].create(
            {"inquiry_id": self.id, "purpose": "inform", "direction": "out", "channel": channel, "note": note}
        )

    def action_close(self):
        """Close; the customer must have been informed, unless anonymous or confirmed vexatious (FI-5.5)."""
        for ticket in self:
            ticket.check_access("write")
            ticket._check_state("resolved", "informed")
            exempt = ticket.anonymous or ticket.vexatious
            if not ticket.informed_at and not exempt:
                ticket._raise_missing([self.env._("the customer has not been told the result")])
            now = fields.Datetime.now()
            ticket._sla_stop("FI-CLOSE", now)
            # what still runs was not kept and not broken: nobody can be reached
            ticket._sla_cancel(None, self.env._("Closed without informing: anonymous or vexatious"))
            ticket._write_guarded({"state": "closed", "closed_at": now})
            ticket.sudo().activity_unlink(["gas_service.activity_type_handle"])  # sudo: others' activities too
        self._record_service()

    def action_confirm_vexatious(self):
        """The manager confirms that the visitor was vexatious (FI-5.5).

        :raise UserError: the user isn't the manager of the handling department
        """
        for ticket in self:
            ticket.check_access("write")
            ticket._check_state("new", "transferred", "processing", "resolved")
            if not self.env.user.has_group("gas_service.group_manager"):
                raise UserError(self.env._("Only the department manager can confirm this."))
            ticket._check_in_department()
            ticket._write_guarded({"vexatious": True})

    def action_cancel(self, reason):
        """Withdraw a ticket registered by mistake; its clocks are cancelled, which is not "met".

        :raise UserError: no reason, or the user is neither manager nor supervisor
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("new", "transferred", "processing")
        user = self.env.user
        if not (user.has_group("gas_service.group_manager") or user.has_group("gas_service.group_supervisor")):
            raise UserError(self.env._("Only a manager can cancel a ticket."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the ticket is cancelled."))
        self._sla_cancel(None, reason)
        self._write_guarded({"state": "cancelled", "cancel_reason": reason, "closed_at": fields.Datetime.now()})
        self.sudo().activity_ids.unlink()  # sudo: others' activities too

    def action_follow_up(self):
        """The matter came back: open a new ticket linked to this one (FI-8.6), and return its form."""
        self.ensure_one()
        self.check_access("read")
        self._check_state("closed", "archived", "informed")
        values = {
            "subject": self.subject,
            "channel": self.channel,
            "kind": self.kind if self.kind in ("inquiry", "request") else "request",
            "anonymous": self.anonymous,
            "account_id": self.account_id.id,
            "partner_id": self.partner_id.id,
            "customer_name": self.customer_name,
            "address": self.address,
        }
        ticket = self.create(values)
        ticket._write_guarded({"origin_id": self.id})
        return ticket._get_records_action(name=ticket.name)
