# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.callback_draw import STEPS, offset
from .gas_callback import LOST
from .gas_callback_round_population import JUDGED, POPULATION
from .gas_callback_stratum import EXTRA, STRATA

_KEYS = [key for key, _label in STRATA]

# The arithmetic of tools/callback_draw.py, for all service types at once: shares of the categories by
# cumulated rounding with a random offset, then the order of the hash. One sort serves all windows of
# "placed"; joins with the sizes instead would leave PostgreSQL guessing how many rows there are, wrongly.
_RANKED = """
    placed AS (
        SELECT stratum, unit, category, hash, passed, quota,
               place > (quota * upto * %(steps)s + start * total) / (total * %(steps)s)
                       - (quota * (upto - size) * %(steps)s + start * total) / (total * %(steps)s) AS over
        FROM (
            SELECT *, CASE WHEN stratum = ANY(%(extra)s) THEN total
                           ELSE (total * %(ratio)s + 9999) / 10000 END AS quota,
                   (%(offsets)s::bigint[])[array_position(%(strata)s::text[], stratum)] AS start
            FROM (
                SELECT j.*, count(*) OVER (PARTITION BY stratum) AS total,
                       count(*) OVER (PARTITION BY stratum, category) AS size,
                       count(*) OVER (PARTITION BY stratum ORDER BY category) AS upto,
                       count(*) FILTER (WHERE passed IS NULL) OVER (
                           PARTITION BY stratum, category ORDER BY hash ROWS UNBOUNDED PRECEDING
                       ) AS place
                FROM judged j
            ) sized
        ) shared
    ),
    by_type AS (
        SELECT stratum, unit, category, quota, row_number() OVER (PARTITION BY stratum ORDER BY over, hash) AS rank
        FROM placed WHERE stratum != 'total' AND passed IS NULL
    ),
    in_total AS (
        SELECT unit, category, quota, anyway, row_number() OVER (ORDER BY NOT anyway, over, hash) AS rank
        FROM (
            SELECT *, unit IN (
                       SELECT unit FROM by_type WHERE rank <= quota AND stratum != ALL(%(extra)s)
                   ) AS anyway
            FROM placed WHERE stratum = 'total' AND passed IS NULL
        ) everyone
    )"""

# One call a customer drawn who has none yet, whatever the number of his service types: all of them know it
# at once. Numbered here, because joining what has just been written would make PostgreSQL guess again.
_WRITTEN = """
    everyone AS (
        SELECT stratum, unit, category, rank, NULL AS passed, rank <= quota AS drawn FROM by_type
        UNION ALL
        SELECT 'total', unit, category, rank, NULL, anyway OR rank <= quota FROM in_total
        UNION ALL
        SELECT stratum, unit, category, NULL, passed, FALSE FROM placed WHERE passed IS NOT NULL
    ),
    calls AS (
        SELECT d.*, nextval('gas_callback_id_seq') AS id,
               unit IN (SELECT unit FROM everyone WHERE stratum = 'pre_service') AS pre_service
        FROM (
            SELECT unit, min(category) AS category, min(rank) AS rank, bool_or(stratum != ALL(%(extra)s)) AS sampled
            FROM everyone WHERE drawn GROUP BY unit ORDER BY min(rank), unit
        ) d
        WHERE NOT EXISTS (SELECT FROM gas_callback b WHERE b.plan_id = %(plan)s AND b.unit = d.unit)
    ),
    called AS (
        INSERT INTO gas_callback
            (id, plan_id, round_id, company_id, department_id, unit, account_id, partner_id, customer_name, category,
             state, attempt_count, drawn_on, priority, extra, hotline_only,
             create_uid, write_uid, create_date, write_date)
        SELECT c.id, %(plan)s, %(round)s, %(company)s, %(department)s, c.unit,
               CASE WHEN c.unit LIKE 'a%%' THEN substr(c.unit, 2)::int END, p.id,
               CASE WHEN c.unit LIKE 'n%%' THEN substr(c.unit, 2) ELSE p.name END, c.category,
               'todo', 0, %(today)s, c.rank, NOT c.sampled, c.pre_service, %(uid)s, %(uid)s, %(now)s, %(now)s
        FROM calls c
        LEFT JOIN res_partner p ON p.id = CASE WHEN c.unit LIKE 'p%%' THEN substr(c.unit, 2)::int END
    ),
    written AS (
        INSERT INTO gas_callback_candidate (round_id, stratum, unit, category, rank, passed, drawn, callback_id)
        SELECT %(round)s, e.stratum, e.unit, e.category, e.rank, e.passed, e.drawn, c.id
        FROM everyone e
        LEFT JOIN calls c
          ON c.unit = e.unit AND e.rank IS NOT NULL AND (c.sampled OR e.stratum = ANY(%(extra)s))
        ORDER BY e.stratum, e.rank
        RETURNING 1
    )"""


