# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Columns of an import: which cell of a row means what."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .row_file import header_key


@dataclass(frozen=True, eq=False)
class Column:
    """One column that a kind of import understands.

    :param name: technical name, the key in the parsed row; also accepted as title
    :param title: what the user reads, in his language; the title in the template
    :param aliases: other titles in use, whatever the language
    :param parse: text (not empty) → value; raises ValueError with the reason, translated
    :param multiple: several columns may carry it (mobile, landline); cells are joined by 、
    :param boolean: false in a JSON row is a value, elsewhere it stands for nothing
    """

    name: str
    title: str
    aliases: tuple = ()
    required: bool = False
    parse: Callable = str
    max_length: int = 255
    multiple: bool = False
    boolean: bool = False
    keys: frozenset = field(init=False, repr=False)

    def __post_init__(self):
        titles = (self.name, self.title, *self.aliases)
        object.__setattr__(self, "keys", frozenset(map(header_key, titles)))


@dataclass(frozen=True)
class Mapping:
    """What the columns of one file or call mean."""

    columns: dict  # position (or key of a JSON row) → Column
    missing: list  # required columns that are not there
    doubled: list  # titles of columns that are there twice
    ignored: list  # titles nobody knows


def with_titles_of(spec, other):
    """Return ``spec`` with its columns known by the titles of ``other`` too: the same ones in another language."""
    return [replace(column, aliases=(*column.aliases, twin.title)) for column, twin in zip(spec, other, strict=True)]


def map_columns(spec, titles):
    """Return the Mapping of ``titles``, an iterable of (position, title)."""
    by_key = {key: column for column in reversed(spec) for key in column.keys}
    columns, doubled, ignored = {}, [], []
    for position, title in titles:
        column = by_key.get(header_key(title))
        if not column:
            if title:
                ignored.append(title)
        else:
            if column in columns.values() and not column.multiple:
                doubled.append(title)
            columns[position] = column
    missing = [column for column in spec if column.required and column not in columns.values()]
    return Mapping(columns, missing, doubled, ignored)
