# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Two schedulers run the same action at the same moment: it is done once."""

import pytest


@pytest.mark.parametrize("job", ["draw", "alert"])
def test_two_schedulers(scene, job):
    """One plan a department (CB-1), one alert a deadline and level, whoever is first."""
    both = [scene.start(job, "wait") for _number in range(2)]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        process.wait(timeout=120)
    done = scene.look()
    assert scene.run(job) == done, "nothing was left for a third one"
    assert done["alerts_left"] == 0 or job != "alert"
