# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import sla_clock
from ..tools.sla_clock import Plan, Promise
from ..tools.working_time import WorkingTimeline
from .naive_time import NaiveTime, calendars, pause_lists, starts

quick = settings(max_examples=40, deadline=None, derandomize=True, database=None)
SECOND = timedelta(seconds=1)
quarters = st.integers(0, 120).map(lambda number: number / 4)
WEEK = [(None, day, begin, end) for day in range(5) for begin, end in ((8.5, 12), (13, 17))]


def china(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M") - timedelta(hours=8)


@tagged("at_install", "-post_install")
class TestSlaClockTool(BaseCase):
    """The arithmetic of promises, without Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.timeline = WorkingTimeline("Asia/Shanghai", WEEK, announced_years=[2026])

    def test_plan_hours(self):
        """FI-8.3: two working hours; warnings count working hours back from the deadline."""
        got = sla_clock.plan(self.timeline, Promise("hours", 2, None, 1, 0.5), china("2026-06-01 16:30"))
        self.assertEqual(
            got, Plan(china("2026-06-02 10:00"), china("2026-06-02 09:00"), china("2026-06-02 09:30"), False)
        )

    def test_plan_days(self):
        """FI-8.2a: three working days, at the close of business."""
        got = sla_clock.plan(self.timeline, Promise("days", 3, None, 7.5, 0), china("2026-06-05 10:00"))
        self.assertEqual(got, Plan(china("2026-06-10 17:00"), china("2026-06-10 08:30"), None, False))

    def test_warning_not_before_start(self):
        got = sla_clock.plan(self.timeline, Promise("days", 1, None, 80, 2), china("2026-06-05 10:00"))
        self.assertEqual(got.yellow_at, china("2026-06-05 10:00"))

    def test_plan_date_off(self):
        """A promised Saturday is due on Monday (Civil Code art. 203)."""
        got = sla_clock.plan(self.timeline, Promise("date", 0, date(2026, 6, 6)), china("2026-06-05 10:00"))
        self.assertEqual(got.due_at, china("2026-06-08 17:00"))

    def test_open_pause_has_no_due(self):
        pauses = [(date(2026, 6, 8), None)]
        got = sla_clock.plan(self.timeline, Promise("days", 3), china("2026-06-05 10:00"), pauses)
        self.assertEqual(got, sla_clock.NO_PLAN)

    def test_provisional(self):
        got = sla_clock.plan(self.timeline, Promise("days", 3), china("2026-12-30 10:00"))
        self.assertTrue(got.provisional)

    def test_opening(self):
        self.assertEqual(sla_clock.opening(self.timeline, date(2026, 6, 8)), china("2026-06-08 08:30"))

    def test_explain_date(self):
        days = sla_clock.explain_date(self.timeline, china("2026-06-05 10:00"), date(2026, 6, 6))
        self.assertEqual([day["kind"] for day in days], ["start", "off", "off", "counted"])
        self.assertTrue(days[-1]["due"])
        [today] = sla_clock.explain_date(self.timeline, china("2026-06-05 10:00"), date(2026, 6, 5))
        self.assertTrue(today["due"])

    def test_light_to_the_second(self):
        due, yellow, red = datetime(2026, 6, 1, 12), datetime(2026, 6, 1, 8), datetime(2026, 6, 1, 10)
        for now, expected in (
            (yellow - SECOND, "green"),
            (yellow, "yellow"),
            (red - SECOND, "yellow"),
            (red, "red"),
            (due, "red"),
            (due + SECOND, "late"),
        ):
            with self.subTest(now=now):
                self.assertEqual(sla_clock.light(now, due, yellow, red), expected)
        self.assertEqual(sla_clock.light(due, None, None, None), "none")
        self.assertEqual(sla_clock.light(due, due, None, None), "green")

    def test_imported_late_is_silent(self):
        due = datetime(2026, 6, 1, 12)
        self.assertIsNone(sla_clock.first_alert(due, None, None, due + SECOND))
        self.assertEqual(sla_clock.first_alert(due, None, None, due), due + SECOND)

    def test_rearmed(self):
        """A re-planned clock alerts again for its new deadline, not for one that did not move."""
        due, red = datetime(2026, 6, 1, 12), datetime(2026, 6, 1, 10)
        now = datetime(2026, 6, 1, 11)
        same, later = Plan(due, None, red, False), Plan(due + timedelta(days=1), None, None, False)
        self.assertEqual(sla_clock.rearmed_alert(due, same, due + SECOND, now), due + SECOND)
        self.assertEqual(sla_clock.rearmed_alert(due, later, None, now), later.due_at + SECOND)
        self.assertIsNone(sla_clock.rearmed_alert(due, sla_clock.NO_PLAN, red, now))
        # imported late, and late by the new deadline as well
        earlier = Plan(due - timedelta(days=9), None, None, False)
        self.assertIsNone(sla_clock.rearmed_alert(due - timedelta(days=8), earlier, None, now))

    @quick
    @given(calendars(), starts, st.integers(1, 30), quarters, quarters, st.data())
    def test_plan_against_naive(self, calendar, start, n, yellow, red, data):
        """Days with pauses as the slow model has them; warnings in order, between start and deadline."""
        yellow, red = max(yellow, red), min(yellow, red)
        pauses = data.draw(pause_lists(start))
        got = sla_clock.plan(WorkingTimeline(**calendar), Promise("days", n, None, yellow, red), start, pauses)
        self.assertEqual(got.due_at, NaiveTime(**calendar).due_days(start, n, pauses))
        if got.due_at:
            moments = [start, *filter(None, (got.yellow_at, got.red_at)), got.due_at]
            self.assertEqual(moments, sorted(moments))

    @quick
    @given(calendars(), starts, st.integers(-200, 200), st.integers(0, 86400))
    def test_remaining_table(self, calendar, now, days, seconds):
        """The bisection that PostgreSQL makes finds the same as the timeline."""
        timeline = WorkingTimeline(**calendar)
        due = now + timedelta(days=days, seconds=seconds)
        marks, worked, lengths = sla_clock.remaining_table(timeline, now)
        at = (due - datetime(1970, 1, 1)).total_seconds()
        index = max(i for i, mark in enumerate(marks) if mark <= at)
        got = worked[index] + min(at - marks[index], lengths[index])
        self.assertAlmostEqual(got / 3600, timeline.hours_between(now, due), 3)

    @quick
    @given(calendars(), starts, st.integers(-1200, 1200), st.integers(0, 86400))
    def test_minutes_from(self, calendar, now, days, seconds):
        timeline = WorkingTimeline(**calendar)
        due = now + timedelta(days=days, seconds=seconds)
        expected = WorkingTimeline(**calendar).hours_between(now, due) * 60
        self.assertAlmostEqual(timeline.minutes_from(now)(due), expected, delta=0.5001)
