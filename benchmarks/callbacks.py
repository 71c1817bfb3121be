# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Callbacks: a month of a million services drawn from, thirty thousand calls to make, services from a file.

Nobody else draws a callback sample, so the draw is compared with one statement that writes the same rows
for all departments at once (`by_hand.py`), and the worklist with itself.
"""

import base64
import csv
import io
import resource
import time
from datetime import date
from unittest.mock import patch

import by_hand
from measuring import Row, at_most, duration, in_turn, say, take

from odoo.tools import SQL

DEPARTMENTS = 12
MONTH = date(2026, 8, 1)
MOST_MEGABYTES = 64
# an import holds its file and the file's rows as a whole: at most a kilobyte a row
MOST_BYTES_A_ROW = 1000
ROWS_A_SECOND = 2000
LIST = {
    name: {} for name in ("display_name", "state", "service_types", "category", "attempt_count", "priority", "extra")
} | {"department_id": {"fields": {"display_name": {}}}, "caller_id": {"fields": {"display_name": {}}}}


def run(ours, peer, scale):
    services, customers = int(1_000_000 * scale), int(300_000 * scale)
    _prepare(ours)
    _fill(ours, services, customers)
    return [*_drawing(ours, services, customers), *_worklist(ours, scale), *_importing(ours, scale)]


def _prepare(side):
    with side.setup() as env:
        departments = env["hr.department"].create(
            [{"name": f"Branch {number}", "company_id": env.company.id} for number in range(DEPARTMENTS)]
        )
        side.ids["branches"] = departments.ids


def _fill(side, services, customers):
    """Let PostgreSQL make the accounts and their services: nine of ten in the department of the account.

    By chance, but the same in every run; a tenth without human contact, a fiftieth to customers without account.
    """
    say(f"... {services:,} services to {customers:,} customers")
    with side.registry.cursor() as cr:
        cr.execute("SELECT setseed(0.5)")
        cr.execute(
            """
            INSERT INTO gas_account (number, name, category, do_not_call, active, company_id)
            SELECT 'B' || n, 'Customer ' || n,
                   CASE WHEN n %% 100 = 0 THEN 'industrial' WHEN n %% 20 = 0 THEN 'commercial' ELSE 'residential' END,
                   n %% 97 = 0, TRUE, 1
            FROM generate_series(1, %s) n
            """,
            [customers],
        )
        cr.execute(
            """
            INSERT INTO gas_service_record
                (company_id, service_type, date, mode, account_id, customer_name, category, department_id, employee_id,
                 source, external_ref, active)
            SELECT 1, (%(types)s::varchar[])[1 + floor(type * 14)::int], %(month)s::date + s.n %% 31,
                   CASE WHEN mode < 0.1 THEN 'automatic' WHEN mode < 0.5 THEN 'visit' WHEN mode < 0.7 THEN 'counter'
                        ELSE 'call' END,
                   CASE WHEN other >= 0.02 THEN a.id END, CASE WHEN other < 0.02 THEN 'Walk-in ' || floor(type * 1e4) END,
                   a.category, (%(branches)s::int[])[CASE WHEN home < 0.9 THEN 1 + s.number %% 12 ELSE away END],
                   (%(employees)s::int[])[1 + s.number %% 50], 'benchmark', s.n, TRUE
            FROM (
                SELECT n, random() AS type, random() AS mode, random() AS other, random() AS home,
                       1 + floor(random() * 12)::int AS away, 1 + floor(random() * %(customers)s)::int AS number
                FROM generate_series(1, %(services)s) n OFFSET 0
            ) s
            JOIN gas_account a ON a.number = 'B' || s.number
            """,
            {
                "types": [
                    *["meter_billing"] * 6, *["inspection_repair"] * 2, *["hotline"] * 3,
                    "design_install", "ignition", "pre_service",
                ],
                "month": MONTH,
                "branches": side.ids["branches"],
                "employees": side.ids["employees"],
                "customers": customers,
                "services": services,
            },
        )  # fmt: skip
    side.analyse("gas_account", "gas_service_record")


# -- drawing ------------------------------------------------------------------------------------------


def _drawing(side, services, customers):
    """All plans opened in one action, in turn with the statement; each leaves the tables as it found them."""
    open_, hand, written = [], [], []
    before = _megabytes()
    for _round in range(3):
        for taken, work, prepare in ((open_, _open, None), (hand, by_hand.draw, by_hand.make_plans)):
            # what a rolled back round leaves behind slows down the next one
            side.analyse("gas_callback_candidate", "gas_callback", "gas_callback_server_rel")

            def counted(env, *prepared, work=work):
                work(env, *prepared)
                env.flush_all()
                written.append(_written(env))

            taken.append(take(side, counted, prepare=prepare and _prepared(side, prepare)))
    grown = _megabytes() - before
    ours, statement = (sorted(one.seconds for one in taken)[1] for taken in (open_, hand))
    if len({numbers[0] for numbers in written}) != 1:
        raise AssertionError(f"not the same is written: {written}")
    name = f"plans of {DEPARTMENTS} departments opened and drawn: {services:,} services, {customers:,} customers"
    return [
        at_most(f"{name}, against one statement", ours, statement, 3, shown=duration),
        Row(f"{name}, memory", f"{grown:.0f} MB", f"{MOST_MEGABYTES} MB", grown / MOST_MEGABYTES, 1, most=True),
    ]


def _prepared(side, prepare):
    return lambda env: prepare(env, side.ids["branches"], MONTH)


def _open(env):
    plans = env["gas.callback.plan"]._open_month(env.company, MONTH)
    if len(plans) != DEPARTMENTS:
        raise AssertionError(f"{len(plans)} plans")


def _written(env):
    """The places and, about as many, the calls: customers of several departments are called by one of them."""
    return [
        env.execute_query(SQL(f"SELECT count(*) FROM {table}"))[0][0]
        for table in ("gas_callback_candidate", "gas_callback")
    ]


def _megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# -- calling ------------------------------------------------------------------------------------------


def _worklist(side, scale):
    """The next customer, the list and the numbers of the plans, with all calls open and with a thirtieth of them."""
    with side.setup() as env:
        env["gas.callback.rule"].create({"name": "Benchmark", "valid_from": MONTH, "ratio": 9})
        env["gas.callback.plan"]._open_month(env.company, MONTH)
    with side.registry.cursor() as cr:
        cr.execute("UPDATE gas_callback_plan SET state = 'calling' WHERE month = %s", [MONTH])
        cr.execute("SELECT count(*) FROM gas_callback WHERE state = 'todo'")
        count = cr.fetchone()[0]
    side.analyse("gas_callback_candidate", "gas_callback", "gas_callback_server_rel", "gas_callback_plan")
    many = _measure(side)
    with side.registry.cursor() as cr:
        cr.execute("UPDATE gas_callback SET state = 'done' WHERE state = 'todo' AND id % 30 != 0")
    side.analyse("gas_callback")
    few = _measure(side)
    against = f"{count:,} open calls against {count // 30:,}"
    rows = []
    for name, most, least in zip(
        ("the next customer", "list of the calls", "numbers of the plans"), many, few, strict=True
    ):
        rows.append(at_most(f"{name}: {against}", most.seconds, least.seconds, 3, shown=duration))
        rows.append(at_most(f"{name}, queries: {against}", most.queries, least.queries, 1))
    return rows


def _measure(side):
    return in_turn(
        5,
        lambda: take(side, lambda env: env["gas.callback"].action_next(), user="clerk"),
        lambda: take(side, lambda env: env["gas.callback"].web_search_read([], LIST, limit=80), user="everything"),
        lambda: take(side, _numbers, user="everything"),
    )


def _numbers(env):
    lines = env["gas.callback.plan"].search([("month", "=", MONTH)]).stratum_ids
    lines.read(["stratum", "population", "quota", "drawn", "reached", "completed", "ratio", "exhausted"])


# -- services from a file -------------------------------------------------------------------------------


def _importing(side, scale):
    """One file of 100,000 rows, in batches with their progress, as the scheduled action takes it."""
    count = max(int(100_000 * scale), 2000)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["来源系统", "服务编号", "服务类型", "服务日期", "服务方式", "户号", "部门"])
    for number in range(count):
        # a row in a hundred is bad
        account = f"B{1 + number * 7 % 3000}" if number % 100 else "nobody's"
        day = f"2026-07-{1 + number % 31:02}"
        writer.writerow(["营收", number, "抄表收费", day, "上门", account, f"Branch {number % DEPARTMENTS}"])
    data = base64.b64encode(text.getvalue().encode("utf-8-sig"))

    def prepare(env):
        job = env["gas.import"].create({"kind": "service", "file": data, "file_name": "services.csv"})
        job.action_start()
        return job

    def work(env, job):
        # the progress of a scheduled action is committed: not here
        with patch.object(type(env["ir.cron"]), "_commit_progress", return_value=float("inf")):
            job._run()
        if (job.state, job.good_count + job.bad_count) != ("done", count):
            raise AssertionError((job.state, job.message, job.good_count, job.bad_count))

    # not by take(), which keeps the garbage
    with side.env("everything") as env:
        job = prepare(env)
        env.flush_all()
        env.invalidate_all()
        before, start = _megabytes(), time.perf_counter()
        work(env, job)
        seconds, grown = time.perf_counter() - start, _megabytes() - before
    rate = count / seconds
    each = grown * 2**20 / count
    name = f"{count:,} services from one file"
    return [
        Row(f"{name}, rows a second", f"{rate:,.0f}", f"{ROWS_A_SECOND:,}", rate / ROWS_A_SECOND, 1),
        at_most(f"{name}, memory (bytes a row)", each, MOST_BYTES_A_ROW, 1, shown=lambda size: f"{size:.0f}"),
    ]
