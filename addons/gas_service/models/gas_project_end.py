# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import hashlib

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .gas_project import OPEN_STATES

LOSABLE_STATES = tuple(state for state in OPEN_STATES if state != "information")


class GasProject(models.Model):
    """Projects that come to nothing: lost, screened out, merged (PS-4.1.1)."""

    _inherit = "gas.project"

    ended_at = fields.Datetime("Ended On", readonly=True, copy=False)
    ended_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    end_reason = fields.Char("Reason of the End", readonly=True, copy=False)
    merged_into_id = fields.Many2one(
        "gas.project", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    screening_check = fields.Selection(
        [("pending", "To Check"), ("confirmed", "Confirmed"), ("reopened", "Reopened")],
        readonly=True,
        copy=False,
        help="A sample of what is screened out is checked by the manager.",
    )

    _guarded_fields = frozenset({"ended_at", "ended_by", "end_reason", "merged_into_id", "screening_check"})

    def action_lose(self, reason):
        """The customer gives up or goes elsewhere; open promises are cancelled, which is not "met".

        :raise UserError: no reason, or nobody has spoken with the customer: that is screened out, and sampled
        """
        for project in self:
            project.check_access("write")
            project._check_state(*LOSABLE_STATES)
            project._end("lost", reason)

    def action_screen_out(self, reason):
        """The information is of no use (not a customer, out of the area): PS-CONTACT is cancelled, not "met".

        A sample, found by the number alone so that nobody can steer it, goes to the manager.
        :raise UserError: no reason, or somebody has contacted the customer already
        """
        for project in self:
            project.check_access("write")
            project._check_state("information")
            project._end("screened", reason)
            if project._is_screening_sample():
                project._write_guarded({"screening_check": "pending"})
                project._schedule(
                    "gas_service.activity_type_project",
                    project.department_id._gas_notice_user(
                        self.env.user | project.sudo().lead_id.user_id
                    ),  # sudo: who not
                    self.env._("Check the screening out of %s", project.name),
                    reason,
                )

    def _is_screening_sample(self):
        share = self.company_id.sudo().gas_screening_sample  # sudo: an ordinary user may not read every company
        digest = hashlib.sha256(f"{self.company_id.id}:{self.name}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % 100 < share

    def action_confirm_screening(self):
        """The manager agrees that the information was of no use."""
        for project in self:
            project._check_screening_checker()
            project.sudo()._write_guarded({"screening_check": "confirmed"})  # sudo: the right has just been checked
            project.sudo()._end_activities()  # sudo: as above

    def action_reopen(self, reason):
        """The manager disagrees: the information is followed up, with the promise as it was from the start.

        :raise UserError: not screened out, merged, or no reason
        """
        self.ensure_one()
        self._check_screening_checker()
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the information is of use after all."))
        project = self.sudo()  # sudo: the right has just been checked
        project._write_guarded(
            {
                "state": "information",
                "ended_at": False,
                "ended_by": False,
                "end_reason": False,
                "screening_check": "reopened",
            }
        )
        project.message_post(body=reason, author_id=self.env.user.partner_id.id)
        project._end_activities()
        project._sla_start("PS-CONTACT", project.info_received_at)
        project._schedule(
            "gas_service.activity_type_project", project.lead_id.user_id, self.env._("Lead %s", self.name), reason
        )

    def _check_screening_checker(self):
        self._check_judges()
        if self.ended_by == self.env.user:
            raise AccessError(self.env._("Nobody checks what he screened out himself."))
        self._check_state("screened")
        if self.merged_into_id:
            raise UserError(self.env._("%s was merged: open the other project.", self.name))

    def _end(self, state, reason):
        """End without success, with a reason."""
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the project ends."))
        self._sla_cancel(None, reason)
        # sudo: the right to the project was checked; others' activities end too
        project = self.sudo()
        project._write_guarded(
            {
                "state": state,
                "ended_at": fields.Datetime.now(),
                "ended_by": self.env.uid,
                "end_reason": reason,
                "next_follow_up_date": False,
            }
        )
        project._end_activities()

    def _end_activities(self):
        self.activity_ids.unlink()

    def _end_task(self, user):
        """What ``user`` was asked to do here is done."""
        if user:
            # sudo: it may be somebody else's step that made it superfluous
            self.sudo().activity_unlink(["gas_service.activity_type_project"], user_id=user.id)

    def action_follow_up(self):
        """The customer of an ended project comes back: a new project linked to it; return its form."""
        self.ensure_one()
        self.check_access("read")
        self._check_state("lost", "done")
        values = {
            name: self[name].id if self._fields[name].type == "many2one" else self[name]
            for name in (
                "subject", "nature", "account_id", "partner_id", "customer_name", "category", "uscc",
                "contact_name", "address", "small_business",
            )
        }  # fmt: skip
        project = self.create({**values, "source": "customer"})
        project.sudo()._write_guarded({"origin_id": self.id})  # sudo: who registers may have no right to write it
        return project._get_records_action(name=project.name)
