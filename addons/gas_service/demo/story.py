# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What happened in the demo company, played through the real actions by those who did it."""

from datetime import timedelta
from operator import itemgetter

from odoo import fields

from .callback_followups import Followups
from .callbacks import Callbacks
from .conduct_cases import conduct_cases
from .hand_overs import hand_overs
from .past import Almanac, Past, living_in_the_past
from .project import Project
from .project_actor import ProjectActor
from .projects_early import EARLY_PROJECTS
from .projects_ended import ENDED_PROJECTS
from .projects_running import RUNNING_PROJECTS
from .ticket import Ticket
from .ticket_actor import TicketActor
from .tickets_closed import closed_tickets
from .tickets_open import OPEN_TICKETS
from .tickets_special import SPECIAL_TICKETS

_ACTORS = {Ticket: TicketActor, Project: ProjectActor}


def all_stories():
    tickets = (*closed_tickets(), *SPECIAL_TICKETS, *OPEN_TICKETS)
    return (*tickets, *EARLY_PROJECTS, *RUNNING_PROJECTS, *ENDED_PROJECTS)


def play(env, now=None):
    """Play all stories in the order in which everything happened, up to ``now`` (naive UTC; default: this moment)."""
    env = env(
        context={
            **env.context,
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            "tracking_disable": False,
            # no mail for what was done long ago, below no message to customers either
            "mail_activity_quick_update": True,
            "no_mail_to_attendees": True,
        }
    )
    company = env.ref("base.main_company")
    almanac = Almanac(company._gas_calendar()._gas_timeline(), now or fields.Datetime.now())
    stage = Play(env, almanac)
    for story in all_stories():
        stage.add(story)
    callbacks = Callbacks(stage)
    events_of = (hand_overs(stage), conduct_cases(stage), callbacks.events(), Followups(stage, callbacks).events())
    for events in events_of:
        stage.events += [(moment, do) for moment, do in events if moment < almanac.now]
    messages = env["gas.message.rule"].search([])
    messages.active = False
    stage.perform()
    messages.active = True


class Play:
    def __init__(self, env, almanac):
        self.env = env
        self.almanac = almanac
        self.events = []
        self.records = {}

    def add(self, story):
        """Note down what happens to a ticket or project and when."""
        times = [self.almanac.moment(when) for when, *_rest in ((story.at,), *story.steps)]
        if times != sorted(times):
            raise ValueError(f"{story.subject}: the steps are not in the order of time")
        self._at(story.at, lambda: self._begin(story))
        for when, who, step, *args in story.steps:
            self._at(when, lambda who=who, step=step, args=args: self._act(story, who, step, args))

    def _at(self, when, do):
        self.events.append((self.almanac.moment(when), do))

    def perform(self):
        """Play it: everything at its moment, the alerts in between as the scheduled action sends them."""
        alerts = [(at, self._alert) for at in self.almanac.alert_times()]
        alerts += [(self.almanac.moment(f"-{back} 08:40"), self._remind) for back in range(20, 0, -1)]
        # the departments were there before the month they archive
        self.env.cr.execute("UPDATE hr_department SET create_date = %s", [self.almanac.now - timedelta(days=400)])
        self.env.invalidate_all()
        with living_in_the_past(self.env):
            for moment, do in sorted(self.events + alerts, key=itemgetter(0)):
                Past.moment = moment
                do()
                # chatter of this step, with its author and time
                self.env.flush_all()
                self.env.cr.precommit.run()
        self._read_old_notices()

    def _alert(self):
        due = self.env["gas.sla.clock"].search_count([("next_alert_at", "<=", Past.moment)], limit=1)
        if due or self.env["gas.sla.event"].search_count([("digest_pending", "=", True)], limit=1):
            self.env["gas.sla.clock"]._cron_alert()

    def _remind(self):
        """The morning's scheduled action: leads who have not spoken with a customer for long."""
        self.env["gas.project"]._cron_silent()

    def user(self, login):
        return self.env.ref(f"gas_service.user_{login}")

    def employee(self, name):
        return self.env.ref(f"gas_service.employee_{name}")

    def department(self, name):
        return self.env.ref(f"gas_service.department_{name}")

    def account(self, name):
        return self.env.ref(f"gas_service.account_{name}") if name else self.env["gas.account"]

    def today(self):
        """The local date it is just now in the story."""
        return self.almanac.timeline.local_date(Past.moment)

    def as_user(self, model, login):
        """Return a model as seen by a user, its numbers those of the day."""
        return self.env[model].with_user(self.user(login)).with_context(ir_sequence_date=str(Past.moment.date()))

    def _begin(self, story):
        self.records[story.subject] = _ACTORS[type(story)].begin(self, story).sudo()

    def _act(self, story, who, step, args):
        record = self.records[story.subject].with_user(self.user(who))
        named = args.pop() if args and isinstance(args[-1], dict) else {}
        try:
            getattr(_ACTORS[type(story)](self, record, story), step)(*args, **named)
        except Exception as error:
            error.add_note(f"{story.subject}: {who} {step} {args}")
            raise

    def _read_old_notices(self):
        """People have read what they were told before the current working day."""
        since = self.almanac.moment("-1 12:00")
        old = self.env["mail.notification"].search([("is_read", "=", False), ("mail_message_id.date", "<", since)])
        old.write({"is_read": True, "read_date": since})
