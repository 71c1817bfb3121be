# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import AccessError, UserError


class GasConductCase(models.Model):
    """From the report to what was found out (PS-6.1, PL-3)."""

    _inherit = "gas.conduct.case"

    def action_confirm_proposal(self):
        """Take up what the system proposed: from now on it is a case reported by the current user.

        :raise AccessError: by somebody else than a manager, a leader or supervision
        """
        for case in self:
            case._check_decides_on_proposal()
            case._check_state("proposed")
            case._write_guarded({"state": "reported", "reported_by": self.env.uid})
            case._done_with_activities()

    def action_dismiss(self, reason):
        """Leave a proposal, or a case that turns out not to need anything; nothing comes of it.

        :raise UserError: no reason, or it is put up for decision already
        """
        reason = self._words(reason)
        for case in self:
            case._check_may_act()
            case._check_state("proposed", "reported", "verified", "notice")
            if case.state == "proposed":
                case._check_decides_on_proposal()
            case._close("dismissed", reason)

    def action_verify(self, note):
        """The facts were looked into and are true: what was found out is ``note``."""
        self._find_out("verified", note)

    def action_unfounded(self, note):
        """The facts were looked into and are not true: the case touches nothing."""
        self._find_out("unfounded", note)

    def _find_out(self, state, note):
        note = self._words(note, self.env._("Write down what was found out."))
        for case in self:
            case._check_may_act()
            case._check_state("reported")
            case._write_guarded({"state": state, "verification": note, "verified_by": self.env.uid})
            case._done_with_activities()

    # -- helpers of all steps ----------------------------------------------------------------------

    def _check_may_act(self):
        """Whoever may write the case; nobody it concerns, whatever his groups, superuser mode included."""
        for case in self:
            case.check_access("write")
            if self.env.user in case._kept_out_users():
                raise AccessError(self.env._("Nobody works on a case that he is kept out of."))

    def _check_decides_on_proposal(self):
        """A manager where the case is handled, a leader, or supervision."""
        self._check_may_act()
        user = self.env.user
        manages = user.has_group("gas_service.group_manager") and self.working_department_id in user.gas_department_ids
        if not (
            manages or user.has_group("gas_service.group_leader") or user.has_group("gas_service.group_supervision")
        ):
            raise AccessError(self.env._("The manager of the department decides on what is proposed."))

    def _words(self, text, error=None):
        """Return what somebody wrote.

        :raise UserError: nothing
        """
        if not (text or "").strip():
            raise UserError(error or self.env._("Say why."))
        return text.strip()

    def _close(self, state, reason):
        case = self.sudo()  # sudo: the right to the case was checked by the step
        case._write_guarded({"state": state})
        case.message_post(body=reason, author_id=self.env.user.partner_id.id, subtype_xmlid="mail.mt_note")
        case._done_with_activities()
        if case.notice_id:
            case.notice_id._close()

    def _done_with_activities(self):
        # sudo: reminders of a step that somebody has taken, whoever's they are
        self.sudo().activity_unlink(["gas_service.activity_type_conduct"])
