# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .gas_inquiry import OPEN_STATES

# What each counter of a card counts. The dates are of the user's own day, as in the search filters
# of the same names, so that a counter opens what it counted.
COUNTERS = {
    "open": Domain("state", "in", OPEN_STATES),
    "new": Domain("state", "=", "new"),
    "sign": Domain("state", "=", "transferred"),
    "processing": Domain("state", "=", "processing"),
    "to_inform": Domain("state", "=", "resolved"),
    "today": Domain("state", "in", OPEN_STATES)
    & Domain("date_deadline", ">=", "now")
    & Domain("date_deadline", "<", "today +1d"),
    "late": Domain("state", "in", OPEN_STATES) & Domain("date_deadline", "<", "now"),
}


class HrDepartment(models.Model):
    """Board of a department: how many tickets wait for what, as far as the user may see them."""

    _inherit = "hr.department"

    gas_own = fields.Boolean("Own Department", compute="_compute_gas_own", search="_search_gas_own")
    gas_on_board = fields.Boolean(store=False, search="_search_gas_on_board")
    gas_open_count = fields.Integer("Open", compute="_compute_gas_counts")
    gas_new_count = fields.Integer("New", compute="_compute_gas_counts")
    gas_sign_count = fields.Integer("To Sign For", compute="_compute_gas_counts")
    gas_processing_count = fields.Integer("In Progress", compute="_compute_gas_counts")
    gas_inform_count = fields.Integer("To Inform", compute="_compute_gas_counts")
    gas_today_count = fields.Integer("Due Today", compute="_compute_gas_counts")
    gas_late_count = fields.Integer("Late", compute="_compute_gas_counts")

    @api.depends_context("uid")
    def _compute_gas_own(self):
        own = self.env.user.gas_department_ids
        for department in self:
            department.gas_own = department in own

    def _search_gas_own(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = Domain("id", "in", self.env.user.gas_department_ids.ids)
        return Domain.OR(own if wanted else ~own for wanted in value)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr == "gas_own":  # to be sorted by
            ids = self.env.user.gas_department_ids.ids or [0]
            return SQL("(%s = ANY(%s))", SQL.identifier(alias, "id"), ids)
        return super()._field_to_sql(alias, field_expr, query)

    def _search_gas_on_board(self, operator, value):
        """Own departments, and those with open tickets the user may see."""
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        tickets = self.env["gas.inquiry"]._search(COUNTERS["open"])
        # alone in its query, PostgreSQL stops at the first ticket of each department: 0.5 ms instead of 12
        # sudo: the departments of tickets the user may see; which of them he may see is the search's business
        busy = self.sudo().search(Domain("id", "in", tickets.subselect("department_id")))
        return Domain("id", "in", [*busy.ids, *self.env.user.gas_department_ids.ids])

    @api.depends_context("uid", "tz", "allowed_company_ids")
    def _compute_gas_counts(self):
        """As many queries for all departments as for one; only tickets the user may see are counted."""
        tickets = self.env["gas.inquiry"]
        of_these = Domain("department_id", "in", self.ids)
        by_state = {}
        for department, state, count in tickets._read_group(
            of_these & COUNTERS["open"], ["department_id", "state"], ["__count"]
        ):
            by_state[department.id, state] = count
        by_name = {
            name: dict(tickets._read_group(of_these & COUNTERS[name], ["department_id"], ["__count"]))
            for name in ("today", "late")
        }
        for department in self:
            department.gas_open_count = sum(by_state.get((department.id, state), 0) for state in OPEN_STATES)
            department.gas_new_count = by_state.get((department.id, "new"), 0)
            department.gas_sign_count = by_state.get((department.id, "transferred"), 0)
            department.gas_processing_count = by_state.get((department.id, "processing"), 0)
            department.gas_inform_count = by_state.get((department.id, "resolved"), 0)
            department.gas_today_count = by_name["today"].get(department, 0)
            department.gas_late_count = by_name["late"].get(department, 0)

    def action_gas_board(self, counter="open"):
        """Open the department's tickets that the counter of this name counted.

        :param counter: a key of COUNTERS, which is the name of a search filter too
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_inquiry")
        return action | {
            "display_name": self.name,
            "context": {f"search_default_{counter}": 1, "search_default_department_id": self.id},
        }
