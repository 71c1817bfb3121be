# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Deductions the slow way: cent by cent, each asking whether it may still be taken."""

from fractions import Fraction


def may_take(total, limits):
    """Whether ``total`` cents, with what was taken before, stay within every limit."""
    month = total + limits.before
    return (
        total <= limits.own_bonus
        and month <= limits.bonus
        and Fraction(month) <= Fraction(limits.wage) * Fraction(limits.share) / 100
        and limits.kept - month >= limits.minimum
    )


def take(requested, limits):
    total = 0
    while total < requested and may_take(total + 1, limits):
        total += 1
    return total


def split(paid, requests):
    shares = [0] * len(requests)
    for _cent in range(paid):
        first = next(i for i, request in enumerate(requests) if shares[i] < request)
        shares[first] += 1
    return shares
