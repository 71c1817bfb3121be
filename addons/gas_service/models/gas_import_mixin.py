# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta
from functools import cache

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import chinese_holidays
from ..tools import phone as phone_tools
from ..tools.moment import parse_moment

# further than any promise
_REACH = timedelta(days=30)
_YES = {"1", "y", "yes", "true", "是", "√", "对", "有"}
_NO = {"0", "n", "no", "false", "否", "×", "无"}


class GasImportMixin(models.AbstractModel):
    """A kind of rows: the model they become records of, and what the cells of its columns mean; see gas.import.

    Parsers take the text of a cell (not empty) and raise ValueError with the reason, translated.
    """

    _name = "gas.import.mixin"
    _description = "Records that come in as rows"

    # unique indexes over what tells one row from another: a record that another call makes at the same time
    # breaks them, and the whole call is done again
    _import_identity = ()

    @api.model
    def _gas_import_columns(self):
        """Return the list of Column that this kind understands."""
        raise NotImplementedError

    @api.model
    def _gas_import_rows(self, rows, job):
        """Make records of parsed ``rows``.

        :param job: the gas.import; its company is the records'
        :return: list of (position in rows, reason) of rows not taken
        """
        raise NotImplementedError

    @api.model
    def _parse_choice(self, field, words, text):
        """Return the key of the selection ``field`` that a key, a label or one of ``words`` (by key) names."""
        labels = dict(self._fields[field]._description_selection(self.env))
        for key, others in words.items():
            if text.lower() in (key, labels[key].lower(), *others):
                return key
        known = ", ".join(labels[key] for key in words)
        raise ValueError(self.env._("“%(text)s” is not one of %(labels)s", text=text, labels=known))

    @api.model
    def _parse_boolean(self, text):
        if text.lower() in _YES:
            return True
        if text.lower() in _NO:
            return False
        raise ValueError(self.env._("“%s” is neither yes nor no", text))

    @api.model
    def _parse_phones(self, text):
        """Return the list of (number, extension)."""
        try:
            return [phone_tools.normalize(part) for part in phone_tools.split_many(text)]
        except phone_tools.PhoneError as error:
            raise ValueError(self.env._("“%s” is not a telephone number.", str(error))) from error

    @api.model
    def _parse_happened(self, text):
        """Return naive UTC of something that has happened; a time without zone is the office calendar's."""
        try:
            moment = parse_moment(text, self.env.company._gas_calendar().tz)
        except ValueError as error:
            raise ValueError(self.env._("“%s” is not a time, e.g. 2026-09-18 16:30", text)) from error
        try:
            # sudo: who may import may also enter what happened long ago
            self.env.company.sudo()._gas_check_happened(moment)
        except ValidationError as error:
            raise ValueError(str(error)) from error
        return moment

    @api.model
    def _parse_day(self, text):
        """Return the date in ``text``; of a moment with a zone the office calendar's date."""
        zone = self.env.company._gas_calendar().tz
        try:
            moment = parse_moment(text, zone)
        except ValueError as error:
            raise ValueError(self.env._("“%s” is no date, e.g. 2026-09-18", text)) from error
        return fields.Datetime.context_timestamp(self.with_context(tz=zone), moment).date()

    @api.model
    def _department_parser(self):
        def pairs():
            domain = [("company_id", "in", (self.env.company.id, False))]
            departments = self.env["hr.department"].search_fetch(domain, ["name", "complete_name", "parent_id"])
            yield from ((department.name, department.id) for department in departments)
            yield from ((one.complete_name, one.id) for one in departments if one.parent_id)

        return self._name_parser(
            pairs,
            self.env._("There is no department “%s”"),
            self.env._("There are several departments “%s”: write the ones above it too, separated by /"),
        )

    @api.model
    def _employee_parser(self):
        def pairs():
            domain = [("company_id", "in", (self.env.company.id, False))]
            employees = self.env["hr.employee"].search_fetch(domain, ["name"])
            return ((employee.name, employee.id) for employee in employees)

        return self._name_parser(
            pairs, self.env._("There is no employee “%s”"), self.env._("There are several employees “%s”")
        )

    @api.model
    def _name_parser(self, pairs, none, several):
        """Return a parser of names to ids; all names are read once for a whole import, when one is met.

        :param pairs: callable that returns the (name, id) pairs
        """

        @cache
        def by_name():
            found = {}
            for name, record_id in pairs():
                found.setdefault(name.replace(" ", ""), set()).add(record_id)
            return found

        def parse(text):
            ids = by_name().get(text.replace(" ", ""), ())
            if len(ids) != 1:
                raise ValueError((several if ids else none) % text)
            return next(iter(ids))

        return parse

    @api.model
    def _import_past_holidays(self, company, moments):
        """Teach the office calendar the public holidays of past years it does not know yet.

        Without them, what was received before National Day 2019 would seem due during it.
        """
        calendar = company._gas_calendar()
        years = {at.year for moment in moments for at in (moment, moment + _REACH)}
        years &= chinese_holidays.announced_years()
        for year in sorted(years - calendar._gas_years()):
            if year < fields.Date.today().year:
                calendar._gas_import_holidays(year)
