# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .gas_sla_clock import OPEN


class GasProject(models.Model):
    """Pauses for a customer's reason (用户原因顺延): of the whole way and of the step at work (PS-4.2.3)."""

    _inherit = "gas.project"

    pause_ids = fields.Many2many("gas.sla.pause", string="Pauses", compute="_compute_pause_ids")
    # the one the buttons are about
    pause_id = fields.Many2one("gas.sla.pause", "Current Pause", compute="_compute_pause_id")
    pause_proposed = fields.Boolean("Pause to Confirm", compute="_compute_paused", search="_search_pause_proposed")
    paused = fields.Boolean("Customer Owes Something", compute="_compute_paused")
    pause_reason = fields.Char("Customer Owes", compute="_compute_pause_id")
    pause_date = fields.Date("Customer Told On", compute="_compute_pause_id")
    pause_resume_date = fields.Date("Delivered On", compute="_compute_pause_id")
    pause_notice = fields.Char("Written Notice", compute="_compute_pause_id")
    pause_by = fields.Many2one("res.users", "Pause Proposed By", compute="_compute_pause_id")
    pause_confirm_before = fields.Datetime("Confirm Before", compute="_compute_pause_id")

    @api.depends("clock_ids.pause_ids")
    def _compute_pause_ids(self):
        for project in self:
            project.pause_ids = project.clock_ids.pause_ids

    def _current_pauses(self):
        """Return {project: its pauses (sudo) that are proposed or open}, of those that have any, by one query."""
        # sudo: a pause is as visible as its project
        pauses = self.env["gas.sla.pause"].sudo().search(
            [
                ("clock_id.project_id", "in", self._origin.ids),
                "|", ("state", "=", "proposed"), "&", ("state", "=", "confirmed"), ("resume_date", "=", False),
            ]
        )  # fmt: skip
        by_id = pauses.grouped(lambda pause: pause.clock_id.project_id.id)
        return {project: by_id[project._origin.id] for project in self if project._origin.id in by_id}

    @api.depends("clock_ids.pause_ids.state", "clock_ids.pause_ids.resume_date")
    def _compute_paused(self):
        self.pause_proposed = self.paused = False
        for project, pauses in self._current_pauses().items():
            project.pause_proposed = "proposed" in pauses.mapped("state")
            # what ended, lost or done, waits for nobody
            project.paused = any(not pause.resume_date and pause.clock_id.state in OPEN for pause in pauses)

    @api.depends("clock_ids.pause_ids.state", "clock_ids.pause_ids.resume_date")
    def _compute_pause_id(self):
        pauses = self._current_pauses()
        for project in self:
            own = pauses.get(project, self.env["gas.sla.pause"])
            proposed = own.filtered(lambda pause: pause.state == "proposed")
            current = (proposed or own)[:1]
            project.pause_id = current.sudo(False)
            project.pause_reason = current.reason
            project.pause_date = current.pause_date
            project.pause_resume_date = current.resume_date
            project.pause_notice = current.notice_reference
            project.pause_by = current.proposed_by.sudo(False)
            project.pause_confirm_before = current.confirm_before

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
        clocks = self.clock_ids.filtered(lambda clock: clock.pausable and clock.state in OPEN)
        if not clocks:
            raise UserError(self.env._("No promise that a customer's reason could suspend is running."))
        day, until = fields.Date.to_date(pause_date), fields.Date.to_date(resume_date)
        for clock in clocks:
            # a step that began later could not stand still before it began, nor for what was there by then
            begun = clock.sudo()._timeline().local_date(clock.started_at)  # sudo: its calendar
            if day and until and day <= until < begun:
                continue
            clock.action_propose_pause(max(day, begun) if day else day, reason, notice_reference, until)
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
        self._end_task(self.env.user)
        self._end_task(self.department_id._gas_notice_user())

    def action_annul_pauses(self, reason):
        """The manager refuses what is proposed; see gas.sla.pause."""
        self.ensure_one()
        self._proposed_pauses().action_annul(reason)
        self._end_task(self.env.user)
        self._end_task(self.department_id._gas_notice_user())

    def _proposed_pauses(self):
        pauses = self.pause_ids.filtered(lambda pause: pause.state == "proposed")
        if not pauses:
            raise UserError(self.env._("No pause is proposed."))
        return pauses

    def action_resume(self, resume_date):
        """The customer delivered what was missing on ``resume_date`` (local date)."""
        self.ensure_one()
        pauses, day = self._open_pauses(), fields.Date.to_date(resume_date)
        if not pauses:
            raise UserError(self.env._("Nothing is awaited from the customer."))
        if not day or day < min(pauses.mapped("pause_date")):
            raise UserError(self.env._("When did the customer deliver? Not before he was told what is missing."))
        for pause in pauses:
            # a step that began after the delivery did not wait for it
            pause.action_resume(max(day, pause.pause_date))

    def _sla_stop(self, code, at):
        """What a step waited for is there once the step is done: the whole way goes on, too."""
        stopped = super()._sla_stop(code, at)
        for project in stopped.project_id:
            day = stopped[:1]._timeline().local_date(at)
            for pause in project._open_pauses():
                pause.resume_date = max(day, pause.pause_date)
                pause._apply("resume", pause.reason, pause.state == "confirmed")
        return stopped

    def _open_pauses(self):
        """Return the pauses, proposed or confirmed, of promises still running whose end is not known."""
        clocks = self.clock_ids.filtered(lambda clock: clock.state in OPEN)
        return clocks.pause_ids.filtered(lambda pause: pause.state != "annulled" and not pause.resume_date)
