# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.gas_service.models.gas_conduct_case import KINDS
from odoo.addons.gas_service.models.gas_violation_type import SANCTIONS
from odoo.addons.gas_service.tools.selection import same_as

from ..tools.report_table import COUNT, MONEY, MONTH, Column, Table


class GasConductRegister(models.Model):
    """Conduct register, 奖惩台账: one row for each decision, with what became of its money (FI-14.1, FI-14.2, FI-14.4).

    As visible as the case; integrity is for supervision alone (FI-12). It says what the person was told, never
    who complained, nor on what evidence. A decision that an appeal undid stays in it, without an amount in force.
    """

    _name = "gas.conduct.register"
    _inherit = ["gas.report.table"]
    _description = "Conduct Register"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "name"
    _host_fields = ("case_id",)
    _report_columns = (
        "name", "date", "department_id", "employee_id", "kind", "event_date", "summary", "article", "sanction",
        "reward_amount", "deduction_amount", "paid_amount", "open_amount", "lapsed_amount", "returned_amount",
        "pay_month", "executed_at", "state",
    )  # fmt: skip
    _report_paper = (
        "name", "date", "department_id", "employee_id", "kind", "summary", "article", "sanction", "reward_amount",
        "deduction_amount", "paid_amount", "state",
    )  # fmt: skip
    _report_paper_rows = 500
    _report_kinds = {"pay_month": MONTH}
    _report_widths = {
        "name": 14, "summary": 46, "department_id": 24, "employee_id": 11, "kind": 14, "article": 18, "sanction": 14, "state": 10,
    }  # fmt: skip
    _depends = {
        "gas.conduct.case": [
            "name", "company_id", "department_id", "working_department_id", "employee_id", "kind", "state",
            "event_date", "summary", "violation_type_id", "sanction", "amount", "decided_at",
        ],
        "gas.conduct.order": [
            "case_id", "kind", "pay_month", "executed_at", "paid_amount", "open_amount", "lapsed_amount",
            "reversed_amount", "reverses_id", "amount",
        ],
        "gas.violation.type": ["article", "version"],
        "res.company": ["currency_id", "gas_calendar_id", "resource_calendar_id"],
        "resource.calendar": ["tz"],
    }  # fmt: skip

    case_id = fields.Many2one("gas.conduct.case", readonly=True)
    name = fields.Char("Number", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True, help="Where the person worked when it happened.")
    working_department_id = fields.Many2one("hr.department", "Handled In", readonly=True)
    employee_id = fields.Many2one("hr.employee", "Person Concerned", readonly=True)
    nature = fields.Selection([("reward", "Reward"), ("penalty", "Penalty")], "Reward or Penalty", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    state = fields.Selection(same_as("gas.conduct.case", "state"), readonly=True)
    date = fields.Date("Decided On", readonly=True, help="Local date.")
    event_date = fields.Date("Happened On", readonly=True)
    summary = fields.Text(readonly=True)
    violation_type_id = fields.Many2one("gas.violation.type", "Article", readonly=True)
    article = fields.Char("Article and Version", readonly=True)
    sanction = fields.Selection(SANCTIONS, readonly=True)
    reward_amount = fields.Monetary("Reward", readonly=True)
    deduction_amount = fields.Monetary("Deduction", readonly=True)
    paid_amount = fields.Monetary("Paid", readonly=True, help="Given or taken by payslips.")
    open_amount = fields.Monetary("Open", readonly=True)
    lapsed_amount = fields.Monetary("Lapsed", readonly=True)
    returned_amount = fields.Monetary("Given Back", readonly=True)
    pay_month = fields.Date("Payslip Of", readonly=True)
    executed_at = fields.Datetime("Executed On", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT k.id, k.id AS case_id, k.name, k.company_id, m.currency_id, k.department_id,
                      k.working_department_id, k.employee_id, k.kind, k.state, k.event_date, k.summary,
                      k.violation_type_id, concat_ws(' · ', t.article, t.version) AS article, k.sanction,
                      CASE WHEN k.kind = 'commendation' THEN 'reward' ELSE 'penalty' END AS nature,
                      (k.decided_at AT TIME ZONE 'UTC' AT TIME ZONE z.tz)::date AS date,
                      CASE WHEN k.kind = 'commendation' AND k.state != 'dismissed' THEN COALESCE(k.amount, 0) ELSE 0 END
                          AS reward_amount,
                      CASE WHEN k.kind != 'commendation' AND k.state != 'dismissed' THEN COALESCE(k.amount, 0) ELSE 0 END
                          AS deduction_amount,
                      COALESCE(o.paid_amount, 0) AS paid_amount, COALESCE(o.open_amount, 0) AS open_amount,
                      COALESCE(o.lapsed_amount, 0) AS lapsed_amount, COALESCE(r.amount, 0) AS returned_amount,
                      o.pay_month, o.executed_at
               FROM gas_conduct_case k
               JOIN res_company m ON m.id = k.company_id
               JOIN resource_calendar z ON z.id = COALESCE(m.gas_calendar_id, m.resource_calendar_id)
               LEFT JOIN gas_violation_type t ON t.id = k.violation_type_id
               LEFT JOIN gas_conduct_order o ON o.case_id = k.id AND o.kind != 'reversal'
               LEFT JOIN gas_conduct_order r ON r.reverses_id = o.id
               WHERE k.decided_at IS NOT NULL"""
        )

    def action_open_case(self):
        """Open the case, for those who may read it."""
        self.ensure_one()
        return self.case_id._get_records_action()

    # -- Excel and paper -----------------------------------------------------------------------------

    @api.model
    def _report_tables(self, choice):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        sums = ["__count", "reward_amount:sum", "deduction_amount:sum", "paid_amount:sum"]
        rows = [
            (department.display_name, kinds[kind], *figures)
            for department, kind, *figures in self._read_group(
                self._report_domain(choice), ["department_id", "kind"], sums
            )
        ]
        columns = [
            Column(self.env._("Department"), width=22),
            Column(self.env._("Kind"), width=24),
            Column(self.env._("Decisions"), COUNT),
            Column(self.env._("Reward"), MONEY),
            Column(self.env._("Deduction"), MONEY),
            Column(self.env._("Paid"), MONEY),
        ]
        return [Table(self.env._("By Department and Kind"), columns, rows)]
