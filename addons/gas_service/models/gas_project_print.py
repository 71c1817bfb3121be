# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import fields, models
from odoo.tools import format_date

from .gas_project_limit import CODES

_ORDER = [code for code, _label in CODES]


def _clock_order(clock):
    """By their start; of those that start together the whole before its parts."""
    return clock.started_at, _ORDER.index(clock.code) if clock.code in _ORDER else len(_ORDER), clock.id


class GasProject(models.Model):
    """What the project report prints: one project's whole story, its promises explained day by day."""

    _inherit = "gas.project"

    def _print_report_values(self):
        """Return what the report prints beside the project's own plain fields, as the current user may see it."""
        self.ensure_one()
        self.check_access("read")
        # sudo: names of colleagues only, whose records are not readable by ordinary users; the
        # project itself was checked above
        project = self.sudo()
        return {
            "phone": self._print_phone(),
            "account": project.account_id.number or "",
            "lead": project.lead_id.name or "",
            "department": project.department_id.name or "",
            "registered_by": project.registered_by.name or "",
            "designer": project.design_unit_id.name or project.designer_id.name or "",
            "estimator": project.estimator_id.name or "",
            "amount": self._print_amount(project.estimate_amount),
            "units": "、".join(project.unit_ids.mapped("name")),
            "departments": "、".join(project.involved_department_ids.mapped("name")),
            "review": self._print_span(project.meeting_id.start, project.meeting_id.stop),
            "time": self._print_time,
            "contacts": self._print_contacts(),
            "handovers": self._print_handovers(),
            "pauses": self._print_pauses(),
            "demand_known": bool(project.contacted_at or project.demand or project.point_ids),
            "decisions": self._print_decisions(),
            "waits_for": "、".join(project.approval_approver_ids.mapped("name")),
            "clocks": [self._print_clock(clock) for clock in self.clock_ids.sorted(_clock_order)],
            "limit_text": lambda days: self.env["gas.sla.policy"]._limit_text("days", days),
            "flow": lambda flow: f"{flow:.3f}".rstrip("0").rstrip("."),
            "printed_at": self._print_time(fields.Datetime.now()),
        }

    def _print_amount(self, amount):
        return self.company_id.sudo().currency_id.format(amount) if amount else ""  # sudo: the currency only

    def _print_span(self, start, stop):
        """Return a stretch of time of one day, or of several: local times of naive UTC."""
        begin, end = self._print_time(start), self._print_time(stop)
        return f"{begin} – {end.removeprefix(begin[:10]).strip()}" if begin else ""

    def _print_contacts(self):
        """Return the contacts in the order they happened."""
        labels = {
            name: dict(self.env["gas.contact"]._fields[name]._description_selection(self.env))
            for name in ("channel", "direction", "purpose")
        }
        return [
            {
                "at": self._print_time(contact.date),
                "by": contact.sudo().employee_id.name,  # sudo: a colleague's name
                **{name: texts[contact[name]] for name, texts in labels.items()},
                "internal": contact.direction == "internal",
                "record": contact,
            }
            for contact in self.contact_ids.sorted(lambda contact: (contact.date, contact.id))
        ]

    def _print_handovers(self):
        labels = dict(self.env["gas.handover"]._fields["kind"]._description_selection(self.env))
        return [
            {
                "at": self._print_time(step.date),
                "kind": labels[step.kind],
                # sudo: colleagues' names
                "giver": step.sudo().from_employee_id.name or step.sudo().from_department_id.name or "",
                "receiver": step.sudo().to_employee_id.name or "",
                "note": step.note or "",
            }
            for step in self.handover_ids
        ]

    def _print_pauses(self):
        """Return the pauses, each once: one reason of the customer's suspends several promises."""
        labels = dict(self.env["gas.sla.pause"]._fields["state"]._description_selection(self.env))
        groups = self.pause_ids.sorted(lambda pause: (pause.pause_date, pause.id)).grouped(
            lambda pause: (pause.reason, pause.proposed_by, pause.state, pause.resume_date)
        )
        return [
            {
                "told_on": format_date(self.env, pauses[0].pause_date),
                "delivered_on": format_date(self.env, pauses[0].resume_date),
                "reason": pauses[0].reason,
                "notice": pauses[0].notice_reference,
                "state": labels[pauses[0].state],
                "decided_by": pauses.sudo().decided_by[:1].name or "",  # sudo: a colleague's name
                "decision_reason": pauses[0].decision_reason or "",
                "policies": "、".join(pauses.clock_id.policy_id.mapped("name")),
            }
            for pauses in groups.values()
        ]

    def _print_decisions(self):
        """Return the history of the approval; a decision that was passed on says why (PS-4.2.3.3)."""
        labels = dict(self.env["gas.approval.decision"]._fields["decision"]._description_selection(self.env))
        return [
            {
                "round": row.round,
                "at": self._print_time(row.decided_at),
                "by": row.sudo().decided_by.name,  # sudo: a colleague's name
                "decision": labels[row.decision],
                "bad": row.decision == "rejected",
                "step": row.step_name or "",
                "amount": self._print_amount(row.amount),
                "reason": " ".join(filter(None, (row.reason, row.passed_on))),
            }
            for row in self.approval_decision_ids.sorted("id")
        ]

    def _print_clock(self, clock):
        """Return a promise with its explanation; an external unit's is a record of the supplier (PS-4.2.3.1)."""
        data = clock.explain()
        days = [
            {
                **day,
                "date_text": format_date(self.env, date.fromisoformat(day["date"]), date_format="M/d ccc"),
                "time": self._print_time_of_day(day, data),
            }
            for day in data["days"]
        ]
        overdue = clock.is_overdue
        mark = "late" if overdue or data["state"] == "late" else data["state"]
        return {
            **data,
            "days": days,
            "changes": self._print_changes(data["history"]),
            "external": bool(clock.partner_id),
            "overdue": overdue,
            "mark": mark if mark in ("met", "late", "paused") else "",
            "late_days": self._print_lateness(clock) if mark == "late" else "",
        }

    @staticmethod
    def _print_changes(history):
        """Return the history without its end, which the sentences say, and each reason once."""
        changes, said = [], None
        for event in history:
            if event["kind"] != "stop":
                changes.append({**event, "reason": "" if event["reason"] == said else event["reason"]})
                said = event["reason"]
        return changes

    @staticmethod
    def _print_time_of_day(day, data):
        if day.get("due") and data["due_at_local"]:
            return data["due_at_local"][11:]
        return data["started_at_local"][11:] if day["kind"] == "start" else ""

    def _print_lateness(self, clock):
        """Return how late it was or is, in working days."""
        calendar = clock.sudo().calendar_id  # sudo: its hours a day
        end = clock.stopped_at or fields.Datetime.now()
        hours = calendar._gas_timeline().hours_between(clock.due_at, end)
        return self.env._("%s working days late", f"{hours / calendar.hours_per_day:.1f}")
