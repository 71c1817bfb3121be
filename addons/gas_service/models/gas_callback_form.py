# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasCallback(models.Model):
    """What the caller has before him: whom he calls, what was done for him, what to say, what to ask (CB-5)."""

    _inherit = "gas.callback"

    calling = fields.Boolean("Mine to Call", compute="_compute_calling")
    account_phone = fields.Char("Phone", related="account_id.phone", related_sudo=False)
    address = fields.Char(related="account_id.address", related_sudo=True)
    history = fields.Html("What Was Done", compute="_compute_history", sanitize=False)
    script = fields.Html(related="plan_id.questionnaire_id.script", related_sudo=True)
    policy = fields.Html(related="plan_id.questionnaire_id.policy", related_sudo=True)

    @api.depends("caller_id", "state")
    @api.depends_context("uid")
    def _compute_calling(self):
        mine = set(self.env.user.gas_employee_ids._ids)
        for callback in self:
            callback.calling = callback.state == "calling" and callback.caller_id.id in mine

    @api.depends("unit")
    @api.depends_context("uid", "lang")
    def _compute_history(self):
        """What was done for the customer in the month, and what he said before: who pulled him sees it.

        As text: a caller may read neither a complaint's service record nor the calls of his colleagues.
        """
        for callback in self:
            row = callback.sudo()  # sudo: of a customer whose callback the user may read; what was done and said
            earlier = [
                ("unit", "=", row.unit),
                ("id", "!=", row._origin.id),
                ("state", "=", "done"),
                ("excluded_user_ids", "not in", callback.env.uid),
            ]
            values = {"services": row._services(), "calls": row.search(earlier, order="done_at desc", limit=5)}
            callback.history = callback.env["ir.qweb"]._render("gas_service.callback_history", values)

    def _services(self):
        """Return what the department did for the customer in the plan's period."""
        if self.account_id:
            who = fields.Domain("account_id", "=", self.account_id.id)
        elif self.partner_id:
            who = fields.Domain("partner_id", "=", self.partner_id.id)
        else:
            who = fields.Domain("account_id", "=", False) & fields.Domain("partner_id", "=", False)
            who &= fields.Domain("customer_name", "=", self.customer_name)
        departments = self.plan_id.department_id._gas_callback_departments()
        served = self.plan_id._period_domain() & fields.Domain("department_id", "in", departments.ids)
        return self.env["gas.service.record"].search(served & who)

    def action_reveal_phones(self):
        """Show the full numbers of the account for a moment, and log it; see gas.account."""
        self.ensure_one()
        self.check_access("read")
        return self.account_id.action_reveal_phones()

    def action_open_attempt(self):
        return self._open_step("attempt", self.env._("Not Reached"))

    def action_open_later(self):
        return self._open_step("later", self.env._("Call Later"))

    def action_open_refuse(self):
        return self._open_step("refuse", self.env._("Refused"))

    def action_open_ticket(self):
        return self._open_step("ticket", self.env._("Make a Ticket of It"))

    def _open_step(self, step, name):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "gas.callback.step",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_callback_id": self.id, "default_step": step},
        }
