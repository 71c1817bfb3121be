# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from typing import NamedTuple


class Project(NamedTuple):
    """One gas-connection project of the story; times, people and steps as of `Ticket`.

    `by` is "platform" for what a government platform pushes. `demand wishes safety` and `points` (place,
    appliance, m³/h, quantity, kind unless new) are what the customer tells at the step `learn`.
    `steps` are those of `ProjectActor`; a dict at their end has more values by name.
    """

    at: str
    by: str
    subject: str
    customer: str
    steps: tuple = ()
    source: str = "research"
    nature: str = "new"
    account: str = ""
    demand: str = ""
    wishes: str = ""
    safety: str = "讲解燃气报警器、通风和每班关阀检查，发放安全用气手册"
    points: tuple = ()
    values: dict = {}
