# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from pytz import timezone

from .common_time import WorkingTimeCase
from .naive_time import DAY, QUARTER, calendars, starts

# hours that begin or end while the clocks change, or touch each other
ODD_WEEK = [(None, day, *span) for day in range(7) for span in ((1.5, 2.5), (2.75, 5), (5, 6.25))]


class TestEquality(WorkingTimeCase):
    """Where the rules agree, Odoo's own planner gives the same moments."""

    def store(self, arguments):
        two_weeks = any(line[0] is not None for line in arguments["week"])
        week = [
            (weekday, begin, end, str(week_type or 0) if two_weeks else False)
            for week_type, weekday, begin, end in arguments["week"]
        ]
        calendar = self.make_calendar("random", week, arguments["tz"], two_weeks_calendar=two_weeks)
        for day, pattern, name in arguments["makeup_days"]:
            if calendar._gas_has_hours(pattern):
                self.make_makeup_day(day, calendar, pattern_date=pattern, name=name)
        covered = []
        for begin, end, name in arguments["leaves"]:
            end = end.replace(second=0)
            if any(begin <= other_end and other_begin <= end for other_begin, other_end in covered):
                continue  # refused by hr_holidays
            covered.append((begin, end))
            self.env["resource.calendar.leaves"].with_context(default_calendar_id=calendar.id).create(
                {"name": name, "date_from": begin, "date_to": end}
            )
        return calendar

    def check(self, calendar, start, hours, days):
        timeline, zone = calendar._gas_timeline(), timezone(calendar.tz)
        start -= (start - datetime.min) % QUARTER
        theirs = calendar.plan_hours(hours, start, compute_leaves=True)
        ours = timeline.due_hours(start, hours)
        # Odoo's 24:00 lacks a microsecond: the difference must be nothing in working time
        self.assertAlmostEqual(timeline.hours_between(ours, theirs), 0, 5)
        # from the next midnight on the days that Odoo finds are those after the start
        tomorrow = timeline.local_date(start) + DAY
        midnight, later = (self.aware(f"{tomorrow + n * DAY}", calendar.tz) for n in (0, 30))
        theirs = calendar.plan_days(days, midnight, compute_leaves=True)
        due = timeline.due_days(start, days)
        self.assertEqual(timeline.local_date(due), theirs.astimezone(zone).date())
        worked = calendar.get_work_hours_count(midnight, later)
        bounds = (at.replace(tzinfo=None) for at in (midnight, later))
        self.assertAlmostEqual(timeline.hours_between(*bounds), worked, 4)

    def test_random_calendars(self):
        @settings(max_examples=30, deadline=None, derandomize=True, database=None)
        @given(
            st.one_of(calendars(), calendars().map(lambda arguments: {**arguments, "week": ODD_WEEK})),
            starts,
            st.integers(1, 200).map(lambda n: n / 4),
            st.integers(1, 40),
        )
        def check(arguments, start, hours, days):
            # what an example leaves behind goes away with it
            with self.env.cr.savepoint() as savepoint:
                self.check(self.store(arguments), start, hours, days)
                savepoint.rollback()

        check()

    def test_clocks_change(self):
        """Both nights on which the clocks of New York change, hours inside the gap and the fold."""
        week = [(weekday, begin, end) for _week, weekday, begin, end in ODD_WEEK]
        calendar = self.make_calendar("odd", week, "America/New_York")
        for day in ("2026-03-08", "2026-11-01"):
            start = datetime.fromisoformat(day) - timedelta(hours=6)
            for quarters in range(1, 60):
                with self.subTest(day, quarters=quarters):
                    self.check(calendar, start, quarters / 4, 2)
