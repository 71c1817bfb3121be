# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How sure one can be of a share or a mean of few answers, at 95 %. No Odoo here.

A share (satisfied customers of those asked) has Wilson's score interval, which stays between 0 and 1 and is
wide where there are few. A mean of answers on a scale has Student's t interval, cut off at the ends of the
scale; where all answers are the same, t would be sure of two customers as of two hundred: then Wilson's
interval is stretched over the scale, as if everybody had answered with one of its ends, which is the widest
that a mean can have. Neither is narrowed because the customers were drawn from a finite number: with 3 % of
them it makes no difference, and otherwise it errs on the safe side.
"""

from math import sqrt
from typing import NamedTuple

# quantile of the normal distribution for 95 %, both sides
Z = 1.959963984540054
# quantiles of Student's t for 1 to 30 degrees of freedom, 95 %, both sides
_T = (
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
    2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
)  # fmt: skip

# a figure of fewer answers is marked wherever it is shown
FEW = 10


class Interval(NamedTuple):
    low: float
    high: float


def t_quantile(freedom):
    """Return the quantile of Student's t, 95 % both sides; beyond the table by Cornish and Fisher's expansion."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    first = (Z**3 + Z) / 4
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    return Z + first / freedom + second / freedom**2


def share_interval(hits, count):
    """Return Wilson's interval of ``hits`` out of ``count``; of none asked nothing is known: 0 to 1."""
    if not count:
        return Interval(0.0, 1.0)
    share = hits / count
    shrink = 1 + Z**2 / count
    middle = (share + Z**2 / (2 * count)) / shrink
    half = Z / shrink * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2))
    # the ends are exact where all or none were hits; rounding must not say 0.9999999
    return Interval(0.0 if hits == 0 else max(0.0, middle - half), 1.0 if hits == count else min(1.0, middle + half))


def mean_interval(count, total, squares, lowest=1, highest=5):
    """Return the interval of a mean on a scale; of no answer nothing is known: the whole scale.

    :param total: sum of the answers
    :param squares: sum of their squares
    """
    if not count:
        return Interval(float(lowest), float(highest))
    mean = total / count
    # integers in: exact, and never below zero
    spread = count * squares - total * total
    if spread <= 0:
        share = share_interval((mean - lowest) / (highest - lowest) * count, count)
        width = highest - lowest
        return Interval(lowest + share.low * width, lowest + share.high * width)
    deviation = sqrt(spread / (count * (count - 1)))
    half = t_quantile(count - 1) * deviation / sqrt(count)
    return Interval(max(lowest, mean - half), min(highest, mean + half))
