# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A database of its own for the victims, and how they are started, killed and looked after."""

import json
import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120


class Scene:
    """A small company with a month behind it, in a database that only this test knows."""

    def __init__(self):
        # the number of the process: what is left of a run that was killed is swept away by the next one
        self.database = f"gas-test-{os.getpid()}-{uuid.uuid4().hex[:6]}"
        self.script("database.sh", "test", self.database)
        self.run("prepare")

    def drop(self):
        Registry.delete(self.database)
        sql_db.close_db(self.database)
        self.script("database.sh", "drop", self.database)

    @staticmethod
    def script(name, *arguments):
        subprocess.run(
            [ROOT / "scripts" / name, *arguments], cwd=ROOT, check=True, timeout=SECONDS, capture_output=True
        )

    def start(self, job, *how):
        """Start a process that does a job; see victim.py."""
        command = [sys.executable, Path(__file__).parent / "victim.py", self.database, config["data_dir"], job, *how]
        return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def finish(self, process):
        """Wait until a process has done its job; return what it says there is now."""
        said, _nothing = process.communicate("\n", timeout=SECONDS)
        assert process.returncode == 0, said
        return json.loads(said.splitlines()[-1])

    def run(self, job):
        return self.finish(self.start(job))

    def kill(self, job):
        """Start a job and kill it in the middle, without any chance to clean up; return what there is now."""
        process = self.start(job, "stop")
        try:
            said = process.stdout.readline()
            assert said == "middle\n", said
        finally:
            process.kill()
            process.wait()
        return self.look()

    @contextmanager
    def env(self):
        # without: Odoo would look for tests to run in a database it opens
        with patch.object(config, "options", config.options.new_child({"test_enable": False})):
            registry = Registry(self.database)
        with registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})
            cr.rollback()

    def look(self):
        """Return what there is now; whatever happened, every invariant holds."""
        from . import victim  # noqa: PLC0415 -- it needs Odoo's configuration

        with self.env() as env:
            checks = env["gas.check"]
            for key, title in checks._invariants().items():
                assert not (found := checks._run(key)), f"{title}: {found}"
            return victim.state(env)
