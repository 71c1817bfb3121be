# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gas_service.tools.selection import same_as

from ..tools.report_table import COUNT, SCORE, SHARE, YEAR, Chart, Column, Table


class GasPerformanceReport(models.Model):
    """Annual performance: one row for each employee or department and year (FI-14.3, CB-10).

    The months of the year, and the annual appraisal once there is one. Who changed the department in the year
    has a row in each, so that all appraisals behind a row are as visible as the one that stands for it.
    """

    _name = "gas.performance.report"
    _inherit = ["gas.report.table"]
    _description = "Annual Performance"
    _auto = False
    _order = "year desc, department_id, subject, month_score desc, id"
    _rec_name = "employee_id"
    _host_fields = ("appraisal_id",)
    _report_date = "year"
    _depends = {
        "gas.appraisal": [
            "company_id", "department_id", "employee_id", "date_from", "period", "state", "score", "has_score",
            "grade_id", "merit", "subject",
        ],
    }  # fmt: skip

    appraisal_id = fields.Many2one("gas.appraisal", readonly=True, help="The annual one, else the last of a month.")
    company_id = fields.Many2one("res.company", readonly=True)
    year = fields.Date(readonly=True, help="Its first day.")
    subject = fields.Selection(
        [("employee", "Employees"), ("department", "Departments")], "Appraisal Of", readonly=True
    )
    department_id = fields.Many2one("hr.department", readonly=True)
    employee_id = fields.Many2one("hr.employee", readonly=True)
    month_count = fields.Integer("Months Appraised", readonly=True, aggregator=None)
    month_score = fields.Float("Mean of the Months", readonly=True, aggregator="avg", digits=(5, 2))
    year_score = fields.Float("Score of the Year", readonly=True, aggregator="avg", digits=(5, 2))
    has_year_score = fields.Boolean(readonly=True)
    grade_id = fields.Many2one("gas.appraisal.grade", "Grade of the Year", readonly=True)
    merit = fields.Boolean("May Be on the Merit List", readonly=True)
    year_state = fields.Selection(
        same_as("gas.appraisal", "state"),
        "State of the Annual Appraisal",
        readonly=True,
    )
    reward_count = fields.Integer("Rewards", compute="_compute_conduct", help="As far as you may read the cases.")
    penalty_count = fields.Integer("Penalties", compute="_compute_conduct", help="As far as you may read the cases.")

    @property
    def _table_query(self):
        return SQL(
            """SELECT min(a.id) AS id,
                      COALESCE(max(a.id) FILTER (WHERE a.period = 'year'),
                               (array_agg(a.id ORDER BY a.date_from DESC))[1]) AS appraisal_id,
                      a.company_id, a.subject, a.department_id, a.employee_id,
                      date_trunc('year', a.date_from)::date AS year,
                      count(*) FILTER (WHERE a.period = 'month' AND a.has_score) AS month_count,
                      avg(a.score) FILTER (WHERE a.period = 'month' AND a.has_score)::float AS month_score,
                      max(a.score) FILTER (WHERE a.period = 'year' AND a.has_score)::float AS year_score,
                      COALESCE(bool_or(a.has_score) FILTER (WHERE a.period = 'year'), FALSE) AS has_year_score,
                      max(a.grade_id) FILTER (WHERE a.period = 'year') AS grade_id,
                      COALESCE(bool_or(a.merit) FILTER (WHERE a.period = 'year'), FALSE) AS merit,
                      max(a.state) FILTER (WHERE a.period = 'year') AS year_state
               FROM gas_appraisal a
               GROUP BY a.company_id, a.subject, a.department_id, a.employee_id, date_trunc('year', a.date_from)"""
        )

    @api.depends("employee_id", "department_id", "subject")
    @api.depends_context("uid")
    def _compute_conduct(self):
        """Counted with the reader's own eyes in the conduct register: numbers tell as much as rows."""
        register = self.env["gas.conduct.register"]
        counts = Counter()
        if register.has_access("read"):
            domain = Domain("department_id", "in", self.department_id.ids) & Domain("state", "=", "executed")
            by = ["employee_id", "department_id", "date:year", "nature"]
            for employee, department, year, nature, count in register._read_group(domain, by, ["__count"]):
                counts[employee.id, department.id, year, nature] += count
                # a row without an employee is the department's
                counts[False, department.id, year, nature] += count
        for row in self:
            key = (row.employee_id.id, row.department_id.id, row.year)
            row.reward_count = counts[*key, "reward"]
            row.penalty_count = counts[*key, "penalty"]

    def action_open_appraisals(self):
        """Open what the year is made of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Appraisals"),
            "res_model": "gas.appraisal",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("department_id", "=", self.department_id.id),
                ("employee_id", "=", self.employee_id.id),
                ("date_from", ">=", self.year),
                ("date_from", "<", fields.Date.add(self.year, years=1)),
            ],
        }

    # -- Excel and paper -----------------------------------------------------------------------------

    @api.model
    def _report_period(self, choice):
        """The years that the period touches."""
        return choice.date_from.replace(month=1, day=1), choice.date_to

    @api.model
    def _report_tables(self, choice):
        rows = self.search(self._report_domain(choice))
        appraisals = rows.appraisal_id
        metrics = appraisals.line_ids.metric_id.sorted(lambda metric: (metric.sequence, metric.id))
        values = {(line.appraisal_id, line.metric_id): line.value for line in appraisals.line_ids if line.has_evidence}
        figures = [
            Column(self.env._("Months"), COUNT),
            Column(self.env._("Mean of the Months"), SCORE),
            Column(self.env._("Score of the Year"), SCORE),
            Column(self.env._("Grade"), width=10),
            Column(self.env._("Merit List"), width=10),
            Column(self.env._("Rewards"), COUNT),
            Column(self.env._("Penalties"), COUNT),
            *(Column(metric.name, SHARE) for metric in metrics),
        ]

        def figures_of(row):
            return (
                row.month_count,
                row.month_score if row.month_count else None,
                row.year_score if row.has_year_score else None,
                row.grade_id.name,
                self.env._("Yes") if row.merit else None,
                row.reward_count,
                row.penalty_count,
                *(values.get((row.appraisal_id, metric)) for metric in metrics),
            )

        year, department, employee = (
            Column(self.env._("Year"), YEAR),
            Column(self.env._("Department"), width=22),
            Column(self.env._("Employee"), width=16),
        )
        return [
            Table(
                self.env._("Employees"),
                [year, department, employee, *figures],
                [
                    (row.year, row.department_id.display_name, row.employee_id.display_name, *figures_of(row))
                    for row in rows
                    if row.subject == "employee"
                ],
            ),
            Table(
                self.env._("Departments"),
                [year, department, *figures],
                [
                    (row.year, row.department_id.display_name, *figures_of(row))
                    for row in rows
                    if row.subject == "department"
                ],
                Chart("bar", self.env._("Score of the Year"), 1, (4,)),
            ),
        ]
