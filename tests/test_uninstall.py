# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who does not want the addons any more, and has nothing to keep, gets a plain Odoo back."""

import json
import os

import pytest

from .test_scripts import sh

DATABASE = f"gas-test-{os.getpid()}-uninstall"

# what people leave behind: a ticket that was worked on, and its deadlines
UNINSTALL = """
clerk = env["hr.employee"].create({"name": "张三", "department_id": env["hr.department"].create({"name": "客服"}).id})
tickets = env["gas.inquiry"].create([{"subject": "燃气灶", "customer_name": "李四", "first_responsible_id": clerk.id}] * 3)
tickets[0].action_answer_at_once("已答复")
env.cr.commit()
ours = env["ir.module.module"].search([("name", "in", ["gas_service", "gas_service_reports"])])
ours.button_immediate_uninstall()
"""

# in a process of its own: Odoo starts, and knows nothing of us
LOOK = """
import json
env.cr.execute("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'gas\\\\_%'")
tables = env.cr.fetchone()[0]
env.cr.execute("SELECT count(*) FROM ir_model_data WHERE module LIKE 'gas\\\\_service%'")
left = env.cr.fetchone()[0]
views = 0
for model in ("hr.employee", "hr.department", "resource.calendar", "res.partner", "hr.payslip", "res.config.settings"):
    env[model].get_views([(False, "form"), (False, "list"), (False, "search")])
    views += 1
employee = env["hr.employee"].create({"name": "王五"})
calendar = env.company.resource_calendar_id
from datetime import datetime
hours = calendar.get_work_hours_count(datetime(2026, 9, 14), datetime(2026, 9, 15))
crons = env["ir.cron"].with_context(active_test=False).search_count([("code", "like", "_gas_")])
names = env["hr.employee"].search([]).mapped("name")
print(json.dumps({"tables": tables, "left": left, "views": views, "hours": hours, "crons": crons, "names": names}))
"""


@pytest.fixture(scope="module")
def database():
    done = sh("scripts/database.sh", "test", DATABASE)
    assert done.returncode == 0, done.stderr
    yield DATABASE
    sh("scripts/database.sh", "drop", DATABASE)


def shell(database, script):
    done = sh("scripts/odoo.sh", "shell", f"--database={database}", "--no-http", "--log-level=error", stdin=script)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_uninstalled_without_a_trace(database):
    # Odoo says in its log which records it could not delete one by one before it drops their tables
    shell(database, UNINSTALL)
    looked = shell(database, LOOK)
    assert "ERROR" not in looked.stderr, looked.stderr
    found = json.loads(looked.stdout.splitlines()[-1])
    assert found["tables"] == found["left"] == found["crons"] == 0
    assert found["views"] == 6
    assert found["hours"] > 0
    assert {"张三", "王五"} <= set(found["names"])
