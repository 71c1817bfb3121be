# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What pytest needs to know to run Odoo's tests (with pytest-odoo)."""

import contextlib
import os
import shutil

import pytest
import pytest_odoo
from hypothesis import HealthCheck, settings

from odoo.tests import BaseCase
from odoo.tools import config

# Odoo gives a test class its tags only if it lives in an addon; those in tests/ need some too.
BaseCase.test_tags = {"standard", "at_install"}

# A busy machine makes no test wrong.
settings.register_profile("gas_service", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gas_service")


@contextlib.contextmanager
def _own_filestore(original, database):
    """Give a worker a filestore of its own, of hard links.

    pytest-odoo lets all workers share one: a file that a test of one collects as garbage may be what
    another has just written and not committed.
    """
    if original == database:
        yield
        return
    source, target = config.filestore(original), config.filestore(database)
    shutil.rmtree(target, ignore_errors=True)
    if os.path.isdir(source):
        shutil.copytree(source, target, copy_function=os.link)
    try:
        yield
    finally:
        shutil.rmtree(target, ignore_errors=True)


pytest_odoo._shared_filestore = _own_filestore


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that is skipped because a browser or a program is missing proves nothing: it fails."""
    report = (yield).get_result()
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
