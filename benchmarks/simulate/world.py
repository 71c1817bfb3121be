# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The company as the stages see it: its people and calendar, moments, and how much is written at once."""

import random
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytz
from dateutil.relativedelta import relativedelta
from psycopg2.extras import execute_values

from odoo import SUPERUSER_ID, api, fields

from odoo.addons.gas_service.demo.past import Past, living_in_the_past

_ZONE = pytz.timezone("Asia/Shanghai")
# in bulk nobody is told anything, as when data are taken over from another system
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True, "lang": "zh_CN"}


class Settings(NamedTuple):
    scale: float
    seed: str
    until: date  # last day of the year that is lived

    def months(self):
        """Return the first days of the twelve months up to the last day."""
        last = self.until.replace(day=1)
        return [last - relativedelta(months=back) for back in range(11, -1, -1)]

    @staticmethod
    def month_of(when):
        return () if when == "once" else (date.fromisoformat(f"{when}-01"),)


class World:
    """One stage: an environment in the past, committed at its end."""

    def __init__(self, env, settings, key):
        self.env = env
        self.settings = settings
        self.company = env.company
        self.random = random.Random(f"{settings.seed}:{settings.scale}:{key}")

    @classmethod
    @contextmanager
    def open(cls, cr, settings, key):
        env = api.Environment(cr, SUPERUSER_ID, {**QUIET, "tz": "Asia/Shanghai", "allowed_company_ids": [1]})
        with living_in_the_past(env):
            world = cls(env, settings, key)
            world.go(world.at(settings.months()[0], "08:00"))
            yield world
            env.cr.commit()

    def count(self, whole, least=1):
        """Return how many there are in a month, of so many in the whole year at scale 1."""
        return max(round(whole * self.settings.scale / 12), least)

    # -- time ----------------------------------------------------------------------------------------

    @property
    def timeline(self):
        return self.company._gas_calendar()._gas_timeline()

    @property
    def end(self):
        """The moment up to which the year is lived (naive UTC)."""
        return self.at(self.settings.until, "17:00")

    @staticmethod
    def at(day, time):
        """Return naive UTC of a local date and time."""
        return (
            _ZONE.localize(datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M"))
            .astimezone(pytz.utc)
            .replace(tzinfo=None)
        )

    def go(self, moment):
        """Make it this moment (naive UTC) for all that is done from now on."""
        Past.moment = moment

    def working_days(self, month):
        """Return the local working days of a month, up to the last day that is lived."""
        day, days = self.timeline.add_days(month - timedelta(days=1), 1), []
        while day < month + relativedelta(months=1) and day <= self.settings.until:
            days.append(day)
            day = self.timeline.add_days(day, 1)
        return days

    def following(self, month, number, time="09:00"):
        """Go to the nth working day of the month after ``month``; False if it is not lived any more."""
        day = self.timeline.add_days(month + relativedelta(months=1, days=-1), number)
        self.go(self.at(day, time))
        return day <= self.settings.until

    def later(self, moment, hours):
        """Return the moment so many working hours later, cut to the second."""
        return self.timeline.due_hours(moment, hours).replace(microsecond=0)

    # -- people ----------------------------------------------------------------------------------------

    def staff(self, role, department=None):
        """Return the employees of a role (see people.py), in the order they were hired."""
        domain = [("user_id.login", "=like", f"{role}%")]
        if department:
            domain.append(("department_id", "=", department.id))
        return self.env["hr.employee"].search(domain, order="id")

    def stations(self):
        """Return the departments that serve customers at their places."""
        return self.env["hr.department"].search([("name", "like", "运行所")], order="id")

    def as_user(self, records, employee):
        """Return records as an employee sees them, who is told what people are told."""
        context = {"lang": "zh_CN", "tz": "Asia/Shanghai", "allowed_company_ids": [self.company.id]}
        return records.with_user(employee.user_id).with_context(context)  # pylint: disable=context-overridden

    # -- bulk ------------------------------------------------------------------------------------------

    def insert(self, table, names, rows):
        """Write rows of plain values past the ORM, stamped with this moment."""
        if rows:
            stamps = (SUPERUSER_ID, SUPERUSER_ID, Past.moment, Past.moment)
            self.env.flush_all()
            execute_values(
                self.env.cr._obj,
                f"INSERT INTO {table} ({names}, create_uid, write_uid, create_date, write_date) VALUES %s",
                [(*row, *stamps) for row in rows],
                page_size=5000,
            )
            self.env.invalidate_all()

    def sql(self, statement, **values):
        self.env.flush_all()
        self.env.cr.execute(statement, values)
        self.env.invalidate_all()

    def settle(self, ends):
        """End clocks as the engine does, each at its own time: (clock, moment, reason why cancelled or None)."""
        rows, clocks = [], self.env["gas.sla.clock"]
        for clock, at, reason in ends:
            state = "cancelled" if reason else "met" if at <= clock.due_at else "late"
            clock._close(state, at, reason or False)
            rows.append(
                {"clock_id": clock.id, "kind": "cancel" if reason else "stop", "happened_at": at, "reason": reason}
            )
            clocks |= clock
        self.env["gas.sla.event"].create(rows)
        clocks._sync_hosts()

    def clocks(self, documents, code):
        """Return {document id: its open clock}."""
        name = documents._sla_host_field
        domain = [(name, "in", documents.ids), ("code", "=", code), ("state", "=", "running")]
        return {clock[name].id: clock for clock in self.env["gas.sla.clock"].search(domain)}

    @staticmethod
    def date(text):
        return fields.Date.to_date(text)
