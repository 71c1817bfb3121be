# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """How far back the leads of projects may enter what they did (PL-1)."""

    _inherit = "res.company"

    gas_work_record_days = fields.Integer(
        "Back-dating of Work Records",
        default=7,
        required=True,
        help="Days after the work within which the employee submits his own record; later his manager must.",
    )

    _gas_work_record_days_min = models.Constraint(
        "CHECK (gas_work_record_days >= 0)", "The days of back-dating cannot be negative."
    )

    def _gas_today(self):
        """Return the local date of the company's office calendar."""
        return self._gas_calendar()._gas_timeline().local_date(fields.Datetime.now())

    def _gas_midnight(self, day):
        """Return when a local date of the office calendar begins (naive UTC)."""
        zone = ZoneInfo(self._gas_calendar().tz)
        return datetime.combine(day, time.min, zone).astimezone(UTC).replace(tzinfo=None)

    def _gas_check_work_date(self, date, late_allowed):
        """Refuse a day (local date) in the future, or further back than it may be entered.

        :raise ValidationError: says which
        """
        today = self._gas_today()
        if date > today:
            raise ValidationError(self.env._("The day lies in the future: enter what has been done."))
        limit = self.sudo().gas_work_record_days  # sudo: an ordinary user may not read every company
        if (today - date).days > limit and not late_allowed:
            raise ValidationError(
                self.env._("This is more than %(days)s days ago. Ask your manager to enter it.", days=limit)
            )
