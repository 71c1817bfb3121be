# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasConductNotice(models.Model):
    """What the person concerned is told about his case, and what he says to it (FI-14.4).

    The allegation's summary, the decision, the sanction: never who complained, nor the evidence.
    """

    _name = "gas.conduct.notice"
    _description = "Notice to the Person Concerned"
    _inherit = ["gas.guarded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    name = fields.Char("Number", required=True, readonly=True)
    case_id = fields.Many2one("gas.conduct.case", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    employee_id = fields.Many2one("hr.employee", required=True, readonly=True, ondelete="restrict", index=True)
    summary = fields.Text(readonly=True)
    article = fields.Char(readonly=True)
    state = fields.Selection(
        [
            ("notice", "To Be Heard"),
            ("heard", "Heard"),
            ("served", "Decision Served"),
            ("appealed", "Appealed"),
            ("final", "Final"),
            ("closed", "Closed"),
        ],
        required=True, readonly=True, default="notice",
    )  # fmt: skip
    notified_at = fields.Datetime("Notified On", readonly=True)
    hear_until = fields.Datetime("To Be Heard Until", readonly=True)
    statement = fields.Text(readonly=True)
    stated_at = fields.Datetime("Statement On", readonly=True)
    witness_id = fields.Many2one(
        "res.users", "Silence Witnessed By", readonly=True, ondelete="restrict", help="Who saw that he said nothing."
    )
    decision = fields.Text(readonly=True)
    sanction = fields.Char(readonly=True)
    amount = fields.Monetary(readonly=True)
    served_at = fields.Datetime("Served On", readonly=True)
    appeal_until = fields.Datetime(readonly=True)
    appeal = fields.Text(readonly=True)
    appealed_at = fields.Datetime("Appealed On", readonly=True)
    appeal_result = fields.Text(readonly=True)

    _guarded_fields = frozenset(
        "name case_id company_id employee_id summary article state notified_at hear_until statement stated_at"
        " witness_id decision sanction amount served_at appeal_until appeal appealed_at appeal_result".split()
    )

    def action_state(self, statement):
        """The person concerned says what he has to say, within the time to be heard.

        :raise UserError: by somebody else, too late, nothing said, or said already
        """
        self._check_own()
        if self.state != "notice" or self.hear_until < fields.Datetime.now():
            raise UserError(self.env._("The time to be heard is over, or you have been heard."))
        if not (statement or "").strip():
            raise UserError(self.env._("Write what you have to say."))
        notice = self.sudo()  # sudo: he writes nothing but his statement, once
        notice._write_guarded({"statement": statement, "stated_at": fields.Datetime.now(), "state": "heard"})
        notice.activity_ids.unlink()
        notice.case_id._schedule(
            "gas_service.activity_type_conduct",
            notice.case_id.reported_by,
            self.env._("Statement on %s", notice.name),
        )

    def action_appeal(self, appeal):
        """The person concerned appeals; in time it keeps the decision from becoming final, later it may be reversed.

        :raise UserError: by somebody else, nothing to appeal against, or appealed already
        """
        self._check_own()
        if self.state not in ("served", "final") or self.appealed_at:
            raise UserError(self.env._("There is nothing you could appeal against."))
        if not (appeal or "").strip():
            raise UserError(self.env._("Write why you appeal."))
        notice = self.sudo()  # sudo: he writes nothing but his appeal, once
        notice._write_guarded({"appeal": appeal, "appealed_at": fields.Datetime.now(), "state": "appealed"})
        if notice.case_id.state == "served":
            notice.case_id._write_guarded({"state": "appealed"})
        notice.activity_ids.unlink()
        notice.case_id._schedule(
            "gas_service.activity_type_conduct",
            notice.case_id.reported_by,
            self.env._("Appeal against %s", notice.name),
        )

    def _tell(self, subject, until=None):
        """Give the person something to do, and a message without what it is about."""
        notice = self.sudo()  # sudo: his user
        user = notice.employee_id.user_id.filtered("active")
        if not user:
            return
        zone = notice.company_id._gas_calendar().tz
        day = fields.Datetime.context_timestamp(notice.with_context(tz=zone), until).date() if until else None
        notice.activity_ids.unlink()
        notice.activity_schedule("gas_service.activity_type_conduct", day, summary=subject, user_id=user.id)

    def _check_own(self):
        """:raise UserError: by somebody else than the person concerned"""
        self.ensure_one()
        self.check_access("read")
        if self.sudo().employee_id.user_id != self.env.user:  # sudo: compared with the user only
            raise UserError(self.env._("Only the person concerned can do this."))
