# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The draw of callbacks as one statement for all departments, as somebody would write it who has nothing else to do.

It knows neither late records nor calls of an earlier month, has its plans given, starts no deadlines and asks
nobody for approval: whatever a plan takes besides its rows shows in the comparison.
"""

from dateutil.relativedelta import relativedelta

from odoo.addons.gas_service.tools.callback_draw import STEPS, offset

STRATA = (
    "hotline", "design_install", "ignition", "meter_billing", "inspection_repair", "pre_service", "total"
)  # fmt: skip

STATEMENT = """
WITH draws AS (
    SELECT * FROM unnest(%(departments)s::int[], %(plans)s::int[], %(rounds)s::int[], %(seeds)s::text[])
             AS t(department, plan, round, seed)
),
starts AS (
    SELECT * FROM unnest(%(start_rounds)s::int[], %(start_strata)s::text[], %(starts)s::bigint[]) AS t(round, stratum, start)
),
served AS (
    SELECT d.round, r.service_type, r.account_id, r.category,
           CASE WHEN r.account_id IS NULL THEN COALESCE('p' || r.partner_id, 'n' || r.customer_name) END AS other
    FROM gas_service_record r JOIN draws d ON d.department = r.department_id
    WHERE r.company_id = 1 AND r.date >= %(start)s AND r.date < %(end)s AND r.active
      AND r.mode IN ('visit', 'counter', 'call') AND r.category IN ('residential', 'commercial')
),
population AS (
    SELECT round, COALESCE(service_type, 'total')::text COLLATE "C" AS stratum, COALESCE('a' || account_id, other) AS unit,
           account_id, min(category) COLLATE "C" AS category
    FROM served
    GROUP BY GROUPING SETS ((round, service_type, account_id, other), (round, account_id, other))
),
placed AS (
    SELECT round, stratum, unit, category, hash, silent, (total * 300 + 9999) / 10000 AS quota,
           place > ((total * 300 + 9999) / 10000 * upto * %(steps)s + start * total) / (total * %(steps)s)
                   - ((total * 300 + 9999) / 10000 * (upto - size) * %(steps)s + start * total) / (total * %(steps)s) AS over
    FROM (
        SELECT p.*, s.start, count(*) OVER (PARTITION BY p.round, p.stratum) AS total,
               count(*) OVER (PARTITION BY p.round, p.stratum, category) AS size,
               count(*) OVER (PARTITION BY p.round, p.stratum ORDER BY category) AS upto,
               count(*) FILTER (WHERE NOT silent) OVER (
                   PARTITION BY p.round, p.stratum, category ORDER BY hash ROWS UNBOUNDED PRECEDING
               ) AS place
        FROM (
            SELECT p.round, p.stratum, p.unit, p.category, md5(d.seed || ':' || p.unit)::uuid AS hash,
                   a.id IS NOT NULL AS silent
            FROM population p
            JOIN draws d ON d.round = p.round
            LEFT JOIN gas_account a ON a.id = p.account_id AND a.do_not_call
        ) p
        JOIN starts s ON s.round = p.round AND s.stratum = p.stratum
    ) sized
),
by_type AS (
    SELECT *, row_number() OVER (PARTITION BY round, stratum ORDER BY over, hash) AS rank
    FROM placed WHERE stratum != 'total' AND NOT silent
),
in_total AS (
    SELECT *, row_number() OVER (PARTITION BY round ORDER BY NOT anyway, over, hash) AS rank
    FROM (
        SELECT *, (round, unit) IN (SELECT round, unit FROM by_type WHERE rank <= quota) AS anyway
        FROM placed WHERE stratum = 'total' AND NOT silent
    ) everyone
),
everyone AS (
    SELECT round, stratum, unit, category, rank, NULL AS passed, rank <= quota AS drawn, quota FROM by_type
    UNION ALL
    SELECT round, 'total', unit, category, rank, NULL, anyway OR rank <= quota, quota FROM in_total
    UNION ALL
    SELECT round, stratum, unit, category, NULL, 'do_not_call', FALSE, quota FROM placed WHERE silent
),
calls AS (
    SELECT c.*, nextval('gas_callback_id_seq') AS id,
           (round, unit) IN (SELECT round, unit FROM everyone WHERE stratum = 'pre_service') AS pre_service
    FROM (
        SELECT round, unit, min(category) AS category, min(rank) AS rank FROM everyone WHERE drawn GROUP BY round, unit
    ) c
),
called AS (
    INSERT INTO gas_callback
        (id, plan_id, round_id, company_id, department_id, unit, account_id, customer_name, category, state,
         attempt_count, drawn_on, priority, extra, hotline_only, create_uid, write_uid, create_date, write_date)
    SELECT c.id, d.plan, d.round, 1, d.department, c.unit, CASE WHEN c.unit LIKE 'a%%' THEN substr(c.unit, 2)::int END,
           CASE WHEN c.unit LIKE 'n%%' THEN substr(c.unit, 2) END, c.category, 'todo', 0, CURRENT_DATE, c.rank, FALSE,
           c.pre_service, 1, 1, now(), now()
    FROM calls c JOIN draws d ON d.round = c.round
),
servers AS (
    INSERT INTO gas_callback_server_rel (callback_id, employee_id)
    SELECT DISTINCT c.id, r.employee_id
    FROM calls c
    JOIN draws d ON d.round = c.round
    JOIN gas_service_record r ON r.account_id = substr(c.unit, 2)::int AND r.department_id = d.department
    WHERE c.unit LIKE 'a%%' AND r.employee_id IS NOT NULL AND r.date >= %(start)s AND r.date < %(end)s AND r.active
),
lines AS (
    INSERT INTO gas_callback_stratum
        (plan_id, sequence, stratum, extra, population, quota, passed, create_uid, write_uid, create_date, write_date)
    SELECT d.plan, 0, e.stratum, FALSE, count(*), min(e.quota), count(e.passed), 1, 1, now(), now()
    FROM everyone e JOIN draws d ON d.round = e.round GROUP BY d.plan, e.stratum
)
INSERT INTO gas_callback_candidate (round_id, stratum, unit, category, rank, passed, drawn, callback_id)
SELECT e.round, e.stratum, e.unit, e.category, e.rank, e.passed, e.drawn, c.id
FROM everyone e LEFT JOIN calls c ON c.round = e.round AND c.unit = e.unit AND e.rank IS NOT NULL
ORDER BY e.round, e.stratum, e.rank
"""


def make_plans(env, departments, month):
    """Make the plans and their draws, empty; return what the statement takes."""
    rule = env["gas.callback.rule"]._for_month(env.company, month)
    questions = env["gas.callback.questionnaire"]._for_month(env.company, month)
    common = {"company_id": env.company.id, "month": month, "rule_id": rule.id, "questionnaire_id": questions.id}
    plans = env["gas.callback.plan"]._create_guarded([{**common, "department_id": id_} for id_ in departments])
    draws = env["gas.callback.round"].create(
        [
            {
                "plan_id": plan.id,
                "number": 1,
                "seed": f"seed {plan.id}",
                "ratio": 300,
                "drawn_at": "2026-09-01",
                "cutoff_id": 0,
            }
            for plan in plans
        ]
    )
    starts = [(draw.id, stratum, offset(draw.seed, stratum)) for draw in draws for stratum in STRATA]
    return {
        "departments": departments,
        "plans": plans.ids,
        "rounds": draws.ids,
        "seeds": draws.mapped("seed"),
        "start_rounds": [row[0] for row in starts],
        "start_strata": [row[1] for row in starts],
        "starts": [row[2] for row in starts],
        "steps": STEPS,
        "start": month,
        "end": month + relativedelta(months=1),
    }


def draw(env, values):
    env.cr.execute("SET LOCAL work_mem = '256MB'; SET LOCAL jit = off")
    env.cr.execute(STATEMENT, values)
