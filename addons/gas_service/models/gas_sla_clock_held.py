# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

# the steps by which what a promise is about changes hands
_CHAINS = {"lead": ("lead",), "estimator": ("estimate",)}


class GasSlaClock(models.Model):
    """Who held what was promised, and for how long (FI-5.2)."""

    _inherit = "gas.sla.clock"

    def _is_to_blame(self, kind):
        """Whether its responsible is proposed for a case of this ``kind`` (sudo)."""
        self.ensure_one()
        if kind == "delay" and self.inquiry_id.first_handler_id != self.employee_id:
            return False  # FI-10 speaks of the first handler
        return 100 * self._held_share() >= self.company_id.gas_held_share

    def _held_share(self):
        """Return for which share of the clock's working time its responsible held the record (sudo)."""
        timeline = self._timeline()
        total = timeline.hours_between(self.started_at, self.stopped_at)
        if total <= 0:
            return 1.0
        held = sum(
            timeline.hours_between(begin, end)
            for holder, begin, end in self._holders()
            if holder == self.employee_id and end > begin
        )
        return held / total

    def _holders(self):
        """Return [(employee, from, to)] of who held the record while the clock ran (sudo, naive UTC).

        Before the first step it was with who passed it on. What lies with a department and nobody in
        particular is its manager's, whose deadline it is then.
        """
        chain = _CHAINS.get(self.policy_id.responsible)
        steps = self._host().handover_ids.filtered(lambda step: not chain or step.kind in chain)
        steps = steps.sorted(lambda step: (step.date, step.id))
        first = steps[:1]
        holder = first.from_employee_id or first.from_department_id.manager_id or self.employee_id
        spans, begin = [], self.started_at
        for step in steps:
            end = min(max(step.date, self.started_at), self.stopped_at)
            spans.append((holder, begin, end))
            holder, begin = step.to_employee_id or step.to_department_id.manager_id, end
        return [*spans, (holder, begin, self.stopped_at)]
