# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class GasSlaClock(models.Model):
    """Whom a promise waits for, inside or outside the company, and which share was kept."""

    _inherit = "gas.sla.clock"

    is_external = fields.Boolean(
        "External",
        compute="_compute_waits_for",
        search="_search_is_external",
        help="A supplier's, such as the design unit's: it never counts against an employee.",
    )
    waits_for = fields.Char(compute="_compute_waits_for", search="_search_waits_for")
    on_time = fields.Float(
        "Kept",
        compute="_compute_on_time",
        aggregator="avg",
        help="Share of what ended in time among what ended or is late by now.",
    )

    @api.depends("employee_id", "partner_id", "department_id")
    def _compute_waits_for(self):
        for clock in self:
            clock.is_external = bool(clock.partner_id)
            clock.waits_for = clock.partner_id.name or clock.employee_id.name

    @api.depends("state", "due_at")
    def _compute_on_time(self):
        for clock in self:
            clock.on_time = clock.state == "met"

    def _search_is_external(self, operator, value):
        if operator != "in":
            return NotImplemented
        external = Domain("partner_id", "!=", False)
        return Domain.OR(external if v else ~external for v in value)

    def _search_waits_for(self, operator, value):
        if operator not in ("in", "ilike", "like", "=ilike", "=like"):
            return NotImplemented
        # any!: names of suppliers and colleagues, on deadlines the user may see
        name = Domain("name", operator, value)
        found = Domain("partner_id", "any!", name)
        found |= Domain("partner_id", "=", False) & Domain("employee_id", "any!", name)
        if operator == "in" and False in value:
            found |= Domain("partner_id", "=", False) & Domain("employee_id", "=", False)
        return found

    def _field_to_sql(self, alias, field_expr, query=None):
        """What can be sorted, grouped and measured without being stored."""
        if field_expr == "is_external":
            return SQL("(%s IS NOT NULL)", self._field_to_sql(alias, "partner_id", query))
        if field_expr == "waits_for" and query:
            partner = query.left_join(alias, "partner_id", "res_partner", "id", "partner_id")
            employee = query.left_join(alias, "employee_id", "hr_employee", "id", "employee_id")
            return SQL("COALESCE(%s, %s)", SQL.identifier(partner, "name"), SQL.identifier(employee, "name"))
        if field_expr == "on_time":
            state = self._field_to_sql(alias, "state", query)
            overdue = self._field_to_sql(alias, "is_overdue", query)
            # NULL, which an average leaves out, while it is open in time and when it was cancelled
            return SQL("(CASE WHEN %s = 'met' THEN 1.0 WHEN %s = 'late' OR %s THEN 0.0 END)", state, state, overdue)
        return super()._field_to_sql(alias, field_expr, query)
