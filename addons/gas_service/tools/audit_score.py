# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The score of a department in the quarterly audit of callbacks (CB-8). No Odoo here.

The measure names five things that are checked: time, content, objects, quantity and analysis. Each counts the same.
An aspect's share is how many of its checks passed; the score is the mean of the shares, times 100. An aspect that
had nothing to check (no call was judged, say) is left out, not given for free.
"""

from typing import NamedTuple

ASPECTS = ("time", "content", "objects", "quantity", "analysis")


class Part(NamedTuple):
    passed: int
    count: int
    points: float  # of what the aspect can bring
    most: float


def score(results):
    """Return (score of 0 to 100 or None, {aspect: Part}) of ``results``, pairs of (aspect, whether it passed)."""
    counts = {}
    for aspect, passed in results:
        if aspect not in ASPECTS:
            raise ValueError(f"unknown aspect {aspect!r}")
        good, count = counts.get(aspect, (0, 0))
        counts[aspect] = (good + bool(passed), count + 1)
    if not counts:
        return None, {}
    most = 100 / len(counts)
    parts = {
        aspect: Part(good, count, most * good / count, most)
        for aspect, (good, count) in ((aspect, counts[aspect]) for aspect in ASPECTS if aspect in counts)
    }
    return round(sum(part.points for part in parts.values()), 1), parts
