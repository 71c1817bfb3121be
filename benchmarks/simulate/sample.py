# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Two thousand tickets driven through the real actions by those who do it, complaints among them."""

from customers import bounds
from tickets import SUBJECTS

from odoo import Command


def act(world, month):
    days = world.working_days(month)
    if not days:
        return
    for _number in range(world.count(2000, least=2)):
        day = world.random.choice(days)
        complaint = world.random.random() < 0.06
        (_complain if complaint else _handle)(world, day)
        world.env.flush_all()
        world.env.cr.precommit.run()
        world.env.invalidate_all()


def _values(world):
    reach = bounds(world)
    subject, kind = world.random.choice(SUBJECTS)
    return {
        "subject": subject,
        "kind": kind,
        "account_id": reach["least"] + world.random.randrange(reach["accounts"]),
    }


def _handle(world, day):
    dice = world.random
    clerk, handler = dice.choice(world.staff("agent")), dice.choice(world.staff("handler"))
    moment = world.later(world.at(day, "08:30"), dice.uniform(0.05, 7))
    if moment > world.end:
        return
    world.go(moment)
    ticket = world.as_user(world.env["gas.inquiry"], clerk).create(_values(world))
    if dice.random() < 0.3:
        ticket.action_answer_at_once("已当场答复用户")
        return
    steps = [
        (1, lambda: ticket.action_transfer(handler.department_id.id, handler.id, "请办理")),
        (1, lambda: world.as_user(ticket, handler).action_sign()),
        (6, lambda: _give_notice(world.as_user(ticket, handler))),
        (9, lambda: world.as_user(ticket, handler).action_resolve("solved", "已上门处理")),
        (2, lambda: world.as_user(ticket, handler).action_inform("已电话告知用户")),
        (1, lambda: world.as_user(ticket, handler).action_close()),
    ]
    _play(world, moment, steps)


def _give_notice(ticket):
    ticket.write({"notice_matter": "维修", "notice_materials": "无", "notice_procedure": "上门办理"})
    ticket.action_give_notice()


def _complain(world, day):
    dice = world.random
    clerk, accused = dice.choice(world.staff("agent")), dice.choice(world.staff("handler"))
    moment = world.later(world.at(day, "08:30"), dice.uniform(0.05, 7))
    if moment > world.end:
        return
    world.go(moment)
    values = {**_values(world), "subject": "投诉服务态度", "accused_ids": [Command.set(accused.ids)]}
    del values["kind"]
    wizard = world.as_user(world.env["gas.inquiry.complaint"], clerk).create(values)
    wizard.action_register()
    ticket = world.env["gas.inquiry"].search([("name", "=", wizard.number)])
    supervision = world.staff("supervision")[:1]
    by_clerk = world.as_user(ticket, world.staff("service_manager"))
    steps = [
        (1, lambda: by_clerk.action_transfer(supervision.department_id.id, supervision.id, "请核查")),
        (1, lambda: world.as_user(ticket, supervision).action_sign()),
        (12, lambda: _give_notice(world.as_user(ticket, supervision))),
        (2, lambda: world.as_user(ticket, supervision).action_resolve("solved", "已核查并处理")),
        (1, lambda: world.as_user(ticket, supervision).action_inform("已告知用户")),
        (1, lambda: world.as_user(ticket, supervision).action_close()),
    ]
    _play(world, moment, steps)


def _play(world, moment, steps):
    """Do each step some working hours after the one before, as long as the year lasts."""
    for hours, step in steps:
        moment = world.later(moment, hours * world.random.uniform(0.3, 1.5))
        if moment > world.end:
            return
        world.go(moment)
        step()
        world.env.flush_all()
        world.env.cr.precommit.run()
