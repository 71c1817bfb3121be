# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command


class TicketActor:
    """What people do to a ticket, in the words of the story."""

    def __init__(self, play, ticket, _story):
        self.play = play
        self.ticket = ticket

    @classmethod
    def begin(cls, play, story):
        """Register the ticket of a story, as who does it; return it."""
        inquiries = play.as_user("gas.inquiry", story.by)
        account = play.account(story.account)
        values = {
            "subject": story.subject,
            "channel": story.channel,
            "account_id": account.id,
            "customer_name": account.name.split("（")[0] if account else False,
            "address": account.address,
            **story.values,
        }
        if story.kind == "complaint":
            return cls._complain(play, inquiries, story, values)
        phone = values.pop("phone", None)
        if phone:
            values["phone_ids"] = [Command.create({"number": phone})]
        return inquiries.create({"kind": story.kind, **values})

    @staticmethod
    def _complain(play, inquiries, story, values):
        about = play.env["hr.employee.public"].browse([play.employee(name).id for name in story.about])
        wizard = inquiries.env["gas.inquiry.complaint"].create({**values, "accused_ids": [Command.set(about.ids)]})
        wizard.action_register()
        return play.env["gas.inquiry"].search([("name", "=", wizard.number)])

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

    def rate(self, mark, words=""):
        self.ticket.sudo()._rate(mark, words)  # sudo: the customer does it, on his own page

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
        self.play.records[follow_up.name] = follow_up

    def remark(self, text):
        self.ticket.message_post(body=text, subtype_xmlid="mail.mt_note")
