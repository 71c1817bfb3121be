# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Public holidays and make-up working days of mainland China, as announced.

From the package `chinesecalendar`, which knows only years the State Council has
announced. The notice of a year also decides the last days of December before it.
"""

from datetime import date, timedelta

from chinese_calendar.constants import Holiday, holidays, workdays

NAMES = {holiday.value: holiday.chinese for holiday in Holiday}
# the usual names where the package has short ones
NAMES.update(
    {
        Holiday.tomb_sweeping_day.value: "清明节",
        Holiday.dragon_boat_festival.value: "端午节",
        Holiday.mid_autumn_festival.value: "中秋节",
    }
)


def announced_years():
    """Years whose calendar is complete: all of them have a National Day."""
    return frozenset(day.year for day in holidays if (day.month, day.day) == (10, 1))


def _of_year(days, year):
    first, last = date(year - 1, 12, 20), date(year, 12, 31)
    return {day: NAMES[days[day]] for day in sorted(days) if first <= day <= last}


def public_holidays(year):
    """{date: Chinese name} of the days off, weekends among them included.

    :raise ValueError: the year is not announced
    """
    _check(year)
    return _of_year(holidays, year)


def makeup_days(year):
    """{date: Chinese name of the holiday it makes up for} of the weekend days worked.

    :raise ValueError: the year is not announced
    """
    _check(year)
    return _of_year(workdays, year)


def _check(year):
    if year not in announced_years():
        raise ValueError(f"the public holidays of {year} are not announced")


def runs(days):
    """Group {date: name} to sorted [(first, last, name)] of consecutive days of one name."""
    result = []
    for day, name in sorted(days.items()):
        if result and result[-1][1] == day - timedelta(days=1) and result[-1][2] == name:
            result[-1][1] = day
        else:
            result.append([day, day, name])
    return [tuple(run) for run in result]
