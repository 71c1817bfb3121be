# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# how long after a complaint the complainant's projects are watched
_WATCHED = timedelta(days=730)


class GasSupervisionFlag(models.Model):
    """Something done to a project whose customer has complained to supervision: paused, refused (FI-13).

    Nobody pays for having complained: supervision looks at each. The project itself shows nothing of
    it, so that nobody learns of the complaint by it.
    """

    _name = "gas.supervision.flag"
    _description = "Step against a Complainant"
    _inherit = ["gas.guarded.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "project_id"

    complaint_id = fields.Many2one("gas.inquiry", required=True, readonly=True, ondelete="restrict", index=True)
    project_id = fields.Many2one("gas.project", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="project_id.company_id", store=True, index=True)
    event = fields.Selection(
        [
            ("pause", "Pause Proposed"),
            ("unfeasible", "Survey: Not Feasible"),
            ("rejected", "Budget Rejected"),
            ("lost", "Ended as Lost"),
            ("screened", "Screened Out"),
        ],
        required=True,
        readonly=True,
    )
    reason = fields.Char(readonly=True)
    happened_at = fields.Datetime("On", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, ondelete="restrict")
    state = fields.Selection(
        [("open", "To Check"), ("justified", "Justified"), ("retaliation", "Retaliation")],
        default="open",
        required=True,
        readonly=True,
    )
    note = fields.Text("What Was Found Out")
    decided_by = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime("Decided On", readonly=True)

    _guarded_fields = frozenset(
        "complaint_id project_id company_id event reason happened_at user_id state decided_by decided_at".split()
    )

    @api.model
    def _raise_flags(self, projects, event, reason):
        """Flag ``event`` on those projects whose customer has complained to supervision."""
        flags = self.sudo()  # sudo: who pauses or refuses must not learn of the complaint
        for project in projects.sudo():  # sudo: as above
            complaint = project._supervision_complaint()
            if not complaint:
                continue
            flag = flags._create_guarded(
                [
                    {
                        "complaint_id": complaint.id,
                        "project_id": project.id,
                        "event": event,
                        "reason": reason,
                        "happened_at": fields.Datetime.now(),
                        "user_id": self.env.uid,
                    }
                ]
            )
            if watcher := complaint.first_responsible_id.user_id:
                flag.activity_schedule(
                    "gas_service.activity_type_flag",
                    summary=self.env._("%s: was it because of the complaint?", project.name),
                    user_id=watcher.id,
                )

    def write(self, vals):
        if "note" in vals and not self._is_unguarded():
            self._check_open()
        return super().write(vals)

    def action_justified(self):
        """There was another reason for it.

        :raise UserError: decided already, or nothing is written down
        """
        self._decide("justified")

    def action_retaliation(self):
        """It was done because of the complaint: a conduct case follows from the complaint (FI-14.2)."""
        self._decide("retaliation")

    def _decide(self, state):
        self.check_access("write")
        self._check_open()
        if not all((flag.note or "").strip() for flag in self):
            raise UserError(self.env._("Write down what was found out."))
        self._write_guarded({"state": state, "decided_by": self.env.uid, "decided_at": fields.Datetime.now()})
        self.activity_ids.unlink()

    def _check_open(self):
        if self.filtered(lambda flag: flag.state != "open"):
            raise UserError(self.env._("This was decided already."))


class GasProject(models.Model):
    """Steps against the customer that supervision looks at where he has complained to it."""

    _inherit = "gas.project"

    def _supervision_complaint(self):
        """Return (sudo) the last complaint to supervision of this project's customer, of the last two years."""
        # the customer is known by account, contact or credit code; an anonymous one by the matter alone
        same = Domain("project_id", "=", self.id)
        for name in ("account_id", "partner_id"):
            if self[name]:
                same |= Domain(name, "=", self[name].id)
        if self.uscc:
            same |= Domain("project_id.uscc", "=", self.uscc)
        return self.env["gas.inquiry"].search(
            same
            & Domain("supervision_only", "=", True)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("state", "!=", "cancelled")
            & Domain("received_at", ">", fields.Datetime.now() - _WATCHED),
            order="received_at desc",
            limit=1,
        )

    def action_propose_pause(self, pause_date, reason, notice_reference, resume_date=None):
        result = super().action_propose_pause(pause_date, reason, notice_reference, resume_date)
        self.env["gas.supervision.flag"]._raise_flags(self, "pause", reason)
        return result

    def action_record_survey(self, result, note, at=None):
        outcome = super().action_record_survey(result, note, at)
        if result == "unfeasible":
            self.env["gas.supervision.flag"]._raise_flags(self, "unfeasible", note)
        return outcome

    def _approval_on_rejected(self, at, reason):
        result = super()._approval_on_rejected(at, reason)
        self.env["gas.supervision.flag"]._raise_flags(self, "rejected", reason)
        return result

    def _end(self, state, reason):
        result = super()._end(state, reason)
        self.env["gas.supervision.flag"]._raise_flags(self, state, reason)
        return result


class GasInquiry(models.Model):
    _inherit = "gas.inquiry"

    def _remove_children(self):
        """What was found out about a step against the complainant stays decided, without its words."""
        removed = super()._remove_children()
        flags = self.env["gas.supervision.flag"].search([("complaint_id", "in", self.ids)])
        flags._write_guarded({"reason": "—", "note": False})
        return removed
