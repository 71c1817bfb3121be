# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class GasReportPrint(models.TransientModel):
    """Which report is wanted in Excel or on paper, of which time and department.

    It only says what is wanted: what is in it depends on who asks, see gas.report.table.
    """

    _name = "gas.report.print"
    _description = "Report in Excel or on Paper"

    report = fields.Selection("_selection_report", required=True, default="gas.sla.report")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    date_from = fields.Date("From", required=True, default=lambda self: self._default_month()[0])
    date_to = fields.Date("To", required=True, default=lambda self: self._default_month()[1])
    department_id = fields.Many2one(
        "hr.department",
        domain="[('company_id', 'in', [company_id, False])]",
        help="With those below it; empty: all that you may see.",
    )

    @api.model
    def _selection_report(self):
        """The models of gas.report.table that the user may read."""
        reports = [
            ("gas.sla.report", self.env._("On-Time Table")),
            ("gas.performance.report", self.env._("Annual Performance")),
            ("gas.conduct.register", self.env._("Conduct Register")),
            ("gas.archive.register", self.env._("Archive Register")),
        ]
        return [(model, title) for model, title in reports if self.env[model].has_access("read")]

    @api.model
    def _default_month(self):
        """Return the first and last local date of the month before this one."""
        first = self.env.company._gas_today().replace(day=1) - relativedelta(months=1)
        return first, fields.Date.end_of(first, "month")

    @api.onchange("report")
    def _onchange_report(self):
        """Performance is of a year, registers are looked through by the year; deadlines by the month."""
        if self.report == "gas.sla.report":
            self.date_from, self.date_to = self._default_month()
        else:
            today = self.env.company._gas_today()
            self.date_from, self.date_to = fields.Date.start_of(today, "year"), fields.Date.end_of(today, "year")

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for choice in self:
            if choice.date_from > choice.date_to:
                raise ValidationError(self.env._("The time ends before it begins."))

    @api.depends("report", "date_from", "date_to", "department_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        titles = dict(self._fields["report"]._description_selection(self.env))
        for choice in self:
            parts = [titles.get(choice.report), choice.department_id.name, choice._period_name()]
            choice.display_name = " ".join(filter(None, parts))

    def _period_name(self):
        if not (self.date_from and self.date_to):
            return ""
        first, last = self.date_from, self.date_to
        if (first, last) == (fields.Date.start_of(first, "year"), fields.Date.end_of(first, "year")):
            return f"{first:%Y}"
        if (first, last) == (fields.Date.start_of(first, "month"), fields.Date.end_of(first, "month")):
            return f"{first:%Y-%m}"
        return f"{first} – {last}"

    def action_xlsx(self):
        """Download the Excel file."""
        return self.env.ref("gas_service_reports.action_report_print_xlsx").report_action(self, config=False)

    def action_pdf(self):
        """Download the PDF."""
        return self.env.ref("gas_service_reports.action_report_print").report_action(self, config=False)

    def _report_table(self):
        """Return the model of the report, as the user.

        :raise AccessError: the user may not read it at all
        """
        self.ensure_one()
        table = self.env[self.report]
        table.check_access("read")
        return table
