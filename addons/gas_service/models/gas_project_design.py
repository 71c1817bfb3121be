# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .gas_project_document import WAITING_STATES


class GasProject(models.Model):
    """Design: its clock starts with the last of survey, appliances and documents (PS-4.2.3, PS-4.2.3.1)."""

    _inherit = "gas.project"

    design_unit_id = fields.Many2one(
        "res.partner", ondelete="restrict", index="btree_not_null", tracking=True,
        help="Outside the company: its lateness is the supplier's, and never touches anybody's wages.",
    )  # fmt: skip
    designer_id = fields.Many2one(
        "hr.employee", ondelete="restrict", index="btree_not_null", tracking=True,
        help="Of the company itself, instead of a design unit.",
    )  # fmt: skip
    drawings_received_at = fields.Datetime("Drawings Received On", readonly=True, copy=False)
    design_chased = fields.Boolean(
        "Design Unit Chased", compute="_compute_design_chased",
        help="The lead reminded the design unit before it was late; otherwise that failure is his (PS-4.2.3.1).",
    )  # fmt: skip

    _guarded_fields = frozenset({"drawings_received_at"})

    _one_designer = models.Constraint(
        "CHECK (num_nonnulls(design_unit_id, designer_id) < 2)",
        "Either a design unit or a designer of the company designs, not both.",
    )

    @api.depends(
        "contact_ids.purpose", "contact_ids.date", "clock_ids.code", "clock_ids.started_at", "clock_ids.due_at"
    )
    def _compute_design_chased(self):
        for project in self:
            clock = project.clock_ids.filtered(lambda clock: clock.code == "PS-DESIGN")[:1]
            chases = project.contact_ids.filtered(lambda contact: contact.purpose == "chase").mapped("date")
            project.design_chased = bool(clock) and any(
                clock.started_at <= at and (not clock.due_at or at <= clock.due_at) for at in chases
            )

    @api.constrains("designer_id")
    def _check_designer(self):
        for project in self:
            designer = project.designer_id
            if designer.company_id and designer.company_id != project.company_id:
                raise ValidationError(self.env._("%s does not work for the company of the project.", designer.name))

    def write(self, vals):
        """Whose lateness it is, is settled when design begins: afterwards the manager says who goes on."""
        if not {"design_unit_id", "designer_id"} & vals.keys():
            return super().write(vals)
        begun = self.filtered(lambda project: project.state not in WAITING_STATES)
        begun._check_open()
        for project in begun if not self.env.su else ():
            project._check_manages()
        result = super().write(vals)
        for project in self.sudo():  # sudo: where the designer works
            project._involve(project.designer_id.department_id)
        begun._sla_reassign(fields.Datetime.now())
        return result

    def _begin_design(self):
        """Start PS-DESIGN and PS-TOTAL at the latest of the three, once all are there; in whatever order."""
        for project in self.filtered(lambda project: project.state == "survey"):
            at = project._design_start()
            if at and project.survey_result != "unfeasible":
                # sudo: the promise begins by itself, whoever entered the last of the three
                project = project.sudo()
                project._sla_start("PS-TOTAL", at)
                project._sla_start("PS-DESIGN", at)
                project._write_guarded({"state": "design"})

    def _design_start(self):
        """Return the latest of survey, appliances and documents (naive UTC), or None while one is missing."""
        moments = (self.survey_done_at, self.appliances_confirmed_at, self.documents_complete_at)
        return max(moments) if all(moments) else None

    def action_drawings_received(self, at=None):
        """The design unit delivered the drawings at ``at`` (naive UTC, default now): PS-DESIGN ends."""
        self.ensure_one()
        self.check_access("write")
        self._check_state("design")
        if self.drawings_received_at:
            raise UserError(self.env._("The drawings are here already. The manager can correct the time."))
        at = self._moment(at)
        self._sla_stop("PS-DESIGN", at)
        self._write_guarded({"drawings_received_at": at})
        self._record_service("design", at)
