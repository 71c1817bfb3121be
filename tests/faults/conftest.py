# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Some of these take longer than there is time for at every run: GAS_FAULTS=all make test TESTS=tests/faults"""

import os

import pytest

from .scene import Scene

collect_ignore = []
if os.environ.get("GAS_FAULTS") != "all":
    collect_ignore += ["test_killed_more.py", "test_two_at_once.py", "test_database_restarted.py"]
    collect_ignore += ["test_disk_full.py", "test_four_workers.py"]


@pytest.fixture(scope="module")
def scene():
    made = Scene()
    yield made
    made.drop()