class GasCallbackRound(models.Model):
    """Drawing: set-based, in as many statements as there are steps, whatever the number of customers."""

    _inherit = "gas.callback.round"

    @api.model
    def _draw(self, plan):
        """Draw among the services of the plan that no earlier draw knew; return the round, or none if there are none.

        Written past the ORM: a month has hundreds of thousands of customers. Measured against a single
        statement that does the same for all departments in benchmarks/callbacks.py.
        """
        self.env.flush_all()
        # a million rows sorted on disk and compiled to machine code take twice as long
        self.env.cr.execute("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
        cutoff = self.env.execute_query(SQL("SELECT COALESCE(max(id), 0) FROM gas_service_record"))[0][0]
        rounds = plan.sudo().round_ids  # sudo: rounds are written by the draw alone
        draw = rounds.create(
            {
                "plan_id": plan.id,
                "number": len(rounds) + 1,
                "seed": self._new_seed(plan, len(rounds) + 1),
                "ratio": plan.sudo().rule_id._ratio_points(),  # sudo: the rule of the plan
                "drawn_at": fields.Datetime.now(),
                "cutoff_id": cutoff,
            }
        )
        draw.flush_recordset()
        if not draw._write_draw():
            draw.unlink()
            return draw.browse()
        draw._count_strata()
        plan._hide_complaints()
        self.env.invalidate_all()
        draw._join_earlier()
        return draw

    @api.model
    def _new_seed(self, plan, number):
        """Return a seed that nobody knew before; a plan cancelled and opened again draws the same, not better."""
        same = [(f"plan_id.{name}", "=", plan[name]) for name in ("month", "kind")]
        same += [("plan_id.department_id", "=", plan.department_id.id), ("number", "=", number)]
        # sudo: also of plans that were cancelled
        return self.sudo().search(same, order="id desc", limit=1).seed or secrets.token_hex(16)

    def _write_draw(self):
        """Write down everyone there was to draw from, and the calls of who was drawn; return how many places."""
        values = self._population_values() | {
            "round": self.id,
            "ratio": self.ratio,
            "steps": STEPS,
            "strata": _KEYS,
            "offsets": [offset(self.seed, stratum) for stratum in _KEYS],
            "today": self._drawn_on(),
            "uid": self.env.uid,
            "now": fields.Datetime.now(),
        }
        statement = f"WITH {POPULATION}, {JUDGED}, {_RANKED}, {_WRITTEN} SELECT count(*) FROM written"
        return self.env.execute_query(SQL(statement, **values))[0][0]

    def _join_earlier(self):
        """The calls of earlier draws serve what was recorded late; who was lost is lost for that too.

        Where one draw had too few who may be called, the others make up for it.
        """
        calls = self.plan_id.sudo().callback_ids  # sudo: callbacks are written by the draw and by calling alone
        if self.number == 1:
            calls._keep_apart()
            return
        calls._link()
        places = [("round_id", "=", self.id), ("drawn", "=", True)]
        lost = [("plan_id", "=", self.plan_id.id), ("state", "in", LOST), ("candidate_ids", "any", places)]
        for call in calls.search(lost):
            call._replace()
        for line in self.plan_id.stratum_ids.sorted(lambda line: line.stratum == "total"):
            for _place in range(line._missing()):
                if not calls.browse()._call_next(line):
                    break

    def _count_strata(self):
        """Bring the numbers of the service types up to date; quotas of several draws add up."""
        self.env.execute_query(
            SQL(
                """INSERT INTO gas_callback_stratum
                       (plan_id, sequence, stratum, extra, population, quota, passed,
                        create_uid, write_uid, create_date, write_date)
                   SELECT %(plan)s, array_position(%(strata)s::varchar[], stratum), stratum,
                          stratum = ANY(%(extra)s), sum(size), sum(quota), sum(passed),
                          %(uid)s, %(uid)s, %(now)s, %(now)s
                   FROM (
                       SELECT stratum, round_id, count(*) AS size, count(passed) AS passed,
                              CASE WHEN stratum = ANY(%(extra)s) THEN count(*)
                                   ELSE div(count(*) * %(ratio)s + 9999, 10000) END AS quota
                       FROM gas_callback_candidate WHERE round_id = ANY(%(rounds)s) GROUP BY stratum, round_id
                   ) counted
                   GROUP BY stratum
                   ON CONFLICT (plan_id, stratum) DO UPDATE
                   SET population = EXCLUDED.population, quota = EXCLUDED.quota, passed = EXCLUDED.passed
                   RETURNING id""",
                plan=self.plan_id.id,
                rounds=self.plan_id.round_ids.ids,
                strata=_KEYS,
                extra=list(EXTRA),
                ratio=self.ratio,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
