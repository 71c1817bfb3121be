# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Dates and times as they stand in files."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]*(\d{1,2})\s*[:时時点]\s*(?:(\d{1,2})\s*分?(?::?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)


def parse_moment(text, zone):
    """Return the naive UTC datetime that ``text`` names.

    >>> parse_moment("2019/2/28 11:25:05", "Asia/Shanghai")
    datetime.datetime(2019, 2, 28, 3, 25, 5)

    :param str zone: zone of times that name none; a date alone is its midnight
    :raises ValueError: not a moment in year-month-day order
    """
    match = _MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        raise ValueError(text)
    *numbers, offset = match.groups()
    local = datetime(*(int(number or 0) for number in numbers))
    if not offset:
        aware = local.replace(tzinfo=ZoneInfo(zone))
    elif offset in "Zz":
        aware = local.replace(tzinfo=UTC)
    else:
        sign = -1 if offset[0] == "-" else 1
        shift = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        aware = local.replace(tzinfo=timezone(sign * shift))
    try:
        return aware.astimezone(UTC).replace(tzinfo=None)
    except OverflowError as error:
        raise ValueError(text) from error
