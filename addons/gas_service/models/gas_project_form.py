# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from .gas_project import OPEN_STATES


class GasProject(models.Model):
    """What the views ask about a project and the user who looks at it."""

    _inherit = "gas.project"

    may_write = fields.Boolean(compute="_compute_may_write")
    may_edit = fields.Boolean(compute="_compute_may_write", help="Not ended, and the user may write it.")
    may_manage = fields.Boolean(compute="_compute_may_write", help="The user manages its department.")
    may_take = fields.Boolean(compute="_compute_may_write", help="It has no lead, and the user could be it.")
    mine = fields.Boolean("My Project", compute="_compute_mine", search="_search_mine")
    in_my_department = fields.Boolean(compute="_compute_mine", search="_search_in_my_department")
    lead_is_me = fields.Boolean(compute="_compute_mine")
    estimate_is_mine = fields.Boolean(compute="_compute_mine")
    possible_lead_ids = fields.Many2many(
        "hr.employee", string="Possible Leads", compute="_compute_possible_lead_ids", compute_sudo=True,
        help="The market developers (PS-2.3).",
    )  # fmt: skip
    reference_ids = fields.Many2many(
        "gas.reference", string="To Comply With", compute="_compute_reference_ids", help="By its nature (PS-5.3)."
    )
    same_customer_count = fields.Integer("Other Projects of the Customer", compute="_compute_same_customer_count")

    @api.depends_context("uid")
    @api.depends("state", "department_id", "lead_id")
    def _compute_may_write(self):
        user = self.env.user
        writable = set(self._filtered_access("write")._ids)
        manages = user._gas_is_head()
        develops = user.has_group("gas_service.group_developer")
        departments = set(user.gas_department_ids._ids)
        for project in self:
            own = project.department_id.id in departments
            project.may_write = not project.id or project.id in writable
            project.may_edit = project.may_write and project.state in OPEN_STATES
            project.may_manage = manages and own
            project.may_take = develops and own and not project.lead_id and project.state in OPEN_STATES

    @api.depends_context("uid")
    @api.depends("lead_id", "department_id", "estimator_id")
    def _compute_mine(self):
        employee_ids = set(self.env.user.gas_employee_ids._ids)
        department_ids = set(self.env.user.gas_department_ids._ids)
        for project in self:
            project.lead_is_me = project.lead_id.id in employee_ids
            project.estimate_is_mine = project.estimator_id.id in employee_ids
            project.mine = project.lead_is_me or project.estimate_is_mine
            project.in_my_department = project.department_id.id in department_ids

    def _search_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        ids = self.env.user.gas_employee_ids.ids
        mine = Domain("lead_id", "in", ids) | Domain("estimator_id", "in", ids)
        return Domain.OR(mine if wanted else ~mine for wanted in value)

    def _search_in_my_department(self, operator, value):
        if operator != "in":
            return NotImplemented
        own = Domain("department_id", "in", self.env.user.gas_department_ids.ids)
        return Domain.OR(own if wanted else ~own for wanted in value)

    @api.depends("company_id")
    def _compute_possible_lead_ids(self):
        # compute_sudo: employees and who has which role are not readable by ordinary users
        developers = self.env.ref("gas_service.group_developer").all_user_ids.filtered("active")
        for company, projects in self.grouped("company_id").items():
            projects.possible_lead_ids = self.env["hr.employee"].search(
                [
                    ("user_id", "in", developers.ids),
                    ("company_id", "=", (company or self.env.company).id),
                    ("department_id", "!=", False),
                ]
            )

    @api.depends("nature")
    def _compute_reference_ids(self):
        references = self.env["gas.reference"]
        for nature, projects in self.grouped("nature").items():
            projects.reference_ids = references._for_nature(nature) if nature else references

    @api.depends("uscc")
    @api.depends_context("uid")
    def _compute_same_customer_count(self):
        codes = [code for code in self.mapped("uscc") if code]
        counts = dict(self._read_group([("uscc", "in", codes)], ["uscc"], ["__count"])) if codes else {}
        for project in self:
            itself = project._origin.uscc == project.uscc
            project.same_customer_count = max(counts.get(project.uscc, 0) - itself, 0) if project.uscc else 0

    def action_open_same_customer(self):
        """Show the other projects with the same unified social credit code."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_project")
        return action | {
            "name": self.customer_name,
            "domain": [("uscc", "=", self.uscc), ("id", "!=", self.id)],
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }
