# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from .gas_callback_stratum import EXTRA

# Who was served: one row a service type and customer, and one a customer for all types together.
# Complaints and repairs are classes of their own beside the sample (see gas.callback.rule).
POPULATION = """
    served AS (
        SELECT r.service_type, r.account_id, r.category, r.inquiry_kind,
               CASE WHEN r.account_id IS NULL THEN COALESCE('p' || r.partner_id, 'n' || r.customer_name) END AS other
        FROM gas_service_record r
        WHERE r.company_id = %(company)s AND r.department_id = ANY(%(departments)s)
          AND r.date >= %(start)s AND r.date < %(end)s AND r.id <= %(cutoff)s
          AND r.active AND r.mode = ANY(%(modes)s) AND r.category = ANY(%(categories)s)
    ),
    grouped AS (
        SELECT COALESCE(service_type, 'total')::text AS stratum, COALESCE('a' || account_id, other) AS unit, account_id,
               min(category) AS category, bool_or(inquiry_kind = 'complaint') AS complained
        FROM served
        GROUP BY GROUPING SETS ((service_type, account_id, other), (account_id, other))
    ),
    population AS (
        SELECT stratum, unit, account_id, category FROM grouped
        UNION ALL
        SELECT 'complaint', unit, account_id, category FROM grouped
        WHERE stratum = 'total' AND complained AND %(complaints)s
        UNION ALL
        SELECT 'repair', unit, account_id, category FROM grouped
        WHERE stratum = 'inspection_repair' AND %(repairs)s
    )"""

# Of these, whom no earlier draw of the plan knew, and who is passed over. A complaint or repair is
# called back however recently its customer was asked about something else.
JUDGED = """
    judged AS (
        SELECT p.stratum COLLATE "C" AS stratum, p.unit, p.category COLLATE "C" AS category,
               md5(%(seed)s || ':' || p.unit)::uuid AS hash,
               CASE WHEN silent.id IS NOT NULL THEN 'do_not_call'
                    WHEN asked.unit IS NOT NULL AND p.stratum != ALL(%(extra)s) THEN 'recent' END AS passed
        FROM population p
        LEFT JOIN gas_account silent ON silent.id = p.account_id AND silent.do_not_call
        LEFT JOIN (
            SELECT DISTINCT unit FROM gas_callback
            WHERE company_id = %(company)s AND plan_id != %(plan)s AND drawn_on > %(recent)s
              AND (state != 'dropped' OR attempt_count > 0)
        ) asked ON asked.unit = p.unit
        WHERE NOT EXISTS (
            SELECT FROM gas_callback_candidate c
            WHERE c.round_id = ANY(%(earlier)s) AND c.unit = p.unit AND c.stratum = p.stratum
        )
    )"""


class GasCallbackRound(models.Model):
    """Who there was to draw from (CB-2, CB-3)."""

    _inherit = "gas.callback.round"

    def _population_values(self):
        """Return what the statements above take: the plan, its rule, the seed."""
        plan, rule = self.plan_id, self.plan_id.rule_id
        start, end = plan._period()
        return {
            "plan": plan.id,
            "earlier": plan.round_ids.filtered(lambda other: other.number < self.number).ids,
            "company": plan.company_id.id,
            "department": plan.department_id.id,
            "departments": plan.department_id._gas_callback_departments().ids,
            "start": start,
            "end": end,
            "cutoff": self.cutoff_id,
            "modes": rule._modes(),
            "categories": plan._categories(),
            "complaints": rule.full_complaints,
            "repairs": rule.full_repairs,
            "extra": list(EXTRA),
            "seed": self.seed,
            "recent": fields.Date.subtract(self._drawn_on(), days=rule.recent_days),
        }

    def _drawn_on(self):
        """Return the local date of the draw."""
        return self.plan_id.company_id._gas_calendar()._gas_timeline().local_date(self.drawn_at)
