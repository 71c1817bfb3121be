# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import SQL

from .gas_callback_stratum import EXTRA

# The services each call is about: all of its plan's departments in its period, to the same customer.
_SERVICES = """
    calls AS (
        SELECT id, unit, account_id, partner_id FROM gas_callback WHERE plan_id = %(plan)s AND id = ANY(%(ids)s)
    ),
    services AS (
        SELECT c.id, r.id AS record_id, r.employee_id, r.inquiry_id
        FROM calls c JOIN gas_service_record r ON r.account_id = c.account_id
        WHERE r.department_id = ANY(%(departments)s) AND r.date >= %(start)s AND r.date < %(end)s AND r.active
        UNION ALL
        SELECT c.id, r.id AS record_id, r.employee_id, r.inquiry_id
        FROM calls c JOIN gas_service_record r ON r.partner_id = c.partner_id
        WHERE r.department_id = ANY(%(departments)s) AND r.date >= %(start)s AND r.date < %(end)s AND r.active
        UNION ALL
        SELECT c.id, r.id AS record_id, r.employee_id, r.inquiry_id
        FROM calls c JOIN gas_service_record r ON r.customer_name = substr(c.unit, 2)
        WHERE c.unit LIKE 'n%%' AND r.account_id IS NULL AND r.partner_id IS NULL
          AND r.department_id = ANY(%(departments)s) AND r.date >= %(start)s AND r.date < %(end)s AND r.active
    )"""


class GasCallback(models.Model):
    """What a call stands for: the service types of its customer, and who must not make it (CB-3, CB-5)."""

    _inherit = "gas.callback"

    def _link(self):
        """Join the calls with their places in the draws (sudo), whenever there are new ones of either.

        One call serves every service type its customer was drawn from. A complaint or repair that is called
        apart from the sample serves that alone, until its customer is drawn for the sample too.
        """
        if not self:
            return
        self.env.flush_all()
        plan = self.plan_id.ensure_one()
        values = {
            "plan": plan.id,
            "rounds": plan.round_ids.ids,
            "ids": self.ids,
            "extra": list(EXTRA),
        }
        self.env.execute_query(
            SQL(
                """UPDATE gas_callback b SET extra = NOT t.sampled, hotline_only = t.pre_service
                   FROM (
                       SELECT b.id, bool_or(c.drawn AND c.stratum != ALL(%(extra)s)) AS sampled,
                              bool_or(c.stratum = 'pre_service') AS pre_service
                       FROM gas_callback b
                       JOIN gas_callback_candidate c ON c.round_id = ANY(%(rounds)s) AND c.unit = b.unit
                       WHERE b.plan_id = %(plan)s AND b.id = ANY(%(ids)s)
                       GROUP BY b.id
                   ) t
                   WHERE b.id = t.id AND (b.extra, b.hotline_only) IS DISTINCT FROM (NOT t.sampled, t.pre_service)
                   RETURNING 1""",
                **values,
            )
        )
        self.env.execute_query(
            SQL(
                """UPDATE gas_callback_candidate c SET callback_id = b.id
                   FROM gas_callback b
                   WHERE b.plan_id = %(plan)s AND b.id = ANY(%(ids)s)
                     AND c.round_id = ANY(%(rounds)s) AND c.unit = b.unit AND c.callback_id IS NULL AND c.rank IS NOT NULL
                     AND (NOT b.extra OR c.stratum = ANY(%(extra)s))
                   RETURNING 1""",
                **values,
            )
        )
        self._keep_apart()
        self.env.invalidate_all()

    def _keep_apart(self):
        """Note who served the customer or was involved: they do not call him; who is complained about does not even see it."""
        if not self:
            return
        plan = self.plan_id.ensure_one()
        start, end = plan._period()
        self.env.execute_query(
            SQL(
                "WITH "
                + _SERVICES
                + """, servers AS (
                       INSERT INTO gas_callback_server_rel (callback_id, employee_id)
                       SELECT DISTINCT id, employee_id FROM services WHERE employee_id IS NOT NULL
                       ON CONFLICT DO NOTHING
                   ), involved AS (
                       INSERT INTO gas_callback_involved_rel (callback_id, employee_id)
                       SELECT DISTINCT s.id, i.employee_id
                       FROM services s JOIN gas_service_record_involved_rel i ON i.record_id = s.record_id
                       ON CONFLICT DO NOTHING
                   )
                   INSERT INTO gas_callback_excluded_rel (callback_id, user_id)
                   SELECT DISTINCT s.id, e.res_users_id
                   FROM services s JOIN gas_inquiry_excluded_rel e ON e.gas_inquiry_id = s.inquiry_id
                   ON CONFLICT DO NOTHING
                   RETURNING 1""",
                plan=plan.id,
                ids=self.ids,
                departments=plan.department_id._gas_callback_departments().ids,
                start=start,
                end=end,
            )
        )
        self.invalidate_recordset(["server_ids", "involved_ids", "excluded_user_ids"])
