# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasCallback(models.Model):
    """What the caller has before him: whom he calls, what was done for him, what to say, what to ask (CB-5)."""

    _inherit = "gas.callback"

    calling = fields.Boolean("Mine to Call", compute="_compute_calling")
    account_phone = fields.Char("Phone", related="account_id.phone", related_sudo=False)
    address = fields.Char(related="account_id.address", related_sudo=True)
    record_ids = fields.Many2many("gas.service.record", string="What Was Done", compute="_compute_record_ids")
    earlier_ids = fields.Many2many("gas.callback", string="Called Before", compute="_compute_record_ids")
    script = fields.Html(related="plan_id.questionnaire_id.script", related_sudo=True)
    policy = fields.Html(related="plan_id.questionnaire_id.policy", related_sudo=True)

    @api.depends("caller_id", "state")
    @api.depends_context("uid")
    def _compute_calling(self):
        mine = set(self.env.user.gas_employee_ids._ids)
        for callback in self:
            callback.calling = callback.state == "calling" and callback.caller_id.id in mine

    @api.depends("unit")
    def _compute_record_ids(self):
        """What was done for the customer in the month, and his earlier callbacks: who pulled him sees them."""
        for callback in self:
            row = callback.sudo()  # sudo: of a customer whose callback the user may read; names and dates only
            if row.account_id:
                who = [("account_id", "=", row.account_id.id)]
            elif row.partner_id:
                who = [("partner_id", "=", row.partner_id.id)]
            else:
                who = [
                    ("account_id", "=", False),
                    ("partner_id", "=", False),
                    ("customer_name", "=", row.customer_name),
                ]
            plan = row.plan_id
            served = plan._period_domain() & fields.Domain(
                "department_id", "in", plan.department_id._gas_callback_departments().ids
            )
            callback.record_ids = row.env["gas.service.record"].search(served & fields.Domain(who))
            callback.earlier_ids = row.search(
                [("unit", "=", row.unit), ("id", "!=", row._origin.id), ("state", "=", "done")], limit=5
            )

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
