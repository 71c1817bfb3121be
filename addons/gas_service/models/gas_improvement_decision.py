# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_BATCH = 100


class GasImprovement(models.Model):
    """Reported by the owner, confirmed by somebody else, brought up again while it is overdue (CB-7, CB-9)."""

    _inherit = "gas.improvement"

    def action_report(self, result):
        """Report it as done: by its owner, or by who may decide on it (then a third one confirms).

        :raise AccessError: neither
        :raise UserError: not open, or no word about what was done
        """
        for item in self:
            item.check_access("read")
            item._check_open()
            if not item._is_owner() and not item._is_decider():
                raise AccessError(self.env._("Only %s reports on this.", item.sudo().employee_id.name))  # sudo: a name
            if not (result or "").strip():
                raise UserError(self.env._("Write down what was done, and what came of it."))
            item = item.sudo()  # sudo: the right was checked; the owner may not write
            item._write_guarded(
                {
                    "state": "reported",
                    "result": result.strip(),
                    "reported_by": self.env.uid,
                    "reported_at": fields.Datetime.now(),
                }
            )
            item._close_activities()
            for user in item._deciding_users() - self.env.user - item.employee_id.user_id:
                item.activity_schedule(
                    "gas_service.activity_type_improvement_confirm", summary=item.name, user_id=user.id
                )
                break

    def _deciding_users(self):
        """Return (sudo) who is asked to confirm: the manager where it was found, of the owner, then the supervisor."""
        managers = (self.origin_department_id | self.department_id).manager_id.user_id
        supervisors = self.env.ref("gas_service.group_supervisor").all_user_ids
        manager_group = self.env.ref("gas_service.group_manager")
        managers = managers.filtered(lambda user: manager_group in user.all_group_ids)
        return (managers | supervisors.filtered(lambda user: self.company_id in user.company_ids)).filtered("active")

    def action_confirm(self):
        """Confirm that it is done.

        :raise AccessError: not a manager or supervisor, the owner, or who reported it
        :raise UserError: not reported
        """
        for item in self:
            item._check_decides("reported")
            if item.reported_by == self.env.user:
                raise AccessError(self.env._("Who reported it as done does not confirm it as well."))
            item._decide("done")

    def action_return(self, reason):
        """Give it back to the owner; see ``action_confirm``.

        :raise UserError: no reason
        """
        self._check_reason(reason)
        for item in self:
            item._check_decides("reported")
            item._decide("open", reason)
            item._ask_owner()

    def action_cancel(self, reason):
        """Give it up; see ``action_confirm``.

        :raise UserError: no reason
        """
        self._check_reason(reason)
        for item in self:
            item._check_decides("open", "reported")
            item._decide("cancelled", reason)

    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Say why."))

    def _check_decides(self, *states):
        self.check_access("read")
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(self.env._("“%(name)s” is in state “%(state)s”.", name=self.name, state=labels[self.state]))
        if not self._is_decider():
            raise AccessError(
                self.env._("“%s” is decided on by the manager or the supervisor, not by its owner.", self.name)
            )

    def _decide(self, state, reason=False):
        item = self.sudo()  # sudo: the right was just checked
        item._write_guarded(
            {"state": state, "reason": reason, "decided_by": self.env.uid, "decided_at": fields.Datetime.now()}
        )
        item._close_activities()
        item.issue_id._measures_changed()

    def _close_activities(self):
        self.activity_unlink(
            [f"gas_service.activity_type_improvement{suffix}" for suffix in ("", "_confirm", "_overdue")]
        )

    # -- reminders -------------------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Bring up what is overdue, each once in a while: to its owner and to the manager."""
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([], limit=None):
            today = company._gas_today()
            domain = [
                ("company_id", "=", company.id),
                ("state", "=", "open"),
                ("date_deadline", "<", today),
                "|",
                ("reminded_on", "=", False),
                ("reminded_on", "<=", fields.Date.subtract(today, days=company.gas_reminder_days)),
            ]
            while items := self.search(domain, limit=_BATCH):
                items._remind(today)
                if not cron._commit_progress(len(items)):
                    return

    def _remind(self, today):
        self._write_guarded({"reminded_on": today})
        for item in self:
            owner = item.employee_id.user_id.filtered("active")
            text = item.env._("“%(name)s” was due on %(date)s.", name=item.name, date=item.date_deadline)
            if owner:
                item.message_notify(partner_ids=owner.partner_id.ids, subject=text, body=text)
            kind = "gas_service.activity_type_improvement_overdue"
            item.activity_unlink([kind])
            manager = (item._deciding_users() - owner)[:1]
            if manager:
                item.activity_schedule(kind, today, summary=text, user_id=manager.id)
