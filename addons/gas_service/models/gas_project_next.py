# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date, format_datetime


class GasProject(models.Model):
    """What comes next on a project and what is still missing for it, said before anybody presses a button."""

    _inherit = "gas.project"

    next_step = fields.Char(compute="_compute_next_step")
    next_checks = fields.Json(
        "What It Needs", compute="_compute_next_step", help="Pairs of a text and whether that is there already."
    )

    @api.depends(
        "state", "lead_id", "nature", "demand", "visited_at", "guide_given_at", "process_explained", "wishes",
        "safety_guidance", "point_ids.place", "point_ids.appliance", "point_ids.rated_flow", "hourly_flow", "size_class",
        "next_follow_up_date", "document_ids.required", "unit_ids", "involved_department_ids", "review_at",
        "design_unit_id", "designer_id",
        "survey_done_at", "survey_result", "appliances_confirmed_at", "documents_complete_at", "missing_documents",
        "drawings_received_at", "estimator_id", "estimate_done_at", "approval_step_name", "approval_approver_ids",
    )  # fmt: skip
    def _compute_next_step(self):
        for project in self:
            step, checks = getattr(project, f"_next_{project.state}", project._next_nothing)()
            project.next_step = step
            project.next_checks = [[text, bool(there)] for there, text in checks]

    def _next_nothing(self):
        """Return (text, checks); a check is (whether it is there, what it is)."""
        return False, []

    def _next_information(self):
        checks = [
            (self.lead_id, self.env._("the lead")),
            (False, self.env._("a contact that reached the customer and asked for the demand (log it)")),
        ]
        return self.env._("Contact the customer"), checks

    def _next_contacted(self):
        return self.env._("Confirm the demand; or track the customer who needs no gas yet"), self._checks_for_demand()

    def _next_tracking(self):
        day = format_date(self.env, self.next_follow_up_date)
        return self.env._("Ask again on %s; when demand appears the project goes on", day), []

    def _next_demand(self):
        involved = self.unit_ids or self.involved_department_ids
        checks = [*self._checks_for_review(), (involved, self.env._("the units or departments that take part"))]
        return self.env._("Schedule the review"), checks

    def _next_review(self):
        now = fields.Datetime.now()
        moment = format_datetime(self.env, self.review_at, dt_format="short") if self.review_at else ""
        checks = [
            (self.review_at and self.review_at <= now, self.env._("the review on %s", moment)),
            (
                self.design_unit_id or self.designer_id,
                self.env._("who designs: the design unit, or a designer of the company"),
            ),
        ]
        return self.env._("Survey the site and record its result"), checks + self._checks_for_design()[1:]

    def _next_survey(self):
        if self.survey_result == "unfeasible":
            return self.env._("Not feasible: tell the customer, then end the project, or review it anew"), []
        return self.env._("Design begins with the last of these"), self._checks_for_design()

    def _checks_for_design(self):
        """The three that the promises of design and of the whole way wait for (PS-4.2.3.1)."""
        documents = self.env._("the documents")
        if self.missing_documents:
            documents = self.env._("the documents: %s", self.missing_documents)
        return [
            (self.survey_done_at, self.env._("the survey")),
            (self.appliances_confirmed_at, self.env._("the appliances confirmed")),
            (self.documents_complete_at, documents),
        ]

    def _next_design(self):
        if self.drawings_received_at:
            return self.env._("Hand the drawings to the estimator"), []
        # sudo: the name of a colleague
        who = self.sudo().designer_id.name or self.design_unit_id.name
        return self.env._("%s makes the drawings; remind them before they are late", who), []

    def _next_costing(self):
        if self.estimate_done_at:
            return self.env._("Check the estimate; launch the approval, or send it back"), []
        # sudo: the name of a colleague
        return self.env._("%s makes the estimate", self.sudo().estimator_id.name), []

    def _next_approval(self):
        project = self.sudo()  # sudo: the names of colleagues
        who = "、".join(project.approval_approver_ids.mapped("name"))
        return self.env._("“%(step)s” of the budget: waits for %(who)s", step=project.approval_step_name, who=who), []
