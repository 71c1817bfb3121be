# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The draw of a callback sample, in plain Python: who is called, and why not somebody else. No Odoo here.

The database draws millions of rows with the same arithmetic (models/gas_callback_round_draw.py); this
says it in a few lines, checks a stored draw against its seed, and finds the next one in line.

A stratum is one service type of a plan (or all of them together); a unit is a customer, in its written
form (``a12``: the gas account 12). Units are put in the order of a hash of seed and unit. Categories only
steer: each gets its share of the quota, rounded at random so that every unit is as likely as any other.
"""

from collections import Counter
from hashlib import md5
from typing import NamedTuple

# the random offset of the rounding has so many steps: PostgreSQL's bigint holds every product then
STEPS = 1 << 16


class Unit(NamedTuple):
    key: str
    category: str
    passed: str | None = None  # why it is not called: do_not_call, recent


class Place(NamedTuple):
    unit: Unit
    rank: int | None  # in the order of calling; None: passed over
    drawn: bool


def quota(population, ratio):
    """Return how many of ``population`` units are to be called; ``ratio`` in hundredths of a percent, rounded up."""
    return -(-population * ratio // 10_000)


def unit_hash(seed, key):
    return md5(f"{seed}:{key}".encode(), usedforsecurity=False).hexdigest()


def offset(seed, stratum):
    """Return the random offset of the rounding in a stratum, 0 to STEPS - 1."""
    return int(unit_hash(seed, stratum)[:4], 16)


def shares(count, sizes, start):
    """Return {category: how many of ``count``}, in proportion to ``sizes``; ``start`` is the offset.

    The cumulated shares are rounded with one random offset: the sum is ``count``, no share is off by one
    or more, and each is right on average.
    """
    total, before, result = sum(sizes.values()), 0, {}
    cumulated = 0
    for category in sorted(sizes):
        cumulated += sizes[category]
        upto = (count * cumulated * STEPS + start * total) // (total * STEPS)
        result[category] = upto - before
        before = upto
    return result


def draw(seed, stratum, units, ratio, first=()):
    """Return the Place of every unit of a stratum.

    :param ratio: hundredths of a percent
    :param first: keys of units that are called anyway; they come first and count
    """
    count = quota(len(units), ratio)
    share = shares(count, Counter(unit.category for unit in units), offset(seed, stratum)) if units else {}
    by_hash = sorted((unit for unit in units if not unit.passed), key=lambda unit: unit_hash(seed, unit.key))
    seen, order = Counter(), []
    for unit in by_hash:
        seen[unit.category] += 1
        over = seen[unit.category] > share[unit.category]
        order.append((unit.key not in first, over, unit_hash(seed, unit.key), unit))
    order.sort()
    places = [
        Place(unit, rank, rank <= count or not other) for rank, (other, _over, _hash, unit) in enumerate(order, 1)
    ]
    return places + [Place(unit, None, False) for unit in units if unit.passed]
