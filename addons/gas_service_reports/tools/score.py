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
    """What a part contributes: its weight among those with evidence, its value of 0 to 1, whether it was shrunk."""

    weight: Fraction
    value: Fraction | None
    shrunk: bool


def fraction(number):
    """Return a number exactly as it is written, not as a float stores it."""
    return Fraction(str(number))


def shrink(numerator, denominator, mean, prior):
    """Pull a share of few cases towards ``mean``, as if ``prior`` cases of it had been seen as well."""
    return (numerator + prior * mean) / (denominator + prior)


def shares(parts, means, prior, enough):
    """Return {key: Share}.

    A part without evidence is left out, and the others are weighted anew. A part of fewer than ``enough``
    cases is shrunk towards ``means`` of its department.

    :param means: {key: mean of the department, 0 to 1}; without one nothing is shrunk
    :param prior: how many cases the mean stands for; 0 shrinks nothing
    """
    total = sum((part.weight for part in parts if part.denominator), Fraction(0))
    result = {}
    for part in parts:
        if not part.denominator or not total:
            result[part.key] = Share(Fraction(0), None, False)
            continue
        value = min(Fraction(part.numerator) / Fraction(part.denominator), Fraction(1))
        few = bool(prior) and part.denominator < enough and means.get(part.key) is not None
        if few:
            value = shrink(min(part.numerator, part.denominator), part.denominator, means[part.key], prior)
        result[part.key] = Share(part.weight / total, value, few)
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
