# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json
from datetime import date, datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .common_time import WorkingTimeCase, local


class TestPlanDueDates(WorkingTimeCase):
    """The public method: what comes over JSON gives the same as Python values."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "planner")
        cls.outsider = new_test_user(cls.env, "portal_planner", groups="base.group_portal")

    def test_values(self):
        """FI-8.2a, FI-8.3"""
        start = local("2026-09-16 16:30")
        dues = self.calendar.with_user(self.user).plan_due_dates(
            [
                {"start": start, "days": 3},
                {"start": start, "hours": 2},
                {"start": start, "days": 3, "pauses": [(date(2026, 9, 17), date(2026, 9, 18))]},
                {"start": start, "days": 3, "pauses": [(date(2026, 9, 17), None)]},
                {"start": str(start), "days": 3, "pauses": [["2026-09-17", "2026-09-18"]]},
                {"start": str(start), "days": 3, "pauses": [["2026-09-17", False]]},
                {"start": start, "days": 3, "pauses": []},
            ]
        )
        day = local("2026-09-21 17:00")
        paused = local("2026-09-22 17:00")
        self.assertEqual(dues, [day, local("2026-09-17 10:00"), paused, False, paused, False, day])

    def test_refused(self):
        good = {"start": datetime(2026, 9, 16), "days": 1}
        for bad in [
            {},
            {"start": False, "days": 1},
            {"start": "yesterday", "days": 1},
            {"start": datetime(26, 9, 16), "days": 1},
            {"start": datetime(2026, 9, 16)},
            {"start": datetime(2026, 9, 16), "days": 0},
            {"start": datetime(2026, 9, 16), "days": 10**9},
            {"start": datetime(2026, 9, 16), "days": 1.5},
            {"start": datetime(2026, 9, 16), "hours": 0},
            {"start": datetime(2026, 9, 16), "hours": float("nan")},
            {"start": datetime(2026, 9, 16), "hours": "two"},
            {"start": datetime(2026, 9, 16), "hours": 1, "days": 1},
            {"start": datetime(2026, 9, 16), "days": 1, "pauses": [["2026-09-17"]]},
            ["start", "days"],
        ]:
            with self.subTest(bad), self.assertRaisesRegex(UserError, "Due date 2 "):
                self.calendar.plan_due_dates([good, bad])

    def test_access(self):
        with self.assertRaises(AccessError):
            self.calendar.with_user(self.outsider).plan_due_dates([])


@tagged("post_install", "-at_install")
class TestPlanDueDatesHttp(WorkingTimeCase, HttpCase):
    def test_json2(self):
        """Times go out as they come in: UTC as text."""
        user = new_test_user(self.env, "json2_planner")
        # sudo: only internal users make keys in their preferences
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "key", None)
        response = self.url_open(
            "/json/2/resource.calendar/plan_due_dates",
            data=json.dumps(
                {"ids": self.calendar.ids, "items": [{"start": str(local("2026-09-16 16:30")), "hours": 2}]}
            ),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        self.assertEqual(response.status_code, 200, response.text)
        self.assertEqual(response.json(), [str(local("2026-09-17 10:00"))])
