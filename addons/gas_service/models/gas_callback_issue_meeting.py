# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class GasCallbackIssue(models.Model):
    """The way of an issue: major or not, meeting, minutes, measures (CB-9)."""

    _inherit = "gas.callback.issue"

    def action_decide(self, is_major, reason):
        """Decide whether it is major; by the customer-service supervisor.

        :raise AccessError: somebody else
        :raise UserError: decided already, or no reason
        """
        for issue in self:
            issue.check_access("read")
            issue._check_state("reported")
            if not self.env.user.has_group("gas_service.group_supervisor"):
                raise AccessError(self.env._("Only the customer-service supervisor decides whether it is major."))
            if not (reason or "").strip():
                raise UserError(self.env._("Say why it is major, or why not."))
            now = fields.Datetime.now()
            issue._write_guarded(
                {
                    "state": "major" if is_major else "minor",
                    "decision_reason": reason.strip(),
                    "decided_by": self.env.uid,
                    "decided_at": now,
                }
            )
            issue._sla_stop("CB-MAJOR", now)
            issue.sudo().activity_unlink(["gas_service.activity_type_issue_decide"])  # sudo: also those of colleagues
            if is_major:
                issue._sla_start("CB-MEETING", now)
                issue._tell_leader()

    def _tell_leader(self):
        """The leader in charge hears of a major issue at once."""
        leader = self.sudo().department_id.gas_leader_id.user_id.filtered("active")  # sudo: see _sla_responsible
        if leader:
            text = self.env._("Major issue found in callbacks: %s", self.name)
            self.sudo().message_notify(partner_ids=leader.partner_id.ids, subject=text, body=text)  # sudo: to tell him

    def _check_works(self):
        """Only the supervisor, or the manager of the department it is about."""
        self.check_access("write")
        user = self.env.user
        if not user.has_group("gas_service.group_supervisor") and self.department_id not in user.gas_department_ids:
            raise AccessError(self.env._("Only the supervisor or the manager of the department can do this."))

    def action_plan_meeting(self, start, hours=1.0, employee_ids=(), location=""):
        """Put the topic meeting into the calendar, or move it; everybody is invited by Odoo.

        :param start: naive UTC
        :param employee_ids: who takes part, besides the user
        :raise UserError: not major, or held already
        """
        self.ensure_one()
        self._check_works()
        self._check_state("major")
        start = fields.Datetime.to_datetime(start)
        if not start or hours <= 0:
            raise UserError(self.env._("When does the meeting begin, and how long is it?"))
        # sudo: employees are not readable by ordinary users; only their contacts are invited
        employees = self.env["hr.employee"].sudo().browse(employee_ids)
        partners = (
            employees.mapped(lambda one: one.user_id.partner_id or one.work_contact_id) | self.env.user.partner_id
        )
        values = {
            "name": self.env._("Topic meeting: %s", self.name),
            "start": start,
            "stop": fields.Datetime.add(start, minutes=round(hours * 60)),
            "partner_ids": [fields.Command.set(partners.ids)],
            "location": location or False,
            "allday": False,
        }
        if self.meeting_id:
            self.meeting_id.sudo().write(
                values
            )  # sudo: the right to the issue was checked; a colleague may have made it
        else:
            event = self.env["calendar.event"].create(
                {**values, "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": self.id}
            )
            self._write_guarded({"meeting_id": event.id})

    def _default_attendees(self):
        """Return (sudo) who should be there: supervisor, manager and leader of the department, general management."""
        issue = self.sudo()  # sudo: see action_plan_meeting
        supervisors = (user._gas_employee(issue.company_id) for user in issue._supervising_users())
        department = issue.department_id
        general = issue.company_id.gas_general_department_id.manager_id
        return (department.manager_id | department.gas_leader_id | general).union(*supervisors)

    def action_record_meeting(self):
        """The meeting took place: its minutes are complete, its measures begin.

        :raise UserError: names all that is missing
        """
        for issue in self:
            issue._check_works()
            issue._check_state("major")
            now = fields.Datetime.now()
            meeting = issue.meeting_id.sudo()  # sudo: its time; it may be somebody's private calendar
            missing = []
            if not meeting or not meeting.active:
                missing.append(self.env._("the topic meeting in the calendar"))
            elif meeting.start > now:
                missing.append(self.env._("that the meeting has taken place: it begins later"))
            if not issue._has_text("minutes"):
                missing.append(self.env._("the minutes"))
            if not issue._has_text("changes"):
                missing.append(self.env._("which policy or procedure changes, or that none does"))
            measures = issue.improvement_ids.filtered(lambda item: item.state != "cancelled")
            if not measures and not (issue.no_measure_reason or "").strip():
                missing.append(self.env._("the measures, each with an owner and a date, or why there are none"))
            issue._raise_missing(missing)
            held_at = max(meeting.start, issue.decided_at)
            issue._sla_stop("CB-MEETING", held_at)
            issue._write_guarded({"state": "measures", "held_at": meeting.start})
            # sudo: what the calendar reminded people of, whoever they are
            issue.sudo().activity_ids.filtered(
                lambda activity, event=meeting: activity.calendar_event_id == event
            ).action_feedback()
            issue._measures_changed()

    def _measures_changed(self):
        """With every measure done or given up, the issue is done."""
        for issue in self.filtered(lambda issue: issue.state == "measures"):
            if all(item.state in ("done", "cancelled") for item in issue.improvement_ids):
                issue._write_guarded({"state": "done"})
