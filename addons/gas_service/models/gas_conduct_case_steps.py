# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# working days to be heard, and to appeal (FI-14.4)
HEARING_DAYS = 5
APPEAL_DAYS = 5


class GasConductCase(models.Model):
    """Verified, heard, decided, served, final (FI-14.4)."""

    _name = "gas.conduct.case"
    _inherit = ["gas.conduct.case", "gas.approval.mixin"]
    _approval_host_field = "conduct_case_id"

    approval_decision_ids = fields.One2many("gas.approval.decision", "conduct_case_id", "Decisions", readonly=True)

    def action_confirm_proposal(self):
        """The manager takes up what the system proposed."""
        for case in self:
            case._check_may_act()
            case._check_state("proposed")
            case._write_guarded({"state": "reported", "reported_by": self.env.uid})

    def action_dismiss(self, reason):
        """Leave a proposal, or a case that turns out not to need anything; nothing comes of it.

        :raise UserError: no reason, or it is decided already
        """
        for case in self:
            case._check_may_act()
            case._check_state("proposed", "reported", "verified", "notice")
            case._close("dismissed", reason)

    def action_verify(self, note):
        """The facts were looked into and are true (PS-6.1, PL-3): what was found out is ``note``."""
        self._find_out("verified", note)

    def action_unfounded(self, note):
        """The facts were looked into and are not true: the case touches nothing."""
        self._find_out("unfounded", note)

    def _find_out(self, state, note):
        for case in self:
            case._check_may_act()
            case._check_state("reported")
            if not (note or "").strip():
                raise UserError(self.env._("Write down what was found out."))
            case._write_guarded({"state": state, "verification": note, "verified_by": self.env.uid})

    def action_notify(self):
        """Tell the person concerned what he is held to account for: he has five working days to be heard.

        :raise UserError: names all that is missing
        """
        for case in self:
            case._check_may_act()
            case._check_state("verified")
            if case._is_reward:
                raise UserError(self.env._("A commendation needs no hearing: have it decided."))
            case._raise_missing(case._missing_for_decision())
            # sudo: notices are written by the steps of their case alone
            notice = self.env["gas.conduct.notice"].sudo()._create_guarded([case.sudo()._notice_values()])
            case.sudo()._write_guarded({"state": "notice", "notice_id": notice.id})  # sudo: checked above
            notice._tell(self.env._("You are asked to be heard: %s", notice.name), notice.hear_until)

    def _notice_values(self):
        now = fields.Datetime.now()
        return {
            "name": self.name,
            "case_id": self.id,
            "company_id": self.company_id.id,
            "employee_id": self.employee_id.id,
            "summary": self.summary,
            "article": self.violation_type_id.display_name if self.violation_type_id else False,
            "notified_at": now,
            "hear_until": self._days_from(now, HEARING_DAYS),
        }

    def _days_from(self, at, days):
        """Return the close of business of the ``days``-th working day after ``at`` (naive UTC)."""
        return self.company_id._gas_calendar()._gas_timeline().due_days(at, days)

    def action_witness_silence(self):
        """The time to be heard is over and he said nothing: the current user witnesses it.

        :raise UserError: he has spoken, or there is still time
        """
        for case in self:
            case._check_may_act()
            case._check_state("notice")
            notice = case.sudo().notice_id  # sudo: the notice of a case the user works on
            if notice.stated_at or notice.hear_until > fields.Datetime.now():
                raise UserError(self.env._("He has spoken, or still can until %s (UTC).", notice.hear_until))
            notice._write_guarded({"witness_id": self.env.uid, "state": "heard"})

    def action_launch_approval(self):
        """Put the case up for decision: by whom, and in how many steps, the approval rule says.

        :raise UserError: names all that is missing, the hearing among it
        """
        for case in self:
            case._check_may_act()
            case._check_state("verified" if case._is_reward else "notice")
            missing = case._missing_for_decision()
            notice = case.sudo().notice_id  # sudo: see above
            if not case._is_reward and not (notice.stated_at or notice.witness_id):
                missing.append(self.env._("the person's statement, or that he said nothing was witnessed"))
            case._raise_missing(missing)
            case._approval_launch()
            case._write_guarded({"state": "approval"})

    # -- what the engine of approvals asks and tells -----------------------------------------------

    def _approval_kind(self):
        return "reward" if self._is_reward else "penalty"

    def _approval_amount(self):
        return self.amount

    def _approval_concerned_users(self):
        return self.concerned_user_ids

    def _approval_on_approved(self, at):
        self._write_guarded({"state": "decided", "decided_at": at})
        if self._is_reward:
            self._make_final(at)

    def _approval_on_rejected(self, at, reason):
        self._write_guarded({"state": "verified" if self._is_reward else "notice"})

    def _approval_on_withdrawn(self, at, reason):
        self._approval_on_rejected(at, reason)

    # -- after the decision ----------------------------------------------------------------------

    def action_serve(self):
        """Serve the decision on the person concerned: he has five working days to appeal."""
        for case in self:
            case._check_may_act()
            case._check_state("decided")
            now = fields.Datetime.now()
            notice = case.sudo().notice_id  # sudo: see above
            lang = notice.employee_id.user_id.lang or self.env.lang
            labels = dict(case._fields["sanction"]._description_selection(self.with_context(lang=lang).env))
            notice._write_guarded(
                {
                    "state": "served",
                    "decision": case.sudo().verification,  # sudo: as above
                    "sanction": labels[case.sanction],
                    "amount": case.amount,
                    "served_at": now,
                    "appeal_until": case._days_from(now, APPEAL_DAYS),
                }
            )
            case._write_guarded({"state": "served"})
            notice._tell(self.env._("A decision about you: %s", notice.name), notice.appeal_until)

    def action_decide_appeal(self, granted, reason):
        """Decide on an appeal, before or after the decision became final.

        A granted one ends the case; what was paid already is given back by a reversing order (FI-14.4).
        :raise AccessError: by who decided before, or is no leader or supervision
        """
        self.ensure_one()
        self._check_may_act()
        user = self.env.user
        if not (user.has_group("gas_service.group_leader") or user.has_group("gas_service.group_supervision")):
            raise AccessError(self.env._("Leaders or supervision decide on an appeal."))
        case = self.sudo()  # sudo: the right to decide has just been checked
        if user in case.approval_decision_ids.filtered(lambda one: one.decision == "approved").decided_by:
            raise AccessError(self.env._("Nobody decides on an appeal against his own decision."))
        if case.notice_id.state != "appealed":
            raise UserError(self.env._("There is no appeal to decide on."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why."))
        case.notice_id._write_guarded({"appeal_result": reason, "state": "closed" if granted else "final"})
        if granted:
            case.order_ids._reverse()
            case._close("dismissed", reason)
        elif case.state == "appealed":
            case._make_final(fields.Datetime.now())
        case.notice_id._tell(self.env._("Your appeal was decided: %s", case.name))

    def _make_final(self, at):
        """From now on (naive UTC) the decision stands: general management executes it."""
        self._write_guarded({"state": "final", "final_at": at})
        if self.notice_id:
            self.notice_id._write_guarded({"state": "final"})
        self.env["gas.conduct.order"]._make_order(self)

    @api.model
    def _cron_final(self):
        """Decisions nobody appealed against in time become final at the end of that time."""
        notices = self.env["gas.conduct.notice"].search(
            [("state", "=", "served"), ("appeal_until", "<", fields.Datetime.now())]
        )
        for notice in notices:
            notice.case_id._make_final(notice.appeal_until)

    def _close(self, state, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Say why."))
        case = self.sudo()  # sudo: the right to the case was checked by the step
        case._write_guarded({"state": state})
        case.message_post(body=reason, author_id=self.env.user.partner_id.id)
        if case.notice_id:
            case.notice_id._write_guarded({"state": "closed"})

    def _check_may_act(self):
        """Whoever may write the case, and is not the one it concerns."""
        for case in self:
            case.check_access("write")
            if self.env.user in case.sudo().concerned_user_ids:  # sudo: compared with the user only
                raise AccessError(self.env._("Nobody works on a case about himself."))
