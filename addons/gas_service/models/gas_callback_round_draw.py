# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.callback_draw import STEPS, offset
from .gas_callback_stratum import STRATA

_ALL = [key for key, _label in STRATA]

# Who was served: one row a service type and customer, and one a customer for all types together.
# Customers of earlier draws of the plan are left out: records that come late make a draw of their own.
_POPULATION = """
    served AS (
        SELECT r.service_type, COALESCE('a' || r.account_id, 'p' || r.partner_id, 'n' || lower(r.customer_name)) AS unit,
               r.account_id, r.category, i.kind = 'complaint' AS is_complaint
        FROM gas_service_record r LEFT JOIN gas_inquiry i ON i.id = r.inquiry_id
        WHERE r.company_id = %(company)s AND r.department_id = %(department)s
          AND r.date >= %(month)s AND r.date < %(next_month)s AND r.id <= %(cutoff)s
          AND r.active AND r.mode = ANY(%(modes)s) AND r.category = ANY(%(categories)s)
    ),
    population AS (
        SELECT service_type AS stratum, unit, min(account_id) AS account_id, min(category) AS category
        FROM served GROUP BY service_type, unit
        UNION ALL
        SELECT 'total', unit, min(account_id), min(category) FROM served GROUP BY unit
        UNION ALL
        SELECT 'complaint', unit, min(account_id), min(category) FROM served
        WHERE %(complaints)s AND is_complaint GROUP BY unit
        UNION ALL
        SELECT 'repair', unit, min(account_id), min(category) FROM served
        WHERE %(repairs)s AND service_type = 'inspection_repair' GROUP BY unit
    ),
    fresh AS (
        SELECT p.* FROM population p
        WHERE NOT EXISTS (
            SELECT FROM gas_callback_candidate c
            WHERE c.plan_id = %(plan)s AND c.unit = p.unit AND c.stratum = p.stratum
        )
    )
"""

# The arithmetic of tools/callback_draw.py, for all service types at once: shares of the categories by
# cumulated rounding with a random offset, then the order of the hash.
_RANKED = """
    judged AS (
        SELECT f.*, md5(%(seed)s || ':' || f.unit) COLLATE "C" AS hash,
               CASE WHEN a.do_not_call THEN 'do_not_call'
                    WHEN EXISTS (
                        SELECT FROM gas_callback b
                        WHERE b.unit = f.unit AND b.company_id = %(company)s AND b.plan_id != %(plan)s
                          AND b.drawn_on > %(recent)s
                    ) THEN 'recent' END AS passed
        FROM fresh f LEFT JOIN gas_account a ON a.id = f.account_id
    ),
    sizes AS (
        SELECT stratum, category, count(*) AS size,
               sum(count(*)) OVER (PARTITION BY stratum) AS total,
               sum(count(*)) OVER (PARTITION BY stratum ORDER BY category COLLATE "C") AS upto
        FROM judged GROUP BY stratum, category
    ),
    quotas AS (
        SELECT s.*, q.quota,
               div(q.quota * s.upto * %(steps)s + o.start * s.total, s.total * %(steps)s)
               - div(q.quota * (s.upto - s.size) * %(steps)s + o.start * s.total, s.total * %(steps)s) AS share
        FROM sizes s
        JOIN unnest(%(strata)s::varchar[], %(offsets)s::int[]) AS o(stratum, start) ON o.stratum = s.stratum
        CROSS JOIN LATERAL (
            SELECT CASE WHEN s.stratum IN ('complaint', 'repair') THEN s.total
                        ELSE div(s.total * %(ratio)s + 9999, 10000) END AS quota
        ) q
    ),
    placed AS (
        SELECT j.*, q.quota, q.share,
               row_number() OVER (PARTITION BY j.stratum, j.category, j.passed IS NULL ORDER BY j.hash) AS place
        FROM judged j JOIN quotas q ON q.stratum = j.stratum AND q.category = j.category
    ),
    by_type AS (
        SELECT p.*, row_number() OVER (PARTITION BY stratum ORDER BY place > share, hash) AS rank
        FROM placed p WHERE passed IS NULL AND stratum != 'total'
    ),
    called AS (SELECT DISTINCT unit FROM by_type WHERE rank <= quota AND stratum NOT IN ('complaint', 'repair')),
    in_total AS (
        SELECT p.*, c.unit IS NOT NULL AS anyway,
               row_number() OVER (ORDER BY c.unit IS NULL, place > share, hash) AS rank
        FROM placed p LEFT JOIN called c ON c.unit = p.unit
        WHERE passed IS NULL AND stratum = 'total'
    )
"""


