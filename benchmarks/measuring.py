# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Two databases side by side, and how a measurement is taken.

What is compared is measured in turn, round by round, so that a machine busy with something else
slows both down; the median of the rounds counts. Each round has a cursor of its own, as a call of
the web client has: nothing is in the cache of the ORM, everything is in the caches of the process.
"""

import gc
import statistics
import sys
import time
from contextlib import contextmanager
from typing import NamedTuple

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry


class Side:
    """One of the two databases."""

    def __init__(self, database):
        self.registry = Registry(database)
        # what the cases want to find again, such as users
        self.ids = {}

    @contextmanager
    def env(self, user="admin", **context):
        """An environment of `user` (a key of `ids`) with a cursor of its own, rolled back at the end."""
        with self.registry.cursor() as cr:
            # the context of the web client
            client = {"lang": "en_US", "tz": "Asia/Shanghai", "allowed_company_ids": [1]}
            yield api.Environment(cr, self.ids.get(user, SUPERUSER_ID), client | context)
            cr.rollback()

    @contextmanager
    def setup(self):
        """An environment of the superuser, committed."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"lang": "en_US", "tracking_disable": True})

    def analyse(self, *tables):
        """As PostgreSQL's housekeeping leaves tables in which rows changed now and then, not all at once."""
        with self.registry.cursor() as cr:
            cr._cnx.rollback()
            cr._cnx.autocommit = True
            for table in tables:
                cr.execute(f"VACUUM FULL {table}")
                cr.execute(f"VACUUM ANALYZE {table}")
            cr._cnx.autocommit = False


class Taken(NamedTuple):
    seconds: float
    queries: int


def take(side, work, user="admin", prepare=None, **context):
    """Run `work(env)` once (`work(env, prepared)` after `prepare(env)`), and say what it took."""
    with side.env(user, **context) as env:
        extra = (prepare(env),) if prepare else ()
        env.flush_all()
        env.invalidate_all()
        gc.collect()
        gc.disable()
        try:
            before, start = env.cr.sql_log_count, time.perf_counter()
            work(env, *extra)
            env.flush_all()
            return Taken(time.perf_counter() - start, env.cr.sql_log_count - before)
        finally:
            gc.enable()


def in_turn(rounds, *takers):
    """Call each of `takers` once a round; return the median seconds of each, and its queries.

    The first round may read what the process keeps afterwards: the fewest queries count.
    """
    taken = [[taker() for taker in takers] for _round in range(rounds)]
    return [
        Taken(statistics.median(one.seconds for one in column), min(one.queries for one in column))
        for column in zip(*taken, strict=True)
    ]


class Row(NamedTuple):
    """A line of the table: `ratio` is reached when it is at least (or, with `most`, at most) `target`."""

    name: str
    ours: str
    peer: str
    ratio: float
    target: float
    most: bool = False

    @property
    def reached(self):
        return self.ratio <= self.target if self.most else self.ratio >= self.target


def faster(name, ours, peer, target, per=1):
    """A line for two times (seconds); shown for each of `per` things."""
    return Row(name, duration(ours / per), duration(peer / per), peer / ours, target)


def at_most(name, ours, base, target, shown=str):
    """A line for something that must not grow: `ours` against `base`."""
    return Row(name, shown(ours), shown(base), ours / base if base else float(ours > 0), target, most=True)


def duration(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def say(text):
    print(text, file=sys.stderr, flush=True)
