# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Five thousand gas-connection projects in bulk: contacted, tracked, lost, designed, estimated, approved."""

_WAYS = ["information", "contacted", "tracking", "lost", "design", "costing", "done"]
_WEIGHTS = [5, 15, 10, 10, 5, 5, 50]


class Story:
    """What happens to one project: moments in naive UTC, in working hours after each other."""

    def __init__(self, world, day, leads):
        dice = world.random
        self.way = dice.choices(_WAYS, _WEIGHTS)[0]
        self.lead = dice.choice(leads)
        self.received = world.later(world.at(day, "08:30"), dice.uniform(0.1, 7))
        steps = [("contacted", 20), ("designing", 30), ("drawn", 30), ("costed", 16), ("launched", 3), ("approved", 8)]
        moment = self.received
        for name, hours in steps:
            moment = world.later(moment, hours * dice.uniform(0.2, 1.4))
            setattr(self, name, moment)
        self.amount = dice.randrange(8, 490) * 100.0
        # what would come after the end of the year has not happened yet
        reached = [("design", self.designing), ("costing", self.drawn), ("done", self.approved)]
        for way, at in reached:
            if self.way == way and at > world.end:
                self.way = "contacted"
        if self.contacted > world.end:
            self.way = "information"


def connect(world, month):
    days = world.working_days(month)
    if not days:
        return
    leads = list(world.staff("developer"))
    stories = [Story(world, world.random.choice(days), leads) for _number in range(world.count(5000, least=3))]
    stories.sort(key=lambda story: story.received)
    world.go(world.at(days[-1], "20:00"))
    world.env.cr.execute("SELECT id FROM gas_account WHERE category != 'residential' ORDER BY id")
    shops = [row[0] for row in world.env.cr.fetchall()]
    design_unit = world.env["res.partner"].search([("name", "=", "江城设计院")], limit=1)
    accounts = world.env["gas.account"].browse([world.random.choice(shops) for _story in stories])
    projects = world.env["gas.project"].create(
        [
            {
                "subject": "用气报装",
                "nature": "new",
                "source": "customer",
                "account_id": account.id,
                "customer_name": account.name,
                "category": account.category,
                "info_received_at": story.received,
                "lead_id": story.lead.id,
                "design_unit_id": design_unit.id,
                "small_business": True,
            }
            for story, account in zip(stories, accounts, strict=True)
        ]
    )
    told = list(zip(projects, stories, strict=True))
    world.env["gas.project.point"].create(
        [{"project_id": one.id, "place": "厨房", "appliance": "灶具", "rated_flow": 2.4} for one in projects]
    )
    _contact(world, projects, told)
    deeper = [(one, story) for one, story in told if story.way in ("design", "costing", "done")]
    _build(world, projects, deeper)
    world.env.flush_all()


def _contact(world, projects, told):
    clocks, ends, contacts = world.clocks(projects, "PS-CONTACT"), [], []
    for project, story in told:
        if story.way == "information":
            continue
        ends.append((clocks[project.id], story.contacted, None))
        contacts.append(
            (
                *(project.id, story.lead.id, story.lead.department_id.id, story.contacted),
                *("out", "phone", True, "demand", "已联系用户，了解用气需求"),
            )
        )
        values = {"state": "contacted", "contacted_at": story.contacted, "last_contact_at": story.contacted}
        if story.way == "tracking":
            day = world.timeline.add_days(world.timeline.local_date(world.end), world.random.randrange(1, 20))
            values |= {"state": "tracking", "next_follow_up_date": day}
        elif story.way == "lost":
            values |= {"state": "lost", "ended_at": story.contacted, "end_reason": "用户放弃"}
        project._write_guarded(values)
    world.settle(ends)
    names = "project_id, employee_id, department_id, date, direction, channel, reached, purpose, note"
    world.insert("gas_contact", names, contacts)


def _build(world, projects, deeper):
    """Design, estimate and approve: the promises of PS-4.2.3."""
    estimators = list(world.staff("estimator"))
    manager = world.staff("market_manager")
    for project, story in deeper:
        values = {"state": "design", "appliances_confirmed_at": story.contacted}
        if story.way != "design":
            values |= {
                "state": "costing",
                "drawings_received_at": story.drawn,
                "estimate_requested_at": story.drawn,
                "estimator_id": world.random.choice(estimators).id,
            }
        if story.way == "done":
            values |= {
                "state": "done",
                "estimate_done_at": story.costed,
                "estimate_amount": story.amount,
                "approved_at": story.approved,
            }
        project._write_guarded(values)
    _promise(world, projects, deeper)
    _approve(world, [(one, story) for one, story in deeper if story.way == "done"], manager)


def _promise(world, projects, deeper):
    starts = []
    for project, story in deeper:
        starts += [(project, code, story.designing) for code in ("PS-TOTAL", "PS-DESIGN")]
        if story.way != "design":
            starts.append((project, "PS-COST", story.drawn))
        if story.way == "done":
            starts.append((project, "PS-APPROVE", story.launched))
    projects._sla_start_many(starts)
    clocks = {code: world.clocks(projects, code) for code in ("PS-TOTAL", "PS-DESIGN", "PS-COST", "PS-APPROVE")}
    ends = []
    for project, story in deeper:
        if story.way != "design":
            ends.append((clocks["PS-DESIGN"][project.id], story.drawn, None))
        if story.way == "done":
            ends.append((clocks["PS-COST"][project.id], story.costed, None))
            ends += [(clocks[code][project.id], story.approved, None) for code in ("PS-APPROVE", "PS-TOTAL")]
    world.settle(ends)


def _approve(world, done, manager):
    rows = []
    for project, story in done:
        common = {"project_id": project.id, "company_id": 1, "round": 1, "amount": story.amount}
        common["currency_id"] = world.company.currency_id.id
        lead = story.lead.user_id.id
        rows.append({**common, "decision": "launched", "decided_by": lead, "decided_at": story.launched})
        step = {"sequence": 10, "step_name": "部门负责人"}
        decided = {"decided_by": manager.user_id.id, "decided_at": story.approved}
        rows.append({**common, **step, **decided, "decision": "approved"})
        values = {"approval_state": "approved", "approval_round": 1, "approval_requested_by": lead}
        project._write_guarded({**values, "approval_requested_at": story.launched})
    world.env["gas.approval.decision"]._create_guarded(rows)
