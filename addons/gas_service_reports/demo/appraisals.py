# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Appraisals of the demo company: what counts for whom, two months, and the year so far."""

from odoo import Command, fields

# name, subject, period, role, {metric: weight or (weight, target)}; the first that fits counts
_SCHEMES = (
    (
        "市场开发人员月度考核", "employee", "month", "gas_service.group_developer",
        {"clocks": 45, "work_records": (20, 4), "satisfaction": 15, "complaints": 20},
    ),
    (
        "一线岗位月度考核", "employee", "month", None,
        {"clocks": 45, "transfer": 15, "callbacks": 10, "satisfaction": 15, "complaints": 15},
    ),
    (
        "员工年度考核", "employee", "year", None,
        {"clocks": 40, "transfer": 10, "callbacks": 10, "satisfaction": 15, "complaints": 15, "commendations": 10},
    ),
    (
        "部门年度考核", "department", "year", None,
        {"clocks": 40, "transfer": 10, "callback_measure": 25, "satisfaction": 15, "archive": 10},
    ),
)  # fmt: skip
_GRADES = (("优秀", 90, 1.1, True), ("称职", 75, 1.0, False), ("基本称职", 60, 0.8, False), ("不称职", 0, 0.5, False))
# what the employees say to those of last month; the others have seen it, and the first has not
_UNREAD = "handler"
_COMMENTS = {"market2": "两个项目用户资料迟交，已按程序办理顺延，请核对扣分的时限。"}


def play(env):
    """Appraise the people of the demo company as it does on its own, and lock what payslips will follow."""
    company = env.ref("base.main_company")
    company.gas_appraisal_pay = True
    this_month = company._gas_today().replace(day=1)
    for sequence, scheme in enumerate(_SCHEMES, 1):
        _make_scheme(env, company, sequence, *scheme)
    appraisals = env["gas.appraisal"]
    for back in 2, 1:
        month = fields.Date.subtract(this_month, months=back)
        opened = appraisals._open(company, "month", month)
        waiting = {_UNREAD, *_COMMENTS} if back == 1 else set()
        for one in opened:
            login = one.employee_id.user_id.login
            if login != _UNREAD or login not in waiting:
                _see(one, _COMMENTS.get(login, "") if login in waiting else "")
        ready = opened.filtered(lambda one, logins=waiting: one.employee_id.user_id.login not in logins)
        _confirm_and_lock(ready)
    appraisals._open(company, "year", fields.Date.subtract(this_month, months=1).replace(month=1))


def _make_scheme(env, company, sequence, name, subject, period, role, weights):
    lines = []
    for position, (code, weight) in enumerate(weights.items(), 1):
        weight, target = weight if isinstance(weight, tuple) else (weight, 0)
        metric = env.ref(f"gas_service_reports.gas_appraisal_metric_{code}")
        values = {"metric_id": metric.id, "weight": weight, "target": target, "sequence": position}
        lines.append(Command.create(values))
    env["gas.appraisal.scheme"].create(
        {
            "name": name,
            "company_id": company.id,
            "sequence": sequence,
            "subject": subject,
            "period": period,
            "group_id": env.ref(role).id if role else False,
            "valid_from": fields.Date.subtract(fields.Date.today(), years=1).replace(month=1, day=1),
            "paid": subject == "employee" and period == "month",
            "line_ids": lines,
            "grade_ids": [
                Command.create({"name": grade, "score_from": low, "coefficient": factor, "merit": merit})
                for grade, low, factor, merit in _GRADES
            ],
        }
    )


def _see(appraisal, comment):
    user = appraisal.employee_id.user_id
    if user.active:
        appraisal.with_user(user).action_comment(comment)
    else:
        appraisal.with_user(appraisal._confirmers()[0]).action_record_comment("本人已在纸质考核表上签字，无异议。")


def _confirm_and_lock(appraisals):
    for user, group in appraisals.grouped(lambda one: one._confirmers()[:1]).items():
        group.with_user(user).action_confirm()
    for user, group in appraisals.grouped(lambda one: one._lockers()[:1]).items():
        group.with_user(user).action_lock()
