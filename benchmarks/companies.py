# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The same company on both sides: ten departments or teams of five people, one calendar."""

from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import Command
from odoo.tests import new_test_user

from odoo.addons.gas_service.tools import chinese_holidays

DEPARTMENTS = 10
PEOPLE = 5
YEAR = 2026


def make_ours(side):
    with side.setup() as env:
        company = env.company
        calendar = company._gas_calendar()
        calendar._gas_import_holidays(YEAR)
        departments = env["hr.department"].create(
            [{"name": f"Department {i}", "company_id": company.id} for i in range(DEPARTMENTS)]
        )
        employees = env["hr.employee"]
        for department in departments:
            for number in range(PEOPLE):
                group = "gas_service.group_manager" if number == 0 else "gas_service.group_handler"
                employees |= _employee(env, f"d{department.id}-{number}", group, department)
            department.manager_id = employees[-PEOPLE]
        hotline = _employee(env, "hotline", "gas_service.group_hotline", departments[0])
        supervisor = _employee(env, "supervisor", "gas_service.group_supervisor", departments[0])
        # projects have leads in all departments; information without a lead is the first one's
        company.gas_market_department_id = departments[0]
        developers = env["hr.employee"].union(
            *(_employee(env, f"lead{one.id}", "gas_service.group_developer", one) for one in departments)
        )
        platform = new_test_user(
            env, "platform", groups="base.group_portal,gas_service.group_push_leads", tz="Asia/Shanghai"
        )
        side.ids.update(
            platform=platform.id,
            clerk=hotline.user_id.id,
            everything=supervisor.user_id.id,
            department=employees[1].user_id.id,
            calendar=calendar.id,
            departments=departments.ids,
            employees=employees.ids,
            developers=developers.ids,
            developer=developers[0].user_id.id,
        )


def _employee(env, login, group, department):
    user = new_test_user(env, login, groups=f"base.group_user,{group}", tz="Asia/Shanghai")
    return env["hr.employee"].create({"name": login, "user_id": user.id, "department_id": department.id})


def make_peer(side):
    with side.setup() as env:
        calendar = env.company.resource_calendar_id
        calendar.tz = "Asia/Shanghai"
        add_holidays(calendar, YEAR)
        users = env["res.users"]
        for team in range(DEPARTMENTS):
            for number in range(PEOPLE):
                users |= new_test_user(
                    env, f"t{team}-{number}", groups="helpdesk_mgmt.group_helpdesk_user_team", tz="Asia/Shanghai"
                )
        agent = new_test_user(env, "agent", groups="helpdesk_mgmt.group_helpdesk_user", tz="Asia/Shanghai")
        teams = env["helpdesk.ticket.team"].create(
            [
                {
                    "name": f"Team {i}",
                    "use_sla": True,
                    "resource_calendar_id": calendar.id,
                    "user_ids": [Command.set(users[i * PEOPLE : (i + 1) * PEOPLE].ids)],
                }
                for i in range(DEPARTMENTS)
            ]
        )
        done = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        env["helpdesk.sla"].create({"name": "Three days", "days": 3, "stage_id": done.id})
        side.ids.update(
            clerk=agent.id,
            everything=agent.id,
            department=users[1].id,
            calendar=calendar.id,
            teams=teams.ids,
            users=users.ids,
        )


def office_calendar(env):
    """A new calendar of office hours in Shanghai, without any leave."""
    return env["resource.calendar"].create(
        {
            "name": "Benchmark",
            "tz": "Asia/Shanghai",
            "attendance_ids": [
                Command.create({"name": "x", "dayofweek": str(day), "hour_from": begin, "hour_to": end})
                for day in range(5)
                for begin, end in ((8.5, 12), (13, 17))
            ],
            "global_leave_ids": [],
        }
    )


def add_holidays(calendar, year):
    """The public holidays of a year, as plain Odoo can store them."""
    zone = timezone(calendar.tz)
    calendar.env["resource.calendar.leaves"].create(
        [
            {
                "name": name,
                "calendar_id": calendar.id,
                "date_from": _midnight(first, zone),
                "date_to": _midnight(last + timedelta(days=1), zone) - timedelta(seconds=1),
            }
            for first, last, name in chinese_holidays.runs(chinese_holidays.public_holidays(year))
        ]
    )


def _midnight(day, zone):
    return zone.localize(datetime.combine(day, time())).astimezone(utc).replace(tzinfo=None)
