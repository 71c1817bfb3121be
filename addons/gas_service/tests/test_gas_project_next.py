# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .project_common import GasProjectCase

# Wednesday, 10:00 in China
NOW = "2026-09-16 02:00:00"


@tagged("post_install", "-at_install")
class TestGasProjectNext(GasProjectCase):
    """What comes next on a project: what it needs, and when it is."""

    def missing(self, project):
        return [text for text, there in project.next_checks if not there]

    def test_what_comes_next_names_what_the_step_would_miss(self):
        """PS-4.1.3: the panel lists what the button would refuse."""
        with freeze_time(NOW):
            project = self.make_contacted()
            before = self.missing(project)
            with self.assertRaises(UserError) as caught:
                project.action_confirm_demand()
            for text in before:
                self.assertIn(f"• {text}", str(caught.exception))
            self.assertEqual(str(caught.exception).count("•"), len(before))
            self.clear_demand(project)
            self.assertFalse(self.missing(project))
            project.action_confirm_demand()
            for state in ("information", "tracking", "demand", "review", "survey", "design", "costing", "approval"):
                project._write_guarded({"state": state, "next_follow_up_date": "2026-10-01"})
                self.assertTrue(project.next_step, state)
            for state in ("done", "lost", "screened"):
                project._write_guarded({"state": state})
                self.assertFalse(project.next_step or project.next_checks, state)

    def test_one_date_of_each_project(self):
        """Deadlines, reviews and follow-ups, by the days of the user."""
        with freeze_time(NOW):
            deadline = self.make_project()
            review = self.make_review()
            tracked = self.make_contacted()
            tracked.action_track("2026-09-30")
            silent = self.make_contacted()
        # the 20th is a Sunday that is worked
        projects = (deadline | review | tracked | silent).with_context(tz="Asia/Shanghai")
        self.assertEqual(
            [(str(project.next_date), project.next_date_kind) for project in projects],
            [("2026-09-20", "deadline"), ("2026-09-17", "review"), ("2026-09-30", "follow_up"), ("False", False)],
        )
        for project in projects[:3]:
            day = project.next_date
            found = projects.search([("id", "in", projects.ids), ("next_date", ">=", day), ("next_date", "<=", day)])
            self.assertEqual(found, project)
