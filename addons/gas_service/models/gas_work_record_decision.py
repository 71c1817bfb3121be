# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class GasWorkRecord(models.Model):
    """Submitted by who did the work, confirmed or returned by who leads him; never by himself (PL-1)."""

    _inherit = "gas.work.record"

    can_confirm = fields.Boolean("I Can Confirm It", compute="_compute_can_confirm", search="_search_can_confirm")

    def _heads(self):
        """Return (sudo) who may confirm it: those who lead the employee, nearest first."""
        record = self.sudo()  # sudo: the employee is not readable by everybody who reads the record
        return record.employee_id._gas_superiors(record.department_id)

    def _is_confirmer(self):
        return self.env.user in self._heads().user_id

    @api.depends("state", "employee_id", "department_id")
    @api.depends_context("uid")
    def _compute_can_confirm(self):
        for record in self:
            record.can_confirm = record.state == "submitted" and record._is_confirmer()

    def _search_can_confirm(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self.search([("state", "=", "submitted")]).filtered("can_confirm")
        domain = fields.Domain("id", "in", waiting.ids)
        return fields.Domain.OR(domain if wanted else ~domain for wanted in value)

    def action_submit(self):
        """Submit: by the employee within the days allowed, later by who may confirm it.

        :raise AccessError: somebody else's
        :raise ValidationError: too long ago, for the first time
        :raise UserError: submitted already, or nobody can confirm it
        """
        for record in self:
            record.check_access("read")
            record._check_state("draft", "returned")
            heads = record._heads()
            if not record._is_own() and self.env.user not in heads.user_id:
                raise AccessError(self.env._("A record is submitted by who did the work, or by his manager."))
            if not record.submitted_at:
                record._check_date()  # a draft of long ago is no fresher than a new record
            if not heads:
                raise UserError(
                    self.env._(
                        "Nobody can confirm this record: %s needs a manager or a leader in charge.",
                        record.department_id.display_name,
                    )
                )
            record = record.sudo()  # sudo: the right was checked; the manager may not write what he submits
            record._write_guarded({"state": "submitted", "submitted_at": fields.Datetime.now()})
            record.activity_unlink(["gas_service.activity_type_work_returned"])
            record._schedule_for(heads, "gas_service.activity_type_work_confirm")

    def action_confirm(self):
        """Confirm that the work was done; nothing about it changes any more.

        :raise AccessError: the user does not lead the employee, or it is his own
        :raise UserError: not submitted
        """
        self._decide({"state": "confirmed", "return_reason": False})

    def action_return(self, reason):
        """Give it back to be completed; see ``action_confirm``.

        :raise UserError: no reason
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Say what is missing."))
        for record in self._decide({"state": "returned", "return_reason": reason}):
            record._schedule_for(record.employee_id, "gas_service.activity_type_work_returned", reason)

    def _decide(self, values):
        for record in self:
            record.check_access("read")
            record._check_state("submitted")
            if not record._is_confirmer():
                raise AccessError(
                    self.env._("Only the manager of %s or who is above him decides on it.", record.department_id.name)
                )
        records = self.sudo()  # sudo: the right was checked; nobody may write what was submitted
        records._write_guarded({**values, "decided_by": self.env.uid, "decided_at": fields.Datetime.now()})
        records.activity_unlink(["gas_service.activity_type_work_confirm"])
        return records

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        if self.state not in states:
            raise UserError(
                self.env._("“%(record)s” is in state “%(state)s”.", record=self.name, state=labels[self.state])
            )

    def _schedule_for(self, employees, activity_type, note=""):
        """Ask the first of ``employees`` who can see the record."""
        for user in employees.user_id:
            if self.with_user(user).has_access("read"):
                self.activity_schedule(activity_type, note=note, user_id=user.id)
                break
