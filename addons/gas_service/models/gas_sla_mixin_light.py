# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.sla_clock import remaining_table

LIGHTS = [("late", "Late"), ("red", "Red"), ("yellow", "Yellow"), ("green", "Green"), ("none", "No Deadline")]


class GasSlaMixin(models.AbstractModel):
    """The light and the remaining time of a document: never stored, right to the second when read."""

    _inherit = "gas.sla.mixin"

    sla_light = fields.Selection(
        LIGHTS, "Light", compute="_compute_sla_light", search="_search_sla_light", help="State of the deadline now."
    )
    sla_remaining = fields.Integer(
        "Remaining Minutes",
        compute="_compute_sla_light",
        search="_search_sla_remaining",
        aggregator=None,
        help="Working minutes until the deadline; negative: working minutes since.",
    )

    @api.depends("date_deadline", "sla_yellow_at", "sla_red_at", "sla_calendar_id")
    def _compute_sla_light(self):
        """One pass for both fields, over plain values: read for every card and row of every list."""
        now = fields.Datetime.now()
        used = [self._fields[name] for name in ("date_deadline", "sla_yellow_at", "sla_red_at", "sla_calendar_id")]
        # not when they are there, as in every list: fetch() would check the access of each record once more
        if any(any(field._cache_missing_ids(self)) for field in used):
            self.fetch([field.name for field in used])
            for field in used:
                self.mapped(field.name)  # also of the unsaved record of a form
        due_of, yellow_of, red_of, calendar_of = [field._get_cache(self.env).get for field in used]
        calendars = self.env["resource.calendar"].browse({*map(calendar_of, self._ids)} - {None})
        timelines = calendars._gas_timelines() if calendars else {}
        minutes_to = {calendar_id: timeline.minutes_from(now) for calendar_id, timeline in timelines.items()}
        lights, minutes = [], []
        for id_ in self._ids:
            due = due_of(id_)
            calendar_id = calendar_of(id_)
            if due is None or calendar_id is None:
                lights.append("none")
                minutes.append(0)
                continue
            red, yellow = red_of(id_), yellow_of(id_)
            if due < now:
                lights.append("late")
            elif red is not None and red <= now:
                lights.append("red")
            elif yellow is not None and yellow <= now:
                lights.append("yellow")
            else:
                lights.append("green")
            minutes.append(minutes_to[calendar_id](due))
        # straight into the cache, as a fetch does: assigning record by record costs more than the rest
        for name, values in (("sla_light", lights), ("sla_remaining", minutes)):
            cache = self._fields[name]._get_cache(self.env)
            cache.update(zip(self._ids, values, strict=True))

    # -- search, group, sort, progress bar ---------------------------------------------------

    @api.model
    def _sla_light_domains(self):
        """Return {light: domain} that says the same as the compute, by the same moment."""
        now = fields.Datetime.now()
        late = Domain("date_deadline", "<", now)
        running = Domain("date_deadline", ">=", now)
        red = running & Domain("sla_red_at", "<=", now)
        not_red = running & (Domain("sla_red_at", "=", False) | Domain("sla_red_at", ">", now))
        yellow = not_red & Domain("sla_yellow_at", "<=", now)
        green = not_red & (Domain("sla_yellow_at", "=", False) | Domain("sla_yellow_at", ">", now))
        none = Domain("date_deadline", "=", False)
        return {"late": late, "red": red, "yellow": yellow, "green": green, "none": none, False: Domain.FALSE}

    def _search_sla_light(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = self._sla_light_domains()
        return Domain.OR(domains[light] for light in value if light in domains)

    def _search_sla_remaining(self, operator, value):
        """By working minutes: the limit is turned into a moment of each calendar once."""
        if operator not in ("<", "<=", ">", ">=") or isinstance(value, bool):
            return NotImplemented
        now = fields.Datetime.now()
        calendars = self.env["resource.calendar"].browse(self._sla_calendar_ids())
        timelines = calendars._gas_timelines() if calendars else {}
        return Domain.OR(
            Domain("sla_calendar_id", "=", calendar_id)
            & Domain("date_deadline", operator, timeline.add_hours(now, value / 60))
            for calendar_id, timeline in timelines.items()
        )

    @api.model
    def _sla_calendar_ids(self):
        # sudo: which calendars are counted on, not which documents
        groups = self.sudo()._read_group([("sla_calendar_id", "!=", False)], ["sla_calendar_id"])
        return [calendar.id for (calendar,) in groups]

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "sla_light":
            due, red, yellow = [
                self._field_to_sql(alias, name, query) for name in ("date_deadline", "sla_red_at", "sla_yellow_at")
            ]
            now = SQL("%s::timestamp", fields.Datetime.now())
            return SQL(
                "(CASE WHEN %(due)s IS NULL THEN 'none' WHEN %(due)s < %(now)s THEN 'late'"
                " WHEN %(red)s <= %(now)s THEN 'red' WHEN %(yellow)s <= %(now)s THEN 'yellow' ELSE 'green' END)",
                due=due,
                red=red,
                yellow=yellow,
                now=now,
            )
        if field_expr == "sla_remaining":
            return self._sla_remaining_sql(alias, query)
        return super()._field_to_sql(alias, field_expr, query)

    def _sla_remaining_sql(self, alias, query):
        """Working minutes until the deadline as SQL.

        The intervals of each calendar around now go into the query as sorted arrays, and
        ``width_bucket`` finds the deadline in them: PostgreSQL's own bisection.
        """
        due = self._field_to_sql(alias, "date_deadline", query)
        calendar = self._field_to_sql(alias, "sla_calendar_id", query)
        now = fields.Datetime.now()
        calendars = self.env["resource.calendar"].browse(self._sla_calendar_ids())
        timelines = calendars._gas_timelines() if calendars else {}
        if not timelines:
            return SQL("(NULL::int)")
        cases = SQL(" ").join(
            SQL("WHEN %s = %s THEN %s", calendar, calendar_id, self._sla_remaining_case(due, now, timeline))
            for calendar_id, timeline in timelines.items()
        )
        return SQL("(CASE %s END)", cases)

    @api.model
    def _sla_remaining_case(self, due, now, timeline):
        marks, worked, lengths = remaining_table(timeline, now)
        return SQL(
            "(SELECT round((w.worked[i] + least(extract(epoch FROM %(due)s) - w.marks[i], w.lengths[i])) / 60)::int"
            " FROM (VALUES (%(marks)s::float8[], %(worked)s::float8[], %(lengths)s::float8[]))"
            " w(marks, worked, lengths),"
            " width_bucket(extract(epoch FROM %(due)s)::float8, w.marks) i)",
            due=due,
            marks=marks,
            worked=worked,
            lengths=lengths,
        )
