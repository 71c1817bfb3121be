# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain


class GasProject(models.Model):
    """The one date of a project that a calendar shows."""

    _inherit = "gas.project"

    next_date = fields.Date(
        compute="_compute_next_date",
        search="_search_next_date",
        help="The next follow-up of a tracked project, the review where one is scheduled, else the deadline.",
    )
    next_date_kind = fields.Selection(
        [("follow_up", "Follow-up"), ("review", "Review"), ("deadline", "Deadline")], compute="_compute_next_date"
    )

    @api.depends("state", "next_follow_up_date", "review_at", "date_deadline")
    @api.depends_context("tz")
    def _compute_next_date(self):
        for project in self:
            moment, kind = project.date_deadline, "deadline"
            if project.state == "review":
                moment, kind = project.review_at, "review"
            day = fields.Datetime.context_timestamp(project, moment).date() if moment else False
            if project.state == "tracking":
                day, kind = project.next_follow_up_date, "follow_up"
            project.next_date = day
            project.next_date_kind = day and kind

    def _search_next_date(self, operator, value):
        """Dates compared with moments are days of the user's own zone, as everywhere in searches."""
        if operator in ("in", "not in") and set(value) != {False}:
            return NotImplemented
        return Domain.OR(
            [
                Domain("state", "=", "tracking") & Domain("next_follow_up_date", operator, value),
                # any!: as the field, read with sudo: the user may not be invited to the review
                Domain("state", "=", "review") & Domain("meeting_id", "any!", Domain("start", operator, value)),
                Domain("state", "not in", ("tracking", "review")) & Domain("date_deadline", operator, value),
            ]
        )
