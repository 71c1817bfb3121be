# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Twelve departments, up to four hundred employees with a login each, and what the administrator sets up."""

from odoo import Command

from odoo.addons.gas_service.tools.chinese_holidays import public_holidays

CENTRE = [
    # role (the beginning of the login), department, how many at scale 1, at least, groups
    ("service_manager", "客户服务中心", 1, 1, "group_manager group_supervisor"),
    ("supervisor", "客户服务中心", 3, 1, "group_supervisor"),
    ("agent", "客户服务中心", 60, 4, "group_hotline"),
    ("market_manager", "市场工程部", 1, 1, "group_manager group_developer"),
    ("developer", "市场工程部", 40, 3, "group_developer"),
    ("estimator", "工程造价部", 10, 1, "group_handler"),
    ("cost_manager", "工程造价部", 1, 1, "group_manager"),
    ("general_manager", "综合管理部", 1, 1, "group_general group_manager"),
    ("general", "综合管理部", 6, 1, "group_general"),
    ("leader", "综合管理部", 3, 2, "group_leader"),
    ("supervision", "监察部", 4, 1, "group_supervision group_manager"),
]
STATIONS = "城东 城西 城南 城北 高新 滨江 空港".split()
_STATION = [("manager", 1, 1, "group_manager"), ("handler", 38, 3, "group_handler")]
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉梅建国志红文斌"


def hire(world):
    _set_up(world)
    roles = list(CENTRE)
    for number, place in enumerate(STATIONS, 1):
        roles += [(f"{role}{number}_", f"{place}运行所", *rest) for role, *rest in _STATION]
    departments = {name: None for _role, name, *_rest in roles}
    # what Odoo brings along has nobody in it
    world.env["hr.department"].search([]).gas_archives = False
    records = world.env["hr.department"].create([{"name": name, "company_id": 1} for name in departments])
    departments = dict(zip(departments, records, strict=True))
    # they were there before the year
    world.sql("UPDATE hr_department SET create_date = %(then)s", then=world.at("2020-01-01", "08:00"))
    people = []
    for role, name, whole, least, groups in roles:
        for number in range(max(round(whole * world.settings.scale), least)):
            people.append((f"{role}{'' if number == 0 else number}", departments[name], groups))
    users = _make_users(world, people)
    structure = world.company.gas_structure_id
    world.env["hr.employee"].create(
        [
            {
                "name": user.name,
                "user_id": user.id,
                "department_id": department.id,
                "company_id": 1,
                "date_version": "2020-01-01",
                "contract_date_start": "2020-01-01",
                "wage": 5000 + world.random.randrange(40) * 100,
                "gas_performance_base": 800 + world.random.randrange(12) * 100,
                "struct_id": structure.id,
            }
            for user, (_login, department, _groups) in zip(users, people, strict=True)
        ]
    )
    _appoint(world, departments)


def _make_users(world, people):
    refs = {name: world.env.ref(f"gas_service.{name}").id for *_person, groups in people for name in groups.split()}
    refs["base"] = world.env.ref("base.group_user").id
    pick = world.random.choice
    return (
        world.env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "login": login,
                    "name": pick(_SURNAMES) + pick(_GIVEN) + pick(_GIVEN),
                    "lang": "zh_CN",
                    "tz": "Asia/Shanghai",
                    "company_id": 1,
                    "company_ids": [Command.set([1])],
                    "group_ids": [Command.set([refs["base"], *(refs[name] for name in groups.split())])],
                    # hashing one takes a quarter of a second: the first of each role can log in
                    **({"password": login} if not login[-1].isdigit() else {}),
                }
                for login, _department, groups in people
            ]
        )
    )


def _set_up(world):
    company, calendar = world.company, world.company._gas_calendar()
    company.write({"name": "江城燃气有限公司", "gas_live_date": world.settings.months()[0], "gas_minimum_wage": 2200})
    for year in sorted({day.year for day in (*world.settings.months(), world.settings.until)}):
        try:
            public_holidays(year)
        except NotImplementedError:
            continue  # not announced yet
        calendar._gas_import_holidays(year)


def _appoint(world, departments):
    company = world.company
    leader, other = world.staff("leader")[:2]
    managers = {
        "客户服务中心": "service_manager",
        "市场工程部": "market_manager",
        "工程造价部": "cost_manager",
        "综合管理部": "general_manager",
        "监察部": "supervision",
    }
    for number, (name, department) in enumerate(departments.items()):
        role = managers.get(name)
        manager = world.staff(role)[:1] if role else world.staff("manager", department)[:1]
        department.write({"manager_id": manager.id, "gas_leader_id": (other if number % 2 else leader).id})
    company.write(
        {
            "gas_market_department_id": departments["市场工程部"].id,
            "gas_general_department_id": departments["综合管理部"].id,
            "gas_supervision_department_id": departments["监察部"].id,
        }
    )
    _make_scheme(world)
    article = {"sanction": "deduction", "amount_max": 500, "adopted_on": "2024-01-10", "published_on": "2024-02-01"}
    world.env["gas.violation.type"].create(
        {"name": "未履行首问责任", "article": "17", "version": "2024", "valid_from": "2024-02-01", **article}
    )
    world.env["res.partner"].create({"name": "江城设计院", "is_company": True})


def _make_scheme(world):
    metric = world.env.ref
    world.env["gas.appraisal.scheme"].create(
        {
            "name": "员工月度考核",
            "valid_from": "2020-01-01",
            "paid": True,
            "line_ids": [
                Command.create(
                    {"metric_id": metric(f"gas_service_reports.gas_appraisal_metric_{code}").id, "weight": w}
                )
                for code, w in (("clocks", 60), ("transfer", 40))
            ],
            "grade_ids": [
                Command.create({"name": name, "score_from": low, "coefficient": factor, "merit": name == "A"})
                for name, low, factor in [("A", 90, 1.2), ("B", 75, 1.0), ("C", 60, 0.8), ("D", 0, 0.5)]
            ],
        }
    )
