# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """What another gas company may want different about callbacks, beside rules and questions."""

    _inherit = "res.company"

    gas_callback_link_days = fields.Integer(
        "Validity of Callback Links",
        default=14,
        required=True,
        help="Days within which a customer can answer by the link he was sent.",
    )
    gas_callback_wait_minutes = fields.Integer(
        "Given Back For",
        default=15,
        required=True,
        help="Minutes until a customer who was given back to the worklist comes up again (CB-6).",
    )
    gas_callback_put_off_days = fields.Integer(
        "Put Off At Most", default=14, required=True, help="Days a call may be put off when the customer asks (CB-6)."
    )
    gas_plan_approval_days = fields.Integer(
        "Approval of Plans",
        default=3,
        required=True,
        help="Working days after the opening by which a plan should be approved; checked by the audit (CB-4, CB-8).",
    )
    gas_audit_sample = fields.Integer(
        "Calls Judged in an Audit",
        default=10,
        required=True,
        help="So many calls of each department are drawn for the quarterly audit (CB-8).",
    )
    gas_audit_day = fields.Integer(
        "Audit Until the",
        default=15,
        required=True,
        help="Day of the month after the quarter until which the callbacks are audited (CB-8).",
    )
    gas_reminder_days = fields.Integer(
        "Reminders Every",
        default=7,
        required=True,
        help="Days after which an overdue improvement, or an open decision on industrial callbacks, is brought up"
        " again (CB-1, CB-7, CB-9).",
    )

    _gas_callback_limits = models.Constraint(
        "CHECK (gas_callback_link_days BETWEEN 1 AND 90 AND gas_audit_sample BETWEEN 1 AND 500)",
        "A link is valid for 1 to 90 days, and an audit judges 1 to 500 calls of a department.",
    )
    _gas_callback_put_off = models.Constraint(
        "CHECK (gas_callback_wait_minutes BETWEEN 0 AND 1440 AND gas_callback_put_off_days BETWEEN 1 AND 60)",
        "A customer comes up again within a day (1440 minutes), and is put off by 1 to 60 days at most.",
    )
    _gas_callback_days = models.Constraint(
        "CHECK (gas_plan_approval_days BETWEEN 1 AND 10 AND gas_audit_day BETWEEN 1 AND 28 AND gas_reminder_days >= 1)",
        "A plan is approved within 1 to 10 working days, the audit is due on a day between the 1st and the 28th,"
        " and reminders come every day at most.",
    )

    def _gas_call_again(self, until=None):
        """Return from when on (naive UTC) a customer who is given back may be called: in a while, or ``until``.

        :raise UserError: he is put off for too long
        """
        self.ensure_one()
        now = fields.Datetime.now()
        # not handed to the same caller again at once
        until = until or now + timedelta(minutes=self.gas_callback_wait_minutes)
        if until > now + timedelta(days=self.gas_callback_put_off_days):
            raise UserError(self.env._("A call can be put off by %s days at most.", self.gas_callback_put_off_days))
        return until
