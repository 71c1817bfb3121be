# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class GasCallback(models.Model):
    """The answers, and what follows from them: a ticket, a worried manager (CB-4, CB-6)."""

    _inherit = "gas.callback"

    def _questions(self):
        """Return the questions this customer is asked, by the services he got (sudo)."""
        self.ensure_one()
        # sudo: what is asked is no secret; the caller or the link was checked
        callback = self.sudo()
        types = callback._served_types()[callback]
        questions = callback.plan_id.questionnaire_id.question_ids
        return questions.filtered(lambda question: not question.service_type or question.service_type in types)

    def get_questions(self):
        """Return the questions for this customer, for a form that asks them one by one.

        :return: list of dicts: id, text, dimension, kind, required, answer (number or text, None while open)
        :raise AccessError: the callback may not be read
        """
        self.ensure_one()
        self.check_access("read")
        answers = {answer.question_id.id: answer for answer in self.sudo().answer_ids}  # sudo: checked above
        labels = dict(self.env["gas.callback.question"]._fields["dimension"]._description_selection(self.env))
        return [
            {
                "id": question.id,
                "text": question.text,
                "dimension": labels[question.dimension],
                "kind": question.kind,
                "required": question.required,
                "answer": self._shown_answer(answers.get(question.id)),
            }
            for question in self._questions()
        ]

    def _shown_answer(self, answer):
        if not answer:
            return None
        return answer.text if answer.kind == "text" else answer.number

    def action_complete(self, answers, remark="", channel="phone"):
        """Write down what the customer answered; the callback counts from now on.

        :param answers: {question id (also as text): value}; 1 to 5, true or false, text
        :param remark: the customer's own words
        :raise UserError: names every question that lacks its answer, or has none of its kind
        """
        self.ensure_one()
        self._check_caller()
        callback = self.sudo()  # sudo: the caller's right has just been checked
        callback._complete(answers, remark, "phone")
        callback._log_try(remark or self.env._("Answered"), channel, reached=True)
        callback.plan_id._calls_changed()

    def _complete(self, answers, remark, channel):
        """Store the answers (sudo); by a caller, or by the customer himself through his link."""
        values = self._answer_values(answers)
        self._write_guarded(
            {
                "state": "done",
                "done_at": fields.Datetime.now(),
                "last_attempt_at": fields.Datetime.now(),
                "channel": "phone" if channel != "link" else "link",
                "questionnaire_id": self.plan_id.questionnaire_id.id,
                "remark": (remark or "").strip() or False,
                "dissatisfied": any(one["dissatisfied"] for one in values),
            }
        )
        # of two who answer at once the second waits here, and is refused: caller and link, or the link twice
        self.flush_recordset()
        self.env["gas.callback.answer"].create(values)
        if self.dissatisfied:
            self._tell_manager()

    def _answer_values(self, answers):
        given = {str(key): value for key, value in (answers or {}).items()}
        values, missing = [], []
        for question in self._questions():
            try:
                parsed = question._parse(given.get(str(question.id)))
            except ValueError:
                missing.append(self.env._("%s: choose one of the answers", question.text))
                continue
            if parsed is None:
                if question.required:
                    missing.append(question.text)
                continue
            number, text = parsed
            values.append(
                {
                    "callback_id": self.id,
                    "question_id": question.id,
                    "sequence": question.sequence,
                    "question_text": question.text,
                    "dimension": question.dimension,
                    "kind": question.kind,
                    "number": number,
                    "text": text,
                    "dissatisfied": question._is_dissatisfied(number) if question.kind != "text" else False,
                }
            )
        if missing:
            raise UserError(
                self.env._("These questions have no answer yet:") + "".join(f"\n• {one}" for one in missing)
            )
        return values

    def _tell_manager(self):
        """The customer is dissatisfied: something for the manager of the department that served (CB-6).

        Where somebody he complained about may read what is to be done for the plan, whoever stands above him is
        told instead, and alone (FI-8.5).
        """
        excluded = self.excluded_user_ids
        text = self.env._("Dissatisfied: %s", self.display_name)
        words = plaintext2html(self.remark or "")  # his own, or of whoever has his link
        if any(self.plan_id.with_user(user).has_access("read") for user in excluded):
            user = self.department_id._gas_notice_user(excluded)
            thread = self.env["mail.thread"].with_user(SUPERUSER_ID)  # who answers by a link has no address
            thread.message_notify(partner_ids=user.partner_id.ids, subject=text, body=words)
            return
        manager = self.department_id.manager_id.user_id
        self.plan_id._schedule("gas_service.activity_type_dissatisfied", manager, text, words)

    def action_make_ticket(self, subject, description="", kind="request", accused_ids=()):
        """What the customer asks for becomes a first-inquiry ticket, received by the caller (CB-6).

        :param kind: inquiry, request or complaint; a complaint is registered confidentially
        :return: id of the ticket, False for a complaint (which its registrar may not read)
        :raise UserError: there is one already, or no subject
        """
        self.ensure_one()
        employee = self._caller()
        self.check_access("read")
        callback = self.sudo()  # sudo: only who called this customer may
        if callback.caller_id != employee:
            raise UserError(self.env._("Only who called the customer can pass on what he wants."))
        if callback.inquiry_id:
            raise UserError(self.env._("The ticket %s was made of this call already.", callback.inquiry_id.name))
        if not (subject or "").strip():
            raise UserError(self.env._("What does the customer want?"))
        values = {
            "subject": subject,
            "description": description,
            "channel": "phone",
            "account_id": callback.account_id.id,
            "partner_id": callback.partner_id.id,
            "customer_name": callback.account_id.name or callback.customer_name,
            "address": callback.account_id.address,
        }
        inquiries = self.env["gas.inquiry"]
        if kind == "complaint":
            accused = self.env["hr.employee"].browse(accused_ids)
            ticket = inquiries._register_complaint(values, accused)
        else:
            ticket = inquiries.create({**values, "kind": kind})
        callback._write_guarded(
            {
                "inquiry_id": ticket.id,
                "excluded_user_ids": [fields.Command.link(user.id) for user in ticket.sudo().excluded_user_ids],
            }
        )
        ticket.sudo().message_post(body=self.env._("Made of a callback: %s", callback.plan_id.name))
        return ticket.id if kind != "complaint" else False
