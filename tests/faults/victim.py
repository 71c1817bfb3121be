# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A process of its own that does one job in a database, to be killed in the middle: victim.py DATABASE DATA JOB [STOP]

With STOP it says "middle" where it hurts most, with its transaction open, and waits there. With "wait"
it says "ready" and begins when it is told. At the end it says what there is now, as JSON.
"""

import base64
import json
import sys
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import psycopg2

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.tools import config

ROWS = 5000  # three batches
ORDERS = 6
# where each job is stopped: in the call of this method, after it has done its work
MIDDLE = {
    "draw": ("gas.callback.round", "_count_strata", 2),
    "alert": ("gas.sla.clock", "_alert", 5),
    "archive": ("gas.inquiry", "_archive_lock", 1),
    "payslips": ("gas.pay.allocation", "_settle", 1),
    "rows": ("gas.import", "_handle_cells", 2),
}


def say(text):
    print(text, flush=True)


def last_month():
    return (date.today().replace(day=1) - timedelta(days=1)).replace(day=1)


def prepare(env):
    """Make a small company with a month behind it, by the stages of benchmarks/simulate."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "simulate"))
    import customers  # noqa: PLC0415 -- they need Odoo's configuration
    import people  # noqa: PLC0415
    import tickets  # noqa: PLC0415
    import world  # noqa: PLC0415

    month = last_month()
    settings = world.Settings(0.002, "faults", date.today().replace(day=1) - timedelta(days=1))
    with world.World.open(env.cr, settings, "faults") as lived:
        people.hire(lived)
        customers.move_in(lived)
        customers.serve(lived, month)
        tickets.handle(lived, month)
        # nobody has answered these
        clerk = lived.staff("agent")[:1]
        lived.go(lived.at(lived.working_days(month)[-3], "10:00"))
        values = {"subject": "燃气表读数有疑问", "customer_name": "张三", "first_responsible_id": clerk.id}
        lived.env["gas.inquiry"].create([values] * 10)
        for person in lived.staff("handler")[:ORDERS]:
            _order(lived, person, month)


def _order(lived, person, month):
    now = fields.Datetime.now()
    lived.env["gas.conduct.order"]._create_guarded(
        [
            {
                "name": f"JC-{person.id}",
                "company_id": 1,
                "employee_id": person.id,
                "department_id": person.department_id.id,
                "kind": "deduction",
                "amount": 1500,
                "final_at": now,
                "executed_at": now,
                "pay_month": month,
            }
        ]
    )


def draw(env):
    env["gas.callback.plan"]._open_month(env.company, last_month())


def calling(env):
    """Draw every customer of last month, approve it, and let every agent log in."""
    env["gas.callback.rule"].create({"name": "All", "valid_from": last_month(), "ratio": 100, "recent_days": 0})
    for plan in env["gas.callback.plan"]._open_month(env.company, last_month()):
        while plan.approval_state == "running":
            plan.with_user(plan.approval_approver_ids[0]).action_approve()
    for user in env["res.users"].search([("login", "=like", "agent%")]):
        user.password = user.login


def alert(env):
    env["gas.sla.clock"]._cron_alert()


def archive(env):
    batches = env["gas.archive.batch"]
    batches._open_month(env.company, last_month())
    env.cr.commit()
    for batch in batches.search([("state", "=", "draft")]):
        batch = batch.with_user(batch.department_id.manager_id.user_id)
        batch.action_hand_over() if batch.ticket_count else batch.action_nil_return()
        env.cr.commit()


def payslips(env):
    first, employees = last_month(), env["hr.employee"].search([("version_id.struct_id", "!=", False)])
    slips = env["hr.payslip"].create(
        [
            {
                "employee_id": employee.id,
                "contract_id": employee.version_id.id,
                "struct_id": employee.version_id.struct_id.id,
                "company_id": 1,
                "date_from": first,
                "date_to": fields.Date.end_of(first, "month"),
            }
            for employee in employees - env["hr.payslip"].search([]).employee_id
        ]
    )
    slips.compute_sheet()
    slips.with_context(without_compute_sheet=True).action_payslip_done()


def rows(env):
    imports = env["gas.import"]
    if not imports.search_count([]):
        lines = ["户号,户名", *(f"F{number:06d},客户{number}" for number in range(ROWS))]
        file = {"kind": "account", "file_name": "accounts.csv", "file": base64.b64encode("\n".join(lines).encode())}
        imports.create(file).action_start()
        env.cr.commit()
    imports._cron_run()


def register(env):
    """Register tickets until told to stop; say the number of each once it is committed."""
    clerk = env["hr.employee"].search([("user_id.login", "=like", "agent%")], limit=1)
    values = {"subject": "燃气灶打不着火", "customer_name": "李四", "first_responsible_id": clerk.id}
    registry = env.registry
    while True:
        try:
            with closing(registry.cursor()) as cr:
                ticket = api.Environment(cr, SUPERUSER_ID, {})["gas.inquiry"].create(values)
                name = ticket.name
                cr.commit()
            say(name)
        except psycopg2.Error:
            time.sleep(0.05)  # the database is away: as a person does, try again


def check(env):
    checks = env["gas.check"]
    for key, title in checks._invariants().items():
        if found := checks._run(key):
            raise SystemExit(f"{title}: {found}")


def state(env):
    """What there is now, in numbers."""
    month = last_month()
    count = lambda model, *domain: env[model].search_count(list(domain))  # noqa: E731
    return {
        "plans": count("gas.callback.plan"),
        "callbacks": count("gas.callback"),
        "candidates": count("gas.callback.candidate"),
        "alerts": count("gas.sla.event", ("kind", "=", "alert")),
        "alerts_left": count("gas.sla.clock", ("next_alert_at", "<=", fields.Datetime.now())),
        "handed": count("gas.archive.batch", ("state", "=", "handed")),
        "drafts": count("gas.archive.batch", ("state", "=", "draft")),
        "archived": count("gas.inquiry", ("archived_at", "!=", False)),
        "payslips": count("hr.payslip", ("date_from", "=", month), ("state", "=", "done")),
        "paid": count("gas.pay.allocation", ("state", "=", "paid")),
        "rows": count("gas.account", ("number", "=like", "F______")),
        "imports": {one.state: one.done_count for one in env["gas.import"].search([])},
    }


def stop_in_the_middle(env, job):
    model, method, times = MIDDLE[job]
    original, calls = getattr(type(env[model]), method), []

    def stop(self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        calls.append(1)
        if len(calls) == times:
            self.env.flush_all()
            say("middle")
            time.sleep(600)
        return result

    setattr(type(env[model]), method, stop)


def main(database, data, job, *how):
    config.parse_config(["--config=odoo.conf", f"--data-dir={data}", "--log-level=critical"], setup_logging=True)
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tz": "Asia/Shanghai", "lang": "zh_CN", "allowed_company_ids": [1]})
        if "stop" in how:
            stop_in_the_middle(env, job)
        if "wait" in how:
            say("ready")
            sys.stdin.readline()
        JOBS[job](env)
        env.cr.commit()
        say(json.dumps(state(env)))


JOBS = {
    "prepare": prepare,
    "draw": draw,
    "calling": calling,
    "alert": alert,
    "archive": archive,
    "payslips": payslips,
    "rows": rows,
    "register": register,
    "check": check,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
