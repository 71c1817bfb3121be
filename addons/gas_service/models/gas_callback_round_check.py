# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from ..tools.callback_draw import Unit, draw, quota
from .gas_callback_stratum import EXTRA


class GasCallbackRound(models.Model):
    """Anyone can draw again and compare: the same seed on the same population gives the same order (CB-3)."""

    _inherit = "gas.callback.round"

    def action_check(self):
        """Redraw from the stored population and seed, in Python, and compare with what is stored.

        :return: dict: ``ok``, ``customers`` (rows compared), ``differences`` (at most 20, as text),
            ``unknown`` (customers in the draw whose service records are not there any more)
        """
        self.ensure_one()
        self.check_access("read")
        draw_ = self.sudo()  # sudo: the population of a plan the user may read
        by_stratum = {}
        rows = draw_.env["gas.callback.candidate"].search_fetch(
            [("round_id", "=", self.id)], ["stratum", "unit", "category", "passed", "rank", "callback_id"]
        )
        for row in rows:
            by_stratum.setdefault(row.stratum, []).append(row)
        stored = {(row.stratum, row.unit): row.rank or None for row in rows}
        called = set()
        expected = {}
        for stratum in sorted(by_stratum, key=lambda key: key == "total"):
            units = [Unit(row.unit, row.category, row.passed or None) for row in by_stratum[stratum]]
            ratio = 10_000 if stratum in EXTRA else self.ratio
            places = draw(self.seed, stratum, units, ratio, called if stratum == "total" else ())
            expected |= {(stratum, place.unit.key): place.rank for place in places}
            if stratum not in EXTRA and stratum != "total":
                called |= {place.unit.key for place in places if place.drawn}
        differences = [
            self.env._(
                "%(unit)s in %(stratum)s: stored %(stored)s, drawn again %(again)s",
                unit=unit, stratum=stratum, stored=stored[stratum, unit], again=rank,
            )  # fmt: skip
            for (stratum, unit), rank in sorted(expected.items())
            if stored[stratum, unit] != rank
        ]
        return {
            "ok": not differences,
            "customers": len(rows),
            "quota": {stratum: quota(len(units), self.ratio) for stratum, units in by_stratum.items()},
            "differences": differences[:20],
        }

    def action_show_check(self):
        """Redraw and say on the screen whether it is the same."""
        result = self.action_check()
        if result["ok"]:
            message = self.env._("Drawn again from its seed: all %s places are the same.", result["customers"])
        else:
            message = "\n".join([self.env._("The draw differs from what is stored:"), *result["differences"]])
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": "success" if result["ok"] else "danger", "sticky": True},
        }
