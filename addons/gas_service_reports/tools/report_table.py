# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a report shows, whatever it is shown on: tables of plain values. No Odoo here."""

from typing import NamedTuple

# what a column holds: how it is written, aligned and formatted
TEXT, COUNT, SHARE, SCORE, MONEY = "text", "count", "share", "score", "money"
YEAR, MONTH, DATE, MOMENT = "year", "month", "date", "moment"
TIMES = (YEAR, MONTH, DATE, MOMENT)
_TYPES = {
    "integer": COUNT,
    "float": SCORE,
    "monetary": MONEY,
    "date": DATE,
    "datetime": MOMENT,
}
_WIDTHS = {TEXT: 16, COUNT: 11, SHARE: 11, SCORE: 11, MONEY: 13, YEAR: 8, MONTH: 10, DATE: 12, MOMENT: 17}


class Column(NamedTuple):
    title: str
    kind: str = TEXT
    width: int | None = None

    @property
    def characters(self):
        """How wide it is in Excel; on paper its share of the page."""
        return self.width or _WIDTHS[self.kind]


class Chart(NamedTuple):
    """A chart of a table: one series of each column in ``values``, over the column ``category``."""

    kind: str  # column, line or bar
    title: str
    category: int
    values: tuple[int, ...]


class Table(NamedTuple):
    """Rows have a value or None for each column; shares are between 0 and 1, moments local."""

    title: str
    columns: list[Column]
    rows: list[tuple]
    chart: Chart | None = None


def kind_of(field_type):
    """Return what a column of a field of this type holds."""
    return _TYPES.get(field_type, TEXT)


def share(part, whole):
    """Return a share, None of nothing: nothing out of nothing is neither good nor bad."""
    return part / whole if whole else None
