# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How much of the deductions asked for a month's payslip can take, in plain Python: no Odoo here.

Amounts are whole cents (int), so that nothing is lost or won by rounding; percentages are Decimal.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

# the law's own limit of what may be deducted from a month's wage, and our default
SHARE_MAX = Decimal(20)


class Limits(NamedTuple):
    """What a payslip's deduction is measured against, in cents.

    ``bonus``, ``wage`` and ``kept`` speak of the month: this payslip and those paid already.
    """

    own_bonus: int  # performance bonus of this payslip
    bonus: int  # performance bonus of the month
    wage: int  # wage of the month before any deduction
    kept: int  # what other deductions leave of it
    minimum: int  # local minimum wage, which must be kept
    share: Decimal = SHARE_MAX  # percent of the wage that may be taken
    before: int = 0  # taken by other payslips of the month

    def rooms(self):
        """Return [(cap, cents it leaves room for)]; never negative."""
        taken = self.before
        share = int((self.wage * self.share / 100).to_integral_value(ROUND_FLOOR))
        rooms = [
            ("bonus", min(self.own_bonus, self.bonus - taken)),
            ("share", share - taken),
            ("minimum", self.kept - taken - self.minimum),
        ]
        return [(cap, max(room, 0)) for cap, room in rooms]


class Taken(NamedTuple):
    amount: int
    cap: str | None  # which held: bonus, share, minimum; None: all was taken


def take(requested, limits):
    """Return how much of ``requested`` can be taken, and the cap that held: the narrowest, the first of equals."""
    cap, room = min(limits.rooms(), key=lambda one: one[1])
    if requested <= room:
        return Taken(requested, None)
    return Taken(room, cap)


def split(paid, requests):
    """Return how much of ``paid`` each of ``requests`` gets: the oldest, which come first, before the others."""
    shares = []
    for request in requests:
        share = min(request, paid)
        shares.append(share)
        paid -= share
    if paid:
        raise ValueError("more was paid than was asked for")
    return shares


def bonus(base, coefficient):
    """Return the performance bonus in cents; half a cent is rounded up, as people expect."""
    return int((base * coefficient).to_integral_value(ROUND_HALF_UP))


def to_cents(amount):
    """Return a float of two decimals, or what arithmetic has made of one, as whole cents."""
    return int(Decimal(repr(float(amount))).scaleb(2).to_integral_value(ROUND_HALF_UP))


def percent(value):
    """Return a float of two decimals as the Decimal that was meant."""
    return Decimal(repr(round(value, 2)))


def from_cents(cents):
    return cents / 100
