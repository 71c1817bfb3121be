# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The on-time table, the dashboard and an Excel file over many deadlines, against the least it could cost.

The table and the dashboard stand against SQL written by hand for the same figures, without asking who may see
what: what the ratio is above 1 is the price of the rules. The Excel file stands against bare xlsxwriter that
writes the same rows, from a list in memory, as frugally.
"""

import io
import resource

import tickets
import xlsxwriter
from measuring import Row, at_most, duration, in_turn, take

SHARE_OPEN = 10
ROUNDS = 7
# two deadlines a ticket
CLOCKS_A_TICKET = 2
TABLE = """
    SELECT date_trunc('month', (CASE WHEN c.state = 'met' THEN c.stopped_at ELSE c.due_at END
                                AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date), c.policy_id, c.department_id,
           count(*), count(*) FILTER (WHERE c.state = 'met')
      FROM gas_sla_clock c
     WHERE c.state IN ('met', 'late') OR (c.state = 'running' AND c.due_at < now() AT TIME ZONE 'UTC')
     GROUP BY 1, 2, 3
"""
DASHBOARD = (
    "SELECT count(*) FROM gas_sla_clock WHERE state = 'running' AND due_at < now() AT TIME ZONE 'UTC'",
    "SELECT count(*) FROM gas_sla_clock WHERE state = 'running' AND due_at >= now() AT TIME ZONE 'UTC'"
    " AND due_at < now() AT TIME ZONE 'UTC' + interval '12 hours'",
    """
    SELECT date_trunc('month', (CASE WHEN c.state = 'met' THEN c.stopped_at ELSE c.due_at END
                                AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date),
           count(*), count(*) FILTER (WHERE c.state = 'met')
      FROM gas_sla_clock c
     WHERE c.binding AND (c.state IN ('met', 'late') OR (c.state = 'running' AND c.due_at < now() AT TIME ZONE 'UTC'))
     GROUP BY 1
    """,
    "SELECT state, count(*) FROM gas_inquiry WHERE kind = 'complaint' GROUP BY 1",
)


def run(ours, _peer, scale):
    sizes = max(int(10_000 * scale), 1000), max(int(100_000 * scale), 2000)
    rows, queries = [], {}
    for size in sizes:
        tickets.grow_ours(ours, size // CLOCKS_A_TICKET, SHARE_OPEN)
        _settle(ours)
        for user, whose in USERS.items():
            _make_user(ours, user)
            for name, mine, bare, most in WORK:
                taken, floor = in_turn(ROUNDS, *_pair(ours, user, mine, bare))
                queries.setdefault((name, whose), []).append(taken.queries)
                if size == sizes[-1]:
                    shown = duration(taken.seconds), duration(floor.seconds)
                    title = f"{name} over {size:,} deadlines, {whose}; SQL without rules"
                    rows.append(Row(title, *shown, taken.seconds / floor.seconds, most, most=True))
    for (name, whose), (few, many) in queries.items():
        rows.append(at_most(f"queries, {whose}: {name}, large against small", many, few, 1))
    rows.append(_excel(ours))
    return rows


def _pair(side, user, mine, bare):
    return (
        lambda: take(side, mine, user),
        lambda: take(side, lambda env: [env.cr.execute(query) for query in bare]),
    )


def _table(env):
    env["gas.sla.report"]._read_group(
        [], ["date:month", "policy_id", "department_id"], ["__count", "met_count:sum", "late_count:sum"]
    )


def _dashboard(env):
    env["gas.dashboard"].get_figures()


# whom it is for, and what: (name, our work, the same by hand, how many times as long it may take)
USERS = {"report_manager": "a manager", "report_general": "general management"}
WORK = (
    ("on-time table by month, policy and department", _table, (TABLE,), 3),
    ("dashboard", _dashboard, DASHBOARD, 5),
)


def _settle(side):
    """As a year would have left them: a tenth late, settled over twelve months."""
    with side.registry.cursor() as cr:
        cr.execute(
            """
            UPDATE gas_sla_clock
               SET started_at = started_at - make_interval(days => id % 365),
                   due_at = due_at - make_interval(days => id % 365),
                   stopped_at = due_at - make_interval(days => id % 365)
                              + make_interval(hours => CASE WHEN id % 10 = 0 THEN 30 ELSE -3 END),
                   state = CASE WHEN id % 10 = 0 THEN 'late' ELSE 'met' END, next_alert_at = NULL
             WHERE state = 'met' AND stopped_at = started_at
            """
        )
    side.analyse("gas_sla_clock")


def _make_user(side, key):
    if key in side.ids:
        return
    with side.setup() as env:
        if key == "report_manager":
            side.ids[key] = env["hr.department"].browse(side.ids["departments"][0]).manager_id.user_id.id
        else:
            group = env.ref("gas_service.group_general")
            side.ids[key] = (
                env["res.users"]
                .create({"name": key, "login": key, "tz": "Asia/Shanghai", "group_ids": [(4, group.id)]})
                .id
            )


# -- Excel -----------------------------------------------------------------------------------------


def _excel(side):
    """All rows of the on-time table in Excel, in a process that keeps what memory it once had."""
    choice = {"report": "gas.sla.report", "date_from": "2020-01-01", "date_to": "2030-12-31"}
    with side.env("report_general") as env:
        print_ = env["gas.report.print"].create(choice)
        report = print_._report_table()
        names = report._report_columns
        content = [list(row) for row in report._report_rows(print_, names)]
        kinds = [column.kind for column in report._report_head(names)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mine, bare = in_turn(
        3,
        lambda: take(side, _our_file, "report_general", prepare=lambda env: env["gas.report.print"].create(choice)),
        lambda: take(side, lambda env: _bare_file(content, kinds), "report_general"),
    )
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    title = f"Excel file of {len(content):,} rows (memory grew by {grown:.0f} MB); bare xlsxwriter, constant_memory"
    return Row(title, duration(mine.seconds), duration(bare.seconds), mine.seconds / bare.seconds, 1.5, most=True)


def _our_file(env, choice):
    env["ir.actions.report"]._render_xlsx("gas_service_reports.report_print_xlsx", choice.ids, {})


def _bare_file(content, kinds):
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    formats = {kind: book.add_format({"border": 1}) for kind in kinds}
    formats |= {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    for number, row in enumerate(content):
        for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            if value is None:
                sheet.write_blank(number, place, None, formats[kind])
            elif kind in ("date", "moment"):
                sheet.write_datetime(number, place, value, formats[kind])
            else:
                sheet.write_string(number, place, value, formats[kind])
    book.close()
