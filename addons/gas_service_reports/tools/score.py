# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The arithmetic of an appraisal, in plain Python: exact, so that anybody can compute it again. No Odoo here."""

from fractions import Fraction
from typing import NamedTuple


class Part(NamedTuple):
    """One metric of an appraisal: so many of so many, and its weight."""

    key: str
    weight: Fraction
    numerator: Fraction
    denominator: Fraction  # 0: there is no evidence


class Share(NamedTuple):
    """What a part contributes: its weight among those with evidence, its value of 0 to 1, whether it was pulled."""

    weight: Fraction
    value: Fraction | None
    shrunk: bool


def fraction(number):
    """Return a number exactly as it is written, not as a float stores it."""
    return Fraction(str(number))


def weight_of_mean(cases, prior, enough):
    """Return for how many cases the department's mean counts beside ``cases``: ``prior`` at first, none from ``enough`` on.

    It fades case by case, so that one good case more never lowers anybody: with a limit from which nothing is
    pulled any more, that very case could.
    """
    if not enough or cases >= enough:
        return Fraction(0)
    return min(prior, enough) * (1 - Fraction(cases) / enough)


def shares(parts, means, prior, enough):
    """Return {key: Share}.

    A part without evidence is left out, and the others are weighted anew. A part of fewer than ``enough``
    cases is pulled towards ``means`` of its department.

    :param means: {key: mean of the department, 0 to 1}; without one nothing is pulled
    :param prior: how many cases the mean stands for where there are hardly any; 0 pulls nothing
    """
    total = sum((part.weight for part in parts if part.denominator), Fraction(0))
    result = {}
    for part in parts:
        if not part.denominator:
            result[part.key] = Share(Fraction(0), None, False)
            continue
        good, mean = min(part.numerator, part.denominator), means.get(part.key)
        more = Fraction(0) if mean is None else weight_of_mean(part.denominator, prior, enough)
        value = (good + more * (mean or 0)) / (part.denominator + more)
        result[part.key] = Share(part.weight / total, Fraction(value), bool(more))
    return result


def score(by_key):
    """Return the score of 0 to 100 from {key: Share}, None without any evidence."""
    known = [share for share in by_key.values() if share.value is not None]
    return 100 * sum((share.weight * share.value for share in known), Fraction(0)) if known else None


def rounded(number, digits=2):
    """Return a Fraction rounded half up, as a float for storing."""
    if number is None:
        return 0.0
    factor = 10**digits
    return float(Fraction((2 * number * factor + 1) // 2, factor))
