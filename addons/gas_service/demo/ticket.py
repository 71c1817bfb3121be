# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from typing import NamedTuple


class Ticket(NamedTuple):
    """One ticket of the story. Times are those of `Almanac`; people and departments their xmlids' ends.

    `steps` are (time, login, name of a method of `Actor`, its arguments...).
    """

    at: str
    by: str
    subject: str
    steps: tuple = ()
    account: str = ""
    kind: str = "request"
    channel: str = "phone"
    about: tuple = ()
    values: dict = {}
