# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class GasHandover(models.Model):
    """How long each person held a document (FI-5.2): nobody is blamed for what he hardly had in his hands."""

    _inherit = "gas.handover"

    held_days = fields.Float(
        "Held (Working Days)",
        compute="_compute_held_days",
        digits=(16, 1),
        help="Working time from the step before, or the receipt, to this step: how long it was with who passed it on.",
    )

    @api.depends("date", "inquiry_id.received_at", "inquiry_id.handover_ids.date")
    def _compute_held_days(self):
        for document, steps in self.grouped(lambda step: step._host()).items():
            calendar = document.company_id._gas_calendar() or self.env["resource.calendar"]
            timeline = calendar._gas_timeline() if calendar and calendar.hours_per_day else None
            before = document._begun_at()
            for step in document.handover_ids.sorted(lambda step: (step.date, step.id)):
                if step in steps:
                    hours = timeline.hours_between(before, step.date) if timeline and before else 0.0
                    step.held_days = hours / calendar.hours_per_day if hours else 0.0
                before = step.date
            (steps - document.handover_ids).held_days = 0.0
