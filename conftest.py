# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What pytest needs to know to run Odoo's tests (with pytest-odoo)."""

import pytest
from hypothesis import HealthCheck, settings

from odoo.tests import BaseCase

# Odoo gives a test class its tags only if it lives in an addon; those in tests/ need some too.
BaseCase.test_tags = {"standard", "at_install"}

# A busy machine makes no test wrong.
settings.register_profile("gas_service", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gas_service")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that is skipped because a browser or a program is missing proves nothing: it fails."""
    report = (yield).get_result()
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
