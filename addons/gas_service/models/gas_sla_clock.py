# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .gas_sla_policy import UNITS

OPEN = ("running", "paused")
SETTLED = ("met", "late", "cancelled")


class GasSlaClock(models.Model):
    """One running promise on one document.

    Only the engine writes it (under sudo, from the document's actions): nobody has more than read
    access, whatever the group, and rows are as visible as their document. It keeps what was
    promised (unit, limit, calendar, warnings) from the moment it started.
    """

    _name = "gas.sla.clock"
    _inherit = ["gas.hosted.mixin"]
    _description = "Deadline"
    _order = "due_at, id"
    _rec_name = "policy_id"
    # the documents a clock can belong to; each adds its field and unique index in a file of its own
    _host_fields = ()

    policy_id = fields.Many2one("gas.sla.policy", required=True, readonly=True, ondelete="restrict")
    code = fields.Char(required=True, readonly=True)
    occurrence = fields.Integer(
        required=True, readonly=True, default=1, aggregator=None, help="How often this was promised on the document."
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    department_id = fields.Many2one("hr.department", readonly=True, ondelete="restrict", index="btree_not_null")
    employee_id = fields.Many2one(
        "hr.employee", "Responsible", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    partner_id = fields.Many2one("res.partner", "Supplier", readonly=True, ondelete="restrict", index="btree_not_null")
    state = fields.Selection(
        [
            ("running", "Running"),
            ("paused", "Paused"),
            ("met", "Met"),
            ("late", "Late"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="running",
    )
    started_at = fields.Datetime("Start", required=True, readonly=True)
    due_at = fields.Datetime("Deadline Date", readonly=True, help="None while a pause is open.")
    yellow_at = fields.Datetime("Yellow From", readonly=True)
    red_at = fields.Datetime("Red From", readonly=True)
    stopped_at = fields.Datetime(readonly=True, help="When what was promised happened.")
    cancel_reason = fields.Char(readonly=True)
    provisional = fields.Boolean(readonly=True, help="Reaches into a year whose holidays are not announced yet.")
    next_alert_at = fields.Datetime(readonly=True)
    # what was promised
    unit = fields.Selection(UNITS, required=True, readonly=True)
    limit = fields.Float(readonly=True, digits=(16, 2), aggregator=None)
    own_limit = fields.Float(
        readonly=True,
        digits=(16, 2),
        aggregator=None,
        help="What the policy promises; a shorter outside limit prevails.",
    )
    limit_date = fields.Date("Promised Date", readonly=True)
    binding = fields.Boolean(readonly=True)
    pausable = fields.Boolean(readonly=True)
    calendar_id = fields.Many2one(
        "resource.calendar", "Working Hours", required=True, readonly=True, ondelete="restrict"
    )
    yellow_hours = fields.Float(readonly=True, aggregator=None)
    red_hours = fields.Float(readonly=True, aggregator=None)
    # planned on this version of the calendar: a clock started while another transaction changed
    # the calendar is found by it
    timeline_version = fields.Integer(readonly=True, aggregator=None)
    explanation = fields.Json(readonly=True, help="Written when the clock settles, never recomputed.")

    event_ids = fields.One2many("gas.sla.event", "clock_id", "History", readonly=True)
    pause_ids = fields.One2many("gas.sla.pause", "clock_id", "Pauses", readonly=True)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    is_my_department = fields.Boolean(
        "My Department's", compute="_compute_is_my_department", search="_search_is_my_department"
    )
    host_name = fields.Char("Document", compute="_compute_host_name")

    # the scheduled action costs what has come due, not what is open
    _alert_idx = models.Index("(next_alert_at) WHERE next_alert_at IS NOT NULL")
    _due_idx = models.Index("(due_at) WHERE state = 'running'")
    _version_idx = models.Index("(calendar_id, timeline_version) WHERE state IN ('running', 'paused')")
    _settled = models.Constraint(
        "CHECK ((state IN ('running', 'paused')) = (stopped_at IS NULL))", "A settled deadline says when it ended."
    )

    @api.depends("state", "due_at")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for clock in self:
            clock.is_overdue = clock.state == "running" and bool(clock.due_at) and clock.due_at < now

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "=", "running") & Domain("due_at", "<", fields.Datetime.now())
        return Domain.OR(overdue if v else ~overdue for v in value)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "is_overdue":
            state = self._field_to_sql(alias, "state", query)
            due_at = self._field_to_sql(alias, "due_at", query)
            now = fields.Datetime.now()
            return SQL("(%s = 'running' AND %s IS NOT NULL AND %s < %s)", state, due_at, due_at, now)
        return super()._field_to_sql(alias, field_expr, query)

    @api.depends("department_id")
    @api.depends_context("uid")
    def _compute_is_my_department(self):
        departments = self.env.user.gas_department_ids
        for clock in self:
            clock.is_my_department = clock.department_id in departments

    def _search_is_my_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("department_id", "in", self.env.user.gas_department_ids.ids)
        return Domain.OR(mine if v else ~mine for v in value)

    def _compute_host_name(self):
        for clock in self:
            clock.host_name = clock._host().display_name

    def action_open_host(self):
        """Open the document."""
        host = self._host()
        host.check_access("read")
        return {"type": "ir.actions.act_window", "res_model": host._name, "res_id": host.id, "views": [(False, "form")]}
