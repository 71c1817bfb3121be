# Copyright 2026 Gas Service contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError


class GasProject(models.Model):
    """Demand, review meeting and survey: PS-4.1.3, PS-4.1.4, PS-4.2.1."""

    _inherit = "gas.project"

    demand = fields.Text("Customer's Demand", help="What gas is needed for, how much and from when.")
    demand_confirmed_at = fields.Datetime("Demand Confirmed On", readonly=True, copy=False)
    unit_ids = fields.Many2many("res.partner", string="Units Involved", help="Outside the company (PS-4.2.1).")
    involved_department_ids = fields.Many2many(
        "hr.department", string="Departments Involved", help="Their managers read the project."
    )
    meeting_id = fields.Many2one(
        "calendar.event", "Review Meeting", readonly=True, copy=False, ondelete="set null", index="btree_not_null"
    )
    review_at = fields.Datetime("Review On", related="meeting_id.start", related_sudo=True)
    review_scheduled_at = fields.Datetime(readonly=True, copy=False)
    survey_done_at = fields.Datetime("Survey Finished On", readonly=True, copy=False)
    survey_result = fields.Selection(
        [("feasible", "Feasible"), ("conditional", "Feasible with Conditions"), ("unfeasible", "Not Feasible")],
        readonly=True,
        copy=False,
    )
    survey_note = fields.Text("Survey Findings", readonly=True, copy=False)

    _nature_known = models.Constraint(
        "CHECK (nature IS NOT NULL OR state IN ('information', 'contacted', 'tracking', 'lost', 'screened'))",
        "Once the demand is confirmed the nature of the project is known.",
    )

    _guarded_fields = frozenset(
        "demand_confirmed_at meeting_id review_scheduled_at survey_done_at survey_result survey_note".split()
    )

    def action_confirm_demand(self):
        """Demand, place and appliances are clear; the customer was visited, informed and heard.

        :raise UserError: names everything that is missing at once
        """
        for project in self:
            project.check_access("write")
            project._check_state("contacted")
            project._raise_missing([text for there, text in project._checks_for_demand() if not there])
            project._write_guarded({"state": "demand", "demand_confirmed_at": fields.Datetime.now()})
            project._prepare_documents()

    def _checks_for_demand(self):
        """Return what a confirmed demand needs, as pairs (whether it is there, what it is)."""
        return [
            (self.lead_id, self.env._("the lead")),
            (self.nature, self.env._("the nature of the project")),
            ((self.demand or "").strip(), self.env._("the customer's demand")),
            (self.visited_at, self.env._("a visit at the customer's (log it as a contact)")),
            (self.guide_given_at, self.env._("the service guide handed over")),
            (self.process_explained, self.env._("the process explained")),
            ((self.wishes or "").strip(), self.env._("the customer's wishes")),
            ((self.safety_guidance or "").strip(), self.env._("the guidance on using gas safely")),
            *self._checks_of_points(),
        ]

    def _checks_for_review(self):
        return [
            *self._checks_for_demand(),
            (self.document_ids.filtered("required"), self.env._("the list of documents the customer supplies")),
        ]

    def action_schedule_review(self, start, stop, partner_ids=(), department_ids=(), note=""):
        """Invite units and departments to the review at the customer's (PS-4.2.1); again to move it.

        What was found not feasible may be reviewed anew: another survey follows.
        :param start: naive UTC, as ``stop``
        :param partner_ids: units from outside; of the departments their managers are invited
        :raise UserError: names everything that is missing at once
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("demand", "review", *(["survey"] if self.survey_result == "unfeasible" else []))
        start, stop = fields.Datetime.to_datetime(start), fields.Datetime.to_datetime(stop)
        units = self.env["res.partner"].browse(partner_ids).exists()
        departments = self.env["hr.department"].browse(department_ids).exists()
        missing = [text for there, text in self._checks_for_review() if not there]
        if not start or not stop or stop <= start:
            missing.append(self.env._("when the review begins and ends"))
        if not units and not departments:
            missing.append(self.env._("the units or departments that take part"))
        self._raise_missing(missing)
        values = {
            "name": self.env._("Review: %s", self.subject),
            "start": start,
            "stop": stop,
            "location": self.address,
            "description": note,
            "partner_ids": [fields.Command.set((units | self._review_people(departments)).ids)],
        }
        if self.meeting_id and self.state != "survey":
            # sudo: it may have been made by a former lead; the right to the project was checked
            self.sudo().meeting_id.write(values)
        else:
            values |= {"res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": self.id}
            self._write_guarded({"meeting_id": self.env["calendar.event"].create(values).id})
        self.write({"unit_ids": [fields.Command.link(unit.id) for unit in units]})
        self._involve(departments)
        self._write_guarded(
            {
                "state": "review",
                "review_scheduled_at": fields.Datetime.now(),
                "survey_done_at": False,
                "survey_result": False,
            }
        )

    def _involve(self, departments):
        """These departments take part: their managers hear of promises that are late there, and may look."""
        self.write({"involved_department_ids": [fields.Command.link(department.id) for department in departments]})

    def _review_people(self, departments):
        """Return the partners of the departments' managers, of the lead and of who invites."""
        # sudo: employees are not readable by ordinary users; only those who are invited are returned
        people = departments.sudo().manager_id | self.sudo().lead_id
        partners = people.user_id.partner_id | people.filtered(lambda one: not one.user_id).work_contact_id
        return partners.sudo(False) | self.env.user.partner_id

    def action_record_survey(self, result, note, at=None):
        """The survey at the customer's has ended: its result, also on the meeting (PS-4.2.1).

        :param result: ``feasible``, ``conditional`` or ``unfeasible``
        :param at: when it ended, naive UTC, default now
        :raise UserError: names everything that is missing at once
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("review", "survey")
        if self.state == "survey":
            raise UserError(self.env._("The survey is recorded already. The manager can correct its time."))
        missing = []
        labels = dict(self._fields["survey_result"]._description_selection(self.env))
        if result not in labels:
            missing.append(self.env._("the result of the survey"))
        if not (note or "").strip():
            missing.append(self.env._("what was found"))
        if not self.design_unit_id and not self.designer_id:
            missing.append(self.env._("who designs: the design unit, or a designer of the company"))
        at = self._moment(at)
        self._raise_missing(missing)
        self._write_guarded({"state": "survey", "survey_done_at": at, "survey_result": result, "survey_note": note})
        if self.meeting_id:
            body = self.env._("Survey: %(result)s. %(note)s", result=labels[result], note=note)
            # sudo: the meeting may be a former lead's; the right to the project was checked
            self.sudo().meeting_id.message_post(body=body, author_id=self.env.user.partner_id.id)
            self.sudo().meeting_id.activity_ids.unlink()  # sudo: as above
        self._record_service("pre_service", at)
        self._begin_design()

    def _moment(self, at):
        """Return when something happened (naive UTC, default now), having checked that it may be entered.

        :raise ValidationError: in the future, too far back for the user, or before the project began
        """
        at = fields.Datetime.to_datetime(at) or fields.Datetime.now()
        self.company_id._gas_check_happened(at)
        if at < self.info_received_at:
            raise UserError(self.env._("This cannot be earlier than the information about the project."))
        return at
