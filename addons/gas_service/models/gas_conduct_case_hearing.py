# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasConductCase(models.Model):
    """Nobody is punished unheard: told what he is held to account for, he has some working days (a setting; FI-14.4)."""

    _inherit = "gas.conduct.case"

    # what those who work on the case see of the notice
    notified_at = fields.Datetime("Notified On", related="notice_id.notified_at")
    hear_until = fields.Datetime("To Be Heard Until", related="notice_id.hear_until")
    statement = fields.Text(related="notice_id.statement")
    stated_at = fields.Datetime("Statement On", related="notice_id.stated_at")
    witness_id = fields.Many2one("res.users", "Silence Witnessed By", related="notice_id.witness_id")
    concerned_has_login = fields.Boolean(compute="_compute_concerned_has_login", compute_sudo=True)

    def _compute_concerned_has_login(self):
        for case in self:
            case.concerned_has_login = bool(case.employee_id.user_id.filtered("active"))

    def action_notify(self):
        """Tell the person concerned what he is held to account for, and what is intended: he can be heard now.

        Who has no login gets the printed notice when this is done.
        :raise UserError: names all that is missing
        """
        for case in self:
            case._check_may_act()
            case._check_state("verified")
            if case._is_reward:
                raise UserError(self.env._("A commendation needs no hearing: have it decided."))
            case._raise_missing(case._missing_for_decision())
            now = fields.Datetime.now()
            until = case._days_from(now, case.company_id.gas_hearing_days)
            values = {"state": "notice", "notified_at": now, "hear_until": until}
            notice = case._make_notice(values)
            case._write_guarded({"state": "notice"})
            notice._tell("hear", notice.hear_until)

    def _make_notice(self, values):
        """Return (sudo) the notice to the person concerned, as the case is now."""
        case = self.sudo()  # sudo: notices are written by the steps of their case alone
        notice = case.notice_id._create_guarded(
            [
                {
                    "name": case.name,
                    "case_id": case.id,
                    "company_id": case.company_id.id,
                    "employee_id": case.employee_id.id,
                    "kind": case.kind,
                    "summary": case.summary,
                    "article": case.violation_type_id.display_name if case.violation_type_id else False,
                    "article_text": case.violation_type_id.text,
                    "sanction": case.sanction,
                    "amount": case.amount,
                    "deadlines": case._deadlines_in_words(),
                    **values,
                }
            ]
        )
        case._write_guarded({"notice_id": notice.id})
        return notice

    def _deadlines_in_words(self):
        """Return how each exceeded deadline came about, in the person's language; without the document."""
        case = self.with_context(lang=self.employee_id.user_id.lang or self.env.lang)
        if self.kind == "leadership":
            return False
        return "\n".join(f"{clock['policy']}: {' '.join(clock['sentences'])}" for clock in case.explain_evidence())

    def _days_from(self, at, days):
        """Return the close of business of the ``days``-th working day after ``at`` (naive UTC)."""
        return self.company_id._gas_calendar()._gas_timeline().due_days(at, days)

    def action_take_back_notice(self, reason):
        """Take the notice back, to change what the person is held to account for: he is told and heard anew.

        :raise UserError: no reason, or it is put up for decision
        """
        reason = self._words(reason)
        for case in self:
            case._check_may_act()
            case._check_state("notice")
            case._write_guarded({"state": "verified"})
            notice = case.sudo().notice_id  # sudo: the notice of a case the user works on
            notice._close()
            case.sudo()._write_guarded({"notice_id": False})  # sudo: as above
            case.message_post(body=reason, subtype_xmlid="mail.mt_note")
            notice._tell("back")

    def action_record_statement(self, statement, attachment_ids=()):
        """Write down what somebody without a login said in time, as his signed paper says.

        :raise UserError: he has a login, too late, nothing said, or said already
        """
        self._check_records_paper()
        # sudo: the notice of a case the user works on
        self.sudo().notice_id._state(statement, attachment_ids, recorded_by=self.env.user)

    def _check_records_paper(self):
        self.ensure_one()
        self._check_may_act()
        if self.concerned_has_login:
            raise UserError(self.env._("Who has a login speaks for himself."))

    def action_witness_silence(self):
        """The time to be heard is over and he said nothing: the current user witnesses it.

        :raise UserError: he has spoken, there is still time, or the witness is who reported him
        """
        for case in self:
            case._check_may_act()
            case._check_state("notice")
            notice = case.sudo().notice_id  # sudo: the notice of a case the user works on
            if notice.stated_at:
                raise UserError(self.env._("He has spoken."))
            if notice.hear_until >= fields.Datetime.now():
                raise UserError(self.env._("He can still speak until %s.", notice._local(notice.hear_until)))
            if self.env.user == case.reported_by:
                raise UserError(self.env._("Whoever reported the case is no witness in it: ask somebody else."))
            notice._write_guarded({"witness_id": self.env.uid, "state": "heard"})
