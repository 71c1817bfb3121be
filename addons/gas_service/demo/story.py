# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What happened in the demo company, played through the real actions by those who did it."""

from datetime import timedelta
from operator import itemgetter

from odoo import Command, fields

from .hand_overs import hand_overs
from .past import Almanac, Past, living_in_the_past
from .tickets_closed import closed_tickets
from .tickets_open import OPEN_TICKETS
from .tickets_special import SPECIAL_TICKETS


def all_tickets():
    return (*closed_tickets(), *SPECIAL_TICKETS, *OPEN_TICKETS)


def play(env, now=None):
    """Play all tickets in the order in which everything happened, up to ``now`` (naive UTC; default: this moment)."""
    env = env(
        context={
            **env.context,
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            "tracking_disable": False,
            "mail_activity_quick_update": True,  # no mail for what was done long ago
        }
    )
    company = env.ref("base.main_company")
    almanac = Almanac(company._gas_calendar()._gas_timeline(), now or fields.Datetime.now())
    stage = Play(env, almanac)
    for ticket in all_tickets():
        stage.add(ticket)
    stage.events += [(moment, do) for moment, do in hand_overs(stage) if moment < almanac.now]
    stage.perform()


class Play:
    def __init__(self, env, almanac):
        self.env = env
        self.almanac = almanac
        self.events = []
        self.tickets = {}

    def add(self, ticket):
        """Note down what happens to a ticket and when."""
        times = [self.almanac.moment(when) for when, *_rest in ((ticket.at,), *ticket.steps)]
        if times != sorted(times):
            raise ValueError(f"{ticket.subject}: the steps are not in the order of time")
        self._at(ticket.at, lambda: self._register(ticket))
        for when, who, step, *args in ticket.steps:
            self._at(when, lambda who=who, step=step, args=args: self._act(ticket, who, step, args))

    def _at(self, when, do):
        self.events.append((self.almanac.moment(when), do))

    def perform(self):
        """Play it: everything at its moment, the alerts in between as the scheduled action sends them."""
        alerts = [(at, self._alert) for at in self.almanac.alert_times()]
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

    def user(self, login):
        return self.env.ref(f"gas_service.user_{login}")

    def employee(self, name):
        return self.env.ref(f"gas_service.employee_{name}")

    def department(self, name):
        return self.env.ref(f"gas_service.department_{name}")

    def _register(self, ticket):
        inquiries = self.env["gas.inquiry"].with_user(self.user(ticket.by))
        inquiries = inquiries.with_context(ir_sequence_date=str(Past.moment.date()))
        account = self.env.ref(f"gas_service.account_{ticket.account}") if ticket.account else self.env["gas.account"]
        values = {
            "subject": ticket.subject,
            "channel": ticket.channel,
            "account_id": account.id,
            "customer_name": account.name.split("（")[0] if account else False,
            "address": account.address,
            **ticket.values,
        }
        if ticket.kind == "complaint":
            record = self._complain(inquiries, ticket, values)
        else:
            phone = values.pop("phone", None)
            if phone:
                values["phone_ids"] = [Command.create({"number": phone})]
            record = inquiries.create({"kind": ticket.kind, **values})
        self.tickets[ticket.subject] = record.sudo()

    def _complain(self, inquiries, ticket, values):
        about = self.env["hr.employee.public"].browse([self.employee(name).id for name in ticket.about])
        wizard = inquiries.env["gas.inquiry.complaint"].create({**values, "accused_ids": [Command.set(about.ids)]})
        wizard.action_register()
        return self.env["gas.inquiry"].search([("name", "=", wizard.number)])

    def _act(self, ticket, who, step, args):
        record = self.tickets[ticket.subject].with_user(self.user(who))
        try:
            getattr(Actor(self, record), step)(*args)
        except Exception as error:
            error.add_note(f"{ticket.subject}: {who} {step} {args}")
            raise

    def _read_old_notices(self):
        """People have read what they were told before the current working day."""
        since = self.almanac.moment("-1 12:00")
        old = self.env["mail.notification"].search([("is_read", "=", False), ("mail_message_id.date", "<", since)])
        old.write({"is_read": True, "read_date": since})


class Actor:
    """What people do to a ticket, in the words of the story."""

    def __init__(self, play, ticket):
        self.play = play
        self.ticket = ticket

    def take(self):
        self.ticket.action_take()

    def assign(self, person, note=""):
        self.ticket.action_assign(self.play.employee(person).id, note)

    def transfer(self, department, person=None, note=""):
        employee = self.play.employee(person).id if person else False
        self.ticket.action_transfer(self.play.department(department).id, employee, note)

    def escort(self, department, person, note=""):
        self.ticket.action_escort(self.play.department(department).id, self.play.employee(person).id, note)

    def sign(self):
        self.ticket.action_sign()

    def send_back(self, reason):
        self.ticket.action_return(reason)

    def notice(self, matter, materials, procedure):
        self.ticket.write({"notice_matter": matter, "notice_materials": materials, "notice_procedure": procedure})
        self.ticket.action_give_notice()

    def answer(self, note, channel="phone"):
        self._contact(note, channel, purpose="answer")

    def promise(self, day, note, channel="phone"):
        self._contact(note, channel, purpose="interim", promised_date=self.play.almanac.day(day))

    def not_reached(self, note, channel="phone"):
        self._contact(note, channel, purpose="answer", reached=False)

    def heard(self, note, channel="phone"):
        self._contact(note, channel, purpose="other", direction="in")

    def _contact(self, note, channel, **values):
        self.ticket.env["gas.contact"].create(
            {"inquiry_id": self.ticket.id, "direction": "out", "channel": channel, "note": note, **values}
        )

    def resolve(self, result, outcome="solved", guidance=""):
        self.ticket.action_resolve(outcome, result, guidance)

    def answer_at_once(self, result, outcome="solved", guidance=""):
        self.ticket.action_answer_at_once(result, outcome, guidance)

    def inform(self, note, channel="phone"):
        self.ticket.action_inform(note, channel)

    def close(self):
        self.ticket.action_close()

    def cancel(self, reason):
        self.ticket.action_cancel(reason)

    def confirm_vexatious(self):
        self.ticket.action_confirm_vexatious()

    def urge(self, note=""):
        self.ticket.action_urge(note)

    def supervise(self, note=""):
        self.ticket.action_supervise(note)

    def report(self, purpose, leader, note):
        self.ticket.action_report(purpose, self.play.employee(leader).id, note)

    def reply(self, text):
        asked = self.ticket.contact_ids.filtered(
            lambda contact: contact.recipient_id in self.ticket.env.user.gas_employee_ids and not contact.replied_at
        )
        asked[:1].action_reply(text)

    def follow_up(self):
        action = self.ticket.action_follow_up()
        follow_up = self.play.env["gas.inquiry"].browse(action["res_id"])
        self.play.tickets[follow_up.name] = follow_up

    def remark(self, text):
        self.ticket.message_post(body=text, subtype_xmlid="mail.mt_note")
