# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import SQL


class GasCallbackPlan(models.Model):
    """Complaints among the services of a plan: whom they are about sees no sign of them, manager or not (FI-8.5).

    Neither the line of the complaints, which would say that there are some, nor their places in the draws, nor the
    answers of those called apart from the sample. The calls themselves keep him out one by one.
    """

    _inherit = "gas.callback.plan"

    accused_user_ids = fields.Many2many(
        "res.users", "gas_callback_plan_accused_rel", "plan_id", "user_id", "Users Complained About", readonly=True,
        copy=False, groups=fields.NO_ACCESS,
    )  # fmt: skip

    _guarded_fields = frozenset({"accused_user_ids"})

    def _hide_complaints(self):
        """Note whom the complaints among the services are about (sudo), voided ones included."""
        for plan in self:
            start, end = plan._period()
            self.env.execute_query(
                SQL(
                    """INSERT INTO gas_callback_plan_accused_rel (plan_id, user_id)
                       SELECT DISTINCT %s, e.res_users_id
                       FROM gas_inquiry_excluded_rel e JOIN gas_service_record r ON r.inquiry_id = e.gas_inquiry_id
                       WHERE r.department_id = ANY(%s) AND r.date >= %s AND r.date < %s
                       ON CONFLICT DO NOTHING
                       RETURNING 1""",
                    plan.id,
                    plan.department_id._gas_callback_departments().ids,
                    start,
                    end,
                )
            )
        self.invalidate_recordset(["accused_user_ids"])
