# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from .gas_project_document import WAITING_STATES

# field: (clocks, which end of them is corrected)
_CORRECTABLE = {
    "info_received_at": (("PS-CONTACT",), "started_at"),
    "contacted_at": (("PS-CONTACT",), "stopped_at"),
    # the latest of the three begins both
    "survey_done_at": (("PS-DESIGN", "PS-TOTAL"), "started_at"),
    "appliances_confirmed_at": (("PS-DESIGN", "PS-TOTAL"), "started_at"),
    "documents_complete_at": (("PS-DESIGN", "PS-TOTAL"), "started_at"),
    "drawings_received_at": (("PS-DESIGN",), "stopped_at"),
    "estimate_requested_at": (("PS-COST",), "started_at"),
    "estimate_done_at": (("PS-COST",), "stopped_at"),
}


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
        self._check_judges()
        if field not in _CORRECTABLE or not self[field]:
            raise UserError(self.env._("There is no such time to correct."))
        self._correct_time(field, self._corrected_moment(at, reason, field), reason)

    def _corrected_moment(self, at, reason, field=""):
        """Return ``at`` (naive UTC), having checked that it is one and that there is a reason."""
        missing = []
        if not (at := fields.Datetime.to_datetime(at)):
            missing.append(self.env._("the right time"))
        if not (reason or "").strip():
            missing.append(self.env._("the reason of the correction"))
        self._raise_missing(missing)
        # sudo: the limit of back-dating is for those who ask the manager, and this is he
        project = self.sudo()
        if field == "info_received_at":
            project.company_id._gas_check_happened(at)
            return at
        return project._moment(at)

    def _correct_time(self, field, at, reason):
        """Write the time, and let the promises follow that begin or end with it."""
        project = self.sudo()  # sudo: the right to correct has been checked
        before = project[field]
        project._write_guarded({field: at})
        codes, moment = _CORRECTABLE[field]
        if moment == "started_at" and "PS-DESIGN" in codes:
            project._correct_beginning(reason)
        else:
            for code in codes:
                project._sla_amend(code, reason, **{moment: at})
        project._note_correction(self._fields[field]._description_string(self.env), before, at, reason)

    def _correct_beginning(self, reason):
        """One of survey, appliances and documents was corrected: design begins, or began, at the latest."""
        self._begin_design()
        if self.state not in WAITING_STATES and (start := self._design_start()):
            for code in ("PS-DESIGN", "PS-TOTAL"):
                self._sla_amend(code, reason, started_at=start)

    def _note_correction(self, label, before, at, reason):
        self.sudo().message_post(  # sudo: who corrects may have no right to write
            body=self.env._(
                "%(field)s corrected from %(before)s to %(after)s: %(reason)s",
                field=label,
                before=self._local_text(before),
                after=self._local_text(at),
                reason=reason,
            ),
            author_id=self.env.user.partner_id.id,
        )

    def _local_text(self, at):
        """Return a moment for people, in the zone of the office."""
        return format_datetime(self.env, at, tz=self.company_id._gas_calendar().tz, dt_format="yyyy-MM-dd HH:mm")


class GasProjectDocument(models.Model):
    _inherit = "gas.project.document"

    def action_correct_received(self, at, reason):
        """Correct when the customer delivered this (naive UTC); the moment all were complete follows.

        :raise UserError, AccessError: as gas.project.action_correct_time
        """
        self.ensure_one()
        project = self.project_id
        project._check_judges()
        before, complete_at = self.received_at, project.documents_complete_at
        if not before:
            raise UserError(self.env._("There is no such time to correct."))
        at = project._corrected_moment(at, reason)
        # sudo: the manager's right has just been checked
        document, project = self.sudo(), project.sudo()
        document._write_guarded({"received_at": at})
        project._note_correction(document.name, before, at, reason)
        if project.state in WAITING_STATES:
            project._documents_changed()
        elif complete_at and document.required and before <= complete_at:
            # what came after design had begun was no condition of it
            others = project.document_ids.filtered(
                lambda one: one.required and one.received_at and one.received_at <= complete_at
            )
            latest = max((document | others).mapped("received_at"))
            if latest != complete_at:
                project._correct_time("documents_complete_at", latest, reason)
