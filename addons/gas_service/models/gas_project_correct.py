# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError

_BEGINNINGS = ("survey_done_at", "appliances_confirmed_at", "documents_complete_at")
_CORRECTABLE = (*_BEGINNINGS, "info_received_at", "drawings_received_at", "estimate_requested_at", "estimate_done_at")


class GasProject(models.Model):
    """A manager corrects when something happened; the promises follow, settled ones too, with their history."""

    _inherit = "gas.project"

    def action_correct_time(self, field, at, reason):
        """Correct when something happened, as if it had been entered rightly from the start.

        :param field: technical name, one of those this file names
        :param at: naive UTC
        :raise UserError: no reason, nothing there to correct, or a time that cannot be
        :raise AccessError: by somebody else than a manager of the department, or by the lead himself
        """
        self.ensure_one()
        self._check_manages()
        if self.lead_id.id in self.env.user.gas_employee_ids.ids:
            raise AccessError(self.env._("Nobody corrects the times of a project he leads."))
        if field not in _CORRECTABLE or not self[field]:
            raise UserError(self.env._("There is no such time to correct."))
        if not (reason or "").strip():
            raise UserError(self.env._("A correction needs its reason."))
        at = fields.Datetime.to_datetime(at) or self[field]
        if field != "info_received_at":
            at = self._moment(at)
        self.company_id._gas_check_happened(at)
        project = self.sudo()  # sudo: the right to correct has just been checked
        before = project[field]
        project._write_guarded({field: at})
        project._correct_clocks(field, at, reason)
        project.message_post(
            body=self.env._(
                "%(field)s corrected from %(before)s to %(after)s (UTC): %(reason)s",
                field=self._fields[field]._description_string(self.env),
                before=before,
                after=at,
                reason=reason,
            ),
            author_id=self.env.user.partner_id.id,
        )

    def _correct_clocks(self, field, at, reason):
        if field == "info_received_at":
            self._sla_amend("PS-CONTACT", reason, started_at=at)
        elif field == "drawings_received_at":
            self._sla_amend("PS-DESIGN", reason, stopped_at=at)
        elif field == "estimate_requested_at":
            self._sla_amend("PS-COST", reason, started_at=at)
        elif field == "estimate_done_at":
            self._sla_amend("PS-COST", reason, stopped_at=at)
        elif self.state == "survey":
            self._begin_design()
        elif start := self._design_start():
            for code in ("PS-DESIGN", "PS-TOTAL"):
                self._sla_amend(code, reason, started_at=start)


class GasProjectDocument(models.Model):
    _inherit = "gas.project.document"

    def action_correct_received(self, at, reason):
        """Correct when the customer delivered this (naive UTC); the moment all were complete follows."""
        self.ensure_one()
        project = self.project_id
        project._check_manages()
        if not self.received_at:
            raise UserError(self.env._("There is no such time to correct."))
        at = project._moment(at)
        self.sudo()._write_guarded({"received_at": at})  # sudo: the manager's right has just been checked
        if project.state in ("design", "costing", "approval", "done"):
            latest = max(self.sudo().project_id.document_ids.filtered("required").mapped("received_at"))
            project.action_correct_time("documents_complete_at", latest, reason)
        else:
            project._documents_changed()
