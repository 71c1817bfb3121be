# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

CORRECTABLE = [
    ("info_received_at", "Information Received On"),
    ("contacted_at", "First Contacted On"),
    ("survey_done_at", "Survey Finished On"),
    ("appliances_confirmed_at", "Appliances Confirmed On"),
    ("documents_complete_at", "Documents Complete On"),
    ("drawings_received_at", "Drawings Received On"),
    ("estimate_requested_at", "Drawings Handed to the Estimator On"),
    ("estimate_done_at", "Estimate Delivered On"),
    ("document", "A Document Received On"),
]


class GasProjectStep(models.TransientModel):
    """Dialog of the steps of a project that need a date and a few words."""

    _name = "gas.project.step"
    _inherit = "gas.project.dialog"
    _description = "Step of a Project"

    step = fields.Selection(
        [
            ("track", "No Demand Yet"),
            ("survey", "Survey Finished"),
            ("documents", "Documents Received"),
            ("drawings", "Drawings Received"),
            ("estimate", "Hand the Drawings to the Estimator"),
            ("estimate_done", "Estimate Delivered"),
            ("return_estimate", "Send the Estimate Back"),
            ("hand_over", "Hand Over to Another Lead"),
            ("lose", "Project Lost"),
            ("screen_out", "Screen Out"),
            ("reopen", "Of Use After All"),
            ("pause", "The Customer Owes Something"),
            ("annul_pause", "Refuse the Pause"),
            ("resume", "Delivered"),
            ("correct", "Correct a Time"),
        ],
        required=True,
    )
    at = fields.Datetime("When", default=fields.Datetime.now, help="When it really happened.")
    day = fields.Date(default=fields.Date.context_today)
    next_date = fields.Date("Next Follow-up")
    note = fields.Text()
    # public: an ordinary user may not link records of hr.employee
    employee_id = fields.Many2one("hr.employee.public")
    company_id = fields.Many2one(related="project_id.company_id")
    lead_id = fields.Many2one(related="project_id.lead_id")
    possible_lead_ids = fields.Many2many(related="project_id.possible_lead_ids")
    amount = fields.Monetary()
    currency_id = fields.Many2one(related="project_id.currency_id")
    result = fields.Selection(
        selection=lambda self: self.env["gas.project"]._fields["survey_result"]._description_selection(self.env)
    )
    design_unit_id = fields.Many2one("res.partner")
    notice_reference = fields.Char("Written Notice", help="How and when the customer was told in writing.")
    document_ids = fields.Many2many("gas.project.document")
    field = fields.Selection(CORRECTABLE, "Time to Correct")
    document_id = fields.Many2one("gas.project.document")
    before = fields.Datetime("Entered As", compute="_compute_before")

    @api.depends("field", "document_id")
    def _compute_before(self):
        for dialog in self:
            if dialog.field == "document":
                dialog.before = dialog.document_id.received_at
            else:
                dialog.before = dialog.field and dialog.project_id[dialog.field]

    @api.onchange("field", "document_id")
    def _onchange_field(self):
        self.at = self.before or self.at

    def default_get(self, names):
        values = super().default_get(names)
        project = self.env["gas.project"].browse(values.get("project_id"))
        if "design_unit_id" in names and project:
            values["design_unit_id"] = project.design_unit_id.id
        return values

    def action_confirm(self):
        self.ensure_one()
        action = getattr(self, f"_do_{self.step}")()
        if isinstance(action, dict):
            return action
        if not self.project_id.has_access("read"):
            # handed over: it may belong to others now, don't leave its form open
            return self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_project")
        return {"type": "ir.actions.act_window_close"}

    def _do_track(self):
        return self.project_id.action_track(self.next_date, self.note or "")

    def _do_survey(self):
        if self.design_unit_id and self.design_unit_id != self.project_id.design_unit_id:
            self.project_id.design_unit_id = self.design_unit_id
        return self.project_id.action_record_survey(self.result, self.note, self.at)

    def _do_documents(self):
        return self.document_ids.action_receive(self.at)

    def _do_drawings(self):
        return self.project_id.action_drawings_received(self.at)

    def _do_estimate(self):
        return self.project_id.action_request_estimate(self.employee_id.id, self.at, self.note or "")

    def _do_estimate_done(self):
        return self.project_id.action_estimate_done(self.amount, self.at, self.note or "")

    def _do_return_estimate(self):
        return self.project_id.action_return_estimate(self.note)

    def _do_hand_over(self):
        return self.project_id.action_hand_over(self.employee_id.id, self.note)

    def _do_lose(self):
        return self.project_id.action_lose(self.note)

    def _do_screen_out(self):
        return self.project_id.action_screen_out(self.note)

    def _do_reopen(self):
        return self.project_id.action_reopen(self.note)

    def _do_pause(self):
        return self.project_id.action_propose_pause(self.day, self.note, self.notice_reference)

    def _do_annul_pause(self):
        return self.project_id.action_annul_pauses(self.note)

    def _do_resume(self):
        return self.project_id.action_resume(self.day)

    def _do_correct(self):
        if self.field == "document":
            return self.document_id.action_correct_received(self.at, self.note)
        return self.project_id.action_correct_time(self.field, self.at, self.note)
