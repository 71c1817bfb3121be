# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class GasAppraisal(models.Model):
    """What is printed for the person concerned: every figure in words, and of cases only what he is told."""

    _inherit = "gas.appraisal"

    def _print_values(self):
        """Return what the paper shows beside the appraisal's own fields.

        Of deadlines and cases what the reader may see, without any ticket, customer or complainant.
        """
        self.ensure_one()
        self.check_access("read")
        row = self.sudo()  # sudo: names; the appraisal itself was checked above
        return {
            "employee": row.employee_id.name,
            "department": row.department_id.name,
            "scheme": row.scheme_id.name,
            "confirmed_by": row.confirmed_by.name,
            "locked_by": row.locked_by.name,
            "deadlines": self._exceeded_deadlines(),
            "notices": self._case_notices(),
        }

    def _exceeded_deadlines(self):
        """Return [(policy, sentences)] of the deadlines that count against the person."""
        ids = set()
        for line in self.sudo().line_ids:  # sudo: which ones; each is checked for the reader below
            ids |= set((line.evidence or {}).get("gas.sla.clock", ([], []))[1])
        clocks = self.env["gas.sla.clock"].search([("id", "in", list(ids))], order="due_at, id")
        return [(data["policy"], data["sentences"]) for data in (clock.explain() for clock in clocks)]

    def _case_notices(self):
        """Return what the person was told of cases of the period that were decided."""
        notices = self.env["gas.conduct.notice"]
        if not self.employee_id:
            return notices
        # sudo: which cases lie in the period; what is shown is the notice, by the reader's own rules
        cases = (
            self.env["gas.conduct.case"]
            .sudo()
            .search(
                [
                    ("employee_id", "=", self.employee_id.id),
                    ("event_date", ">=", self.date_from),
                    ("event_date", "<=", self.date_to),
                    ("state", "in", ("served", "appealed", "final", "executed")),
                ]
            )
        )
        return notices.search([("case_id", "in", cases.ids)])