class GasCallbackRound(models.Model):
    """Drawing: set-based, in as many statements as there are steps, whatever the number of customers.

    Measured against the best single statement that does the same: see benchmarks/callbacks.py.
    """

    _inherit = "gas.callback.round"

    @api.model
    def _draw(self, plan):
        """Draw among the services of the plan that no earlier draw knew; return the round, or none if there are none.

        Written past the ORM: a month has hundreds of thousands of customers.
        """
        self.env.flush_all()
        cutoff = self.env.execute_query(SQL("SELECT COALESCE(max(id), 0) FROM gas_service_record"))[0][0]
        rounds = plan.sudo().round_ids  # sudo: rounds are written by the draw alone
        draw = rounds.create(
            {
                "plan_id": plan.id,
                "number": len(rounds) + 1,
                # unknown before the draw, so that nobody can tell who will be called
                "seed": secrets.token_hex(16),
                "ratio": plan.sudo().rule_id._ratio_points(),  # sudo: the rule of the plan
                "drawn_at": fields.Datetime.now(),
                "cutoff_id": cutoff,
            }
        )
        draw.flush_recordset()
        if not draw._insert_candidates():
            draw.unlink()
            return draw.browse()
        draw._insert_callbacks()
        draw._count_strata()
        self.env.invalidate_all()
        return draw

    def _draw_values(self):
        """Return what the statements take: the plan, its rule, the seed."""
        plan, rule = self.plan_id, self.plan_id.rule_id
        start, end = plan._period()
        today = fields.Date.context_today(self.with_context(tz=plan.company_id._gas_calendar().tz))
        return {
            "plan": plan.id,
            "round": self.id,
            "company": plan.company_id.id,
            "department": plan.department_id.id,
            "month": start,
            "next_month": end,
            "cutoff": self.cutoff_id,
            "modes": rule._modes(),
            "categories": plan._categories(),
            "complaints": rule.full_complaints,
            "repairs": rule.full_repairs,
            "seed": self.seed,
            "ratio": self.ratio,
            "steps": STEPS,
            "recent": fields.Date.subtract(today, days=rule.recent_days),
            "today": today,
            "strata": _ALL,
            "offsets": [offset(self.seed, stratum) for stratum in _ALL],
        }

    def _insert_candidates(self):
        """Write down everyone there was to draw from; return how many."""
        query = (
            "WITH " + _POPULATION + ", " + _RANKED + """, inserted AS (
                INSERT INTO gas_callback_candidate
                    (plan_id, round_id, stratum, unit, account_id, category, rank, passed, drawn)
                SELECT %(plan)s, %(round)s, stratum, unit, account_id, category, rank, NULL, rank <= quota
                FROM by_type
                UNION ALL
                SELECT %(plan)s, %(round)s, stratum, unit, account_id, category, rank, NULL, anyway OR rank <= quota
                FROM in_total
                UNION ALL
                SELECT %(plan)s, %(round)s, stratum, unit, account_id, category, NULL, passed, FALSE
                FROM placed WHERE passed IS NOT NULL
                RETURNING 1
            ) SELECT count(*) FROM inserted"""
        )
        return self.env.execute_query(SQL(query, **self._draw_values()))[0][0]

    def _insert_callbacks(self):
        """One call a customer drawn, whatever the number of his service types; and every type of his knows it."""
        values = self._draw_values() | {"uid": self.env.uid, "now": fields.Datetime.now()}
        self.env.execute_query(
            SQL(
                """INSERT INTO gas_callback
                       (plan_id, round_id, company_id, department_id, unit, account_id, partner_id, customer_name,
                        category, state, attempt_count, drawn_on, priority, extra, hotline_only,
                        create_uid, write_uid, create_date, write_date)
                   SELECT %(plan)s, %(round)s, %(company)s, %(department)s, d.unit, d.account_id,
                          CASE WHEN left(d.unit, 1) = 'p' THEN substr(d.unit, 2)::int END, s.customer_name,
                          d.category, 'todo', 0, %(today)s, d.rank, NOT d.sampled, s.pre_service,
                          %(uid)s, %(uid)s, %(now)s, %(now)s
                   FROM (
                       SELECT unit, min(account_id) AS account_id, min(category) AS category, min(rank) AS rank,
                              bool_or(stratum NOT IN ('complaint', 'repair')) AS sampled
                       FROM gas_callback_candidate WHERE round_id = %(round)s AND drawn
                       GROUP BY unit
                   ) d
                   CROSS JOIN LATERAL (
                       SELECT bool_or(r.service_type = 'pre_service') AS pre_service, min(r.customer_name) AS customer_name
                       FROM gas_service_record r
                       WHERE r.company_id = %(company)s AND r.department_id = %(department)s
                         AND r.date >= %(month)s AND r.date < %(next_month)s AND r.active
                         AND (r.account_id = d.account_id OR d.account_id IS NULL
                              AND COALESCE('p' || r.partner_id, 'n' || lower(r.customer_name)) = d.unit)
                   ) s
                   WHERE NOT EXISTS (
                       SELECT FROM gas_callback b WHERE b.plan_id = %(plan)s AND b.unit = d.unit
                   )
                   RETURNING id""",
                **values,
            )
        )
        self._link_candidates(values)
        self.env.execute_query(
            SQL(
                """INSERT INTO gas_callback_server_rel (callback_id, employee_id)
                   SELECT DISTINCT b.id, r.employee_id
                   FROM gas_callback b
                   JOIN gas_service_record r
                     ON r.company_id = %(company)s AND r.department_id = %(department)s
                    AND r.date >= %(month)s AND r.date < %(next_month)s AND r.active
                    AND (r.account_id = b.account_id OR b.account_id IS NULL
                         AND COALESCE('p' || r.partner_id, 'n' || lower(r.customer_name)) = b.unit)
                   WHERE b.plan_id = %(plan)s AND b.round_id = %(round)s AND r.employee_id IS NOT NULL
                   ON CONFLICT DO NOTHING RETURNING 1""",
                **values,
            )
        )

    def _link_candidates(self, values):
        self.env.execute_query(
            SQL(
                """UPDATE gas_callback_candidate c SET callback_id = b.id
                   FROM gas_callback b
                   WHERE c.plan_id = %(plan)s AND b.plan_id = %(plan)s AND c.unit = b.unit
                     AND c.callback_id IS DISTINCT FROM b.id
                   RETURNING c.id""",
                **values,
            )
        )

    def _count_strata(self):
        """Bring the numbers of the service types up to date; quotas of several draws add up."""
        self.env.execute_query(
            SQL(
                """INSERT INTO gas_callback_stratum
                       (plan_id, sequence, stratum, extra, population, quota, passed,
                        create_uid, write_uid, create_date, write_date)
                   SELECT %(plan)s, array_position(%(strata)s::varchar[], stratum), stratum,
                          stratum IN ('complaint', 'repair'), sum(size), sum(quota), sum(passed),
                          %(uid)s, %(uid)s, %(now)s, %(now)s
                   FROM (
                       SELECT stratum, round_id, count(*) AS size, count(passed) AS passed,
                              CASE WHEN stratum IN ('complaint', 'repair') THEN count(*)
                                   ELSE div(count(*) * %(ratio)s + 9999, 10000) END AS quota
                       FROM gas_callback_candidate WHERE plan_id = %(plan)s GROUP BY stratum, round_id
                   ) counted
                   GROUP BY stratum
                   ON CONFLICT (plan_id, stratum) DO UPDATE
                   SET population = EXCLUDED.population, quota = EXCLUDED.quota, passed = EXCLUDED.passed
                   RETURNING id""",
                **self._draw_values(),
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
