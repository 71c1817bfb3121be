# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import fields, models


class GasCallbackPlan(models.Model):
    """What an audit checks about a plan without asking anybody (CB-8)."""

    _inherit = "gas.callback.plan"

    def _audit_checks(self):
        """Return the checks of this plan as values of gas.callback.audit.check (sudo).

        Dates in the facts are local, as ISO text.
        """
        self.ensure_one()
        return [*self._audit_time(), self._audit_objects(), *self._audit_quantity(), *self._audit_analysis()]

    def _audit_time(self):
        timeline = self.company_id._gas_calendar()._gas_timeline()
        opened = timeline.local_date(self.round_ids[:1].drawn_at)
        following = self._period()[1]
        checks = []
        if self.kind == "monthly":
            due = timeline.add_days(following - timedelta(days=1), 1)
            checks.append(self._audit_check("opened", "time", opened, due))
        approved = self.approved_at and timeline.local_date(self.approved_at)
        due = timeline.add_days(opened, self.company_id.gas_plan_approval_days)
        checks.append(self._audit_check("approved", "time", approved, due))
        due = self._audit_clock("CB-CALLS").limit_date
        if not due and self.kind == "monthly":
            due = following.replace(day=self.rule_id.call_day)
        if due:
            called = self.calls_done_at and timeline.local_date(self.calls_done_at)
            checks.append(self._audit_check("calls", "time", called, due))
        return checks

    def _audit_clock(self, code):
        return self.clock_ids.filtered(lambda clock: clock.code == code).sorted("occurrence")[-1:]

    def _audit_check(self, kind, aspect, done, due):
        return {
            "kind": kind,
            "aspect": aspect,
            "passed": bool(done) and done <= due,
            "facts": {"done": fields.Date.to_string(done) or None, "due": fields.Date.to_string(due)},
        }

    def _audit_objects(self):
        """Every draw must come out the same from its seed, and every call must come from a draw."""
        differences = sum(len(draw.action_check()["differences"]) for draw in self.round_ids)
        differences += len(self.callback_ids.filtered(lambda callback: not callback.round_id))
        return {
            "kind": "objects",
            "aspect": "objects",
            "passed": not differences,
            "facts": {"draws": len(self.round_ids), "differences": differences},
        }

    def _audit_quantity(self):
        return [
            {
                "kind": "quantity",
                "aspect": "quantity",
                "stratum": one.stratum,
                "passed": one.reached_quota,
                "facts": {
                    "population": one.population,
                    "quota": one.quota,
                    "completed": one.completed,
                    "reason": self.shortfall_reason or None,
                },
            }
            for one in self.stratum_ids
            if not one.extra
        ]

    def _audit_analysis(self):
        timeline = self.company_id._gas_calendar()._gas_timeline()
        clock = self._audit_clock("CB-ANALYSIS")
        checks = []
        if clock.due_at:
            done = self.analysed_at and timeline.local_date(self.analysed_at)
            checks.append(self._audit_check("analysis", "analysis", done, timeline.local_date(clock.due_at)))
        written = self._has_text("conclusion") and self._has_text("suggestion")
        return [*checks, {"kind": "conclusion", "aspect": "analysis", "passed": written, "facts": {}}]
