# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import ValidationError

# A clerk's clock and the server's may differ a little: that is not "the future".
_CLOCK_SKEW = timedelta(minutes=2)


class ResCompany(models.Model):
    """How far back people may enter what happened (DESIGN 3)."""

    _inherit = "res.company"

    gas_backdate_hours = fields.Float(
        "Back-dating Limit",
        default=4.0,
        help="Hours (wall clock) an employee may enter something after it happened; beyond that a manager must.",
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
