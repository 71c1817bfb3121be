# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.working_time import WorkingTimeline
from .naive_time import DAY, SECOND, NaiveTime, calendars, pause_lists, starts

quick = settings(max_examples=30, deadline=None, derandomize=True, database=None)
# quarters and a few hours that end within one
hours = st.one_of(st.integers(1, 120).map(lambda n: n / 4), st.sampled_from([0.1, 2.5, 7.7]))


def build(calendar):
    """One year at first: what lies before and after is compiled in passing."""
    return WorkingTimeline(**calendar, first_year=2026, last_year=2026)


@tagged("at_install", "-post_install")
class TestWorkingTimeProperties(BaseCase):
    """Random calendars, zones, pauses and starts against the slow model."""

    @quick
    @given(calendars(), starts, st.integers(1, 60), st.data())
    def test_days(self, calendar, start, n, data):
        pauses = data.draw(pause_lists(start))
        expected = NaiveTime(**calendar).due_days(start, n, pauses)
        self.assertEqual(build(calendar).due_days(start, n, pauses), expected)

    @quick
    @given(calendars(), starts, hours)
    def test_hours(self, calendar, start, number):
        expected = NaiveTime(**calendar).due_hours(start, number)
        self.assertEqual(build(calendar).due_hours(start, number), expected)

    @quick
    @given(calendars(), starts, hours)
    def test_hours_there_and_back(self, calendar, start, number):
        timeline = build(calendar)
        due = timeline.due_hours(start, number)
        self.assertAlmostEqual(timeline.hours_between(start, due), number, 6)
        self.assertAlmostEqual(timeline.hours_between(due, start), -number, 6)
        back = timeline.sub_hours(due, number)
        self.assertAlmostEqual(timeline.hours_between(back, due), number, 6)
        self.assertEqual(timeline.add_hours(due, -number), back)
        self.assertLessEqual(start, back)
        opening = timeline.next_opening(start)
        self.assertEqual(timeline.hours_between(start, opening), 0)
        self.assertGreater(timeline.hours_between(opening, opening + SECOND), 0)

    @quick
    @given(calendars(), starts, st.integers(1, 60))
    def test_dates(self, calendar, start, n):
        naive, timeline = NaiveTime(**calendar), build(calendar)
        day = timeline.local_date(start)
        self.assertEqual(day, naive.local(start).date())
        self.assertEqual(timeline.is_working_day(day), bool(naive.quarters(day)))
        due = timeline.add_days(day, n)
        self.assertEqual(timeline.closing(due), timeline.due_days(start, n))
        self.assertTrue(timeline.is_working_day(due))
        between = (day + timedelta(days=i) for i in range(1, (due - day).days + 1))
        self.assertEqual(sum(map(timeline.is_working_day, between)), n)
        if timeline.is_working_day(day):
            self.assertEqual(timeline.add_days(due, -n), day)
        else:
            self.assertEqual(timeline.closing(day), timeline.due_days(start, 1))

    @quick
    @given(calendars(), starts, st.integers(1, 30), st.data())
    def test_days_are_explained(self, calendar, start, n, data):
        pauses = data.draw(pause_lists(start))
        timeline = build(calendar)
        due = timeline.due_days(start, n, pauses)
        days = timeline.explain_days(start, n, pauses)
        self._check_dates(timeline, start, days)
        counts = [day["count"] for day in days if day["kind"] == "counted"]
        self.assertEqual(counts, list(range(1, len(counts) + 1)))
        if due is None:
            self.assertLess(len(counts), n)
            self.assertTrue(days[-1]["open"])
        else:
            self.assertEqual(len(counts), n)
            self.assertTrue(days[-1]["due"])
            self.assertEqual(days[-1]["date"], timeline.local_date(due).isoformat())
        paused = {
            (pause + timedelta(days=i)).isoformat()
            for pause, resume in pauses
            for i in range(((resume or pause + DAY) - pause).days)
        }
        for day in days[1:]:
            self.assertEqual(day["kind"] in ("counted", "paused"), bool(day["spans"]))
            if day["kind"] == "counted":
                self.assertNotIn(day["date"], paused)

    @quick
    @given(calendars(), starts, hours)
    def test_hours_are_explained(self, calendar, start, number):
        timeline = build(calendar)
        days = timeline.explain_hours(start, number)
        self._check_dates(timeline, start, days)
        self.assertAlmostEqual(sum(day["hours"] for day in days), number, 2)
        self.assertTrue(days[-1]["due"])
        due = timeline.due_hours(start, number)
        self.assertEqual(days[-1]["date"], timeline.local_date(due - SECOND).isoformat())

    def _check_dates(self, timeline, start, days):
        first = timeline.local_date(start)
        self.assertEqual(days[0]["kind"], "start")
        self.assertEqual(
            [day["date"] for day in days],
            [(first + timedelta(days=i)).isoformat() for i in range(len(days))],
        )
