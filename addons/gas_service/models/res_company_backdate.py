# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import ValidationError

# A clerk's clock and the server's may differ a little: that is not "the future".
_CLOCK_SKEW = timedelta(minutes=2)


class ResCompany(models.Model):
    """How far back people may enter what happened, and mend what they entered (DESIGN 3)."""

    _inherit = "res.company"

    gas_backdate_hours = fields.Float(
        "Back-dating Limit",
        default=4.0,
        help="Hours (wall clock) an employee may enter something after it happened; beyond that a manager must.",
    )

    gas_contact_hours = fields.Integer(
        "Mending of Contacts",
        default=24,
        required=True,
        help="Hours its author may mend an entry of the contact log; later a correction is added (PS-4.1.5).",
    )

    _gas_backdate_min = models.Constraint("CHECK (gas_backdate_hours >= 0)", "Hours of back-dating are not negative.")
    _gas_contact_range = models.Constraint(
        "CHECK (gas_contact_hours BETWEEN 0 AND 72)", "An entry of the contact log is mended within 72 hours at most."
    )

    def _gas_check_happened(self, moment):
        """Refuse a moment (naive UTC) in the future, or further back than the user may enter it.

        :raise ValidationError: says which
        """
        now = fields.Datetime.now()
        if moment > now + _CLOCK_SKEW:
            raise ValidationError(self.env._("The time lies in the future: enter when it really happened."))
        limit = self.sudo().gas_backdate_hours  # sudo: an ordinary user may not read every company
        if now - moment > timedelta(hours=limit) and not (
            self.env.su or self.env.user.has_group("gas_service.group_manager")
            or self.env.user.has_group("gas_service.group_supervisor")
        ):  # fmt: skip
            raise ValidationError(
                self.env._("This is more than %(hours)g hours ago. Ask your manager to enter it.", hours=limit)
            )
