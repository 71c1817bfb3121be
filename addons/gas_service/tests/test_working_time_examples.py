# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..tools.working_time import LAST_YEAR, WorkingTimeline

ZONE = timedelta(hours=8)
# 2026, as announced: days off in the week, and weekend days that are worked
OFF = {
    "春节": ["02-16", "02-17", "02-18", "02-19", "02-20", "02-23"],
    "中秋节": ["09-25"],
    "国庆节": ["10-01", "10-02", "10-05", "10-06", "10-07"],
}
MAKEUP = ["02-14", "02-28", "09-20", "10-10"]


def local(text):
    """Naive UTC of a time in Shanghai."""
    return datetime.fromisoformat(text) - ZONE


def day_off(day, name):
    return local(f"2026-{day} 00:00"), local(f"2026-{day} 23:59:59"), name


@tagged("at_install", "-post_install")
class TestWorkingTimeExamples(BaseCase):
    """The dated examples of the measures, worked out by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = {
            "tz": "Asia/Shanghai",
            "week": [(None, day, *span) for day in range(5) for span in ((8.5, 12), (13, 17))],
        }
        cls.timeline = WorkingTimeline(
            **cls.office,
            leaves=[day_off(day, name) for name, days in OFF.items() for day in days],
            makeup_days=[(date.fromisoformat(f"2026-{day}"), date(2026, 9, 18), "调休上班") for day in MAKEUP],
            announced_years=[2026],
            first_year=2026,
            last_year=2026,
        )

    def assertLocal(self, at, text):
        self.assertEqual(at and at + ZONE, datetime.fromisoformat(text))

    def test_two_hours(self):
        """FI-8.3: two working hours, from the next opening when out of hours."""
        for start, due in [
            ("2026-09-16 16:30", "2026-09-17 10:00"),
            ("2026-09-16 11:30", "2026-09-16 14:30"),
            ("2026-09-16 12:15", "2026-09-16 15:00"),
            ("2026-09-16 08:30", "2026-09-16 10:30"),
            ("2026-09-16 00:10", "2026-09-16 10:30"),
            ("2026-09-11 20:00", "2026-09-14 10:30"),  # Friday
            ("2026-09-18 20:00", "2026-09-20 10:30"),  # Friday before a worked Sunday
            ("2026-10-09 20:00", "2026-10-10 10:30"),  # Friday before a worked Saturday
            ("2026-09-30 17:00", "2026-10-08 10:30"),  # National Day
        ]:
            with self.subTest(start):
                self.assertLocal(self.timeline.due_hours(local(start), 2), due)

    def test_hours_that_end_with_the_interval(self):
        """FI-8.3: over exactly at the end of an interval: that end, not the opening."""
        self.assertLocal(self.timeline.due_hours(local("2026-09-16 10:00"), 2), "2026-09-16 12:00")
        self.assertLocal(self.timeline.due_hours(local("2026-09-16 15:00"), 2), "2026-09-16 17:00")
        self.assertLocal(self.timeline.due_hours(local("2026-09-16 17:00"), 2), "2026-09-17 10:30")

    def test_three_days(self):
        """FI-8.2a: three working days across weekends, holidays and make-up days."""
        for start, due in [
            ("2026-09-18", "2026-09-22"),
            ("2026-09-25", "2026-09-30"),
            ("2026-09-29", "2026-10-09"),
            ("2026-09-30", "2026-10-10"),
            ("2026-02-13", "2026-02-25"),
        ]:
            for hour in ("00:00", "10:00", "23:59:59"):
                with self.subTest(start, hour=hour):
                    at = local(f"{start} {hour}")
                    self.assertLocal(self.timeline.due_days(at, 3), f"{due} 17:00")

    def test_pauses(self):
        """DESIGN 3: pause date <= d < resume date, after the start day."""
        start = local("2026-09-14 10:00")  # Monday
        d = lambda text: text and date.fromisoformat(f"2026-09-{text}")  # noqa: E731
        for pauses, due in [
            ([], "2026-09-17 17:00"),
            ([("15", "16")], "2026-09-18 17:00"),
            ([("15", "15")], "2026-09-17 17:00"),  # told and delivered on one day
            ([("14", "15")], "2026-09-17 17:00"),  # the start day is not counted anyway
            ([("17", "18")], "2026-09-18 17:00"),  # on the due day
            ([("18", "30")], "2026-09-17 17:00"),  # after it
            ([("18", None)], "2026-09-17 17:00"),
            ([("15", "17"), ("16", "18")], "2026-09-21 17:00"),  # overlap: 15, 16, 17
            ([("15", "18"), ("16", "17")], "2026-09-21 17:00"),  # one inside the other
            ([("15", "16"), ("17", "18")], "2026-09-20 17:00"),  # the worked Sunday counts
            ([("19", None), ("15", "17")], None),  # the first moves the due day past the second
            ([("15", None)], None),
            ([("01", None)], None),
        ]:
            with self.subTest(pauses):
                at = self.timeline.due_days(start, 3, [(d(a), d(b)) for a, b in pauses])
                self.assertLocal(at, due) if due else self.assertIsNone(at)

    def test_pauses_from_any_iterable(self):
        """Also when the years at hand run out half-way and the question is put again."""
        pauses = ((date(2026, 12, day), date(2027, 1, 1)) for day in (30, 31))
        due = self.timeline.due_days(local("2026-12-29 10:00"), 3, pauses)
        self.assertLocal(due, "2027-01-05 17:00")

    def test_explanation(self):
        days = self.timeline.explain_days(local("2026-09-29 10:00"), 3)
        short = [(day["date"][5:], day["kind"], day["count"], day["name"]) for day in days]
        self.assertEqual(
            short,
            [
                ("09-29", "start", None, ""),
                ("09-30", "counted", 1, ""),
                ("10-01", "holiday", None, "国庆节"),
                ("10-02", "holiday", None, "国庆节"),
                ("10-03", "off", None, ""),
                ("10-04", "off", None, ""),
                ("10-05", "holiday", None, "国庆节"),
                ("10-06", "holiday", None, "国庆节"),
                ("10-07", "holiday", None, "国庆节"),
                ("10-08", "counted", 2, ""),
                ("10-09", "counted", 3, ""),
            ],
        )
        self.assertEqual(days[1]["spans"], [["08:30", "12:00"], ["13:00", "17:00"]])

    def test_explanation_of_hours(self):
        first, off, last = self.timeline.explain_hours(local("2026-09-18 16:30"), 2)
        self.assertEqual((first["hours"], first["spans"]), (0.5, [["16:30", "17:00"]]))
        self.assertEqual((off["kind"], off["hours"]), ("off", 0))
        self.assertEqual((last["spans"], last["makeup"]), ([["08:30", "10:00"]], True))
        self.assertTrue(last["due"])

    def test_closing(self):
        """FI-8.2a: a promised date ends at its close of business, art. 203."""
        self.assertLocal(self.timeline.closing(date(2026, 9, 20)), "2026-09-20 17:00")
        self.assertLocal(self.timeline.closing(date(2026, 10, 1)), "2026-10-08 17:00")

    def test_provisional(self):
        self.assertFalse(self.timeline.is_provisional(local("2026-12-31 23:59")))
        self.assertTrue(self.timeline.is_provisional(local("2027-01-01 00:00")))

    def test_last_second_of_a_night_shift(self):
        """A shift up to 24:00 closes on its own date; its hours are whole."""
        night = WorkingTimeline("Asia/Shanghai", [(None, 0, 20, 24), (None, 1, 0, 4)])
        start = local("2026-09-14 19:00")  # Monday
        self.assertLocal(night.closing(date(2026, 9, 14)), "2026-09-14 23:59:59")
        self.assertLocal(night.due_hours(start, 4), "2026-09-15 00:00")
        self.assertLocal(night.due_hours(start, 5), "2026-09-15 01:00")
        self.assertEqual(night.explain_hours(start, 4)[-1]["spans"], [["20:00", "24:00"]])

    def test_leave_up_to_the_last_second(self):
        """A day off that ends at 23:59:59 leaves no second to work."""
        leave = (local("2026-09-14 00:00"), local("2026-09-14 23:59:59"), "")
        night = WorkingTimeline("Asia/Shanghai", [(None, 0, 20, 24)], [leave])
        self.assertFalse(night.is_working_day(date(2026, 9, 14)))
        self.assertEqual(night.explain_days(local("2026-09-13 10:00"), 1)[1]["kind"], "holiday")

    def test_clocks_change(self):
        """The day on which New York sets its clocks back has 25 hours; it closes at 17:00 all the same."""
        timeline = WorkingTimeline("America/New_York", [(None, 6, 8, 17)], first_year=2026, last_year=2026)
        saturday = datetime(2026, 10, 31, 15)
        self.assertEqual(timeline.due_days(saturday, 1), datetime(2026, 11, 1, 22))
        self.assertEqual(timeline.due_hours(saturday, 2), datetime(2026, 11, 1, 15))

    def test_midnight_twice(self):
        """The Azores set their clocks back to midnight: the date begins with the first of the two."""
        timeline = WorkingTimeline("Atlantic/Azores", [(None, 6, 8, 17)], first_year=2026, last_year=2026)
        self.assertEqual(timeline.local_date(datetime(2026, 10, 24, 23, 59)), date(2026, 10, 24))
        self.assertEqual(timeline.local_date(datetime(2026, 10, 25, 0, 0)), date(2026, 10, 25))

    def test_no_midnight(self):
        """In Beirut a date begins at one o'clock when the clocks go forward."""
        timeline = WorkingTimeline("Asia/Beirut", [(None, 6, 8, 17)], first_year=2026, last_year=2026)
        self.assertEqual(timeline.local_date(datetime(2026, 3, 28, 21, 59)), date(2026, 3, 28))
        self.assertEqual(timeline.local_date(datetime(2026, 3, 28, 22, 0)), date(2026, 3, 29))

    def test_answers_do_not_depend_on_the_years_at_hand(self):
        wide = WorkingTimeline(**self.office, first_year=2010, last_year=2040)
        for year in (2011, 2019, 2033, 2039):
            narrow = WorkingTimeline(**self.office, first_year=2026, last_year=2026)
            start = datetime(year, 12, 31, 15, 59, 59)
            self.assertEqual(narrow.due_days(start, 60), wide.due_days(start, 60))
            self.assertEqual(narrow.due_hours(start, 60), wide.due_hours(start, 60))
            self.assertEqual(narrow.sub_hours(start, 60), wide.sub_hours(start, 60))
            self.assertEqual(narrow.add_days(date(year, 1, 1), -60), wide.add_days(date(year, 1, 1), -60))

    def test_impossible(self):
        with self.assertRaises(ValueError):
            WorkingTimeline("Asia/Shanghai", [(None, 0, 8, 8)])
        with self.assertRaises(ValueError):
            WorkingTimeline("Asia/Shanghai", [(None, 0, 8, 25)])
        start = local("2026-09-14 10:00")
        for n in (0, -1):
            with self.assertRaises(ValueError):
                self.timeline.due_days(start, n)
            with self.assertRaises(ValueError):
                self.timeline.due_hours(start, n)
        with self.assertRaises(ValueError):
            self.timeline.due_hours(datetime(26, 9, 14), 2)
        closed = (start, datetime(LAST_YEAR + 9, 1, 1), "closed for good")
        with self.assertRaises(ValueError):
            WorkingTimeline(**self.office, leaves=[closed]).due_days(start, 3)
