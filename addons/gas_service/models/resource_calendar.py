# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import OrderedDict
from contextlib import contextmanager
from threading import Lock

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.working_time import WorkingTimeline

# What a calendar's own fields say about working time; lines, leaves and make-up days
# report their changes themselves.
TIMELINE_FIELDS = frozenset(
    ["tz", "schedule_type", "flexible_hours", "two_weeks_calendar", "company_id", "gas_announced_years"]
)
CACHE_SIZE = 64
_cache_lock = Lock()


class ResourceCalendar(models.Model):
    """A calendar as a `WorkingTimeline`, kept in the process as long as its version lasts."""

    _name = "resource.calendar"
    _inherit = ["resource.calendar", "gas.guarded.mixin"]

    _guarded_fields = frozenset(["timeline_version"])

    timeline_version = fields.Integer(
        readonly=True,
        copy=False,
        default=0,
        help="Changes with everything that working time depends on. Numbers are never used twice.",
    )
    gas_announced_years = fields.Char(
        "Announced Years",
        copy=True,
        help="Years whose public holidays are entered, separated by commas. Due dates in other "
        "years are provisional and are counted again once their year is added.",
    )
    gas_makeup_day_ids = fields.One2many(
        "resource.calendar.makeup.day", "calendar_id", string="Make-up Days", copy=True
    )

    def init(self):
        result = super().init()
        # A sequence never goes back, not even in a rollback: a number that was seen with one
        # content cannot return with another. It goes away with the column.
        self.env.cr.execute(
            """
            CREATE SEQUENCE IF NOT EXISTS gas_timeline_version_seq
                OWNED BY resource_calendar.timeline_version
            """
        )
        return result

    @api.constrains("gas_announced_years")
    def _check_gas_announced_years(self):
        for calendar in self:
            try:
                calendar._gas_years()
            except ValueError:
                raise ValidationError(self.env._("Enter years separated by commas, for example 2026,2027.")) from None

    def _gas_years(self):
        self.ensure_one()
        text = (self.gas_announced_years or "").replace("，", ",")
        return frozenset(int(year) for year in text.split(",") if year.strip())

    @api.model_create_multi
    def create(self, vals_list):
        with self._gas_timeline_changing() as changed:
            calendars = super().create(vals_list)
            changed.update(calendars.ids)
        return calendars

    def write(self, vals):
        if not TIMELINE_FIELDS & vals.keys():
            return super().write(vals)
        with self._gas_timeline_changing() as changed:
            changed.update(self.ids)
            return super().write(vals)

    # -- versions ------------------------------------------------------------

    @contextmanager
    def _gas_timeline_changing(self):
        """Around everything that changes working time; yields a set for calendar ids.

        While it lasts, half of a change may be visible: timelines are neither taken from the
        process nor left there. Nested ones join the outermost, so that an import of many days
        is one change with one new version. Afterwards `_gas_timeline_changed` runs.
        """
        key = "gas_timeline_changing"
        cache = self.env.cr.cache
        if key in cache:
            yield cache[key]
            return
        changed = cache[key] = set()
        try:
            yield changed
            # before the end of the exclusive part: nothing may be built with the old version
            calendars = self.env["resource.calendar"].browse(changed).exists()
            calendars._gas_bump_timeline()
        finally:
            cache.pop(key, None)
        if calendars:
            calendars._gas_timeline_changed()

    def _gas_bump_timeline(self):
        if self:
            self.env.cr.execute("SELECT nextval('gas_timeline_version_seq')")
            version = self.env.cr.fetchone()[0]
            # sudo: whoever may change a leave or a line changes the calendar's working time
            self.sudo()._write_guarded({"timeline_version": version})

    def _gas_timeline_changed(self):
        """Hook: the working time of these calendars changed in this transaction.

        Runs once for each change, after the version moved. A transaction that started earlier
        may still add records counted with the old version: who stores due dates should store
        `timeline_version` with them, and look for older ones from time to time.
        """

    # -- timelines -----------------------------------------------------------

    def _gas_timeline(self):
        """The `WorkingTimeline` of one calendar. See `_gas_timelines`."""
        self.ensure_one()
        return self._gas_timelines()[self.id]

    def _gas_timelines(self):
        """{calendar id: WorkingTimeline}, with one query for the versions of all.

        :raise UserError: a calendar is flexible or has no working hours
        """
        # sudo: due dates are the same for everyone, whatever leaves one may read
        calendars = self.sudo()
        if "gas_timeline_changing" in self.env.cr.cache:
            return {calendar.id: calendar._gas_build_timeline() for calendar in calendars}
        calendars.fetch(["timeline_version"])
        # On the registry, which goes when its database is dropped or restored.
        cache = self.pool.__dict__.setdefault("_gas_timeline_cache", OrderedDict())
        result = {}
        for calendar in calendars:
            key = calendar.id, calendar.timeline_version
            timeline = cache.get(key)
            if timeline is None:
                timeline = calendar._gas_build_timeline()
            with _cache_lock:
                cache[key] = timeline
                cache.move_to_end(key)
                while len(cache) > CACHE_SIZE:
                    cache.popitem(last=False)
            result[calendar.id] = timeline
        return result

    def _gas_build_timeline(self):
        self.ensure_one()
        if self.schedule_type == "flexible":
            raise UserError(
                self.env._(
                    "“%s” has flexible hours, so no deadline can be counted with it. Choose another "
                    "calendar, or change its schedule type to fully fixed.",
                    self.name,
                )
            )
        attendances = self.attendance_ids.filtered(
            lambda line: line._is_work_period() and line.hour_to > line.hour_from
        )
        if not attendances:
            raise UserError(
                self.env._(
                    "“%s” has no working hours, so no deadline can be counted with it. Add working "
                    "hours to it, or choose another calendar.",
                    self.name,
                )
            )
        year = fields.Date.today().year
        return WorkingTimeline(
            tz=self.tz,
            # Odoo takes a line without a week as one of the first week
            week=[
                (
                    int(line.week_type or 0) if self.two_weeks_calendar else None,
                    int(line.dayofweek),
                    line.hour_from,
                    line.hour_to,
                )
                for line in attendances
            ],
            leaves=[
                (leave.date_from, leave.date_to, leave.name)
                for leave in self.env["resource.calendar.leaves"].search(self._gas_leave_domain())
            ],
            makeup_days=[(day.date, day.pattern_date, day.name) for day in self.gas_makeup_day_ids],
            announced_years=self._gas_years(),
            first_year=year - 1,
            last_year=year + 1,
        )

    def _gas_leave_domain(self):
        """Time off of everyone: of this calendar, or of its whole company.

        A calendar that companies share has only its own: what one company gives its people
        must not move the due dates of another.
        """
        self.ensure_one()
        return (
            Domain("resource_id", "=", False)
            & Domain("time_type", "=", "leave")
            & (
                Domain("calendar_id", "=", self.id)
                | Domain("calendar_id", "=", False) & Domain("company_id", "in", [self.company_id.id, False])
            )
        )
