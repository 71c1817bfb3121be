# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import suppress
from unittest.mock import patch

import psycopg2

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_cron import IrCron
from odoo.addons.base.tests.test_ir_cron import CronMixinCase

from ..models import gas_import_cron
from .import_case import GasImportCase


class Killed(BaseException):
    """The server was killed: no handler of exceptions may see it."""


@tagged("-at_install", "post_install")
class TestGasImportBackground(GasImportCase, CronMixinCase):
    """Batch by batch, each committed with its position."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.classPatch(gas_import_cron, "BATCH", 3)

    def started(self, count=10, prefix="", **values):
        rows = [[f"{prefix}{index:04d}", "" if index == 5 else "甲"] for index in range(count)]
        record = self.make_import(self.csv_bytes(["户号", "名称"], *rows), **values)
        record.action_start()
        return record

    def count(self, prefix=""):
        return self.env["gas.account"].search_count([("number", "=like", f"{prefix}00__")])

    def test_start_wakes_the_background(self):
        cron = self.env.ref("gas_service.ir_cron_gas_import")
        with self.capture_triggers("gas_service.ir_cron_gas_import") as captured:
            record = self.started()
        self.assertEqual(captured.records.cron_id, cron)
        self.assertEqual((record.state, record.total, record.progress), ("running", 10, 0))

    def test_progress_is_seen_while_running(self):
        record = self.started(12)
        seen = []
        commit = IrCron._commit_progress

        def spy(cron, processed=0, **kwargs):
            left = commit(cron, processed, **kwargs)
            record.invalidate_recordset()
            seen.append((round(record.progress), record.done_count, kwargs.get("remaining")))
            return left

        with patch.object(IrCron, "_commit_progress", spy):
            self.run_cron()
        self.assertEqual(seen, [(0, 0, 12), (25, 3, 9), (50, 6, 6), (75, 9, 3), (100, 12, 1), (100, 12, 0)])

    def test_killed_half_way(self):
        """What was committed stays, nothing is done twice, nothing is left out."""
        record = self.started()
        handle = type(record)._handle_cells
        calls = []

        def die_in_the_third(job, *args):
            calls.append(1)
            handle(job, *args)
            if len(calls) == 3:
                raise Killed

        # not assertRaises, which would roll back what was committed
        with patch.object(type(record), "_handle_cells", die_in_the_third), suppress(Killed):
            with self.enter_registry_test_mode(), self.env.registry.cursor() as cr:
                self.env(cr=cr)["gas.import"]._cron_run()
        self.assertEqual(len(calls), 3)
        self.assertEqual((record.state, record.done_count), ("running", 6))
        self.assertEqual((self.count(), len(record.line_ids)), (5, 1))
        self.run_cron()
        self.assertEqual((record.state, record.good_count, record.bad_count), ("done", 9, 1))
        self.assertEqual(self.count(), 9)
        self.assertFalse(record.spool_id)

    def test_time_is_up(self):
        """When the time of a run is over, the next one goes on."""
        record = self.started()
        for done in (0, 3, 6):
            with patch.object(IrCron, "_commit_progress", lambda cron, *args, **kwargs: 0):
                self.env["gas.import"]._cron_run()
            self.assertEqual((record.state, record.done_count), ("running", done))
        self.run_cron()
        self.assertEqual((record.state, record.done_count), ("done", 10))

    def test_two_imports(self):
        first, second = self.started(), self.started(4, prefix="B")
        self.run_cron()
        self.assertEqual((first + second).mapped("state"), ["done", "done"])
        self.assertEqual(self.count("B"), 4)

    def test_stopped_and_started_again(self):
        record = self.started()
        handle = type(record)._handle_cells

        def stop(job, *args):
            handle(job, *args)
            job.action_stop()

        with patch.object(type(record), "_handle_cells", stop):
            self.run_cron()
        self.assertEqual((record.state, record.done_count), ("failed", 3))
        record.action_start()
        self.run_cron()
        self.assertEqual((record.state, record.done_count, record.total), ("done", 10, 10))

    def test_unexpected_error(self):
        """Anything unforeseen stops the import with a message; it can go on later."""
        record = self.started()
        model = type(self.env["gas.account"])

        def broken(accounts, rows, job):
            raise KeyError("oops")

        with patch.object(model, "_gas_import_rows", broken), mute_logger(gas_import_cron.__name__):
            self.run_cron()
        self.assertEqual((record.state, record.done_count), ("failed", 0))
        self.assertIn("oops", record.message)
        record.action_start()
        self.run_cron()
        self.assertEqual(record.state, "done")

    def test_another_transaction_in_the_way(self):
        """A conflict with somebody's change is no failure: the same batch is tried again."""
        record = self.started()

        def conflict(accounts, rows, job):
            raise psycopg2.errors.SerializationFailure

        with patch.object(type(self.env["gas.account"]), "_gas_import_rows", conflict):
            with self.capture_triggers("gas_service.ir_cron_gas_import") as captured:
                self.run_cron()
        self.assertEqual((record.state, record.done_count), ("running", 0))
        self.assertTrue(captured.records)
        self.run_cron()
        self.assertEqual(record.state, "done")

    def test_importer_lost_his_right(self):
        record = self.started()
        self.supervisor.user_id.group_ids -= self.env.ref("gas_service.group_supervisor")
        self.run_cron()
        self.assertEqual((record.sudo().state, self.count()), ("failed", 0))
