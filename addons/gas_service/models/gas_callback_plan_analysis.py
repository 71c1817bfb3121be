# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.interval_chart import Point, svg
from .gas_callback_question import DIMENSIONS

TREND_MONTHS = 12
# on the screen, and on paper; the Excel file has all of them
MOST_QUOTES = 60


class GasCallbackPlan(models.Model):
    """What the month's answers say: figures with their uncertainty, the trend, the quotes (CB-7).

    The conclusions are written by a person; this is what he looks at. Figures are of the customers the
    draw chose; those called apart from the ratio (complaints, repairs) would bend them, and stand apart.
    """

    _inherit = "gas.callback.plan"

    dimension_ids = fields.One2many("gas.callback.dimension", "plan_id", "Satisfaction", readonly=True)
    trend_chart = fields.Html("Trend", compute="_compute_trend_chart", sanitize=False)
    quotes = fields.Html(compute="_compute_quotes", sanitize=False)

    def write(self, vals):
        if {"conclusion", "suggestion"} & vals.keys() and not self._is_unguarded():
            self.check_access("write")
            done = self.filtered(lambda plan: plan.state in ("done", "cancelled"))
            if done:
                raise UserError(self.env._("The analysis of %s is finished: it stays as it is.", done[0].name))
        return super().write(vals)

    @api.depends("dimension_ids")
    @api.depends_context("uid", "lang")
    def _compute_trend_chart(self):
        for plan in self:
            plan.trend_chart = Markup(plan._trend_svg()) if plan.month else False

    @api.depends_context("uid", "lang")
    def _compute_quotes(self):
        for plan in self:
            plan.quotes = plan.env["ir.qweb"]._render(
                "gas_service.callback_quotes", {"quotes": plan._quotes(MOST_QUOTES)}
            )

    def _trend(self):
        """Return (months, {dimension: {month: row of gas.callback.dimension}}) of the department's last 12 months."""
        self.ensure_one()
        months = [self.month - relativedelta(months=back) for back in range(TREND_MONTHS)][::-1]
        # as the user: other months of the department are as visible as their plans
        plans = self.search(
            [
                ("department_id", "=", self.department_id.id),
                ("company_id", "=", self.company_id.id),
                ("kind", "=", self.kind),
                ("state", "!=", "cancelled"),
                ("month", ">=", months[0]),
                ("month", "<=", months[-1]),
            ]
        )
        # by their ids: PostgreSQL pushes those into the view, where it would otherwise sum up every answer there is
        rows = self.env["gas.callback.dimension"].search([("plan_id", "in", plans.ids), ("extra", "=", False)])
        by_dimension = {}
        for row in rows:
            by_dimension.setdefault(row.dimension, {})[row.month] = row
        return months, by_dimension

    def _trend_svg(self):
        months, by_dimension = self._trend()
        if not by_dimension:
            return ""
        labels = dict(self.env["gas.callback.dimension"]._fields["dimension"]._description_selection(self.env))
        panels = []
        for key, _label in DIMENSIONS:
            rows = by_dimension.get(key, {})
            points = [self._trend_point(rows[month]) if month in rows else None for month in months]
            if any(points):
                panels.append((labels[key], points))
        return svg(panels, [f"{month:%m}" for month in months])

    def _trend_point(self, row):
        if not row.share_count:
            return None
        title = self.env._(
            "%(month)s: %(share)s satisfied (95 %%: %(interval)s), %(count)s customers",
            month=f"{row.month:%Y-%m}",
            share=f"{row.satisfied_share:.0%}",
            interval=row.satisfied_interval,
            count=row.share_count,
        )
        return Point(row.satisfied_share, row.satisfied_low, row.satisfied_high, row.few, title)

    def _quotes(self, limit=None):
        """Return what customers said in their own words, the dissatisfied first: dicts of plain text.

        Without names: a quote is for what it says. As visible as the callbacks are to the user.

        :param limit: of so many customers at most
        """
        self.ensure_one()
        if not self.id:
            return []
        said = Domain("remark", "!=", False) | Domain("answer_ids", "any", [("kind", "=", "text")])
        callbacks = self.env["gas.callback"].search(
            said & Domain("plan_id", "=", self.id) & Domain("state", "=", "done"),
            order="dissatisfied desc, done_at, id",
            limit=limit,
        )
        return [
            {"text": text, "about": about, "services": callback.service_types, "dissatisfied": callback.dissatisfied}
            for callback in callbacks
            for about, text in [
                (False, callback.remark),
                *((answer.question_text, answer.text) for answer in callback.answer_ids if answer.kind == "text"),
            ]
            if (text or "").strip()
        ]

    def _breakdown(self, by):
        """Return the figures of each ``service``, ``category`` or ``employee``: {key: {dimension: figures}}.

        A customer who got several services counts once in each; employees only where one person served.

        :raise AccessError: the plan may not be read; employees by others than the department's manager
        """
        self.ensure_one()
        self.check_access("read")
        if by == "employee" and not self._shows_employees():
            raise AccessError(self.env._("How satisfied customers are with one person is shown to his manager only."))
        views = self.env["gas.callback.dimension"]
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL(
                """SELECT k.key, v.dimension, %(sums)s
                   FROM (SELECT * FROM (%(by_customer)s) c WHERE c.plan_id = %(plan)s AND c.extra IS NOT TRUE) v
                   JOIN (%(keys)s) k ON k.callback_id = v.callback_id
                   GROUP BY k.key, v.dimension""",
                sums=views._sums_sql(),
                by_customer=views._by_customer_sql(),
                plan=self.id,
                keys=self._breakdown_keys(by),
            )
        )
        result = {}
        for row in rows:
            result.setdefault(row["key"], {})[row["dimension"]] = {
                **views._figures(row),
                "count": row["customer_count"],
            }
        return result

    def _breakdown_keys(self, by):
        """Return the SQL that gives each callback of the plan its keys."""
        if by == "service":
            return SQL(
                """SELECT DISTINCT c.callback_id, c.stratum AS key
                   FROM gas_callback_candidate c JOIN gas_callback b ON b.id = c.callback_id
                   WHERE b.plan_id = %s AND c.stratum NOT IN ('total', 'complaint', 'repair')""",
                self.id,
            )
        if by == "category":
            return SQL("SELECT id AS callback_id, category AS key FROM gas_callback WHERE plan_id = %s", self.id)
        return SQL(
            """SELECT r.callback_id, min(r.employee_id) AS key
               FROM gas_callback_server_rel r JOIN gas_callback b ON b.id = r.callback_id
               WHERE b.plan_id = %s GROUP BY r.callback_id HAVING count(*) = 1""",
            self.id,
        )

    def _shows_employees(self):
        """Whether the user is shown employees: a manager, of his own departments."""
        user = self.env.user
        return user.has_group("gas_service.group_manager") and self.department_id in user.gas_department_ids
