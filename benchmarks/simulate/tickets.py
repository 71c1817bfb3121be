# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Sixty thousand tickets, in bulk: created by the addon, then moved on as the actions would have moved them.

What people did is drawn for each ticket; its deadlines start and settle by the engine itself, at the
times of the story, so that their explanations and histories are what they would be.
"""

from customers import bounds

SUBJECTS = [
    ("燃气费账单查询", "request"), ("燃气灶打不着火", "request"), ("申请开通点火", "request"),
    ("咨询安检时间", "inquiry"), ("IC卡无法充值", "request"), ("咨询过户手续", "inquiry"), ("热水器报警", "request"),
    ("咨询阶梯气价", "inquiry"), ("燃气表读数有疑问", "request"), ("预约更换软管", "request"),
]  # fmt: skip
_AT_ONCE = "当场答复"
_OWN = "本部门办理"


class Story:
    """What happens to one ticket: moments in naive UTC, None after the end of the year."""

    def __init__(self, world, day, people):
        dice = world.random
        self.kind_of_way = dice.choices(["at_once", "own", "transfer", "cancelled"], [45, 8, 46, 1])[0]
        self.clerk = dice.choice(people["agents"])
        self.handler = self.clerk if self.kind_of_way in ("at_once", "own") else dice.choice(people["handlers"])
        self.received = world.later(world.at(day, "08:30"), dice.uniform(0.05, 7.4))
        self.sent = world.later(self.received, dice.choice([0.2, 0.4, 0.7, 1.1, 1.6, 2.6]))
        self.signed = world.later(self.sent, dice.choice([0.3, 0.6, 1.0, 1.8, 2.3]))
        self.answered = world.later(self.signed, min(dice.expovariate(1 / 8), 60))
        self.closed = world.later(self.answered, dice.uniform(0.2, 3))
        for name in ("sent", "signed", "answered", "closed"):
            if getattr(self, name) > world.end:
                setattr(self, name, None)
        self.subject, self.kind = dice.choice(SUBJECTS)
        self.channel = dice.choices(["phone", "visit", "online"], [80, 12, 8])[0]


def handle(world, month):
    people = {"agents": list(world.staff("agent")), "handlers": list(world.staff("handler"))}
    days = world.working_days(month)
    if not days:
        return
    left = world.count(60_000)
    for number, day in enumerate(days):
        size = left // (len(days) - number)
        left -= size
        stories = sorted((Story(world, day, people) for _n in range(size)), key=lambda story: story.received)
        _live(world, day, stories)


def _live(world, day, stories):
    world.go(world.at(day, "20:00"))
    reach = bounds(world)
    tickets = world.env["gas.inquiry"].create(
        [
            {
                "subject": story.subject,
                "kind": story.kind,
                "channel": story.channel,
                "account_id": reach["least"] + world.random.randrange(reach["accounts"]),
                "first_responsible_id": story.clerk.id,
                "received_at": story.received,
            }
            for story in stories
        ]
    )
    told = list(zip(tickets, stories, strict=True))
    transfers, replies = world.clocks(tickets, "FI-TRANSFER"), world.clocks(tickets, "FI-REPLY")
    ends = []
    for ticket, story in told:
        if story.kind_of_way == "at_once":
            at = world.later(story.received, 0.1)
            ends += [(transfers[ticket.id], at, _AT_ONCE), (replies[ticket.id], at, _AT_ONCE)]
            ticket._write_guarded(_closed(story, at) | {"answered_at_once": True, "first_handler_id": story.clerk.id})
        elif story.kind_of_way == "cancelled":
            at = world.later(story.received, 1)
            ends += [(transfers[ticket.id], at, "登记错误"), (replies[ticket.id], at, "登记错误")]
            ticket._write_guarded({"state": "cancelled", "cancel_reason": "登记错误", "closed_at": at})
        elif story.sent:
            reason = _OWN if story.kind_of_way == "own" else None
            ends.append((transfers[ticket.id], story.sent, reason))
            ticket._write_guarded(
                {
                    "department_id": story.handler.department_id.id,
                    "handler_id": story.handler.id,
                    "first_handler_id": story.handler.id,
                    "state": "transferred",
                }
            )
    moved = [(ticket, story) for ticket, story in told if ticket.state == "transferred"]
    _hand_over(world, moved)
    _work(world, tickets, moved, replies, ends)
    world.settle(ends)
    tickets.filtered(lambda ticket: ticket.state == "closed")._record_service()
    world.env.flush_all()


def _closed(story, at):
    return {
        "state": "closed",
        "handler_id": story.handler.id,
        "outcome": "solved",
        "result": "已按规定办理并答复用户",
        "answered_at": at,
        "informed_at": at,
        "closed_at": at,
    }


def _hand_over(world, moved):
    world.env["gas.handover"].create(
        [
            {
                "inquiry_id": ticket.id,
                "kind": "own" if story.kind_of_way == "own" else "transfer",
                "date": story.sent,
                "from_employee_id": story.clerk.id,
                "from_department_id": story.clerk.department_id.id,
                "to_employee_id": story.handler.id,
                "to_department_id": story.handler.department_id.id,
                "signed_at": story.kind_of_way == "transfer" and story.signed,
                "signed_by": story.kind_of_way == "transfer" and story.signed and story.handler.user_id.id,
            }
            for ticket, story in moved
        ]
    )


def _work(world, tickets, moved, replies, ends):
    """Sign for, answer, inform and close what was handed over."""
    engine, contacts = world.env["gas.sla.clock"], []
    engine.union(*(replies[ticket.id] for ticket, _story in moved))._reassign(
        min((s.sent for _t, s in moved), default=None)
    )
    starts = [(ticket, "FI-SIGN", story.sent) for ticket, story in moved if story.kind_of_way == "transfer"]
    starts += [(ticket, "FI-CLOSE", story.received) for ticket, story in moved if story.signed]
    tickets._sla_start_many(starts)
    signs, closes = world.clocks(tickets, "FI-SIGN"), world.clocks(tickets, "FI-CLOSE")
    for ticket, story in moved:
        if not story.signed:
            continue
        if ticket.id in signs:
            ends.append((signs[ticket.id], story.signed, None))
        values = {"state": "processing"}
        if story.answered:
            ends.append((replies[ticket.id], story.answered, None))
            values = {key: value for key, value in _closed(story, story.answered).items() if key != "closed_at"}
            values["state"] = "informed"
            contacts.append(
                (
                    *(ticket.id, story.handler.id, story.handler.department_id.id, story.answered),
                    *("out", "phone", True, "inform", "已电话告知用户办理结果"),
                )
            )
        if story.closed:
            ends.append((closes[ticket.id], story.closed, None))
            values |= {"state": "closed", "closed_at": story.closed}
        ticket._write_guarded(values)
    names = "inquiry_id, employee_id, department_id, date, direction, channel, reached, purpose, note"
    world.insert("gas_contact", names, contacts)
