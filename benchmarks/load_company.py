# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who logs in for `make load`, whom they know and whom they have to call; prints how many customers there are.

Ours is a simulated year (benchmarks/simulate) with the callbacks of its last month still to be made; the peer's
is a company of ten teams with as many tickets, as many of them open, and as many customers.
"""

import argparse
import importlib

from dateutil.relativedelta import relativedelta
from measuring import Side

from odoo import Command, fields
from odoo.tools import config

PEOPLE = 70
# what a company has on its board; the year left hardly anything open
OPEN = 300


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data-dir", required=True, help="Odoo's data folder")
    parser.add_argument("--ours", required=True, help="database with a simulated year")
    parser.add_argument("--peer", required=True, help="fresh database with the peer's")
    options = parser.parse_args()
    config.parse_config(
        ["--config=odoo.conf", f"--data-dir={options.data_dir}", "--log-level=error"], setup_logging=True
    )
    ours, peer = Side(options.ours), Side(options.peer)
    with ours.setup() as env:
        _register(env(user=_hire(env, "gas_service.group_hotline")))
        _plan_calls(env)
        tickets = env["gas.inquiry"].search_count([])
        customers = env["gas.account"].search_count([])
    # what imports our addons needs Odoo's configuration first
    importlib.import_module("companies").make_peer(peer)
    importlib.import_module("tickets").grow_peer(peer, tickets, round(100 * OPEN / tickets))
    with peer.setup() as env:
        _hire(env, "helpdesk_mgmt.group_helpdesk_user")
        env["res.partner"].create(
            [{"name": f"Customer {number}", "phone": f"138{number:08}"} for number in range(1, customers + 1)]
        )
    peer.analyse("res_partner")
    print(customers)


def _hire(env, group):
    """Return the first of those who log in; everybody's password is hashed once: it takes a quarter of a second."""
    groups = [Command.set([env.ref("base.group_user").id, env.ref(group).id])]
    users = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {"login": f"load{n}", "name": f"Load {n}", "lang": "zh_CN", "tz": "Asia/Shanghai", "group_ids": groups}
                for n in range(PEOPLE)
            ]
        )
    )
    users[0].password = "load"
    env.flush_all()
    env.cr.execute(
        "UPDATE res_users SET password = (SELECT password FROM res_users WHERE id = %s) WHERE id = ANY(%s)",
        [users[0].id, users.ids],
    )
    if "gas.inquiry" in env:
        department = env["hr.department"].search([("name", "=", "客户服务中心")])
        env["hr.employee"].create(
            [{"name": user.name, "user_id": user.id, "department_id": department.id} for user in users]
        )
    return users[0]


def _register(env):
    accounts = env["gas.account"].search([], limit=OPEN)
    env["gas.inquiry"].create(
        [{"subject": "燃气表读数有疑问", "kind": "request", "account_id": account.id} for account in accounts]
    )


def _plan_calls(env):
    """Draw every customer who was served last month, and approve it: the callers must not run out of calls."""
    month = fields.Date.today().replace(day=1) - relativedelta(months=1)
    env["gas.callback.rule"].create({"name": "Load", "valid_from": month, "ratio": 100, "recent_days": 0})
    for plan in env["gas.callback.plan"]._open_month(env.company, month):
        while plan.approval_state == "running":
            plan.with_user(plan.approval_approver_ids[0]).action_approve()


if __name__ == "__main__":
    main()
