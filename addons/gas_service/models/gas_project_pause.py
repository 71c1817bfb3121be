# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class GasProject(models.Model):
    """Pauses for a customer's reason (用户原因顺延): of the whole way and of the step at work (PS-4.2.3)."""

    _inherit = "gas.project"

    pause_ids = fields.Many2many("gas.sla.pause", string="Pauses", compute="_compute_pause_ids")
    pause_proposed = fields.Boolean("Pause to Confirm", compute="_compute_pause_ids", search="_search_pause_proposed")
    paused = fields.Boolean("Customer Owes Something", compute="_compute_pause_ids")

    @api.depends("clock_ids.pause_ids.state", "clock_ids.pause_ids.resume_date")
    def _compute_pause_ids(self):
        for project in self:
            pauses = project.clock_ids.pause_ids
            project.pause_ids = pauses
            project.pause_proposed = "proposed" in pauses.mapped("state")
            project.paused = any(pause.state != "annulled" and not pause.resume_date for pause in pauses)

    def _search_pause_proposed(self, operator, value):
        if operator != "in":
            return NotImplemented
        proposed = fields.Domain("clock_ids.pause_ids.state", "=", "proposed")
        return fields.Domain.OR(proposed if wanted else ~proposed for wanted in value)

    def action_propose_pause(self, pause_date, reason, notice_reference, resume_date=None):
        """The customer owes something: propose to the manager that the promises stood still.

        :param pause_date: local date on which the customer was told in writing what is missing
        :param notice_reference: how he was told
        :param resume_date: local date of delivery, None while it is awaited
        :raise UserError: nothing that could pause is running, or see gas.sla.clock
        """
        self.ensure_one()
        self.check_access("read")
        clocks = self.clock_ids.filtered(lambda clock: clock.pausable and clock.state in ("running", "paused"))
        if not clocks:
            raise UserError(self.env._("No promise that a customer's reason could suspend is running."))
        day = fields.Date.to_date(pause_date)
        for clock in clocks:
            # a step that began later could not stand still before it began
            begun = clock.sudo()._timeline().local_date(clock.started_at)  # sudo: its calendar
            clock.action_propose_pause(max(day, begun) if day else day, reason, notice_reference, resume_date)
        self._schedule(
            "gas_service.activity_type_project",
            self.department_id._gas_notice_user(self.env.user),
            self.env._("Confirm the pause of %s", self.name),
            reason,
        )

    def action_confirm_pauses(self):
        """The manager confirms what is proposed; see gas.sla.pause."""
        self.ensure_one()
        self._proposed_pauses().action_confirm()

    def action_annul_pauses(self, reason):
        """The manager refuses what is proposed; see gas.sla.pause."""
        self.ensure_one()
        self._proposed_pauses().action_annul(reason)

    def _proposed_pauses(self):
        pauses = self.pause_ids.filtered(lambda pause: pause.state == "proposed")
        if not pauses:
            raise UserError(self.env._("No pause is proposed."))
        return pauses

    def action_resume(self, resume_date):
        """The customer delivered what was missing on ``resume_date`` (local date)."""
        self.ensure_one()
        pauses = self.pause_ids.filtered(lambda pause: pause.state != "annulled" and not pause.resume_date)
        if not pauses:
            raise UserError(self.env._("Nothing is awaited from the customer."))
        pauses.action_resume(resume_date)
