# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class GasConductCase(models.Model):
    """An appeal is decided by somebody who had no part in the decision, before or after it is final (FI-14.4)."""

    _inherit = "gas.conduct.case"

    appeal = fields.Text(related="notice_id.appeal")
    appealed_at = fields.Datetime("Appealed On", related="notice_id.appealed_at")
    appeal_until = fields.Datetime(related="notice_id.appeal_until")
    appeal_result = fields.Text("Decision on the Appeal", related="notice_id.appeal_result")
    appeal_open = fields.Boolean(compute="_compute_appeal_open", compute_sudo=True)
    # stored, for record rules
    appeal_decider_ids = fields.Many2many(
        "res.users", "gas_conduct_case_decider_rel", string="Decide on the Appeal", readonly=True, copy=False,
        ondelete="restrict",
    )  # fmt: skip

    _guarded_fields = frozenset({"appeal_decider_ids"})

    def _compute_appeal_open(self):
        for case in self:
            case.appeal_open = case.notice_id.state == "appealed"

    def _involved_users(self):
        """Return (sudo) who had a part in the case: none of them decides on the appeal."""
        decided = self.approval_decision_ids.decided_by
        return self.excluded_user_ids | self.reported_by | self.verified_by | decided | self.notice_id.witness_id

    def _find_appeal_deciders(self):
        """Find who may decide (sudo): of integrity cases supervision, of others leaders; failing them the others."""
        groups = ["gas_service.group_leader", "gas_service.group_supervision"]
        if self.kind == "integrity":
            groups.reverse()
        users = self.env["res.users"]
        for group in groups:
            users = self._approval_eligible(self.env.ref(group).all_user_ids, self._involved_users())
            if users:
                break
        self._write_guarded({"appeal_decider_ids": [fields.Command.set(users.ids)]})
        for user in users or users.browse([False]):
            self._schedule("gas_service.activity_type_conduct", user, self.env._("Decide on the appeal: %s", self.name))

    def _exclude(self):
        result = super()._exclude()
        for case in self:
            if case.appeal_open and case.appeal_decider_ids & case.excluded_user_ids:
                case._done_with_activities()
                case._find_appeal_deciders()
        return result

    def action_renew_appeal_deciders(self):
        """Look up anew who may decide on the appeal: somebody left, or nobody could."""
        for case in self:
            case.check_access("read")
            if not case.appeal_open:
                raise UserError(self.env._("There is no appeal to decide on."))
            case._done_with_activities()
            case.sudo()._find_appeal_deciders()  # sudo: applies the rules to today's organisation, whoever asks

    def action_decide_appeal(self, granted, reason):
        """Decide on an appeal, before or after the decision became final.

        A granted one ends the case; what was paid already is given back by a reversing order (FI-14.4).
        :raise AccessError: by who had a part in the decision, or is none of those who decide
        """
        self.ensure_one()
        self.check_access("read")
        case = self.sudo()  # sudo: who decides need not be able to write the case; his right is checked here
        if self.env.user not in case.appeal_decider_ids - case._involved_users():
            raise AccessError(
                self.env._("Leaders or supervision decide on an appeal, if they had no part in the case.")
            )
        if not case.appeal_open:
            raise UserError(self.env._("There is no appeal to decide on."))
        reason = self._words(reason)
        notice = case.notice_id
        notice._write_guarded({"appeal_result": reason, "state": "closed" if granted else "final"})
        case._done_with_activities()
        if granted:
            case.order_ids._reverse()
            case._close("dismissed", reason)
        else:
            case.message_post(body=reason, author_id=self.env.user.partner_id.id, subtype_xmlid="mail.mt_note")
            if case.state == "appealed":
                case._make_final(fields.Datetime.now())
        notice._tell("appeal")

    def action_record_appeal(self, appeal, attachment_ids=()):
        """Write down the appeal of somebody without a login, as his signed paper says.

        :raise UserError: he has a login, nothing to appeal against, or appealed already
        """
        self._check_records_paper()
        # sudo: the notice of a case the user works on
        self.sudo().notice_id._appeal(appeal, attachment_ids, recorded_by=self.env.user)
