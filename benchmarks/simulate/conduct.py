# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Accountability cases through the real actions: reported, heard, decided, final, executed; some are appealed."""

from datetime import timedelta


def hold(world, month):
    days = world.working_days(month)
    article = world.env["gas.violation.type"].search([("article", "=", "17")], limit=1)
    for _number in range(world.count(120) if days else 0):
        _case(world, world.random.choice(days), article)


def _case(world, day, article):
    dice = world.random
    station = dice.choice(world.stations())
    person, manager = dice.choice(world.staff("handler", station)), world.staff("manager", station)
    moment = world.later(world.at(day, "08:30"), dice.uniform(0.5, 6))
    if moment > world.end:
        return
    world.go(moment)
    case = world.as_user(world.env["gas.conduct.case"], manager).create(
        {
            "kind": "unperformed",
            "employee_id": person.id,
            "event_date": world.timeline.local_date(moment),
            "summary": "用户来电后未按规定办理，也未说明去向。",
            "sanction": "deduction",
            "amount": dice.randrange(1, 10) * 50,
            "violation_type_id": article.id,
        }
    )
    notice = lambda: case.sudo().notice_id  # noqa: E731
    steps = [
        lambda: case.action_verify("录音属实"),
        lambda: case.action_notify(),
        lambda: world.as_user(notice(), person).action_state("当时只有我一人在岗"),
        lambda: case.action_launch_approval(),
        lambda: _approve(world, case),
        lambda: case.action_serve(),
    ]
    for step in steps:
        moment = world.later(moment, dice.uniform(1, 6))
        if moment > world.end:
            return
        world.go(moment)
        step()
        world.env.flush_all()
        world.env.cr.precommit.run()
    final = notice().appeal_until + timedelta(seconds=1)
    if final > world.end:
        return
    world.go(final)
    world.env["gas.conduct.case"]._cron_final()
    executor = world.staff(case.sudo().order_ids.executor)[:1]
    moment = world.later(final, 2)
    if moment < world.end:
        world.go(moment)
        world.as_user(case.sudo().order_ids, executor).action_execute()


def _approve(world, case):
    while case.sudo().approval_state == "running":
        approver = case.sudo().approval_approver_ids[0]
        case.sudo(False).with_user(approver).action_approve()
