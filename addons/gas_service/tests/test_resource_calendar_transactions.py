# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import closing, contextmanager
from datetime import datetime

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged


@tagged("post_install", "-at_install")
class TestTransactions(BaseCase):
    """Real transactions: one counts with a calendar while another one changes it."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        with self.transaction() as env:
            calendar = env["resource.calendar"].create(
                {
                    "name": "transactions",
                    "tz": "UTC",
                    "attendance_ids": [
                        (0, 0, {"name": "x", "dayofweek": str(day), "hour_from": 8, "hour_to": 16}) for day in range(7)
                    ],
                    "global_leave_ids": [],
                }
            )
            self.calendar_id = calendar.id
            env.cr.commit()
        self.addCleanup(self.clean)

    @contextmanager
    def transaction(self):
        with closing(self.registry.cursor()) as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def clean(self):
        with self.transaction() as env:
            calendar = env["resource.calendar"].browse(self.calendar_id)
            env["resource.calendar.leaves"].search([("calendar_id", "=", calendar.id)]).unlink()
            calendar.unlink()
            env.cr.commit()

    def due(self, env):
        timeline = env["resource.calendar"].browse(self.calendar_id)._gas_timeline()
        return timeline.due_days(datetime(2026, 9, 16, 10), 1).day

    def close(self, env, day):
        env["resource.calendar.leaves"].with_context(default_calendar_id=self.calendar_id).create(
            {
                "name": "closed",
                "date_from": datetime(2026, 9, day),
                "date_to": datetime(2026, 9, day, 23, 59, 59),
            }
        )

    def test_older_snapshot(self):
        """What an older transaction computes late does not stay for those that come after."""
        with self.transaction() as old, self.transaction() as new:
            # the snapshot is taken here, the calendar is not looked at yet
            old.cr.execute("SELECT 1 FROM resource_calendar WHERE id = %s", [self.calendar_id])
            self.close(new, 17)
            new.cr.commit()
            self.assertEqual(self.due(old), 17)
            self.assertEqual(self.due(new), 18)
            with self.transaction() as newest:
                self.assertEqual(self.due(newest), 18)

    def test_unfinished_change(self):
        """What a transaction computes with its own change is not seen before it commits."""
        with self.transaction() as writer:
            self.close(writer, 17)
            self.assertEqual(self.due(writer), 18)
            with self.transaction() as reader:
                self.assertEqual(self.due(reader), 17)
            writer.cr.commit()
            with self.transaction() as reader:
                self.assertEqual(self.due(reader), 18)

    def test_change_that_is_rolled_back(self):
        """Its version is not given to the next change."""
        with self.transaction() as first:
            self.close(first, 17)
            self.assertEqual(self.due(first), 18)
            first.cr.rollback()
        with self.transaction() as second:
            self.close(second, 18)
            self.assertEqual(self.due(second), 17)
            second.cr.commit()
        with self.transaction() as reader:
            self.assertEqual(self.due(reader), 17)
