# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Contracts of the demo company, last month's payslips confirmed and this month's in preparation."""

from odoo import Command, fields

from . import appraisals

MINIMUM_WAGE = 2080
# yuan a month: wage, performance base
_MANAGERS, _STAFF = (7200, 2400), (4300, 1400)


def play(env):
    """Pay the people of the demo company as its payroll officer does."""
    company = env.ref("base.main_company")
    company.gas_minimum_wage = MINIMUM_WAGE
    company.gas_structure_id.name = "月工资（含绩效奖金）"
    today = fields.Date.context_today(company.with_context(tz="Asia/Shanghai"))
    start = today.replace(year=today.year - 1, month=1, day=1)
    people = env["hr.employee"].search([("company_id", "=", company.id), ("user_id", "!=", False)])
    heads = env["hr.department"].search([]).manager_id
    for person in people:
        wage, base = _MANAGERS if person in heads else _STAFF
        person.version_id.write(
            {
                "date_version": start,
                "contract_date_start": start,
                "wage": wage,
                "gas_performance_base": base,
                "struct_id": company.gas_structure_id.id,
            }
        )
    appraisals.play(env)
    this_month = today.replace(day=1)
    officer = env(user=env.ref("gas_service_reports.user_payroll"), context={"lang": "zh_CN", "tz": "Asia/Shanghai"})
    _batch(officer, people, fields.Date.subtract(this_month, months=1)).slip_ids.action_payslip_done()
    _batch(officer, people, this_month)


def _batch(env, people, month):
    run = env["hr.payslip.run"].create(
        {"name": f"{month:%Y年%m月}工资", "date_start": month, "date_end": fields.Date.end_of(month, "month")}
    )
    wizard = env["hr.payslip.employees"].with_context(active_id=run.id)
    wizard.create({"employee_ids": [Command.set(people.ids)]}).compute_sheet()
    return run
