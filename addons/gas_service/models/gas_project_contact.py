# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .gas_project import OPEN_STATES


class GasProject(models.Model):
    """From the first contact to a known demand: PS-4.1.1 to PS-4.1.5, PL-2.1."""

    _inherit = "gas.project"

    contacted_at = fields.Datetime("First Contacted On", readonly=True, copy=False)
    last_contact_at = fields.Datetime(
        readonly=True, copy=False, help="When somebody last spoke with the customer, or tried to."
    )
    next_follow_up_date = fields.Date(
        "Next Follow-up", readonly=True, copy=False, tracking=True, help="A tracked project always has one (PS-4.1.2)."
    )
    wishes = fields.Text("Customer's Wishes", help="What the customer thinks and wishes about gas (PS-4.1.3).")
    process_explained = fields.Boolean(help="The way of a connection was explained (PS-4.1.3).")
    guide_given_at = fields.Datetime("Service Guide Given On", readonly=True, copy=False)
    visited_at = fields.Datetime(
        "Visited On", compute="_compute_visited_at", help="Last visit at the customer's that reached him."
    )
    safety_guidance = fields.Text(help="What the customer was told about using gas safely (PS-4.1.4).")

    _guarded_fields = frozenset({"contacted_at", "last_contact_at", "next_follow_up_date", "guide_given_at"})

    _tracking_has_date = models.Constraint(
        "CHECK (state != 'tracking' OR next_follow_up_date IS NOT NULL)", "A tracked project has a next follow-up."
    )
    _silent_idx = models.Index("(last_contact_at) WHERE state NOT IN ('done', 'lost', 'screened', 'tracking')")

    @api.depends("contact_ids.channel", "contact_ids.reached", "contact_ids.direction", "contact_ids.date")
    def _compute_visited_at(self):
        for project in self:
            visits = project.contact_ids.filtered(lambda c: c.channel == "visit" and c.direction == "out" and c.reached)
            project.visited_at = max(visits.mapped("date"), default=False)

    def _contact_logged(self, contact):
        """A contact that reached the customer and asked for the demand stops PS-CONTACT at its own time.

        Who did not answer was tried: that stops nothing (PS-4.1.1).
        """
        self.ensure_one()
        # sudo: an estimator or colleague who may log need not be allowed to write the project
        project = self.sudo()
        if contact.direction == "internal":
            return
        if not project.last_contact_at or contact.date > project.last_contact_at:
            project._write_guarded({"last_contact_at": contact.date})
        project._close_silence()
        if project.state in ("information", "contacted", "tracking"):
            # later there may be other things to do than to speak with the customer
            project._end_task(contact.employee_id.user_id & project.lead_id.user_id)
        if contact.direction == "out" and contact.reached and contact.purpose == "demand":
            project._sla_stop("PS-CONTACT", contact.date)
            if project.contacted_at and contact.date < project.contacted_at:
                project._write_guarded({"contacted_at": contact.date})
            if project.state == "information":
                project._write_guarded({"state": "contacted", "contacted_at": contact.date})
                project._prepare_documents()

    def action_give_guide(self):
        """Stamp that the service guide was handed over (PS-4.1.3)."""
        for project in self:
            project.check_access("write")
            project._check_open()
            project._write_guarded({"guide_given_at": fields.Datetime.now()})

    def action_print_guide(self):
        """Hand over the service guide and return its PDF."""
        self.filtered(lambda project: not project.guide_given_at).action_give_guide()
        return self.env.ref("gas_service.action_report_service_guide").report_action(self)

    # -- no demand yet (PS-4.1.2) ----------------------------------------------------------------

    def action_track(self, next_date, note=""):
        """The customer needs no gas yet: keep the file, and come back on ``next_date`` (local date).

        From a tracked project it moves the next follow-up.
        :raise UserError: no date, or not in the future
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("contacted", "tracking")
        day = fields.Date.to_date(next_date)
        if not day or day <= self._local_today():
            raise UserError(self.env._("When do you ask again? Choose a day in the future."))
        self._write_guarded({"state": "tracking", "next_follow_up_date": day})
        if note:
            self.message_post(body=note)
        self._drop_follow_up()
        self._keep_follow_up()

    def action_demand_appeared(self, note=""):
        """The tracked customer needs gas now: the project goes on, with its history (PS-4.1.2)."""
        for project in self:
            project.check_access("write")
            project._check_state("tracking")
            project._write_guarded({"state": "contacted", "next_follow_up_date": False})
            project._drop_follow_up()
            if note:
                project.message_post(body=note)

    def _keep_follow_up(self):
        """Remind the lead of each tracked project that has no reminder, whatever became of its last one."""
        for project in self.sudo():  # sudo: the reminder is the lead's, whoever's action led here
            if project.state != "tracking" or project._follow_ups():
                continue
            day, today = project.next_follow_up_date, project._local_today()
            if day <= today:
                day = project.company_id._gas_calendar()._gas_timeline().add_days(today, 1)
                project._write_guarded({"next_follow_up_date": day})
            project._schedule(
                "gas_service.activity_type_follow_up",
                project.lead_id.user_id,
                self.env._("Ask %s again", project.customer_name),
                date_deadline=day,
            )

    def _follow_up_changed(self):
        """A reminder was done, moved to another day or taken away: the file says when, and has another one."""
        self._keep_follow_up()
        for project in self.sudo():  # sudo: whoever moved the reminder
            days = project._follow_ups().mapped("date_deadline")
            if project.state == "tracking" and days and min(days) != project.next_follow_up_date:
                project._write_guarded({"next_follow_up_date": min(days)})

    def _drop_follow_up(self):
        self.sudo()._follow_ups().unlink()  # sudo: a former lead's too

    def _follow_ups(self):
        follow_up = self.env.ref("gas_service.activity_type_follow_up")
        return self.activity_ids.filtered(lambda activity: activity.activity_type_id == follow_up)

    def _local_today(self):
        timeline = self.company_id._gas_calendar()._gas_timeline()
        return timeline.local_date(fields.Datetime.now())

    # -- silence (PL-2.1, advisory) ----------------------------------------------------------------

    @api.model
    def _cron_silent(self):
        """Remind the leads of projects nobody has spoken about for so many days; once until somebody does."""
        spoken_of = Domain("state", "in", OPEN_STATES) & Domain("state", "!=", "tracking")
        for company in self.env["res.company"].search([("gas_silent_days", ">", 0)]):
            days = company.gas_silent_days
            limit = fields.Datetime.now() - timedelta(days=days)
            silent = Domain("last_contact_at", "<", limit)
            silent |= Domain("last_contact_at", "=", False) & Domain("info_received_at", "<", limit)
            silent &= Domain("company_id", "=", company.id) & spoken_of
            for project in self._without_activity("activity_type_silent", silent):
                project._schedule(
                    "gas_service.activity_type_silent",
                    project.lead_id.user_id,
                    self.env._("No contact for %(days)s days: %(customer)s", days=days, customer=project.customer_name),
                )
        # a reminder that was lost past all doors
        self._without_activity("activity_type_follow_up", Domain("state", "=", "tracking"))._keep_follow_up()

    @api.model
    def _without_activity(self, activity_type, domain):
        """Return the projects of ``domain`` that have no open activity of this type of ours."""
        activity_type = self.env.ref(f"gas_service.{activity_type}")
        told = self.env["mail.activity"]._search(
            [("res_model", "=", self._name), ("activity_type_id", "=", activity_type.id)]
        )
        return self.search(domain & Domain("id", "not in", told.subselect("res_id")))

    def _close_silence(self):
        self.activity_ids.filtered(
            lambda a: a.activity_type_id == self.env.ref("gas_service.activity_type_silent")
        ).unlink()

    def _check_open(self):
        self._check_state(*OPEN_STATES)
