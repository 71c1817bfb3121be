# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import SQL

from ..tools.callback_draw import Unit, draw
from .gas_callback_round_population import POPULATION
from .gas_callback_stratum import EXTRA

_MOST_SHOWN = 20
_NO_CUTOFF = 2**31 - 1


class GasCallbackRound(models.Model):
    """Anyone can draw again and compare: the same seed on the same population gives the same order (CB-3)."""

    _inherit = "gas.callback.round"

    def action_check(self):
        """Draw again from the stored population and seed, in Python, and compare with what is stored.

        Also compare the population with the service records: some may have been voided since, others recorded
        after the draws of the plan, and both are named.

        :return: dict: ``ok``, ``customers`` (places compared), ``differences``, ``gone`` (in the draw, but no
            service record counts any more), ``missing`` (served, but in no draw so far); texts, 20 of each at most
        :raise AccessError: the plan may not be read
        """
        self.ensure_one()
        self.check_access("read")
        draw_ = self.sudo()  # sudo: the population of a plan that the user may read
        places, differences = draw_._draw_again()
        gone, missing = draw_._compare_population()
        return {
            "ok": not differences,
            "customers": places,
            "differences": self._differences_text(differences),
            "gone": [self._place_text(*one) for one in gone],
            "missing": [self._place_text(*one) for one in missing],
        }

    def _draw_again(self):
        """Draw again (sudo); return how many places were compared, and [(stratum, unit, rank stored, rank now)]."""
        places, differences, called = 0, [], set()
        # "total" comes last: who is called for a service type comes first in it
        for stratum in sorted(self._strata(), key=lambda key: key == "total"):
            stored = self._stored(stratum)
            units = [Unit(unit, category, passed) for unit, category, passed, _rank, _drawn in stored]
            first = called if stratum == "total" else ()
            drawn_again = draw(self.seed, stratum, units, 10_000 if stratum in EXTRA else self.ratio, first)
            again = {place.unit.key: place for place in drawn_again}
            for unit, _category, _passed, rank, drawn in stored:
                place = again[unit]
                # who was called later instead of somebody else is drawn too
                if rank != place.rank or (place.drawn and not drawn):
                    differences.append((stratum, unit, rank, place.rank))
            if stratum not in EXTRA:
                called |= {place.unit.key for place in drawn_again if place.drawn}
            places += len(stored)
        return places, differences

    def _strata(self):
        groups = self.env["gas.callback.candidate"]._read_group([("round_id", "=", self.id)], ["stratum"])
        return [stratum for (stratum,) in groups]

    def _stored(self, stratum):
        """Return (unit, category, passed, rank, drawn) of everyone; no records: there may be 300,000."""
        return self.env.execute_query(
            SQL(
                """SELECT unit, category, passed, rank, drawn FROM gas_callback_candidate
                   WHERE round_id = %s AND stratum = %s ORDER BY rank NULLS LAST, unit""",
                self.id,
                stratum,
            )
        )

    def _compare_population(self):
        """Return two lists of (stratum, unit): whose services here do not count any more, and who is in no draw."""
        statement = f"""
            WITH {POPULATION},
            drawn AS (
                SELECT stratum, unit, round_id = %(round)s AS here
                FROM gas_callback_candidate WHERE round_id = ANY(%(rounds)s)
            )
            (SELECT TRUE, stratum, unit
             FROM (SELECT stratum, unit FROM drawn WHERE here EXCEPT SELECT stratum, unit FROM population) gone
             WHERE stratum != 'complaint' LIMIT %(most)s)
            UNION ALL
            (SELECT FALSE, stratum, unit
             FROM (SELECT stratum, unit FROM population EXCEPT SELECT stratum, unit FROM drawn) missing
             WHERE stratum != 'complaint' LIMIT %(most)s)
        """
        self.env.flush_all()
        values = self._population_values() | {
            "cutoff": _NO_CUTOFF,
            "round": self.id,
            "rounds": self.plan_id.round_ids.ids,
            "most": _MOST_SHOWN,
        }
        rows = self.env.execute_query(SQL(statement, **values))
        return ([row[1:] for row in rows if row[0]], [row[1:] for row in rows if not row[0]])

    # -- in words ----------------------------------------------------------------------------

    def _place_text(self, stratum, unit):
        labels = dict(self.env["gas.callback.candidate"]._fields["stratum"]._description_selection(self.env))
        # whoever reads the plan may be the one complained about
        return labels[stratum] if stratum == "complaint" else f"{labels[stratum]}: {unit}"

    def _differences_text(self, differences):
        return [
            self.env._(
                "%(place)s: stored %(stored)s, drawn again %(again)s",
                place=self._place_text(stratum, unit),
                stored=rank or "—",
                again=again or "—",
            )
            for stratum, unit, rank, again in differences[:_MOST_SHOWN]
        ]

    def action_show_check(self):
        """Draw again and say on the screen whether it is the same."""
        result = self.action_check()
        lines = [self.env._("Drawn again from its seed: all %s places are the same.", result["customers"])]
        if not result["ok"]:
            lines = [self.env._("The draw differs from what is stored:"), *result["differences"]]
        if result["gone"]:
            lines += [self.env._("Service records that do not count any more:"), *result["gone"]]
        if result["missing"]:
            lines += [self.env._("Recorded too late, draw again for them:"), *result["missing"]]
        kind = "danger" if not result["ok"] else "warning" if result["gone"] or result["missing"] else "success"
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": "\n".join(lines), "type": kind, "sticky": True},
        }
