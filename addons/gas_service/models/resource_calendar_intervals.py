# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict
from datetime import datetime, time, timedelta

from pytz import timezone

from odoo import models
from odoo.tools import ormcache
from odoo.tools.intervals import Intervals


class ResourceCalendar(models.Model):
    """Odoo's own computations learn that some weekend days are worked."""

    _inherit = "resource.calendar"

    def _gas_makeup_patterns(self, first, last):
        """{date: pattern date} of the make-up days between two dates."""
        # sudo: which hours a calendar has is no secret to those who count with it
        days = (
            self.env["resource.calendar.makeup.day"]
            .sudo()
            .search([("calendar_id", "=", self.id), ("date", ">=", first), ("date", "<=", last)])
        )
        return {day.date: day.pattern_date for day in days}

    def _attendance_intervals_batch(self, start_dt, end_dt, resources=None, domain=None, tz=None, lunch=False):
        """On a make-up day every resource has the intervals of the pattern date instead."""
        result = super()._attendance_intervals_batch(start_dt, end_dt, resources, domain, tz, lunch)
        if self.flexible_hours:
            return result
        # a local date is at most a day away from that of the bounds
        around = timedelta(days=1)
        patterns = self._gas_makeup_patterns(start_dt.date() - around, end_dt.date() + around)
        if not patterns:
            return result
        for zone, members in self._gas_fixed_resources(resources, start_dt, tz).items():
            bounds = start_dt.astimezone(zone), end_dt.astimezone(zone)
            worked = defaultdict(list)
            for day, pattern in patterns.items():
                midnights = [zone.localize(datetime.combine(pattern + timedelta(days=n), time.min)) for n in (0, 1)]
                of_pattern = super()._attendance_intervals_batch(
                    *midnights, members[-1].union(*members), domain, zone, lunch
                )
                for resource in members:
                    worked[resource.id] += _moved(of_pattern[resource.id], day - pattern, zone, *bounds)
            for resource_id, intervals in worked.items():
                kept = [interval for interval in result[resource_id] if interval[0].date() not in patterns]
                result[resource_id] = Intervals(kept + intervals, keep_distinct=True)
        return result

    def _gas_fixed_resources(self, resources, start_dt, tz):
        """{time zone: [resource, ...]} of those whose hours are fixed, and of no resource."""
        result = defaultdict(list)
        result[tz or timezone(self.tz)].append(self.env["resource.resource"])
        if resources:
            calendars = resources._get_calendar_at(start_dt, tz)
            for resource in resources:
                if calendars.get(resource) and not calendars[resource].flexible_hours:
                    result[tz or timezone(resource.tz)].append(resource)
        return result

    def _works_on_date(self, date):
        pattern = self._gas_makeup_patterns(date, date).get(date, date)
        return super()._works_on_date(pattern)

    def _get_hours_for_date(self, target_date, day_period=None):
        if target_date and not self.flexible_hours:
            pattern = self._gas_makeup_patterns(target_date, target_date)
            target_date = pattern.get(target_date, target_date)
        return super()._get_hours_for_date(target_date, day_period)

    @ormcache("self.id", "self.timeline_version")
    def _get_working_hours(self):
        """Worked week days: {week type or False: {day of week: True}}.

        Replaces Odoo's, whose cache is never cleared: the version in the key takes care of it.
        """
        self.ensure_one()
        working_days = defaultdict(lambda: defaultdict(bool))
        for line in self.attendance_ids.filtered(lambda line: line._is_work_period()):
            week_type = (line.week_type or "0") if self.two_weeks_calendar else False
            working_days[week_type][line.dayofweek] = True
        return working_days


def _moved(intervals, delta, zone, first, last):
    """Intervals at the same local times another day, cut to [first, last]."""
    result = []
    for start, stop, attendances in intervals:
        start = max(zone.localize(start.replace(tzinfo=None) + delta), first)
        stop = min(zone.localize(stop.replace(tzinfo=None) + delta), last)
        if start < stop:
            result.append((start, stop, attendances))
    return result
