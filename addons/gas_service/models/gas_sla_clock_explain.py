# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import fields, models
from odoo.tools import format_date, format_datetime

from ..tools.sla_clock import explain_date
from .gas_sla_clock import OPEN


class GasSlaClock(models.Model):
    """Why a deadline is when it is: data for the screen and for print."""

    _inherit = "gas.sla.clock"

    def explain(self):
        """Explain the clock: every local date from start to deadline with what it was, and sentences.

        :return: dict of JSON values: ``policy code clause unit limit limit_text binding state provisional
            tz started_at due_at stopped_at`` (ISO, naive UTC; ``*_local`` as ``YYYY-MM-DD HH:MM`` in the
            calendar's zone), ``pauses``, ``days`` (see tools/timeline_explanation.py), ``history``,
            ``sentences`` in the user's language. While the clock runs it is live; once settled
            the days are what was stored then.
        :raise AccessError: the document may not be read
        """
        self.ensure_one()
        self.check_access("read")
        clock = self.sudo()  # sudo: policy, calendar and history of a clock the user may read
        stored = clock.explanation if clock.state not in OPEN else None
        data = dict(stored or clock._explanation())
        # in the language of the reader, unlike what was stored
        data.update(
            policy=clock.policy_id.name,
            limit_text=clock._limit_text(),
            state_text=dict(clock._fields["state"]._description_selection(clock.env))[clock.state],
            responsible=clock.employee_id.name or clock.partner_id.name or "",
            history=clock._history(),
            sentences=clock._sentences(data),
        )
        return data

    def explain_list(self):
        """Return ``explain()`` of several clocks, each with its ``id``, in the order they are read."""
        return [{"id": clock.id, **clock.explain()} for clock in self]

    def _explanation(self):
        """Return what is stored at settling: no text that depends on a language."""
        timeline = self._timeline()
        confirmed = self.pause_ids.filtered(lambda pause: pause.state == "confirmed").sorted("pause_date")
        pauses = [(pause.pause_date, pause.resume_date or None) for pause in confirmed]
        if self.unit == "hours":
            days = timeline.explain_hours(self.started_at, self.limit)
        elif self.unit == "days":
            days = timeline.explain_days(self.started_at, int(self.limit), pauses)
        else:
            days = explain_date(timeline, self.started_at, self.limit_date)
        return {
            "code": self.code,
            "clause": self.policy_id.clause or "",
            "unit": self.unit,
            "limit": self.limit,
            "limit_date": self.limit_date and self.limit_date.isoformat(),
            "binding": self.binding,
            "state": self.state,
            "provisional": self.provisional,
            "calendar": self.calendar_id.name,
            "tz": self.calendar_id.tz,
            **{
                name: self[name] and self[name].isoformat()
                for name in ("started_at", "due_at", "yellow_at", "red_at", "stopped_at")
            },
            **{
                f"{name}_local": self[name] and self._local(self[name]).strftime("%Y-%m-%d %H:%M")
                for name in ("started_at", "due_at", "stopped_at")
            },
            "pauses": [
                {
                    "pause_date": pause.pause_date.isoformat(),
                    "resume_date": pause.resume_date and pause.resume_date.isoformat(),
                    "reason": pause.reason,
                }
                for pause in confirmed
            ],
            "days": days,
        }

    def _forget_reasons(self):
        """Remove what the customer owed from the explanations kept; the days stay. See gas.retained.mixin."""
        for clock in self.filtered(lambda clock: (clock.explanation or {}).get("pauses")):
            pauses = [{**pause, "reason": ""} for pause in clock.explanation["pauses"]]
            clock.explanation = {**clock.explanation, "pauses": pauses}

    def _history(self):
        kinds = dict(self.env["gas.sla.event"]._fields["kind"]._description_selection(self.env))
        causes = dict(self.env["gas.sla.event"]._fields["cause"]._description_selection(self.env))
        return [
            {
                "kind": event.kind,
                "text": kinds[event.kind],
                "cause": causes.get(event.cause, ""),
                "reason": event.reason or "",
                "at": self._local_text(event.happened_at or event.create_date),
                "old_due": self._local_text(event.old_due_at),
                "new_due": self._local_text(event.new_due_at),
            }
            for event in self.event_ids.filtered(lambda e: e.kind != "alert").sorted("id")
        ]

    def _sentences(self, data):
        """Return the explanation in words."""
        start = self._local_text(self.started_at)
        if self.unit == "hours":
            sentences = [
                self.env._(
                    "It started on %(start)s. Only working hours count: %(limit)s.",
                    start=start,
                    limit=self._limit_text(),
                )
            ]
        elif self.unit == "days":
            sentences = [
                self.env._(
                    "It started on %(start)s. That day is not counted: %(limit)s.",
                    start=start,
                    limit=self._limit_text(),
                )
            ]
        else:
            sentences = [self.env._("The customer was promised %s.", format_date(self.env, self.limit_date))]
        if self.own_limit > self.limit:
            sentences.append(
                self.env._(
                    "A limit from outside is shorter than ours (%s working days): it prevails.", int(self.own_limit)
                )
            )
        sentences += self._skipped_sentences(data["days"])
        if not self.due_at:
            sentences.append(self.env._("It stands still while the customer owes something: there is no deadline now."))
        elif self.unit == "hours":
            sentences.append(self.env._("The deadline is %s.", self._local_text(self.due_at)))
        else:
            sentences.append(
                self.env._("The deadline is the close of business on that day: %s.", self._local_text(self.due_at))
            )
        if self.provisional:
            sentences.append(
                self.env._("The public holidays of that year are not announced yet: the deadline may still move.")
            )
        sentences.append(self._outcome_sentence())
        return [sentence for sentence in sentences if sentence]

    def _skipped_sentences(self, days):
        names = list(
            dict.fromkeys(day["name"] for day in days if day["kind"] == "holiday" and day["name"] not in ("", "…"))
        )
        holidays = sum(day["kind"] == "holiday" for day in days)
        weekends = sum(day["kind"] == "off" for day in days)
        paused = sum(day["kind"] == "paused" for day in days)
        makeup = [day for day in days if day.get("makeup") and day["kind"] in ("counted", "start")]
        sentences = []
        if holidays:
            sentences.append(
                self.env._(
                    "Days of public holidays not counted: %(count)s (%(names)s).",
                    count=holidays,
                    names=", ".join(names),
                )
                if names
                else self.env._("Days of public holidays not counted: %s.", holidays)
            )
        if weekends:
            sentences.append(self.env._("Other days off not counted: %s.", weekends))
        if makeup:
            dates = ", ".join(format_date(self.env, date.fromisoformat(day["date"])) for day in makeup)
            sentences.append(self.env._("Make-up working days counted: %s.", dates))
        if paused:
            sentences.append(self.env._("Working days paused because the customer owed something: %s.", paused))
        return sentences

    def _outcome_sentence(self):
        stopped = self._local_text(self.stopped_at)
        if self.state == "met":
            return self.env._("Done on %s: in time.", stopped)
        if self.state == "late":
            return self.env._("Done on %s: late.", stopped)
        if self.state == "cancelled":
            return self.env._("Cancelled on %(at)s: %(reason)s", at=stopped, reason=self.cancel_reason or "")
        if self.is_overdue:
            return self.env._("It is late now.")
        return ""

    def _limit_text(self):
        return self.policy_id._limit_text(self.unit, self.limit, self.limit_date)

    def _local(self, at):
        return fields.Datetime.context_timestamp(self.with_context(tz=self.calendar_id.tz), at)

    def _local_text(self, at):
        """Return a moment for people, in the calendar's zone."""
        if not at:
            return ""
        return format_datetime(self.env, at, tz=self.calendar_id.tz, dt_format="yyyy-MM-dd HH:mm")
