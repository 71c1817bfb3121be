# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.report_table import COUNT, SHARE, Chart, Column, Table, share


class GasSlaReport(models.Model):
    """On-time table: one row for each deadline that was kept or broken (FI-14.3, PS-4.2.3).

    A deadline counts in the month it was kept in; a broken one in the month it fell due, whenever it ends, so
    that nobody gains by leaving it open. Open ones that are not late yet and cancelled ones do not count. As
    visible as the deadline, which is as visible as its document; managers see their own departments' alone.
    """

    _name = "gas.sla.report"
    _inherit = ["gas.report.table"]
    _description = "On-Time Table"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "policy_id"
    _host_fields = ("clock_id",)
    _report_widths = {"policy_id": 24, "department_id": 26}
    _report_columns = (
        "date", "clause", "policy_id", "department_id", "employee_id", "partner_id", "result", "started_at", "due_at",
        "stopped_at",
    )  # fmt: skip
    _depends = {
        "gas.sla.clock": [
            "policy_id", "company_id", "department_id", "employee_id", "partner_id", "calendar_id", "state",
            "started_at", "due_at", "stopped_at", "binding",
        ],
        "gas.sla.policy": ["clause"],
        "resource.calendar": ["tz"],
    }  # fmt: skip

    clock_id = fields.Many2one("gas.sla.clock", "Deadline", readonly=True)
    policy_id = fields.Many2one("gas.sla.policy", readonly=True)
    clause = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Responsible", readonly=True)
    partner_id = fields.Many2one("res.partner", "Supplier", readonly=True)
    date = fields.Date("Counts On", readonly=True, help="When it was kept, or when it fell due: local date.")
    result = fields.Selection(
        [("met", "On Time"), ("late", "Late"), ("overdue", "Late, Still Open")], readonly=True
    )  # fmt: skip
    binding = fields.Boolean(readonly=True)
    started_at = fields.Datetime("Start", readonly=True)
    due_at = fields.Datetime("Deadline Date", readonly=True)
    stopped_at = fields.Datetime("Ended On", readonly=True)
    met_count = fields.Integer("On Time", readonly=True)
    late_count = fields.Integer("Late", readonly=True, help="Those still open included.")
    open_count = fields.Integer("Still Open", readonly=True)
    on_time = fields.Float("On-Time Rate", readonly=True, aggregator="avg", help="Share of deadlines kept.")

    @property
    def _table_query(self):
        return SQL(
            """SELECT c.id, c.id AS clock_id, c.policy_id, p.clause, c.company_id, c.department_id, c.employee_id,
                      c.partner_id, c.binding, c.started_at, c.due_at, c.stopped_at,
                      (CASE WHEN c.state = 'met' THEN c.stopped_at ELSE c.due_at END
                       AT TIME ZONE 'UTC' AT TIME ZONE k.tz)::date AS date,
                      CASE c.state WHEN 'running' THEN 'overdue' ELSE c.state END AS result,
                      (c.state = 'met')::int AS met_count, (c.state != 'met')::int AS late_count,
                      (c.state = 'running')::int AS open_count, (c.state = 'met')::int::float AS on_time
               FROM gas_sla_clock c
               JOIN gas_sla_policy p ON p.id = c.policy_id
               JOIN resource_calendar k ON k.id = c.calendar_id
               WHERE c.state IN ('met', 'late') OR (c.state = 'running' AND c.due_at < %s)""",
            fields.Datetime.now(),
        )

    def action_open_host(self):
        """Open the document the deadline belongs to."""
        self.ensure_one()
        return self.clock_id.action_open_host()

    # -- Excel and paper -----------------------------------------------------------------------------

    @api.model
    def _report_domain(self, choice):
        """What a clause promises; advisory deadlines are for those who look at the screen."""
        return super()._report_domain(choice) & Domain("binding", "=", True)

    @api.model
    def _report_sums(self, domain, by):
        """Return [(*groups, count, on time, late, still open, rate)]."""
        sums = ["__count", "met_count:sum", "late_count:sum", "open_count:sum"]
        return [
            (*groups, count, met, late, still_open, share(met, count))
            for *groups, count, met, late, still_open in self._read_group(domain, by, sums)
        ]

    @api.model
    def _report_sum_columns(self):
        return [
            Column(self.env._("Counted"), COUNT),
            Column(self.env._("On Time"), COUNT),
            Column(self.env._("Late"), COUNT),
            Column(self.env._("Still Open"), COUNT),
            Column(self.env._("On-Time Rate"), SHARE),
        ]

    @api.model
    def _report_tables(self, choice):
        domain, sums = self._report_domain(choice), self._report_sum_columns()
        none = self.env._("None")
        by_clause = [
            (policy.clause, policy.display_name, department.display_name or none, *figures)
            for department, policy, *figures in self._report_sums(domain, ["department_id", "policy_id"])
        ]
        by_department = [
            (department.display_name or none, *figures)
            for department, *figures in self._report_sums(domain, ["department_id"])
        ]
        by_month = [(f"{month:%Y-%m}", *figures) for month, *figures in self._report_sums(domain, ["date:month"])]
        clause, policy, department, month = (
            Column(self.env._("Clause"), width=14),
            Column(self.env._("Deadline"), width=30),
            Column(self.env._("Department"), width=22),
            Column(self.env._("Month"), width=10),
        )
        rate = self.env._("On-Time Rate")
        return [
            Table(
                self.env._("By Clause and Department"),
                [clause, policy, department, *sums],
                # by the measure's own order, departments beside one another
                sorted(by_clause, key=lambda row: (row[0] or "", row[1], row[2])),
            ),
            Table(self.env._("By Department"), [department, *sums], by_department, Chart("column", rate, 0, (5,))),
            Table(self.env._("By Month"), [month, *sums], by_month, Chart("line", rate, 0, (5,))),
        ]
