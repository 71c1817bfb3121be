# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The score of an appraisal as one would do it on paper: case by case, for tests."""

from fractions import Fraction


def score(rows, means, prior, enough):
    """Return the score of [(key, weight, good, all)], None without any case."""
    known = [row for row in rows if row[3]]
    if not known:
        return None
    points = Fraction(0)
    for key, weight, good, cases in known:
        marks = [Fraction(number < good) for number in range(cases)]
        counts = [Fraction(1)] * cases
        if key in means and cases < enough:
            marks.append(means[key])
            counts.append(Fraction(min(prior, enough) * (enough - cases), enough))
        mark = sum(one * count for one, count in zip(marks, counts, strict=True)) / sum(counts)
        points += 100 * Fraction(weight, sum(row[1] for row in known)) * mark
    return points
