# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

# so many customers one caller may hold without having finished with them
MOST_CLAIMED = 5


class GasCallback(models.Model):
    """Calling: pulled by whoever is free, never pushed, never by who served the customer (CB-5, PS-6.2)."""

    _inherit = "gas.callback"

    @api.model
    def action_next(self, plan_id=None):
        """Give the current user the next customer to call, and open his form.

        What he holds already comes first, then the plans' order; of those tried today nobody is asked again
        today. Two callers never get the same one: the row is locked while it is given out.
        :raise UserError: nobody is left for him, or he holds too many unfinished ones
        """
        employee = self._caller()
        domain = Domain("plan_id", "=", plan_id) if plan_id else Domain.TRUE
        mine = self.search(domain & self._held_domain(employee), order="claimed_at, id", limit=MOST_CLAIMED)
        held = mine.filtered(lambda callback: not callback._tried_today())
        if held:
            return held[:1]._open_call()
        if len(mine) >= MOST_CLAIMED:
            raise UserError(self.env._("You hold %s customers: finish with one of them first.", len(mine)))
        free = domain & self._free_domain(employee)
        # sudo: a caller gets customers of plans he may only call for, one at a time; the domain says which
        callbacks = self.sudo()
        # not the first one for everybody: whoever comes at the same moment gets the next
        for callback in callbacks.search(free, order="priority, id", limit=20):
            if callback.try_lock_for_update() and callback.state == "todo":
                callback._write_guarded(
                    {"state": "calling", "caller_id": employee.id, "claimed_at": fields.Datetime.now()}
                )
                return callback.with_env(self.env)._open_call()
        raise UserError(self.env._("Nobody is left for you to call at the moment."))

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
    def _held_domain(self, employee):
        return Domain("caller_id", "=", employee.id) & Domain("state", "=", "calling")

    @api.model
    def _free_domain(self, employee):
        """Return who may be called by this employee now."""
        day = self._day_start()
        free = (
            Domain("state", "=", "todo")
            & Domain("company_id", "in", self.env.companies.ids)
            & Domain("plan_id.state", "=", "calling")
            & (Domain("last_attempt_at", "=", False) | Domain("last_attempt_at", "<", day))
            & ~Domain("server_ids", "in", self.env.user.sudo().gas_employee_ids.ids)  # sudo: his own records
        )
        if not self.env.user.has_group("gas_service.group_hotline"):
            free &= Domain("department_id", "in", self.env.user.gas_department_ids.ids)
            free &= Domain("hotline_only", "=", False)
        return free

    @api.model
    def _day_start(self):
        """Return when the local day began (naive UTC)."""
        zone = self.env.company._gas_calendar().tz
        local = fields.Datetime.context_timestamp(self.with_context(tz=zone), fields.Datetime.now())
        return fields.Datetime.now() - (local.replace(tzinfo=None) - local.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0))

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

    def action_release(self):
        """Give the customer back to the worklist."""
        for callback in self:
            callback._check_caller()
            callback.sudo()._write_guarded(  # sudo: the caller's right has just been checked
                {"state": "todo", "caller_id": False, "claimed_at": False}
            )

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
            callback._write_guarded({**values, "state": "todo", "caller_id": False, "claimed_at": False})

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

    def _log_try(self, note, channel, reached):
        self.env["gas.contact"].create(
            {
                "callback_id": self.id,
                "purpose": "callback",
                "direction": "out",
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
        """What was pulled and not finished on an earlier day goes back to the worklist."""
        stale = self.search([("state", "=", "calling"), ("claimed_at", "<", self._day_start())])
        stale._write_guarded({"state": "todo", "caller_id": False, "claimed_at": False})
