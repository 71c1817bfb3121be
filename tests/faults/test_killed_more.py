# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What takes longer of a process that is killed in the middle."""

import pytest

from .victim import ROWS


def test_killed_while_rows_are_imported(scene):
    """The batches that were committed stay, and the import goes on behind them: no row is lost or doubled."""
    left = scene.kill("rows")
    assert 0 < left["rows"] < ROWS
    assert left["imports"] == {"running": left["rows"]}
    done = scene.run("rows")
    assert done["rows"] == ROWS
    assert done["imports"] == {"done": ROWS}


@pytest.mark.parametrize("job", ["draw", "archive", "alert"])
def test_killed(scene, job):
    """Drawing (CB-3), handing over to the archive (FI-8.6), alerting: all of it, once, in the end."""
    before = scene.look()
    left = scene.kill(job)
    # nothing but the hand-overs that were opened, which is a step of its own
    assert {**left, "drafts": 0} == before
    done = scene.run(job)
    assert done != before
    assert scene.run(job) == done, "doing it again changes nothing"
    scene.look()
