# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .gas_archived_mixin import archive_is_open

VERDICTS = [("verified", "Verified"), ("unfounded", "Unfounded")]


class GasInquiry(models.Model):
    """Tickets about a project; complaints about one are verified by customer service first (PS-6.1, PL-3).

    An unverified complaint is a claim: nothing that follows from a complaint about a project may count it.
    """

    _inherit = "gas.inquiry"

    project_id = fields.Many2one(
        "gas.project", ondelete="restrict", index="btree_not_null", help="The gas-connection project it is about."
    )
    verification = fields.Selection(
        [("pending", "To Verify"), *VERDICTS],
        readonly=True,
        copy=False,
        help="Of a complaint about a project: whether it is true. Found out by the supervisor of customer service,"
        " or by supervision (PS-6.1).",
    )
    verification_note = fields.Text("What Was Found Out", readonly=True, copy=False)
    verified_by = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    verified_at = fields.Datetime("Verified On", readonly=True, copy=False)
    may_verify = fields.Boolean(compute="_compute_may_verify", help="The user may say whether it is true.")

    _guarded_fields = frozenset({"verification", "verification_note", "verified_by", "verified_at"})

    @api.depends("verification")
    @api.depends_context("uid")
    def _compute_may_verify(self):
        for ticket in self:
            ticket.may_verify = ticket.verification == "pending" and ticket._is_verified_by(self.env.user)

    @api.constrains("project_id")
    def _check_project(self):
        # constraints run as superuser: ask for the user himself, who learns whose project it is by linking it
        self.project_id.sudo(False).check_access("read")
        for ticket in self:
            if ticket.project_id and ticket.project_id.company_id != ticket.company_id:
                raise ValidationError(self.env._("%s belongs to another company.", ticket.project_id.name))

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets._expect_verification()
        return tickets

    def write(self, vals):
        if "project_id" in vals and not archive_is_open(self):
            decided = self.filtered(lambda t: t.verified_at and t.project_id.id != (vals["project_id"] or False))
            if decided:
                raise UserError(self.env._("%s has been verified: it stays with its project.", decided[0].name))
        result = super().write(vals)
        if "project_id" in vals:
            self._expect_verification()
        return result

    def _expect_verification(self):
        """A complaint about a project waits to be verified, and customer service is told."""
        complaints = self.filtered(lambda ticket: ticket.kind == "complaint" and not ticket.verified_at)
        for ticket in complaints.sudo():  # sudo: whoever names the project
            wanted = "pending" if ticket.project_id else False
            if ticket.verification == wanted:
                continue
            ticket._write_guarded({"verification": wanted})
            if wanted:
                ticket._schedule(
                    "gas_service.activity_type_verify",
                    ticket._verifiers()[:1],
                    self.env._("Verify the complaint %s", ticket.name),
                    ticket.subject,
                )
            else:
                ticket.activity_unlink(["gas_service.activity_type_verify"])

    def _verifiers(self):
        """Return (sudo) who may verify it: supervisors of customer service before supervision, never the accused."""
        users = self.env["res.users"].sudo()  # sudo: who has which role
        for group in ("supervisor", "supervision"):
            users += self.env.ref(f"gas_service.group_{group}").sudo().all_user_ids  # sudo: as above
        return users.filtered(
            lambda user: user.active and self.company_id in user.company_ids and self._is_verified_by(user)
        )

    def _is_verified_by(self, user):
        """Whether ``user`` may verify this complaint: by his role, and because it is not about him."""
        ticket = self.sudo()  # sudo: who is complained about, and who leads the project, to compare with the user
        return (
            any(user.has_group(f"gas_service.group_{name}") for name in ("supervisor", "supervision"))
            and user not in ticket.excluded_user_ids
            and not ticket.accused_ids & user.sudo().gas_employee_ids  # sudo: as above
            and not ticket.project_id._is_led_by(user)
            and self.with_user(user).has_access("read")
        )

    def action_verify(self, verdict, note):
        """Say whether a complaint about a project is true (PS-6.1).

        :param verdict: ``verified`` or ``unfounded``
        :raise UserError: no complaint about a project, decided already, or names what is missing
        :raise AccessError: by somebody else than the supervisor of customer service or supervision,
            or by whom it concerns
        """
        self.ensure_one()
        self.check_access("read")
        if not self._is_verified_by(self.env.user):
            raise AccessError(
                self.env._(
                    "Complaints about projects are verified by the supervisor of customer service or by"
                    " supervision, and by nobody whom they concern."
                )
            )
        if self.verification != "pending":
            raise UserError(self.env._("There is nothing to verify here."))
        missing = []
        if verdict not in dict(VERDICTS):
            missing.append(self.env._("whether it is true"))
        if not (note or "").strip():
            missing.append(self.env._("what was found out, and how"))
        self._raise_missing(missing)
        ticket = self.sudo()  # sudo: supervision reads complaints; the right to verify was checked
        ticket._write_guarded(
            {
                "verification": verdict,
                "verification_note": note,
                "verified_by": self.env.uid,
                "verified_at": fields.Datetime.now(),
            }
        )
        label = dict(self._fields["verification"]._description_selection(self.env))[verdict]
        ticket.message_post(
            body=self.env._("%(verdict)s: %(note)s", verdict=label, note=note), author_id=self.env.user.partner_id.id
        )
        ticket.activity_unlink(["gas_service.activity_type_verify"])

    def action_open_verify(self):
        return self._open_wizard("gas.inquiry.step", self.env._("Is the Complaint True?"), default_step="verify")

    def action_close(self):
        """A complaint about a project is not closed before it is verified (PS-6.1)."""
        for ticket in self.filtered(lambda ticket: ticket.verification == "pending"):
            ticket._raise_missing([self.env._("it has not been verified by customer service")])
        return super().action_close()


class GasProject(models.Model):
    """The tickets about a project: as many as the user may see, for a complaint is hidden from whom it is about."""

    _inherit = "gas.project"

    ticket_count = fields.Integer("Tickets", compute="_compute_ticket_count")

    @api.depends_context("uid")
    def _compute_ticket_count(self):
        # as the user: no field leads from the project to its tickets, so nothing is cached for somebody else
        counts = dict(
            self.env["gas.inquiry"]._read_group([("project_id", "in", self.ids)], ["project_id"], ["__count"])
        )
        for project in self:
            project.ticket_count = counts.get(project._origin, 0)

    def action_open_tickets(self):
        """Show the tickets about the project that the user may see."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.actions"]._for_xml_id("gas_service.action_gas_inquiry")
        return action | {
            "name": self.name,
            "domain": [("project_id", "=", self.id)],
            "views": [(False, "list"), (False, "form")],
            "context": {"default_project_id": self.id},
        }
