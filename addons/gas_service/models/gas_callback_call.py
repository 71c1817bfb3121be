# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.fields import Domain

# as many callers may ask for a customer in the same moment before one of them has to ask again
_WAITING = 40
_FREE = {"state": "todo", "caller_id": False, "claimed_at": False}


class GasCallback(models.Model):
    """Calling: pulled by whoever is free, never pushed, never by who served the customer (CB-5, PS-6.2)."""

    _inherit = "gas.callback"

    @api.model
    def action_next(self, plan_id=None):
        """Give the current user the next customer to call, and open his form.

        What he holds already comes first, then the plans' order; who was tried today is not tried again
        today. Two callers never get the same one: the row is locked while it is given out.

        :param plan_id: only of this plan
        :return: the action that opens the form
        :raise UserError: nobody is left for him at the moment
        """
        employee = self._caller()
        domain = Domain("plan_id", "=", plan_id) if plan_id else Domain.TRUE
        mine = Domain("caller_id", "=", employee.id) & Domain("state", "=", "calling")
        if held := self.search(domain & mine, order="claimed_at, id", limit=1):
            return held._open_call()
        # sudo: a caller may not look through the list; the domain says whom he may call
        callbacks = self.sudo()
        waiting = callbacks.search(domain & self._free_domain(), order="priority, id", limit=_WAITING)
        if not waiting:
            raise UserError(self.env._("Nobody is left for you to call at the moment."))
        callback = waiting.try_lock_for_update(limit=1)
        if not callback:
            raise ConcurrencyError("all customers at the head of the list are being given out")
        callback._write_guarded({"state": "calling", "caller_id": employee.id, "claimed_at": fields.Datetime.now()})
        return callback.with_env(self.env)._open_call()

    @api.model
    def action_next_or_list(self):
        """Give the current user the next customer, or his worklist when nobody is left."""
        try:
            return self.action_next()
        except UserError as error:
            action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_callback_mine")
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {"message": str(error), "type": "info", "next": action},
            }

    @api.model
    def _caller(self):
        """Return (sudo) the employee the user calls as.

        :raise AccessError: neither customer service nor a department that calls
        """
        user = self.env.user
        groups = ("gas_service.group_hotline", "gas_service.group_handler", "gas_service.group_developer")
        employee = user._gas_employee(self.env.company)
        if not employee or not any(map(user.has_group, groups)):
            raise AccessError(self.env._("Only customer service and the departments that served may call back."))
        return employee

    @api.model
    def _free_domain(self):
        """Return whom the current user may call now (to be searched with sudo).

        Nobody whom he served or whose ticket he had, who complained about him, or whom somebody tried today already.
        """
        user = self.env.user
        mine = user.sudo().gas_employee_ids.ids  # sudo: his own records
        now = fields.Datetime.now()
        free = Domain("state", "=", "todo") & Domain("company_id", "in", self.env.companies.ids)
        free &= Domain("plan_id.state", "=", "calling")
        free &= Domain("last_attempt_at", "=", False) | Domain("last_attempt_at", "<", self._day_start())
        free &= Domain("call_after", "=", False) | Domain("call_after", "<=", now)
        free &= Domain("server_ids", "not in", mine) & Domain("involved_ids", "not in", mine)
        free &= Domain("excluded_user_ids", "not in", user.ids)
        if not user.has_group("gas_service.group_hotline"):
            free &= Domain("department_id", "in", user.gas_department_ids.ids) & Domain("hotline_only", "=", False)
        return free

    @api.model
    def _day_start(self):
        """Return when the local day of the company began (naive UTC)."""
        return self.env.company._gas_midnight(self.env.company._gas_today())

    def _tried_today(self):
        return bool(self.last_attempt_at) and self.last_attempt_at >= self._day_start()

    def _open_call(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Callback"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "current",
        }

    def _check_caller(self):
        """Only who pulled the customer, while he has not finished."""
        self.ensure_one()
        employee = self._caller()
        if self.state != "calling" or self.sudo().caller_id != employee:  # sudo: to compare
            raise UserError(self.env._("Get the customer from the worklist first: somebody else may be calling him."))
        return employee

    def action_release(self, until=None, note=""):
        """Give the customer back to the worklist, for whoever is free then; who gave him back is noted.

        :param until: not before this moment (naive UTC), as the customer asked; default: in a while (a setting)
        :raise UserError: somebody else holds him, or he is put off for too long
        """
        until = fields.Datetime.to_datetime(until)
        for callback in self:
            callback._check_caller()
            callback = callback.sudo()  # sudo: the caller's right has just been checked
            call_after = callback.company_id._gas_call_again(until)
            callback._log_try(note or self.env._("Given back to the worklist"), "phone", False, "internal")
            callback._write_guarded({**_FREE, "call_after": call_after})

    def action_attempt(self, note="", channel="phone"):
        """Nobody answered. After as many different days as the rule says, the next one is called instead.

        :param note: what was heard, e.g. "number does not exist"
        """
        self.ensure_one()
        self._check_caller()
        callback = self.sudo()  # sudo: the caller's right has just been checked
        days = callback.attempt_count + (0 if callback._tried_today() else 1)
        callback._log_try(note or self.env._("Nobody answered"), channel, reached=False)
        tries = callback.plan_id.rule_id.tries
        values = {"attempt_count": days, "last_attempt_at": fields.Datetime.now()}
        if days >= tries:
            callback._finish("unreachable", values)
        else:
            callback._write_guarded({**values, **_FREE, "call_after": False})

    def action_refuse(self, note):
        """The customer does not want to answer: he stays in the denominator, the next one is called instead.

        :raise UserError: no word about what he said
        """
        self.ensure_one()
        self._check_caller()
        if not (note or "").strip():
            raise UserError(self.env._("Write down what the customer said."))
        callback = self.sudo()  # sudo: the caller's right has just been checked
        callback._log_try(note, "phone", reached=True)
        callback._finish("refused", {"last_attempt_at": fields.Datetime.now()})

    def _log_try(self, note, channel, reached, direction="out"):
        self.env["gas.contact"].create(
            {
                "callback_id": self.id,
                "purpose": "callback",
                "direction": direction,
                "channel": channel,
                "reached": reached,
                "note": note,
                "employee_id": self.caller_id.id,
            }
        )

    def _finish(self, state, values):
        """End without answers (sudo): the next in line takes the place."""
        self._write_guarded({**values, "state": state})
        if self.plan_id.state == "calling":
            self._replace()
        self.plan_id._calls_changed()

    @api.model
    def _cron_release(self):
        """What was pulled on an earlier day and not finished goes back to the worklist; plans without calls end.

        Of two callers who finish the last two calls of a plan in the same moment neither sees that he was the last.
        """
        for company in self.env["res.company"].search([], limit=None):
            start = company._gas_midnight(company._gas_today())
            domain = [("company_id", "=", company.id), ("state", "=", "calling"), ("claimed_at", "<", start)]
            self.search(domain)._write_guarded(_FREE)
        self.env["gas.callback.plan"].search([("state", "=", "calling")])._calls_changed()
