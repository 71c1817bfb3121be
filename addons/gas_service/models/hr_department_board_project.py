# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from .gas_project import OPEN_STATES

_OPEN = Domain("state", "in", OPEN_STATES)
# see hr_department_board.py: the names are those of filters that open what was counted
PROJECT_COUNTERS = {
    "open": _OPEN,
    "to_contact": Domain("state", "=", "information"),
    "in_approval": Domain("state", "=", "approval"),
    "today": _OPEN & Domain("date_deadline", ">=", "now") & Domain("date_deadline", "<", "today +1d"),
    "late": _OPEN & Domain("date_deadline", "<", "now"),
}


class HrDepartment(models.Model):
    """Board of a department: its projects besides its tickets, as far as the user may see them."""

    _inherit = "hr.department"

    gas_project_count = fields.Integer("Open Projects", compute="_compute_gas_project_counts")
    gas_project_contact_count = fields.Integer("To Contact", compute="_compute_gas_project_counts")
    gas_project_approval_count = fields.Integer("Waiting for Approval", compute="_compute_gas_project_counts")
    gas_project_today_count = fields.Integer("Projects Due Today", compute="_compute_gas_project_counts")
    gas_project_late_count = fields.Integer("Late Projects", compute="_compute_gas_project_counts")

    def _search_gas_on_board(self, operator, value):
        domain = super()._search_gas_on_board(operator, value)
        if domain is NotImplemented:
            return domain
        projects = self.env["gas.project"]._search(PROJECT_COUNTERS["open"])
        # sudo: the departments of projects the user may see, as for tickets
        busy = self.sudo().search(Domain("id", "in", projects.subselect("department_id")))
        return domain | Domain("id", "in", busy.ids)

    @api.depends_context("uid", "tz", "allowed_company_ids")
    def _compute_gas_project_counts(self):
        """As many queries for all departments as for one; only projects the user may see are counted."""
        projects = self.env["gas.project"]
        of_these = Domain("department_id", "in", self.ids)
        by_state = {}
        for department, state, count in projects._read_group(of_these & _OPEN, ["department_id", "state"], ["__count"]):
            by_state[department.id, state] = count
        today, late = (
            dict(projects._read_group(of_these & PROJECT_COUNTERS[name], ["department_id"], ["__count"]))
            for name in ("today", "late")
        )
        for department in self:
            department.gas_project_count = sum(by_state.get((department.id, state), 0) for state in OPEN_STATES)
            department.gas_project_contact_count = by_state.get((department.id, "information"), 0)
            department.gas_project_approval_count = by_state.get((department.id, "approval"), 0)
            department.gas_project_today_count = today.get(department, 0)
            department.gas_project_late_count = late.get(department, 0)

    def action_gas_project_board(self, counter="open"):
        """Open the department's projects that the counter of this name counted.

        :param counter: a key of PROJECT_COUNTERS, which is the name of a search filter too
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_project")
        return action | {
            "display_name": self.name,
            "context": {f"search_default_{counter}": 1, "search_default_department_id": self.id},
        }
