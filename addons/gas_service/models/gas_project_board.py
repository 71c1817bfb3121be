# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

from .gas_project_end import LOSABLE_STATES

# A drag from one column to another is the same action as the button; a dialog asks for what is missing.
_MOVES = {
    ("information", "contacted"): "action_open_contact",
    ("contacted", "tracking"): "action_open_track",
    ("tracking", "contacted"): "action_demand_appeared",
    ("contacted", "demand"): "action_confirm_demand",
    ("demand", "review"): "action_open_review",
    ("review", "survey"): "action_open_survey",
    ("design", "costing"): "action_open_estimate",
    ("costing", "approval"): "action_launch_approval",
    ("information", "screened"): "action_open_screen_out",
}


class GasProject(models.Model):
    """The kanban's drag and drop, and the dialogs of the buttons."""

    _inherit = "gas.project"

    def action_move(self, state):
        """Do what dropping the card on the column ``state`` means.

        :return: the action of a dialog that asks for what is missing, or False when it is done
        :raise UserError: there is no such step
        """
        self.ensure_one()
        method = _MOVES.get((self.state, state))
        if state == "lost" and self.state in LOSABLE_STATES:
            method = "action_open_lose"
        if not method:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "A project does not go from “%(origin)s” to “%(target)s”.",
                    origin=labels[self.state],
                    target=labels.get(state, state),
                )
            )
        result = getattr(self, method)()
        return result if isinstance(result, dict) else False

    def action_open_contact(self):
        purpose = "demand" if self.state in ("information", "tracking") else "service"
        return self._open_contact(self.env._("Log a Contact"), default_purpose=purpose)

    def action_open_chase(self):
        return self._open_contact(
            self.env._("Chase the Design Unit"), default_purpose="chase", default_direction="internal"
        )

    def _open_contact(self, name, **context):
        view = {"form_view_ref": "gas_service.gas_contact_view_form_project"}
        return self._open_wizard("gas.contact", name, **view, **context)

    def action_open_track(self):
        return self._open_step("track", self.env._("No Demand Yet"))

    def action_open_review(self):
        return self._open_wizard(
            "gas.project.review",
            self.env._("Schedule the Review"),
            default_partner_ids=self.unit_ids.ids,
            default_department_ids=self.involved_department_ids.ids,
        )

    def action_open_survey(self):
        return self._open_step("survey", self.env._("Survey Finished"))

    def action_open_documents(self):
        missing = self.document_ids.filtered(lambda document: not document.received_at)
        return self._open_wizard(
            "gas.project.step",
            self.env._("Documents Received"),
            default_step="documents",
            default_document_ids=missing.ids,
        )

    def action_open_drawings(self):
        return self._open_step("drawings", self.env._("Drawings Received"))

    def action_open_estimate(self):
        """A card dropped on costing: the drawings first, then the estimator."""
        if not self.drawings_received_at:
            return self.action_open_drawings()
        return self._open_step("estimate", self.env._("Hand the Drawings to the Estimator"))

    def action_open_estimate_done(self):
        return self._open_step("estimate_done", self.env._("Estimate Delivered"))

    def action_open_return_estimate(self):
        return self._open_step("return_estimate", self.env._("Send the Estimate Back"))

    def action_open_hand_over(self):
        return self._open_step("hand_over", self.env._("Hand Over to Another Lead"))

    def action_open_lose(self):
        return self._open_step("lose", self.env._("Project Lost"))

    def action_open_screen_out(self):
        return self._open_step("screen_out", self.env._("Screen Out"))

    def action_open_reopen(self):
        return self._open_step("reopen", self.env._("Of Use After All"))

    def action_open_pause(self):
        return self._open_step("pause", self.env._("The Customer Owes Something"))

    def action_open_annul_pause(self):
        return self._open_step("annul_pause", self.env._("Refuse the Pause"))

    def action_open_resume(self):
        return self._open_step("resume", self.env._("Delivered"))

    def action_open_correct(self):
        return self._open_step("correct", self.env._("Correct a Time"))

    def _open_step(self, step, name):
        return self._open_wizard("gas.project.step", name, default_step=step)
