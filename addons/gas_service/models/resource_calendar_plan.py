# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, datetime

from odoo import fields, models
from odoo.exceptions import UserError

# Ten years: nobody promises more, and callers outside must not make the process compile centuries.
MAX_DAYS, MAX_HOURS = 3660, 24 * 3660


class ResourceCalendar(models.Model):
    """Due dates for callers outside."""

    _inherit = "resource.calendar"

    def plan_due_dates(self, items):
        """Due dates of many starts on this calendar, in working days or working hours.

        The day of the start is not counted, the nth working day after it is due at its close
        of business; hours run inside working hours only (FI-8.2a, FI-8.3).

        :param items: list of dicts: "start" a naive UTC datetime (or "YYYY-MM-DD HH:MM:SS"),
            one of "days" (whole number from 1) and "hours" (above 0), up to ten years, and with days maybe
            "pauses": pairs (pause date, resume date or None), local dates: working days d with
            pause date <= d < resume date are not counted
        :return: list of naive UTC datetimes in the same order, False where a pause is open
        :raise UserError: an item is not understood (it is named by its number, from 1), or the
            calendar is flexible or empty
        """
        self.ensure_one()
        self.check_access("read")
        timeline = self._gas_timeline()
        due_days, due_hours = timeline.due_days, timeline.due_hours
        result = []
        append = result.append
        for item in items:
            try:
                start = item["start"]
                if start.__class__ is not datetime:
                    start = fields.Datetime.to_datetime(start)
                if "hours" in item:
                    if len(item) > 2:
                        raise ValueError("hours go with nothing else")
                    hours = item["hours"]
                    if hours > MAX_HOURS:
                        raise ValueError(f"at most {MAX_HOURS} hours")
                    append(due_hours(start, hours))
                    continue
                days = item["days"]
                if days > MAX_DAYS:
                    raise ValueError(f"at most {MAX_DAYS} days")
                pauses = item.get("pauses", ())
                if pauses:
                    pauses = [(_date(pause), _date(resume)) for pause, resume in pauses]
                append(due_days(start, days, pauses) or False)
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
                raise UserError(
                    self.env._(
                        "Due date %(number)s cannot be counted: %(reason)s",
                        number=len(result) + 1,
                        reason=repr(error) if isinstance(error, KeyError) else error,
                    )
                ) from error
        return result


def _date(value):
    return value if value.__class__ is date else fields.Date.to_date(value or None)
