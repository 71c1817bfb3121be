# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.gas_service.tools.selection import same_as

from ..tools.report_table import COUNT, MONTH, Chart, Column, Table

# leaves room for the ids of tickets between those of two hand-overs, and is exact in JavaScript
_ROOM = 10**8


class GasArchiveRegister(models.Model):
    """Archive register, 归档台账: a row for each hand-over, nil returns included, and one for each ticket in it (FI-8.6).

    As visible as the hand-over; a ticket moreover as the ticket is. A hand-over has its row whatever of it the
    reader may see, so that nothing can be told from a row that is missing.
    """

    _name = "gas.archive.register"
    _inherit = ["gas.report.table"]
    _description = "Archive Register"
    _auto = False
    _order = "month desc, department_id, line, id"
    _rec_name = "batch_id"
    _host_fields = ("batch_id",)
    _report_date = "month"
    _report_columns = (
        "month", "department_id", "line", "number", "subject", "kind", "received_at", "closed_at", "first_department_id",
        "state", "due_date", "handed_at", "handed_by", "late", "nil_declared", "signed_at", "signed_by", "retention_until",
        "legal_hold", "anonymised_at",
    )  # fmt: skip
    _report_paper = (
        "month", "department_id", "number", "subject", "closed_at", "handed_at", "handed_by", "late", "nil_declared",
        "signed_at", "signed_by", "retention_until",
    )  # fmt: skip
    _report_paper_rows = 500
    _report_kinds = {"month": MONTH}
    _report_widths = {"department_id": 26, "subject": 36, "first_department_id": 26, "late": 8, "nil_declared": 8}
    _depends = {
        "gas.archive.batch": [
            "company_id", "department_id", "month", "due_date", "state", "ticket_ids", "nil_declared", "handed_at",
            "handed_by", "received_at", "received_by", "handed_late",
        ],
        "gas.inquiry": [
            "name", "subject", "kind", "received_at", "closed_at", "first_department_id", "retention_until",
            "legal_hold", "anonymised_at",
        ],
    }  # fmt: skip

    batch_id = fields.Many2one("gas.archive.batch", "Hand-Over", readonly=True)
    inquiry_id = fields.Many2one("gas.inquiry", "Ticket", readonly=True)
    line = fields.Selection([("batch", "Hand-Over"), ("ticket", "Ticket")], "Row", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True)
    month = fields.Date(readonly=True, help="First day of the month whose finished tickets these are.")
    state = fields.Selection(same_as("gas.archive.batch", "state"), readonly=True)
    due_date = fields.Date("Due On", readonly=True)
    handed_at = fields.Datetime("Handed Over On", readonly=True)
    handed_by = fields.Many2one("res.users", "Handed Over By", readonly=True)
    signed_at = fields.Datetime("Signed For On", readonly=True)
    signed_by = fields.Many2one("res.users", readonly=True)
    late = fields.Boolean(readonly=True, help="Handed over late, or not yet.")
    nil_declared = fields.Boolean("Nil Return", readonly=True)
    number = fields.Char("Ticket Number", readonly=True)
    subject = fields.Char("Matter", readonly=True)
    kind = fields.Selection(same_as("gas.inquiry", "kind"), readonly=True)
    received_at = fields.Datetime("Received On", readonly=True)
    closed_at = fields.Datetime("Closed On", readonly=True)
    first_department_id = fields.Many2one("hr.department", readonly=True)
    retention_until = fields.Date("Kept Until", readonly=True)
    legal_hold = fields.Boolean(readonly=True)
    anonymised_at = fields.Datetime("Anonymised On", readonly=True)
    batch_count = fields.Integer("Hand-Overs", readonly=True)
    ticket_count = fields.Integer("Tickets", readonly=True)
    late_count = fields.Integer("Late Hand-Overs", readonly=True)
    nil_count = fields.Integer("Nil Returns", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT b.id::bigint * %(room)s + COALESCE(t.id, 0) AS id, b.id AS batch_id, t.id AS inquiry_id,
                      CASE WHEN t.id IS NULL THEN 'batch' ELSE 'ticket' END AS line,
                      b.company_id, b.department_id, b.month, b.state, b.due_date, b.handed_at, b.handed_by,
                      b.received_at AS signed_at, b.received_by AS signed_by, l.late, b.nil_declared,
                      t.name AS number, t.subject, t.kind, t.received_at, t.closed_at, t.first_department_id,
                      t.retention_until, t.legal_hold, t.anonymised_at,
                      (t.id IS NULL)::int AS batch_count, (t.id IS NOT NULL)::int AS ticket_count,
                      (t.id IS NULL AND l.late)::int AS late_count,
                      (t.id IS NULL AND b.nil_declared IS TRUE)::int AS nil_count
               FROM gas_archive_batch b
               CROSS JOIN LATERAL (
                   SELECT b.handed_late IS TRUE OR (b.state = 'draft' AND b.due_date < %(today)s) AS late
               ) l
               JOIN (
                   SELECT id AS batch_id, NULL::int AS inquiry_id FROM gas_archive_batch
                   UNION ALL SELECT batch_id, inquiry_id FROM gas_archive_batch_inquiry_rel
               ) x ON x.batch_id = b.id
               LEFT JOIN gas_inquiry t ON t.id = x.inquiry_id""",
            room=_ROOM,
            today=fields.Date.context_today(self),
        )

    # -- a ticket's row is as visible as the ticket, too ---------------------------------------------

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not self.env.su and not bypass_access:
            domain = Domain(domain) & (Domain("inquiry_id", "=", False) | Domain("inquiry_id", "any", Domain.TRUE))
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _without_host_access(self, operation):
        # sudo: only to learn which ticket each row is about; the ticket itself is checked as the user
        tickets = self.sudo().inquiry_id.sudo(False)
        hidden = set((tickets - tickets._filtered_access("read"))._ids)
        return super()._without_host_access(operation) | self.filtered(lambda row: row.sudo().inquiry_id.id in hidden)

    def action_open(self):
        """Open the ticket, or the hand-over."""
        self.ensure_one()
        return (self.inquiry_id or self.batch_id)._get_records_action()

    # -- Excel and paper -----------------------------------------------------------------------------

    @api.model
    def _report_tables(self, choice):
        sums = ["batch_count:sum", "late_count:sum", "nil_count:sum", "ticket_count:sum"]
        rows = [
            (department.display_name, *figures)
            for department, *figures in self._read_group(self._report_domain(choice), ["department_id"], sums)
        ]
        columns = [
            Column(self.env._("Department"), width=22),
            Column(self.env._("Hand-Overs"), COUNT),
            Column(self.env._("Late"), COUNT),
            Column(self.env._("Nil Returns"), COUNT),
            Column(self.env._("Tickets"), COUNT),
        ]
        return [Table(self.env._("By Department"), columns, rows, Chart("column", self.env._("Tickets"), 0, (4,)))]
